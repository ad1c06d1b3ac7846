"""What is known of the call to KCIK, for the papers, lists and pages that speak of it."""

from dataclasses import replace

from screening.core.record.case import Case
from screening.core.record.referral import decided_at
from screening.core.record.vocabulary import KcikChoice, KcikOutcome
from screening.core.referral.consistency import since


def was_called(case: Case) -> bool:
    """Return whether somebody here called KCIK and was answered. A call that a file tells of was its sender's."""
    ours = "done.kcik_called_at" not in case.said_before
    return bool(case.done.kcik_called_at) and ours and case.handover.kcik_outcome is not KcikOutcome.NO_ANSWER


def kcik_choice(case: Case) -> KcikChoice | None:
    """Return what is decided about KCIK: a decision to leave it out for now ends with a call that was made since.

    Whoever was called all the same was at least consulted. Which data may leave follows from the decision itself
    (`completeness.without_data`).
    """
    decided = case.decisions.kcik
    if decided is None:
        return None
    left_out = decided.choice is KcikChoice.NOT_NOW
    called = was_called(case) and since(case.done.kcik_called_at, decided.decided_at, otherwise=False)
    return KcikChoice.CONSULT if left_out and called else decided.choice


def left_out(case: Case) -> bool:
    """Return whether KCIK is left out for now: somebody decided so, and nobody called it since."""
    return kcik_choice(case) is KcikChoice.NOT_NOW


def with_times(before: Case, after: Case, at: str) -> Case:
    """Return the case with the time of each decision that is new or was changed.

    Whoever leaves KCIK out again after a call, with a reason of now, decides anew.
    """
    was, now = before.decisions.kcik, after.decisions.kcik
    ended = was is not None and was.choice is KcikChoice.NOT_NOW and not left_out(before)
    again = ended and was is not None and now is not None and now.reason != was.reason
    kept = replace(before.decisions, kcik=None) if again else before.decisions
    return replace(after, decisions=decided_at(kept, after.decisions, at))
