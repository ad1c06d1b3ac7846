"""The facts that a piece of advice follows from, by name, the weightiest first; a list names one of them."""

from collections.abc import Callable, Iterable

from screening.core.instrument.catalogue import Catalogue, Indicator, Text
from screening.core.instrument.vocabulary import Weight
from screening.core.record.case import Case
from screening.core.rules.advice import Advice
from screening.core.rules.assessment import profiles_of
from screening.core.rules.questions import label
from screening.core.rules.reasons import Reason

ORDER = tuple(Weight)  # strong first


def _rank(catalogue: Catalogue, case: Case) -> Callable[[Indicator], int]:
    """Return the sort key that puts the row first that is the weightiest in a chosen profile."""
    profiles = tuple(profile.id for profile in profiles_of(catalogue, case))

    def rank(row: Indicator) -> int:
        weights = filter(None, map(row.weight_in, profiles))
        return min(map(ORDER.index, weights), default=len(ORDER))

    return rank


def _is_fact(case: Case, id_: str) -> bool:
    return case.is_yes(id_) or id_ in case.signs


def facts_of(catalogue: Catalogue, case: Case, advice: Advice) -> tuple[Text, ...]:
    """Return the labels of what was answered yes or seen and led to an advice: rows, the weightiest first, then signs.

    A reason may also name rows that nobody answered; those are no facts.
    """
    present = catalogue.in_order({id_ for id_ in advice.indicators if case.is_yes(id_)})
    rows = sorted((catalogue.indicators[id_] for id_ in present), key=_rank(catalogue, case))
    signs = dict.fromkeys(id_ for reason in advice.reasons for id_ in reason.signs if id_ in case.signs)
    return (
        *(label(row, case.form_group) for row in rows),
        *(catalogue.signs[id_].label for id_ in signs),
    )


def without_facts(case: Case, advice: Advice) -> tuple[Reason, ...]:
    """Return the reasons of an advice that follow from no fact: only their sentence can say why."""
    return tuple(
        reason
        for reason in advice.reasons
        if not any(_is_fact(case, id_) for id_ in (*reason.indicators, *reason.signs))
    )


def strongest_fact(catalogue: Catalogue, case: Case, advice: Iterable[Advice]) -> Text | None:
    """Return the label of the weightiest indicator present that led to the advice, in catalogue order among equals.

    Where none led to it, that of the weightiest one present; without any, the first sign seen, serious ones first;
    None where nothing is recorded.
    """
    present = {id_ for id_ in case.replies if id_ in catalogue.indicators and case.is_yes(id_)}
    led_to_it = {id_ for each in advice for id_ in each.indicators} & present
    rows = [catalogue.indicators[id_] for id_ in catalogue.in_order(led_to_it or present)]
    if rows:
        return label(min(rows, key=_rank(catalogue, case)), case.form_group)
    seen = [sign for sign in catalogue.signs.values() if sign.id in case.signs]
    return min(seen, key=lambda sign: not sign.serious).label if seen else None
