"""What KCIK will ask back: the required fields that nobody asked (docs/rules.md: What KCIK asks back). It never blocks.

"I don't know" is an answer: KCIK hears it, so it is no gap.
"""

from collections.abc import Callable
from dataclasses import dataclass

from screening.core.instrument.vocabulary import Age, Answer
from screening.core.journey import Page
from screening.core.record.case import Case
from screening.core.record.imported import done_so_far
from screening.core.record.vocabulary import (
    ContactAgreement,
    KcikChoice,
    NameAgreement,
    NotificationChoice,
    NotKnown,
    RequestKind,
)
from screening.core.referral.identity import may_be_named, refused

Test = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that KCIK will ask, by its code, and the page where it is answered."""

    code: str
    page: Page


@dataclass(frozen=True, slots=True)
class _Required:
    """A required field. `identifying` ones are not asked in a consultation without the person's data.

    What is asked of an adult alone, or of a child alone, waits until the age is known.
    """

    code: str
    page: Page
    missing: Test
    adult: bool = True
    child: bool = True
    identifying: bool = False


def _unasked(part: str, name: str) -> Test:
    return lambda case: getattr(getattr(case, part), name) is None


def _blank(part: str, name: str) -> Test:
    return lambda case: not getattr(getattr(case, part), name)


def _uncounted(name: NotKnown) -> Test:
    """A number or a moment that is neither there nor answered with "I don't know"."""
    return lambda case: getattr(case.safety, name) in (None, "") and name not in case.safety.not_known


def _nothing_present(case: Case) -> bool:
    return not case.signs and not any(reply.answer is Answer.YES for reply in case.replies.values())


def _known(case: Case) -> bool:
    return bool(case.age and case.forms)


def _has_list(case: Case) -> bool:
    return bool(case.ordered_forms)


def _undecided(case: Case) -> bool:
    notification = case.decisions.notification
    return notification is None or notification.choice is NotificationChoice.UNDECIDED


def _asks_without_agreement(case: Case) -> bool:
    return case.referrer.kind in (RequestKind.REFERRAL, RequestKind.COLLECTION) and refused(case)


# In the order of the telephone call, then of the sheet (docs/rules.md: The telephone call; docs/case_file.md, A to J).
REQUIRED = (
    _Required("caller", Page.CALL, _blank("referrer", "institution")),
    _Required("unit", Page.CALL, _blank("referrer", "unit")),
    _Required("function", Page.CALL, _blank("referrer", "function")),
    _Required("phone", Page.CALL, _blank("referrer", "phone")),
    _Required("kind", Page.CALL, _unasked("referrer", "kind")),
    _Required("kind_unagreed", Page.CALL, _asks_without_agreement, child=False),
    _Required("urgency", Page.CALL, _unasked("referrer", "urgency")),
    _Required("age", Page.SAFETY, lambda case: case.age is None),
    _Required("language", Page.CONTEXT, _blank("context", "language")),
    _Required("reads", Page.PERSON, _unasked("person", "reads"), identifying=True),
    _Required("persons", Page.PLACE, _uncounted(NotKnown.PERSONS)),
    _Required("children", Page.SAFETY, _uncounted(NotKnown.CHILDREN)),
    _Required("voivodeship", Page.PLACE, _unasked("safety", "voivodeship")),
    _Required("place", Page.PLACE, _blank("safety", "place"), identifying=True),
    _Required("safe_until", Page.PLACE, _uncounted(NotKnown.SAFE_UNTIL)),
    _Required("tonight", Page.PLACE, _unasked("safety", "tonight")),
    _Required("agrees", Page.AGREEMENT, lambda case: case.agreement.contact is ContactAgreement.NOT_ASKED, child=False),
    _Required(
        "unable",
        Page.AGREEMENT,
        lambda case: case.agreement.contact is ContactAgreement.UNABLE and not case.agreement.unable,
        child=False,
    ),
    _Required(
        "share_name",
        Page.AGREEMENT,
        lambda case: case.agreement.share_name is NameAgreement.NOT_ASKED,
        child=False,
        identifying=True,
    ),
    _Required("informed_of_duty", Page.AGREEMENT, _unasked("agreement", "informed_of_duty"), child=False),
    _Required("child_told", Page.AGREEMENT, _unasked("agreement", "child_told"), adult=False),
    _Required("child_heard", Page.AGREEMENT, _unasked("agreement", "child_heard"), adult=False),
    _Required("can_speak_now", Page.AGREEMENT, _unasked("agreement", "can_speak_now"), identifying=True),
    _Required("place_known", Page.PLACE, _unasked("safety", "place_known")),
    _Required("phone_known", Page.PLACE, _unasked("safety", "phone_known")),
    _Required("others", Page.PLACE, _uncounted(NotKnown.OTHERS)),
    _Required("needs", Page.NEEDS, lambda case: not case.needs.services and not case.needs.urgent),
    _Required("forms", Page.FORMS, lambda case: not case.forms),
    # What is present is asked where this case has a page for it: age and forms come first.
    _Required("indicators", Page.FORMS, lambda case: not case.forms and _nothing_present(case)),
    _Required("indicators", Page.SAFETY, lambda case: bool(case.forms) and not case.age and _nothing_present(case)),
    _Required("indicators", Page.TRIAGE, lambda case: _known(case) and _has_list(case) and _nothing_present(case)),
    # The form "other" alone has no indicators of its own; signs are all that can be ticked.
    _Required("indicators", Page.SIGNS, lambda case: _known(case) and not _has_list(case) and _nothing_present(case)),
    _Required("acts", Page.ACTS, lambda case: not case.acts),
    _Required("facts", Page.FACTS, _blank("context", "facts"), identifying=True),
    _Required("notified", Page.DONE, lambda case: done_so_far(case).notified is None),
    _Required("safe_contact", Page.PERSON, _blank("person", "safe_contact"), identifying=True),
    _Required("unsafe_contact", Page.PERSON, _blank("person", "unsafe_contact"), identifying=True),
    _Required(
        "name",
        Page.PERSON,
        lambda case: may_be_named(case) and not case.person.name,
        identifying=True,
    ),
    _Required("transport", Page.HANDOVER, _unasked("handover", "transport"), identifying=True),
    _Required("kcik_decision", Page.DECISION, lambda case: case.decisions.kcik is None),
    _Required("notification_decision", Page.DECISION, _undecided),
)


def without_data(case: Case) -> bool:
    """True where KCIK is consulted without the person's data: so decided, so asked for, or refused."""
    decision = case.decisions.kcik
    if decision is not None:
        return decision.choice is not KcikChoice.REFER or refused(case)
    return case.referrer.kind is RequestKind.CONSULTATION or refused(case)


def _asked_of(case: Case, each: _Required) -> bool:
    """Whether a field is asked at this age; without an age only what is asked at every age."""
    if case.age is None:
        return each.adult and each.child
    return each.adult if case.age is Age.ADULT else each.child


def gaps(case: Case, *, consultation: bool | None = None) -> tuple[Gap, ...]:
    """What KCIK will ask back, in its order. A consultation asks for nothing that leads to the person.

    Unless told, what was decided says whether it is a consultation.
    """
    anonymous = without_data(case) if consultation is None else consultation
    return tuple(
        Gap(each.code, each.page)
        for each in REQUIRED
        if _asked_of(case, each) and not (anonymous and each.identifying) and each.missing(case)
    )
