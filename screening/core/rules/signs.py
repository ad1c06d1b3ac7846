"""Signs that somebody saw: ticked, serious, and how many they count as (docs/rules.md: The words of the rules)."""

from collections.abc import Iterable

from screening.core.instrument.catalogue import Catalogue
from screening.core.record.case import Case
from screening.core.rules.named_rows import SIGNS_TOGETHER


def ticked(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the signs ticked, in catalogue order, whatever the form."""
    return tuple(id_ for id_ in catalogue.signs if id_ in case.signs)


def serious(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the serious ones of the signs ticked."""
    return tuple(id_ for id_ in ticked(catalogue, case) if catalogue.signs[id_].serious)


def urgent(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return those of the signs ticked for which 112 is called."""
    return tuple(id_ for id_ in ticked(catalogue, case) if catalogue.signs[id_].urgent)


def counted_signs(ids: Iterable[str]) -> int:
    """Return how many these signs count as: those that say the same of a place or a person are one."""
    return len({next((group[0] for group in SIGNS_TOGETHER if id_ in group), id_) for id_ in ids})
