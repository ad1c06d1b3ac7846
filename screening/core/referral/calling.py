"""What is known of the call to KCIK, for the papers, lists and pages that speak of it."""

from dataclasses import replace
from datetime import datetime, timedelta

from screening.core.record.case import Case
from screening.core.record.referral import KcikDecision, decided_at
from screening.core.record.vocabulary import KcikChoice, KcikOutcome
from screening.core.referral.consistency import before_now, since


def was_called(case: Case) -> bool:
    """Return whether somebody here called KCIK and was answered. A call that a file tells of was its sender's.

    What came of the call says so, too, where nobody wrote down when it was.
    """
    ours = "done.kcik_called_at" not in case.said_before
    outcome = case.handover.kcik_outcome
    return outcome is not KcikOutcome.NO_ANSWER and (bool(case.done.kcik_called_at and ours) or outcome is not None)


def kcik_choice(case: Case) -> KcikChoice | None:
    """Return what is decided about KCIK: a decision to leave it out for now ends with a call that was made since.

    Whoever was called all the same was at least consulted. Which data may leave follows from the decision itself
    (`completeness.without_data`).
    """
    decided = case.decisions.kcik
    if decided is None:
        return None
    left_out = decided.choice is KcikChoice.NOT_NOW
    return KcikChoice.CONSULT if left_out and _called_since(case, decided) else decided.choice


def _called_since(case: Case, decided: KcikDecision) -> bool:
    """Whether KCIK was called after this decision. What came of a call without a time may be known by its day alone."""
    called_at, on = case.done.kcik_called_at, case.handover.kcik_outcome_on
    if called_at or not on:
        return was_called(case) and since(called_at, decided.decided_at, otherwise=not called_at)
    return was_called(case) and since(f"{on}T23:59", decided.decided_at, otherwise=True)


def left_out(case: Case) -> bool:
    """Return whether KCIK is left out for now: somebody decided so, and nobody called it since."""
    return kcik_choice(case) is KcikChoice.NOT_NOW


def has_ended(case: Case) -> bool:
    """Return whether it was decided to leave KCIK out, and a call that was made since ended that."""
    decided = case.decisions.kcik
    return decided is not None and decided.choice is KcikChoice.NOT_NOW and not left_out(case)


def with_times(before: Case, after: Case, at: str) -> Case:
    """Return the case with the time of each decision that is new or chooses something else.

    Whoever decides on KCIK again after a decision has ended with a call decides anew.
    """
    again = has_ended(before) and after.decisions.kcik != before.decisions.kcik
    kept = replace(before.decisions, kcik=None) if again else before.decisions
    return replace(after, decisions=decided_at(kept, after.decisions, at))


def put_right(case: Case, now: datetime, moved: timedelta) -> Case:
    """Return the case with each hour of a decision, call or notification that is still to come moved by this much.

    It is moved to now at the latest.

    A clock that was wrong wrote that hour: everything that came after it would seem to have come before.
    """
    for part in ("kcik", "notification"):
        decided = getattr(case.decisions, part)
        if decided is not None:
            at = before_now(decided.decided_at, now, moved)
            case = replace(case, decisions=replace(case.decisions, **{part: replace(decided, decided_at=at)}))
    called, notified = (before_now(at, now, moved) for at in (case.done.kcik_called_at, case.done.notified_at))
    return replace(case, done=replace(case.done, kcik_called_at=called, notified_at=notified))
