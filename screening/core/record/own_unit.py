"""My unit: what is the same in each case of one workplace, so that nobody types it for each person.

The fields are those that the record marks `of_unit`. Values are kept as texts by the path of their field.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from screening.core.record.case import Case
from screening.core.record.cleaning import cleaned
from screening.core.record.fields import Leaf, leaves, with_value
from screening.core.record.text_kinds import LINE_LIMIT, Written

FIELDS = tuple(leaf for leaf in leaves(Case) if leaf.facts.of_unit)


def unit_of(case: Case) -> dict[str, str]:
    """Return what a case says of the unit, without what it leaves empty: texts by the path of the field."""
    found = {leaf.name: leaf.of(case) for leaf in FIELDS}
    return {name: str(value) for name, value in found.items() if value}


def _value(leaf: Leaf, text: Any) -> Any:
    """A text as its field holds it. Raises ValueError for what no page of ours could have taken."""
    if isinstance(leaf.mark, Written):
        if not isinstance(text, str) or len(text) > leaf.mark.limit or cleaned(text, lines=False).text != text:
            raise ValueError(leaf.name)
        return text
    if issubclass(leaf.kind, StrEnum):
        return leaf.kind(text)
    raise ValueError(leaf.name)


def checked(found: Any) -> dict[str, str]:
    """Return kept values by path as they may be filled in. Raises ValueError for anything that `unit_of` never returns.

    An empty text is left out.
    """
    if not isinstance(found, dict) or not found.keys() <= {leaf.name for leaf in FIELDS}:
        raise ValueError("not the fields of a unit")
    return {leaf.name: str(_value(leaf, found[leaf.name])) for leaf in FIELDS if found.get(leaf.name, "") != ""}


def with_unit(case: Case, unit: Mapping[str, str]) -> Case:
    """Return the case with the details of the unit where it has none of its own."""
    for leaf in FIELDS:
        if leaf.name in unit and not leaf.of(case):
            case = with_value(case, leaf.path, _value(leaf, unit[leaf.name]))
    return case


def signer(case: Case) -> str:
    """Return who signs for the unit: name or service number, else function and unit, cut to a line; perhaps empty."""
    here = case.referrer
    return here.officer or ", ".join(filter(None, (here.function, here.unit)))[:LINE_LIMIT]
