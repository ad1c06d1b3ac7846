"""What is known of the notification of Police, Border Guard or prosecutor, for the papers that speak of it."""

from collections.abc import Iterable
from dataclasses import replace

from screening.core.instrument.vocabulary import RECEIVING
from screening.core.record.case import Case
from screening.core.record.imported import COURT, NOTIFIED, done_so_far
from screening.core.record.vocabulary import Authority, Duty, NotificationChoice, YesNoUnknown
from screening.core.referral.consistency import since
from screening.core.rules.advice import Advice, AdviceCode

# What may be carried out later, or all the same.
PLANS = frozenset({NotificationChoice.WILL_NOTIFY, NotificationChoice.NOT_NOW})


def notification_state(case: Case) -> NotificationChoice:
    """Return what is decided, or that it is made: a plan that was carried out since is no plan any more.

    Where nobody decided, it is made if somebody recorded so. So it is where somebody decided that it is made, which
    holds unless the family court alone was told: that court receives no notification of an offence, and nobody has
    decided on one. Whom we recorded as told by name is told, also where the plan was written down after the act.
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
    """Whether everybody was notified whom a decision names; a record that names nobody is taken for all but the court.

    A record that names the family court alone names somebody: the others were not notified.
    """
    done = done_so_far(case)
    court = not to & COURT or done.family_court is YesNoUnknown.YES
    others = not case.done.notified_bodies or to - COURT <= done.notified_bodies
    return done.notified is YesNoUnknown.YES and court and others


def with_own_duty(case: Case) -> Case:
    """Return the case where a duty of the own service is said of the Police and the Border Guard alone.

    Where the service is put right later, it was the duty of the one before. A service that nobody named may be theirs.
    """
    decided, service = case.decisions.notification, case.context.profession
    if decided is None or decided.duty is not Duty.OWN or service is None or service in RECEIVING:
        return case
    return replace(case, decisions=replace(case.decisions, notification=replace(decided, duty=None)))


def duty_of(case: Case) -> Duty | None:
    """Return by whose duty it is notified, as decided; else Police and Border Guard act by their own, for they receive
    notifications.
    """
    decided = with_own_duty(case).decisions.notification
    if decided and decided.duty:
        return decided.duty
    return Duty.OWN if case.context.profession in RECEIVING else None


def labour_rights_alone(advice: Iterable[Advice]) -> bool:
    """Return whether broken labour rights are advised and KCIK is not: no force is recorded, so no trafficking is said.

    Another talk may be advised beside them, because not all was asked.
    """
    codes = {each.code for each in advice}
    return AdviceCode.LABOUR_RIGHTS in codes and not codes & {AdviceCode.REFER, AdviceCode.CONSULT}
