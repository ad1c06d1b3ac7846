"""What a referral to KCIK says beyond the screening (docs/case_file.md); every field may stay "not asked"."""

from dataclasses import dataclass, replace
from typing import TypeVar

from screening.core.record.text_kinds import Birth, Day, Language, Line, Moment, Note, ShortLine
from screening.core.record.vocabulary import (
    AgeBand,
    Authority,
    Certificate,
    ContactAgreement,
    Duty,
    InabilityReason,
    KcikChoice,
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

    kind: RequestKind | None = None
    urgency: Urgency | None = None
    institution: Line = ""
    unit: Line = ""
    function: Line = ""
    phone: ShortLine = ""
    officer: Line = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person agrees to (C); neither consent to data processing nor to notification."""

    contact: ContactAgreement = ContactAgreement.NOT_ASKED
    share_name: NameAgreement = NameAgreement.NOT_ASKED
    unable: frozenset[InabilityReason] = frozenset()
    informed_of_duty: YesNoUnknown | None = None
    can_speak_now: YesNoUnknown | None = None
    limits: frozenset[Limit] = frozenset()
    other_limits: Line = ""
    child_told: YesNoUnknown | None = None
    child_heard: YesNoUnknown | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is (D). Name, birth date and citizenship only as `identity.may_be_named` allows."""

    age_band: AgeBand | None = None
    age_about: int | None = None
    reads: YesNoUnknown | None = None
    relatives: Line = ""
    safe_contact: Line = ""
    unsafe_contact: Line = ""
    name: Line = ""
    birth_date: Birth = ""
    citizenship: ShortLine = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person needs, and what is urgent (F)."""

    services: frozenset[Need] = frozenset()
    urgent: frozenset[Urgent] = frozenset()
    police_contact: PoliceContact = PoliceContact.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Status:
    """Papers, stay, certificate of art. 170 (H)."""

    papers: Papers | None = None
    stay: Stay | None = None
    certificate: Certificate | None = None
    certificate_on: Day = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done so far (I)."""

    notified: YesNoUnknown | None = None
    notified_bodies: frozenset[Authority] = frozenset()
    notified_who: Line = ""
    notified_at: Moment = ""
    family_court: YesNoUnknown | None = None
    pip: YesNoUnknown | None = None
    medical: YesNoUnknown | None = None
    kcik_called_at: Moment = ""
    kcik_consultant: ShortLine = ""
    leaflet: Leaflet | None = None
    leaflet_language: Language = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes over, what the person was told, the next contact (J)."""

    taken_by: Line = ""
    taken_at: Moment = ""
    transport: YesNoUnknown | None = None
    told: Note = ""
    next_contact: Line = ""


@dataclass(frozen=True, slots=True)
class KcikDecision:
    """What a named human decided about KCIK, why, and when."""

    choice: KcikChoice
    reason: Note
    decided_by: Line
    decided_at: Moment = ""


@dataclass(frozen=True, slots=True)
class NotificationDecision:
    """What a named human decided about notification: by whose duty, to whom, why, and when."""

    choice: NotificationChoice
    duty: Duty | None = None
    to: frozenset[Authority] = frozenset()
    reason: Note = ""
    decided_by: Line = ""
    decided_at: Moment = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Two decisions, taken apart from each other (docs/rules.md: What must always hold)."""

    kcik: KcikDecision | None = None
    notification: NotificationDecision | None = None


D = TypeVar("D", KcikDecision, NotificationDecision)


def decided_at(before: Decisions, after: Decisions, at: str) -> Decisions:
    """The decisions with their times: `at` for each that says something else than before, else the time it had."""

    def timed(was: D | None, now: D | None) -> D | None:
        if now is None:
            return None
        same = was is not None and replace(was, decided_at="") == replace(now, decided_at="")
        return replace(now, decided_at=was.decided_at if same and was else at)

    return Decisions(timed(before.kcik, after.kcik), timed(before.notification, after.notification))
