"""The reference counts of the instrument, and their comparison with what the files hold.

Source: ILO/EC operational indicators (2009), labour as a secondary source restates it; begging is our analogy.
"""

from collections import Counter
from dataclasses import dataclass

from screening.core.instrument.catalogue import Indicator
from screening.core.instrument.vocabulary import DimensionId, Weight


@dataclass(frozen=True, slots=True)
class Counts:
    """Scored rows of a profile: in all, by dimension, by weight."""

    scored: int
    dimensions: tuple[int, ...]
    strong: int
    medium: int
    weak: int


INDICATORS = 91
SIGNS = 30
TRIAGE = 12
_ILO_ADULT = Counts(67, (10, 10, 16, 9, 15, 7), 7, 53, 7)
_ILO_CHILD = Counts(65, (10, 10, 15, 8, 15, 7), 15, 50, 0)
REFERENCE = {
    "labour_adult": _ILO_ADULT,
    "labour_child": _ILO_CHILD,
    "sexual_adult": _ILO_ADULT,
    "sexual_child": _ILO_CHILD,
    "begging_adult": Counts(66, (8, 10, 12, 10, 19, 7), 11, 53, 2),
    "begging_child": Counts(65, (7, 10, 12, 11, 18, 7), 22, 43, 0),
}
PROFILE_IDS = tuple(REFERENCE)


def counted(profile_id: str, indicators: tuple[Indicator, ...]) -> Counts:
    """The counts of a profile as these indicators give them."""
    scored = [row for row in indicators if profile_id in row.weights]
    by_dimension = Counter(row.dimension for row in scored)
    by_weight = Counter(row.weights[profile_id] for row in scored)
    return Counts(
        scored=len(scored),
        dimensions=tuple(by_dimension[each] for each in DimensionId),
        strong=by_weight[Weight.STRONG],
        medium=by_weight[Weight.MEDIUM],
        weak=by_weight[Weight.WEAK],
    )


def differences(stated: Counts, other: Counts) -> list[tuple[str, object, object]]:
    """Field, stated figure and other figure, where they differ."""
    return [
        (name, getattr(stated, name), getattr(other, name))
        for name in Counts.__slots__
        if getattr(stated, name) != getattr(other, name)
    ]
