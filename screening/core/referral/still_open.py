"""What of a case still waits for the officer: the acts that no list may let be forgotten (docs/decisions/0059)."""

from collections.abc import Iterable
from enum import StrEnum

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Age
from screening.core.journey import hub_is_open
from screening.core.record.case import Case
from screening.core.record.vocabulary import ContactAgreement, KcikChoice, NotificationChoice
from screening.core.referral.calling import kcik_choice, was_called
from screening.core.referral.notifying import notification_state
from screening.core.rules.advice import Advice, AdviceCode


class StillOpen(StrEnum):
    """An act that is not done yet, in the order in which it is done."""

    QUESTIONS = "questions"
    CALL = "call"
    AGREEMENT = "agreement"
    KCIK = "kcik"
    NOTIFYING = "notifying"
    TALK = "talk"


AGE_UNKNOWN = frozenset(("child",))  # the reason code that an age nobody asked leads to
TO_KCIK = frozenset((AdviceCode.ACT_NOW, AdviceCode.REFER, AdviceCode.CONSULT))


def is_early(catalogue: Catalogue, case: Case, advice: Iterable[Advice]) -> bool:
    """Return whether the advice says nothing yet: the first questions are open, and nothing recorded asks for a call.

    That the age was not asked is nothing recorded: it leads to a consultation, as with a child, until it is known.
    """
    why = {reason.code for each in advice if each.code in TO_KCIK for reason in each.reasons}
    return not hub_is_open(catalogue, case) and not (why - AGE_UNKNOWN if case.age is None else why)


def still_open(catalogue: Catalogue, case: Case, advice: Iterable[Advice]) -> tuple[StillOpen, ...]:
    """Return what is not done of a case, in its order. While the advice says nothing yet, the questions alone.

    Whether KCIK was called counts unless somebody decided not to call now; a call that a file tells of was the
    sender's, and one that nobody answered is still to be made. A notification that was promised waits until it is
    made. A child's agreement is not asked.
    """
    codes, decided, notifying = {each.code for each in advice}, kcik_choice(case), notification_state(case)
    if is_early(catalogue, case, advice):
        return (StillOpen.QUESTIONS,)
    to_kcik = bool(codes & TO_KCIK) if decided is None else decided is not KcikChoice.NOT_NOW
    promised = notifying is NotificationChoice.WILL_NOTIFY
    waits = {
        StillOpen.QUESTIONS: not hub_is_open(catalogue, case),
        StillOpen.CALL: to_kcik and not was_called(case),
        StillOpen.AGREEMENT: to_kcik and case.age is Age.ADULT and case.agreement.contact is ContactAgreement.NOT_ASKED,
        StillOpen.KCIK: decided is None,
        StillOpen.NOTIFYING: promised or (to_kcik and notifying is NotificationChoice.UNDECIDED),
        StillOpen.TALK: AdviceCode.SECOND_TALK in codes,
    }
    return tuple(each for each in StillOpen if waits[each])
