"""The one fact that a list names beside the advice: the weightiest behind it."""

from collections.abc import Iterable

from screening.core.instrument.catalogue import Catalogue, Indicator, Text
from screening.core.instrument.vocabulary import Weight
from screening.core.record.case import Case
from screening.core.rules.advice import Advice
from screening.core.rules.assessment import profiles_of
from screening.core.rules.questions import label

ORDER = tuple(Weight)


def strongest_fact(catalogue: Catalogue, case: Case, advice: Iterable[Advice]) -> Text | None:
    """Return the label of the weightiest indicator present behind the advice, in catalogue order among equals.

    Where none is behind it, that of the weightiest one present; without any, the first sign seen, serious ones first;
    None where nothing is recorded.
    """
    profiles = tuple(profile.id for profile in profiles_of(catalogue, case))
    present = {id_ for id_ in case.replies if id_ in catalogue.indicators and case.is_yes(id_)}
    behind = {id_ for each in advice for id_ in each.indicators} & present

    def rank(row: Indicator) -> int:
        weights = filter(None, map(row.weight_in, profiles))
        return min(map(ORDER.index, weights), default=len(ORDER))

    rows = [catalogue.indicators[id_] for id_ in catalogue.in_order(behind or present)]
    if rows:
        return label(min(rows, key=rank), case.form_group)
    seen = [sign for sign in catalogue.signs.values() if sign.id in case.signs]
    return min(seen, key=lambda sign: not sign.serious).label if seen else None
