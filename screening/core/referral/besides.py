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


# The fields that alone are no reason to print a paper: age and forms, the talk and where it was, and what the rules
# read anyway. `next_person` carries over some of them, so nobody need have written them.
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
# What papers say of a field, by its name or by the part of the case that it is in.
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
    """The code for a field: that of its name, else of the smallest part that has one. Raises LookupError for none."""
    for length in range(len(leaf.path), 0, -1):
        if told := TOLD_AS.get(".".join(leaf.path[:length])):
            return told
    raise LookupError(f"Papers have no words for the field {leaf.name!r}: name it in TOLD_AS or in NOTHING_ELSE.")


# The code of each field that is a reason to print; the program does not start if one has none.
PRINTED = {leaf.name: _told_as(leaf) for leaf in leaves(Case) if leaf.name not in NOTHING_ELSE}


def besides(case: Case) -> tuple[Besides, ...]:
    """Return what is recorded or decided besides indicators and signs, in the order of `Besides`.

    Every field that holds something counts, but for those of `NOTHING_ELSE`.
    """
    found = {PRINTED[leaf.name] for leaf in filled_in(case) if leaf.name in PRINTED}
    if has_notes(case):
        found.add(Besides.OWN_WORDS)
    return tuple(each for each in Besides if each in found)
