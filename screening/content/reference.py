"""Loads reference.yaml: how many rows there must be by the sources, so that none is lost by mistake.

The own rows of forms are not among these figures: law.yaml has theirs, at the purpose of each form.
"""

from collections import Counter
from dataclasses import dataclass

from screening.content.fields import Fields
from screening.content.folder import BuiltEntry, Folder
from screening.content.indicators import Indicators
from screening.content.law import OwnRows
from screening.content.signs import Signs
from screening.content.sources import Sources, source_of
from screening.core.instrument.catalogue import Indicator
from screening.core.instrument.vocabulary import PROFILE_IDS, DimensionId, Weight

FILE = "reference.yaml"
KEYS = ("indicators", "signs", "profiles")
PROFILE_KEYS = ("id", "source", "dimensions", *Weight)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many scored rows a profile has, without the own rows of forms: by dimension, by weight."""

    dimensions: tuple[int, ...]
    strong: int
    medium: int
    weak: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The counts by profile, and the mapping that holds the numbers of indicators and signs."""

    profiles: dict[str, BuiltEntry[Counts]]
    fields: Fields


def load_reference(folder: Folder, sources: Sources) -> Reference | None:
    """Return the stated counts, or None if the file cannot be read or is no mapping, which is then reported."""
    fields = folder.mapping(FILE, KEYS)
    if fields is None:
        return None
    profiles: dict[str, BuiltEntry[Counts]] = {}
    for row in folder.rows_under(fields, "profiles", "profile", PROFILE_KEYS):
        source_of(row.fields, sources)
        counts = Counts(
            row.fields.numbers("dimensions", len(DimensionId)), *(row.fields.number(weight) for weight in Weight)
        )
        profiles[row.id] = BuiltEntry(counts, row.fields)
    if not folder.unreadable and tuple(profiles) != PROFILE_IDS:
        fields.fault("profiles", f"the profiles must be these, in this order: {', '.join(PROFILE_IDS)}.")
    return Reference(profiles, fields)


def counts_of(profile_id: str, indicators: tuple[Indicator, ...]) -> Counts:
    """Return the counts of a profile, counted in these indicators."""
    scored = [row for row in indicators if profile_id in row.weights and row.form is None]
    by_dimension = Counter(row.dimension for row in scored)
    by_weight = Counter(row.weights[profile_id] for row in scored)
    return Counts(tuple(by_dimension[each] for each in DimensionId), *(by_weight[weight] for weight in Weight))


def _own_counts(form: str, indicators: tuple[Indicator, ...]) -> tuple[int, ...]:
    """How many own rows of a form the files have, by weight. Each has one weight today, for adults and children."""
    weights = Counter(next(iter(row.weights.values())) for row in indicators if row.form == form)
    return tuple(weights[weight] for weight in Weight)


def check_counts(reference: Reference, own_rows: OwnRows, indicators: Indicators, signs: Signs) -> None:
    """Report every figure that differs from the rows."""
    rows = tuple(entry.value for entry in indicators.values())
    for id_, entry in reference.profiles.items():
        found = counts_of(id_, rows)
        for name in Counts.__slots__:
            _compare(entry.fields, name, getattr(entry.value, name), getattr(found, name))
    for form, stated in own_rows.items():
        _compare(stated.fields, "own_rows", stated.value, _own_counts(form, rows))
    of_every_form = [row for row in rows if row.form is None]
    for name, held in (("indicators", of_every_form), ("signs", signs)):
        _compare(reference.fields, name, reference.fields.number(name), len(held))


def _compare(fields: Fields, name: str, stated: object, found: object) -> None:
    if stated != found:
        fields.fault(name, f"{name!r} is {_shown(stated)}, the files hold {_shown(found)}; correct rows or figure.")


def _shown(figure: object) -> str:
    """Return a number, or several as `3/8/2`."""
    return "/".join(map(str, figure)) if isinstance(figure, tuple) else str(figure)
