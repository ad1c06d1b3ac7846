"""Loads dimensions.yaml: name and lead (a sentence below the name) of the six dimensions, in the instrument's order."""

from screening.content import limits
from screening.content.folder import Folder
from screening.core.instrument.catalogue import Dimension
from screening.core.instrument.vocabulary import DimensionId

FILE = "dimensions.yaml"


def load_dimensions(folder: Folder) -> tuple[Dimension, ...]:
    """Return the dimensions that are known. Reports a missing or unknown one, and another order than DimensionId's."""
    dimensions = []
    rows = folder.rows(FILE, "dimension", ("id", "name", "lead"))
    wanted = tuple(DimensionId)
    for row in rows:
        name = row.fields.text("name", f"dimension.{row.id}.name", limits.NAME)
        lead = row.fields.text("lead", f"dimension.{row.id}.lead", limits.NOTE)
        if row.id in wanted:
            dimensions.append(Dimension(DimensionId(row.id), name, lead))
        else:
            row.fields.fault("id", f"this dimension is unknown; write one of {', '.join(wanted)}.")
    if not folder.unreadable and tuple(each.id for each in dimensions) != wanted:
        folder.log(FILE).fault(1, f"The dimensions must be these, in this order: {', '.join(wanted)}.")
    return tuple(dimensions)
