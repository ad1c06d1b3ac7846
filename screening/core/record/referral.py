"""What a referral to KCIK says beyond the screening (docs/case_file.md); every field may stay "not asked".

What is said of a field beside its type is explained in `fields.py`.
"""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from screening.core.record.fields import (
    ALWAYS,
    AS_FACT,
    IF_AGREED,
    IF_NAMED,
    NEVER,
    OF_SERVICE,
    TO_REACH,
    UNLESS_REFUSED,
    Number,
    Of,
    Part,
    asked,
    facts,
)
from screening.core.record.text_kinds import Birth, Day, Language, Line, Moment, Note, ShortLine
from screening.core.record.vocabulary import (
    AgeBand,
    Authority,
    Certificate,
    ContactAgreement,
    Duty,
    InabilityReason,
    KcikChoice,
    KcikOutcome,
    Leaflet,
    Limit,
    NameAgreement,
    Need,
    NotificationChoice,
    Papers,
    PoliceContact,
    RequestKind,
    Stay,
    Urgency,
    Urgent,
    YesNoUnknown,
)


@dataclass(frozen=True, slots=True)
class Referrer:
    """Who calls, and for what (A, B). Facts about the institution, not the person."""

    kind: RequestKind | None = asked(None, required=Of.EVERYBODY)
    urgency: Urgency | None = asked(None, required=Of.EVERYBODY)
    institution: Line = asked("", ALWAYS, required=Of.EVERYBODY, gap="caller")
    unit: Line = asked("", AS_FACT, required=Of.EVERYBODY)
    function: Line = asked("", ALWAYS, required=Of.EVERYBODY)
    phone: ShortLine = asked("", ALWAYS, required=Of.EVERYBODY, numbers=frozenset(Number))
    officer: Line = asked("", AS_FACT, numbers=OF_SERVICE)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person agrees to (C); neither consent to data processing nor to notification."""

    contact: ContactAgreement = asked(ContactAgreement.NOT_ASKED, required=Of.ADULT, gap="agrees", part=Part.AGREEMENT)
    share_name: NameAgreement = asked(NameAgreement.NOT_ASKED, required=Of.ADULT, leads=True, part=Part.AGREEMENT)
    unable: frozenset[InabilityReason] = asked(frozenset(), required=Of.ADULT)
    informed_of_duty: YesNoUnknown | None = asked(None, required=Of.ADULT)
    can_speak_now: YesNoUnknown | None = asked(None, required=Of.EVERYBODY, leads=True, here=True)
    limits: frozenset[Limit] = frozenset()
    other_limits: Line = asked("", AS_FACT)
    child_told: YesNoUnknown | None = asked(None, required=Of.CHILD)
    child_heard: YesNoUnknown | None = asked(None, required=Of.CHILD)


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is (D). Name, birth date and citizenship only as `identity.may_be_named` allows."""

    age_band: AgeBand | None = None
    age_about: int | None = None
    reads: YesNoUnknown | None = asked(None, required=Of.EVERYBODY, leads=True)
    relatives: Line = asked("", IF_AGREED)
    safe_contact: Line = asked("", IF_AGREED, required=Of.EVERYBODY, leads=True, numbers=TO_REACH)
    unsafe_contact: Line = asked("", IF_AGREED, required=Of.EVERYBODY, leads=True, numbers=TO_REACH)
    name: Line = asked("", IF_NAMED, required=Of.EVERYBODY, leads=True)
    birth_date: Birth = asked("", IF_NAMED)
    citizenship: ShortLine = asked("", IF_NAMED)


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person needs, and what is urgent (F)."""

    services: frozenset[Need] = asked(frozenset(), required=Of.EVERYBODY, gap="needs")
    urgent: frozenset[Urgent] = frozenset()
    police_contact: PoliceContact = PoliceContact.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Status:
    """Papers, stay, certificate of art. 170 (H)."""

    papers: Papers | None = None
    stay: Stay | None = None
    certificate: Certificate | None = None
    certificate_on: Day = asked("", UNLESS_REFUSED)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done so far (I)."""

    notified: YesNoUnknown | None = asked(None, required=Of.EVERYBODY)
    notified_bodies: frozenset[Authority] = frozenset()
    notified_who: Line = asked("", AS_FACT, numbers=TO_REACH)
    notified_at: Moment = asked("", AS_FACT)
    family_court: YesNoUnknown | None = None
    pip: YesNoUnknown | None = None
    medical: YesNoUnknown | None = None
    kcik_called_at: Moment = asked("", UNLESS_REFUSED, here=True)
    kcik_consultant: ShortLine = asked("", UNLESS_REFUSED, here=True)
    leaflet: Leaflet | None = None
    leaflet_language: Language = asked("", UNLESS_REFUSED)


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes over, what the person was told, the next contact (J); what came of the call to KCIK stays here."""

    taken_by: Line = asked("", UNLESS_REFUSED, numbers=TO_REACH, here=True)
    taken_at: Moment = asked("", UNLESS_REFUSED, here=True)
    transport: YesNoUnknown | None = asked(None, required=Of.EVERYBODY, leads=True, here=True)
    told: Note = asked("", UNLESS_REFUSED)
    next_contact: Line = asked("", IF_AGREED, numbers=TO_REACH)
    kcik_outcome: KcikOutcome | None = None
    kcik_outcome_on: Day = asked("", NEVER)


@dataclass(frozen=True, slots=True)
class KcikDecision:
    """What a named human decided about KCIK, why, and when."""

    choice: KcikChoice = field(metadata=facts(required=Of.EVERYBODY, gap="kcik_decision"))
    reason: Note = field(metadata=facts(UNLESS_REFUSED))
    decided_by: Line = field(metadata=facts(UNLESS_REFUSED, numbers=OF_SERVICE))
    decided_at: Moment = asked("", UNLESS_REFUSED)


@dataclass(frozen=True, slots=True)
class NotificationDecision:
    """What a named human decided about notification: by whose duty, to whom, why, and when.

    `hearing_reason`: why a court should hear a child of 15 to 17; the notification alone says it.
    """

    choice: NotificationChoice = field(metadata=facts(required=Of.EVERYBODY, gap="notification_decision"))
    duty: Duty | None = None
    to: frozenset[Authority] = frozenset()
    reason: Note = asked("", UNLESS_REFUSED)
    decided_by: Line = asked("", UNLESS_REFUSED, numbers=OF_SERVICE)
    decided_at: Moment = asked("", UNLESS_REFUSED)
    hearing_reason: Line = asked("", AS_FACT)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Two decisions, taken apart from each other (docs/rules.md: What must always hold)."""

    kcik: KcikDecision | None = None
    notification: NotificationDecision | None = None


D = TypeVar("D", KcikDecision, NotificationDecision)


def decided_at(before: Decisions, after: Decisions, at: str) -> Decisions:
    """Return the decisions with their times: `at` for each that says something else than before, else the time it
    had.
    """

    def timed(was: D | None, now: D | None) -> D | None:
        if now is None:
            return None
        same = was is not None and replace(was, decided_at="") == replace(now, decided_at="")
        return replace(now, decided_at=was.decided_at if same and was else at)

    return Decisions(timed(before.kcik, after.kcik), timed(before.notification, after.notification))
