"""A case from the file of another institution: who takes it in calls KCIK and decides afresh."""

from dataclasses import replace

from screening.core.case import Case
from screening.core.referral import Decisions, Done, Referrer
from screening.core.referral_terms import Known, Notify
from screening.core.terms import Profession
from screening.core.written import LINE_LIMIT

# Whose file it was, where the file does not say.
UNNAMED = "?"


def done_so_far(case: Case) -> Done:
    """What was done so far; a notification that was decided as made stays known."""
    decided = case.decisions.notification
    if decided is None or decided.choice is not Notify.DONE:
        return case.done
    return replace(case.done, notified=Known.YES, notified_bodies=case.done.notified_bodies | decided.to)


def taken_over(case: Case, profession: Profession | None) -> Case:
    """The case as ours: our service; caller and decisions of the other institution are gone, kind and urgency stay."""
    before = case.referrer
    return replace(
        case,
        context=replace(case.context, profession=profession),
        referrer=Referrer(kind=before.kind, urgency=before.urgency),
        done=done_so_far(case),
        decisions=Decisions(),
        for_referral=True,
        came_from=", ".join(filter(None, (before.institution, before.function)))[:LINE_LIMIT] or UNNAMED,
    )
