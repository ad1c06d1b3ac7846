"""What is known of the notification of Police, Border Guard or prosecutor, for the papers that speak of it."""

from collections.abc import Iterable

from screening.core.record.case import Case
from screening.core.record.imported import done_so_far
from screening.core.record.vocabulary import NotificationChoice, YesNoUnknown
from screening.core.rules.advice import Advice, AdviceCode


def notification_state(case: Case) -> NotificationChoice:
    """Return what is decided; where nobody decided, that it is made if somebody recorded so, else undecided."""
    if case.decisions.notification:
        return case.decisions.notification.choice
    made = done_so_far(case).notified is YesNoUnknown.YES
    return NotificationChoice.DONE if made else NotificationChoice.UNDECIDED


def labour_rights_alone(advice: Iterable[Advice]) -> bool:
    """Return whether broken labour rights are advised and KCIK is not: no force is recorded, so no trafficking is said.

    Another talk may be advised beside them, because not all was asked.
    """
    codes = {each.code for each in advice}
    return AdviceCode.LABOUR_RIGHTS in codes and not codes & {AdviceCode.REFER, AdviceCode.CONSULT}
