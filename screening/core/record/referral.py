"""What a referral to KCIK says beyond the screening (procedure 6); every field may stay "not asked"."""

from dataclasses import dataclass, replace
from typing import TypeVar

from screening.core.record.text_kinds import Birth, Day, Language, Line, Moment, Note, ShortLine
from screening.core.record.vocabulary import (
    AgeBand,
    Agrees,
    Body,
    Certificate,
    Choice,
    Duty,
    Kind,
    Known,
    Leaflet,
    Limit,
    Need,
    Notify,
    Papers,
    Shares,
    Stay,
    Unable,
    Urgency,
    Urgent,
    Wish,
)


@dataclass(frozen=True, slots=True)
class Referrer:
    """Who calls, and for what (A, B). Facts about the institution, not the person."""

    kind: Kind | None = None
    urgency: Urgency | None = None
    institution: Line = ""
    unit: Line = ""
    function: Line = ""
    phone: ShortLine = ""
    officer: Line = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person agrees to (C); neither consent to data processing nor to notification."""

    contact: Agrees = Agrees.NOT_ASKED
    share_name: Shares = Shares.NOT_ASKED
    unable: frozenset[Unable] = frozenset()
    informed_of_duty: Known | None = None
    can_speak_now: Known | None = None
    limits: frozenset[Limit] = frozenset()
    other_limits: Line = ""
    child_told: Known | None = None
    child_heard: Known | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is (D). Name, birth date and citizenship only as `identity.may_be_named` allows."""

    age_band: AgeBand | None = None
    age_about: int | None = None
    reads: Known | None = None
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
    police_contact: Wish = Wish.NOT_ASKED


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

    notified: Known | None = None
    notified_bodies: frozenset[Body] = frozenset()
    notified_who: Line = ""
    notified_at: Moment = ""
    family_court: Known | None = None
    pip: Known | None = None
    medical: Known | None = None
    kcik_called_at: Moment = ""
    kcik_consultant: ShortLine = ""
    leaflet: Leaflet | None = None
    leaflet_language: Language = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes over, what the person was told, the next contact (J)."""

    taken_by: Line = ""
    taken_at: Moment = ""
    transport: Known | None = None
    told: Note = ""
    next_contact: Line = ""


@dataclass(frozen=True, slots=True)
class KcikDecision:
    """What a named human decided about KCIK, why, and when."""

    choice: Choice
    reason: Note
    decided_by: Line
    decided_at: Moment = ""


@dataclass(frozen=True, slots=True)
class NotificationDecision:
    """What a named human decided about notification: by whose duty, to whom, why, and when."""

    choice: Notify
    duty: Duty | None = None
    to: frozenset[Body] = frozenset()
    reason: Note = ""
    decided_by: Line = ""
    decided_at: Moment = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Two decisions, taken apart from each other (design 1.6)."""

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
