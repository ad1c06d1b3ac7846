"""Loads guidance.yaml: sentences for the officer, and those of the introduction that the person hears."""

from screening.content import limits
from screening.content.folder import Folder
from screening.content.sources import Sources, source_of
from screening.core.catalogue import Text
from screening.core.terms import Grade

FILE = "guidance.yaml"
HEARD = "introduction_"


def load_guidance(folder: Folder, sources: Sources) -> dict[str, Text]:
    """The sentences by id. What the person hears has a key that falls in the person's domain."""
    guidance = {}
    for row in folder.rows(FILE, "guidance", ("id", "text", "grade", "source", "checked_on")):
        last = "leaflet" if row.id.startswith(HEARD) else "text"
        guidance[row.id] = row.fields.text("text", f"guidance.{row.id}.{last}", limits.GUIDANCE)
        row.fields.code("grade", Grade)
        source_of(row.fields, sources)
        row.fields.day("checked_on")
    return guidance
