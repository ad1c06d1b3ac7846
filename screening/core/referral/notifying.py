"""What is known of the notification of Police, Border Guard or prosecutor, for the papers that speak of it."""

from collections.abc import Iterable
from dataclasses import replace

from screening.core.instrument.vocabulary import RECEIVING
from screening.core.record.case import Case
from screening.core.record.imported import COURT, NOTIFIED, done_so_far
from screening.core.record.vocabulary import Authority, Duty, NotificationChoice, YesNoUnknown
from screening.core.referral.consistency import since
from screening.core.rules.advice import Advice, AdviceCode

# Decisions after which a notification may still be made: later as planned, or all the same.
PLANS = frozenset({NotificationChoice.WILL_NOTIFY, NotificationChoice.NOT_NOW})


def notification_state(case: Case) -> NotificationChoice:
    """Return DONE if the notification was made, else the plan that was decided, UNDECIDED if there is none.

    Without a plan it was made if somebody recorded or decided so. If the family court alone was told, it was not: that
    court receives no notification of an offence. A plan was carried out if whom it names was notified after it; whom
    somebody here recorded by name as notified counts also where the plan was written down after the act.
    """
    decided, done = case.decisions.notification, done_so_far(case)
    if decided is None or decided.choice not in PLANS:
        made = done.notified is YesNoUnknown.YES
        return NotificationChoice.DONE if made else NotificationChoice.UNDECIDED
    # What a file tells without a moment was done by its sender, before anything was decided here.
    ours = NOTIFIED not in case.said_before
    named = ours and bool(decided.to - COURT) and decided.to - COURT <= case.done.notified_bodies
    carried_out = named or since(done.notified_at, decided.decided_at, otherwise=ours)
    return NotificationChoice.DONE if _reached(case, decided.to) and carried_out else decided.choice


def _reached(case: Case, to: frozenset[Authority]) -> bool:
    """Whether everybody was notified whom a decision names. If the record names nobody, all but the court were.

    A record that names the family court alone names somebody: the others were not notified.
    """
    done = done_so_far(case)
    court = not to & COURT or done.family_court is YesNoUnknown.YES
    others = not case.done.notified_bodies or to - COURT <= done.notified_bodies
    return done.notified is YesNoUnknown.YES and court and others


def without_duty_of_another(case: Case) -> Case:
    """Return the case without a decided duty OWN if its profession has none, as it is neither Police nor Border Guard.

    The profession was corrected after the decision, so that was the duty of another. Where nobody named a profession,
    it may be one of these two, and the duty stays.
    """
    decided, service = case.decisions.notification, case.context.profession
    if decided is None or decided.duty is not Duty.OWN or service is None or service in RECEIVING:
        return case
    return replace(case, decisions=replace(case.decisions, notification=replace(decided, duty=None)))


def duty_of(case: Case) -> Duty | None:
    """Return by whose duty a notification is made: as decided, else OWN for Police and Border Guard, else None."""
    decided = without_duty_of_another(case).decisions.notification
    if decided and decided.duty:
        return decided.duty
    return Duty.OWN if case.context.profession in RECEIVING else None


def labour_rights_alone(advice: Iterable[Advice]) -> bool:
    """Return whether "labour rights" is advised and KCIK is not: no force is recorded, so no trafficking is said.

    Another talk may be advised beside them, because not all was asked.
    """
    codes = {each.code for each in advice}
    return AdviceCode.LABOUR_RIGHTS in codes and not codes & {AdviceCode.REFER, AdviceCode.CONSULT}
