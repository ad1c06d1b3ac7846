"""The fields of each part of a case on which pages depend; a field names its part where it is declared."""

from screening.core.record.case import Case
from screening.core.record.fields import Leaf, Part, leaves
from screening.core.record.quick_check import SAFETY_QUESTIONS


def _part_of(leaf: Leaf) -> Part | None:
    """The part to which a field belongs; the questions on the safety of the talk belong to `Part.SAFETY`."""
    return leaf.facts.part or (Part.SAFETY if leaf in SAFETY_QUESTIONS else None)


PARTS: dict[Part, tuple[Leaf, ...]] = {
    part: tuple(leaf for leaf in leaves(Case) if _part_of(leaf) is part) for part in Part
}
