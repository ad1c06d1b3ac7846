"""The papers of a case as their page lists them: which are needed now, and what is known of each before it is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from screening.core.documents.notification import Notification, SuperiorNote
from screening.core.documents.referral import ConsultationSheet
from screening.core.documents.script import Script, Steps
from screening.core.documents.table import CaseDocument, Reader, in_reading_order
from screening.core.record.case import Case
from screening.core.record.imported import kind_here
from screening.core.record.vocabulary import Duty, NotificationChoice
from screening.core.referral.completeness import gaps, without_data
from screening.core.referral.disclosure import AS_AGREED
from screening.core.referral.identity import Missing, missing
from screening.core.referral.next_act import leads_to_kcik
from screening.core.referral.notifying import duty_of, notification_state
from screening.core.rules.advice import Advice


class PaperState(StrEnum):
    """How far a paper is before it is made. None of these keeps it from being made.

    GAPS: KCIK will ask back. NO_AGREEMENT: the person refused or cannot agree; NOT_ASKED: the agreement was not asked.
    UNDECIDED: nobody has decided on the notification.
    """

    READY = "ready"
    GAPS = "gaps"
    NO_AGREEMENT = "no_agreement"
    NOT_ASKED = "not_asked"
    NO_AGE = "no_age"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class PaperNow:
    """A paper of a case as it would be made now. `needed`: this case needs it; `gaps`: how much KCIK will ask back."""

    spec: CaseDocument
    needed: bool
    state: PaperState
    gaps: int = 0


# The state of a paper that needs an agreement, by why there is none.
WITHOUT = {
    Missing.NO: PaperState.NO_AGREEMENT,
    Missing.UNABLE: PaperState.NO_AGREEMENT,
    Missing.NOT_ASKED: PaperState.NOT_ASKED,
    Missing.AGE: PaperState.NO_AGE,
}


def _needed(case: Case, advice: Iterable[Advice], sheet: CaseDocument) -> frozenset[str]:
    """The names of the papers that are needed: for a call `sheet` and script, else "what next" and superior note.

    Whoever prepares a referral is going to call, until something else is decided. With a planned notification its paper
    is needed too, or that note where this institution notifies by its own duty.
    """
    prepares = case.decisions.kcik is None and (case.for_referral or kind_here(case) is not None)
    to_kcik = prepares or leads_to_kcik(case, advice)
    first = {sheet.name, Script.KIND} if to_kcik else {Steps.KIND, SuperiorNote.KIND}
    decided = case.decisions.notification
    if decided and decided.choice is NotificationChoice.WILL_NOTIFY:
        first.add(SuperiorNote.KIND if duty_of(case) is Duty.OWN else Notification.KIND)
    return frozenset(first)


def _now(spec: CaseDocument, case: Case, *, needed: bool) -> PaperNow:
    """A paper with the first state that holds: agreement, decision; gaps only where KCIK reads or hears it."""
    why = missing(case)
    if spec.redaction is AS_AGREED and why:
        return PaperNow(spec, needed, WITHOUT[why])
    if spec.reader is Reader.AUTHORITY and notification_state(case) is NotificationChoice.UNDECIDED:
        return PaperNow(spec, needed, PaperState.UNDECIDED)
    if spec.reader is not Reader.KCIK and spec.name != Script.KIND:
        return PaperNow(spec, needed, PaperState.READY)
    found = len(gaps(case, consultation=True if spec.name == ConsultationSheet.KIND else None))
    return PaperNow(spec, needed, PaperState.GAPS if found else PaperState.READY, found)


def papers_now(case: Case, advice: Iterable[Advice], *, empty: bool) -> tuple[PaperNow, ...]:
    """Return the papers of a case in their order, the needed ones first.

    Of an `empty` case, as `Material.is_empty`, those that are made always; each of them is needed.
    """
    listed = in_reading_order(anonymous=without_data(case), empty=empty)
    wanted = frozenset(each.name for each in listed) if empty else _needed(case, advice, listed[0])
    made = [_now(each, case, needed=each.name in wanted) for each in listed]
    return (*(each for each in made if each.needed), *(each for each in made if not each.needed))


def together(papers: Iterable[PaperNow]) -> tuple[str, ...]:
    """Return the names of the papers that can be had in one file: those needed for the call with KCIK.

    A file is handed on whole, so it has no paper of another reader. Of fewer than two no file is made: then none.
    """
    names = tuple(each.spec.name for each in papers if each.needed and each.spec.for_the_call)
    return names if len(names) > 1 else ()
