"""What is known of the call to KCIK, for the papers, lists and pages that speak of it."""

from dataclasses import replace

from screening.core.record.case import Case
from screening.core.record.referral import KcikDecision, decided_at
from screening.core.record.vocabulary import KcikChoice, KcikOutcome
from screening.core.referral.consistency import since


def was_called(case: Case) -> bool:
    """Return whether somebody here called KCIK and was answered. A call that a file tells of was made by its sender.

    If nobody wrote down when the call was, a recorded outcome of it is enough.
    """
    ours = "done.kcik_called_at" not in case.said_before
    outcome = case.handover.kcik_outcome
    return outcome is not KcikOutcome.NO_ANSWER and (bool(case.done.kcik_called_at and ours) or outcome is not None)


def kcik_choice(case: Case) -> KcikChoice | None:
    """Return what is decided about KCIK, None if nothing is; CONSULT for "not now" if KCIK was called after that.

    If KCIK was called all the same, it was at least consulted. Which data may leave follows from the decision itself
    (`completeness.without_data`).
    """
    decided = case.decisions.kcik
    if decided is None:
        return None
    not_now = decided.choice is KcikChoice.NOT_NOW
    return KcikChoice.CONSULT if not_now and _called_since(case, decided) else decided.choice


def _called_since(case: Case, decided: KcikDecision) -> bool:
    """Whether KCIK was called after this decision; True where one of the two times is not known.

    Where no time of the call was recorded, the day of its outcome stands for it.
    """
    on = case.handover.kcik_outcome_on
    called_at = case.done.kcik_called_at or (f"{on}T23:59" if on else "")
    return was_called(case) and since(called_at, decided.decided_at, otherwise=True)


def kcik_left_out(case: Case) -> bool:
    """Return whether KCIK is left out for now: somebody decided so, and nobody called it since."""
    return kcik_choice(case) is KcikChoice.NOT_NOW


def no_longer_left_out(case: Case) -> bool:
    """Return whether somebody decided to leave KCIK out for now, and called it since, which ended that decision."""
    decided = case.decisions.kcik
    return decided is not None and decided.choice is KcikChoice.NOT_NOW and not kcik_left_out(case)


def with_times(before: Case, after: Case, at: str) -> Case:
    """Return `after` with `at` as the time of each decision that is new, or has another choice than in `before`.

    A decision on KCIK that is saved again after a call ended it counts as new, also with the same choice.
    """
    again = no_longer_left_out(before) and after.decisions.kcik != before.decisions.kcik
    kept = replace(before.decisions, kcik=None) if again else before.decisions
    return replace(after, decisions=decided_at(kept, after.decisions, at))
