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
    """Return whether broken labour rights are all that is advised: no force is recorded, so no trafficking is said."""
    return {each.code for each in advice} == {AdviceCode.LABOUR_RIGHTS}
