"""What a case holds besides indicators and signs, so that papers are made of it although no rule found an indicator."""

from collections.abc import Mapping
from enum import StrEnum

from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves, paths
from screening.core.record.filled_in import filled_in, has_notes


class Besides(StrEnum):
    """What is recorded or decided besides indicators and signs."""

    KCIK = "kcik"
    NOTIFIED = "notified"
    ACTS = "acts"
    INTENDED = "intended"
    NEEDS = "needs"
    CHILD = "child"
    OWN_WORDS = "own_words"
    SAFETY = "safety"
    AGREEMENT = "agreement"
    PERSON = "person"
    STATUS = "status"
    REQUEST = "request"
    DONE = "done"


# What alone is nothing to print: age and forms, the talk and where it was, and what rules read. `next_person` carries
# some of it over.
NOTHING_ELSE = frozenset(
    (
        *("edition", "age", "forms", "danger", "concerned", "signs"),
        *("visited", "for_referral", "came_from", "said_before", "exercise", "site.id", "site.number"),
        *paths("safety", "alone interpreter voivodeship place"),
        *paths("context", "setting exploited_in citizenship sex language form_unsure sector country region"),
        *paths("person", "age_band age_about"),
        "agreement.informed_of_duty",  # ticked before the questions
        *(leaf.name for leaf in leaves(Case) if leaf.facts.of_unit),
    )
)
# What a field tells, by its name or by the part of the case that it is in.
TOLD_AS: Mapping[str, Besides] = {
    "decisions.notification": Besides.NOTIFIED,
    **dict.fromkeys(paths("done", "notified notified_bodies notified_who notified_at family_court"), Besides.NOTIFIED),
    "decisions.kcik": Besides.KCIK,
    "safety.children_signs": Besides.CHILD,
    **dict.fromkeys(("context.facts", "context.since", "agreement.other_limits", "handover.told"), Besides.OWN_WORDS),
    "acts": Besides.ACTS,
    "intended": Besides.INTENDED,
    "needs": Besides.NEEDS,
    "safety": Besides.SAFETY,
    "agreement": Besides.AGREEMENT,
    "person": Besides.PERSON,
    "status": Besides.STATUS,
    "referrer": Besides.REQUEST,
    "done": Besides.DONE,
    "handover": Besides.DONE,
}


def _told_as(leaf: Leaf) -> Besides:
    """Return the words for a field: those of its name, else of the smallest part that has any. Raises LookupError."""
    for length in range(len(leaf.path), 0, -1):
        if told := TOLD_AS.get(".".join(leaf.path[:length])):
            return told
    raise LookupError(f"Papers have no words for the field {leaf.name!r}: name it in TOLD_AS or in NOTHING_ELSE.")


# Each field that is printed; a field of a part without words is an error of the program, found when it starts.
PRINTED = {leaf.name: _told_as(leaf) for leaf in leaves(Case) if leaf.name not in NOTHING_ELSE}


def besides(case: Case) -> tuple[Besides, ...]:
    """Return what is recorded or decided besides indicators and signs, in the order of `Besides`.

    It is every field that holds something, but for those that alone are nothing to print.
    """
    found = {PRINTED[leaf.name] for leaf in filled_in(case) if leaf.name in PRINTED}
    if has_notes(case):
        found.add(Besides.OWN_WORDS)
    return tuple(each for each in Besides if each in found)
