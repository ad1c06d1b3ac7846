"""What KCIK will ask back: the required fields that nobody asked (docs/rules.md: What KCIK asks back). It never blocks.

"I don't know" is an answer that the sheet prints, so it is no gap.
"""

from collections.abc import Callable
from dataclasses import dataclass

from screening.core.instrument.vocabulary import Age, Answer
from screening.core.journey import Page, page_of
from screening.core.record.case import Case
from screening.core.record.fields import Leaf, Of, leaves
from screening.core.record.imported import done_so_far, kind_here
from screening.core.record.vocabulary import (
    ContactAgreement,
    KcikChoice,
    NotificationChoice,
    RequestKind,
)
from screening.core.referral.call import ASKED_BACK, CALL
from screening.core.referral.identity import agreement_missing, may_be_named, refused

Test = Callable[[Case], bool]
LESS_THAN_REFERRAL = frozenset({RequestKind.CONSULTATION, RequestKind.UNKNOWN})
# The values that mean "not asked".
OPEN: tuple[object, ...] = (None, "", frozenset(), ContactAgreement.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that KCIK will ask, by its code, and the page where it is answered."""

    code: str
    page: Page


@dataclass(frozen=True, slots=True)
class _Required:
    """What KCIK requires, and whether it is `missing` in a case. `adult`, `child`: of whom it is asked.

    `identifying` ones are not asked in a consultation without the person's data. What is asked of an adult alone, or of
    a child alone, waits until the age is known.
    """

    code: str
    page: Page
    missing: Test
    adult: bool = True
    child: bool = True
    identifying: bool = False


def _open(leaf: Leaf) -> Test:
    """Return the test that nobody here has answered a field: neither with a value nor with "I don't know"."""
    return lambda case: (
        leaf.name in case.said_before or (leaf.of(case) in OPEN and leaf.path[-1] not in case.safety.not_known)
    )


def _nothing_present(case: Case) -> bool:
    return not case.signs and not any(reply.answer is Answer.YES for reply in case.replies.values())


def _known(case: Case) -> bool:
    return bool(case.age and case.forms)


def _has_list(case: Case) -> bool:
    return bool(case.ordered_forms)


def _undecided(case: Case) -> bool:
    notification = case.decisions.notification
    return notification is None or notification.choice is NotificationChoice.UNDECIDED


def _asks_to_act(case: Case) -> bool:
    return kind_here(case) in (RequestKind.REFERRAL, RequestKind.COLLECTION)


def _asks_without_agreement(case: Case) -> bool:
    return _asks_to_act(case) and refused(case)


def _asks_more_than_decided(case: Case) -> bool:
    """Papers follow the decision, so whoever asks for more has to decide anew."""
    decision = case.decisions.kcik
    less = decision is not None and decision.choice is not KcikChoice.REFER
    return _asks_to_act(case) and less and not refused(case)


# Fields for which it is not enough to look whether they are empty.
MISSING: dict[str, Test] = {
    "unable": lambda case: case.agreement.contact is ContactAgreement.UNABLE and not case.agreement.unable,
    "needs": lambda case: not case.needs.services and not case.needs.urgent,
    "notified": lambda case: done_so_far(case).notified is None,
    "name": lambda case: may_be_named(case) and not case.person.name,
    "notification_decision": _undecided,
}


def _of_field(leaf: Leaf) -> _Required:
    facts = leaf.facts
    code = facts.gap or leaf.path[-1]
    return _Required(
        code,
        page_of(leaf.name),
        MISSING.get(code) or _open(leaf),
        adult=facts.required is not Of.CHILD,
        child=facts.required is not Of.ADULT,
        identifying=facts.leads,
    )


OTHERS = (
    _Required("kind_unagreed", Page.CALL, _asks_without_agreement, child=False),
    _Required("kind_decided", Page.DECISION, _asks_more_than_decided),
    # What is present is asked where this case has a page for it: age and forms come first.
    _Required("indicators", Page.TALK, lambda case: not case.forms and _nothing_present(case)),
    _Required("indicators", Page.SAFETY, lambda case: bool(case.forms) and not case.age and _nothing_present(case)),
    _Required("indicators", Page.TRIAGE, lambda case: _known(case) and _has_list(case) and _nothing_present(case)),
    # The form "other" alone has no indicators of its own; signs are all that can be ticked.
    _Required("indicators", Page.TALK, lambda case: _known(case) and not _has_list(case) and _nothing_present(case)),
)
_FOUND = (*(_of_field(leaf) for leaf in leaves(Case) if leaf.facts.required), *OTHERS)
# The required field by the code of its gap.
FIELD_OF = {each.facts.gap or each.path[-1]: each.name for each in leaves(Case) if each.facts.required}
# In the order of the call; then, in that of the record, what it does not ask.
_PLACE = {code: place for place, code in enumerate(ASKED_BACK)}
REQUIRED = tuple(sorted(_FOUND, key=lambda each: _PLACE.get(each.code, len(_PLACE))))


def without_data(case: Case) -> bool:
    """Return True where KCIK is consulted without the person's data: so decided, else so asked for, or refused."""
    decision = case.decisions.kcik
    if decision is not None:
        return decision.choice is not KcikChoice.REFER or refused(case)
    return kind_here(case) is RequestKind.CONSULTATION or refused(case)


def request_kind(case: Case) -> RequestKind | None:
    """Return what KCIK is asked for; a consultation wherever `without_data` holds, None if nobody said.

    Whoever first asked for advice, or did not know, and then decided to refer, refers: a decision is never read aloud
    as less. Where the agreement is missing, the request stays as it was chosen.
    """
    if without_data(case):
        return RequestKind.CONSULTATION
    kind, decision = kind_here(case), case.decisions.kcik
    decided = decision is not None and decision.choice is KcikChoice.REFER and not agreement_missing(case)
    return RequestKind.REFERRAL if decided and kind in LESS_THAN_REFERRAL else kind


def _asked_of(case: Case, required: _Required) -> bool:
    """Whether this is asked at the age of the case; without an age only what is asked at every age."""
    if case.age is None:
        return required.adult and required.child
    return required.adult if case.age is Age.ADULT else required.child


def gaps(case: Case, *, consultation: bool | None = None) -> tuple[Gap, ...]:
    """Return what KCIK will ask back, in the order of the call. A consultation asks nothing that leads to the person.

    By default `without_data` says whether it is a consultation.
    """
    anonymous = without_data(case) if consultation is None else consultation
    return tuple(
        Gap(each.code, each.page)
        for each in REQUIRED
        if _asked_of(case, each) and not (anonymous and each.identifying) and each.missing(case)
    )


def known_lines(case: Case) -> tuple[int, int]:
    """Return how many of the lines at the top of a sheet are known, and how many there are.

    A line is known when KCIK asks nothing back there.
    """
    open_codes = {gap.code for gap in gaps(case)}
    lines = [line for line in CALL if line.part]
    return sum(not open_codes & {*line.asked_back} for line in lines), len(lines)
