"""The field triage: which questions come first, and which must be answered (docs/rules.md: The path of a case)."""

from screening.core.instrument.catalogue import Catalogue, Indicator, Profile
from screening.core.instrument.vocabulary import AgeGroup, Answer, FormGroup, Weight
from screening.core.record.case import Case
from screening.core.rules.assessment import profiles_of
from screening.core.rules.named_rows import MENACE
from screening.core.rules.questions import WEIGHT_ORDER, may_be_asked

ITEMS = 12  # that are shown at first; "more" opens the rest


def _not_begun(catalogue: Catalogue, case: Case, profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    """The list for a case in which exploitation has not begun, without rows that no chosen profile has."""
    here = {row.id for profile in profiles for row in catalogue.rows_of(profile)} | catalogue.signs.keys()
    age = AgeGroup.CHILD if case.child_path else AgeGroup.ADULT
    return tuple(id_ for id_ in catalogue.not_begun[age] if id_ in here)


def _lists(catalogue: Catalogue, case: Case) -> tuple[tuple[Profile, tuple[str, ...]], ...]:
    """The chosen profiles, each with its triage list; the own rows of further forms are not among them."""
    profiles = profiles_of(catalogue, case)
    if not case.not_begun:
        return tuple((profile, profile.triage) for profile in profiles)
    items = _not_begun(catalogue, case, profiles)
    return tuple((profile, items) for profile in profiles)


def _own_rows(catalogue: Catalogue, case: Case) -> tuple[tuple[Profile, Indicator], ...]:
    """The own rows of the chosen further forms: strong, then medium, each in catalogue order."""
    found = [
        (profile, row)
        for profile in profiles_of(catalogue, case)
        if profile.group is FormGroup.FURTHER
        for row in catalogue.rows_of(profile)
        if row.form
    ]
    return tuple(sorted(found, key=lambda each: WEIGHT_ORDER[each[1].weights[each[0].id]]))


def _ranked(catalogue: Catalogue, lists: tuple[tuple[Profile, tuple[str, ...]], ...]) -> tuple[str, ...]:
    """All items of these lists, the strongest first, signs after the indicators."""
    best: dict[str, tuple[int, int]] = {}
    for profile, items in lists:
        for position, id_ in enumerate(items):
            row = catalogue.indicators.get(id_)
            weight = row.weight_in(profile.id) if row else None
            place = (WEIGHT_ORDER[weight] if weight else len(WEIGHT_ORDER), position)
            best[id_] = min(place, best.get(id_, place))
    return tuple(sorted(best, key=best.__getitem__))


def items(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of all triage items of a case, indicators and signs, own rows of the further forms first.

    One list, or exploitation not begun: in the order of the list. Several: the strongest first, signs last.
    """
    own = tuple(row.id for _, row in _own_rows(catalogue, case))
    lists = _lists(catalogue, case)
    one = len(lists) == 1 or (lists and case.not_begun)
    return own + (lists[0][1] if one else _ranked(catalogue, lists))


def triage(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the first twelve triage items of a case; none before age and forms are known."""
    return items(catalogue, case)[:ITEMS]


def rest(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the triage items after the first twelve."""
    return items(catalogue, case)[ITEMS:]


def _is_first(case: Case, profile: Profile, row: Indicator) -> bool:
    """True if this row of a triage list is a first question: nothing is ruled out before it is answered."""
    menace = row.id in MENACE[profile.group] and not case.child_path
    return case.not_begun or row.weight_in(profile.id) is Weight.STRONG or menace


def first_questions(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the rows that may be asked and must be answered before anything is ruled out."""
    asked = [
        (profile, catalogue.indicators[id_])
        for profile, listed in _lists(catalogue, case)
        for id_ in listed
        if id_ in catalogue.indicators and catalogue.indicators[id_].stands_in(profile)
    ]
    asked += _own_rows(catalogue, case)
    return catalogue.in_order(
        {row.id for profile, row in asked if may_be_asked(row, case, profile) and _is_first(case, profile, row)}
    )


def unanswered(catalogue: Catalogue, case: Case) -> tuple[str, ...]:
    """Return the ids of the first questions that are answered neither yes nor no."""
    return tuple(id_ for id_ in first_questions(catalogue, case) if case.answer(id_) not in (Answer.YES, Answer.NO))
