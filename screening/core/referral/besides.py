"""What a case holds besides indicators and signs, so that papers are made of it although no rule found an indicator."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from screening.core.record.case import Case
from screening.core.record.imported import done_so_far
from screening.core.record.vocabulary import KcikChoice, NotificationChoice, YesNoUnknown
from screening.core.referral.calling import kcik_choice

ACTED_ON = frozenset({NotificationChoice.DONE, NotificationChoice.WILL_NOTIFY})


class Besides(StrEnum):
    """What is recorded or decided besides indicators and signs."""

    KCIK = "kcik"
    NOTIFIED = "notified"
    ACTS = "acts"
    INTENDED = "intended"
    NEEDS = "needs"
    CHILD = "child"
    OWN_WORDS = "own_words"


def _decided_about_kcik(case: Case) -> bool:
    return kcik_choice(case) not in (None, KcikChoice.NOT_NOW)


def _notified(case: Case) -> bool:
    decided, done = case.decisions.notification, done_so_far(case)
    if decided is not None and decided.choice in ACTED_ON:
        return True
    return YesNoUnknown.YES in (done.notified, done.family_court)


def _own_words(case: Case) -> bool:
    texts = (case.context.facts, case.agreement.other_limits, case.handover.told)
    return any(texts) or any(reply.note for reply in case.replies.values())


HOLDS: Mapping[Besides, Callable[[Case], bool]] = {
    Besides.KCIK: _decided_about_kcik,
    Besides.NOTIFIED: _notified,
    Besides.ACTS: lambda case: bool(case.acts),
    Besides.INTENDED: lambda case: bool(case.intended),
    Besides.NEEDS: lambda case: bool(case.needs.urgent or case.needs.services),
    Besides.CHILD: lambda case: bool(case.safety.children_signs),
    Besides.OWN_WORDS: _own_words,
}


def besides(case: Case) -> tuple[Besides, ...]:
    """Return what is recorded or decided besides indicators and signs, in the order of `Besides`."""
    return tuple(each for each in Besides if HOLDS[each](case))
