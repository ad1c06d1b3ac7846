"""What a referral to KCIK says beyond the screening (docs/case_file.md); every field may stay "not asked".

The letters in brackets are the parts of docs/case_file.md. `Facts` in `fields.py` explains what is said of a field
beside its type.
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

    kind: RequestKind | None = asked(None, required=Of.EVERYBODY, here=True, use="consultation, referral or collection")
    urgency: Urgency | None = asked(None, required=Of.EVERYBODY, here=True, use="now, today, later")
    institution: Line = asked("", ALWAYS, required=Of.EVERYBODY, gap="caller", of_unit=True, use="who calls")
    unit: Line = asked("", AS_FACT, required=Of.EVERYBODY, of_unit=True, use="who calls")
    function: Line = asked("", ALWAYS, required=Of.EVERYBODY, of_unit=True, use="who calls")
    phone: ShortLine = asked(
        "",
        ALWAYS,
        required=Of.EVERYBODY,
        numbers=frozenset(Number),  # whatever it looks like, a number is what this field asks for
        of_unit=True,
        use="call back, day and night",
    )
    officer: Line = asked("", AS_FACT, numbers=OF_SERVICE, of_unit=True, use="name or service number")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the person agrees to (C); neither consent to data processing nor to notification."""

    contact: ContactAgreement = asked(
        ContactAgreement.NOT_ASKED, required=Of.ADULT, gap="agrees", part=Part.AGREEMENT, use="agrees to referral"
    )
    share_name: NameAgreement = asked(
        NameAgreement.NOT_ASKED,
        required=Of.ADULT,
        leads=True,
        part=Part.AGREEMENT,
        use="agrees that KCIK hears the name",
    )
    unable: frozenset[InabilityReason] = asked(frozenset(), required=Of.ADULT, use="why the adult cannot agree")
    informed_of_duty: YesNoUnknown | None = asked(None, required=Of.ADULT, use="knows of the duty to notify")
    can_speak_now: YesNoUnknown | None = asked(
        None, required=Of.EVERYBODY, leads=True, here=True, use="can KCIK speak with the person"
    )
    limits: frozenset[Limit] = asked(frozenset(), use="what the person rules out")
    other_limits: Line = asked("", AS_FACT, use="the same, own words")
    child_told: YesNoUnknown | None = asked(None, required=Of.CHILD, use="child informed")
    child_heard: YesNoUnknown | None = asked(None, required=Of.CHILD, use="child heard")


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is (D). Name, birth date and citizenship only as `identity.may_be_named` allows."""

    age_band: AgeBand | None = asked(None, use="lodging; child or adult help")
    age_about: int | None = asked(None, use="whole years, said or estimated")
    reads: YesNoUnknown | None = asked(None, required=Of.EVERYBODY, leads=True, use="written information or not")
    relatives: Line = asked("", IF_AGREED, use="who comes along")
    safe_contact: Line = asked(
        "", IF_AGREED, required=Of.EVERYBODY, leads=True, numbers=TO_REACH, use="how to reach the person safely"
    )
    unsafe_contact: Line = asked(
        "", IF_AGREED, required=Of.EVERYBODY, leads=True, numbers=TO_REACH, use="ways that endanger"
    )
    name: Line = asked("", IF_NAMED, required=Of.EVERYBODY, leads=True, use="how to address the person")
    birth_date: Birth = asked("", IF_NAMED, use="child or adult; documents; nothing is made up")
    citizenship: ShortLine = asked("", IF_NAMED, use="documents, consul at wish")


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person needs, and what is urgent (F)."""

    services: frozenset[Need] = asked(frozenset(), required=Of.EVERYBODY, gap="needs", use="what to prepare")
    urgent: frozenset[Urgent] = asked(frozenset(), use="what cannot wait; need, never diagnosis")
    police_contact: PoliceContact = asked(PoliceContact.NOT_ASKED, use="contact with Police wanted or not")


@dataclass(frozen=True, slots=True)
class Status:
    """Papers, stay, certificate of art. 170 (H)."""

    papers: Papers | None = asked(None, use="restoring documents")
    stay: Stay | None = asked(None, use="route of help; nobody is called illegal")
    certificate: Certificate | None = asked(None, use="art. 170")
    certificate_on: Day = asked("", UNLESS_REFUSED, use="from it 3 or 4 months, as information")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done so far (I)."""

    notified: YesNoUnknown | None = asked(None, required=Of.EVERYBODY, use="Police, Border Guard, prosecutor know")
    notified_bodies: frozenset[Authority] = asked(frozenset(), use="who")
    notified_who: Line = asked("", AS_FACT, numbers=TO_REACH, use="which unit")
    notified_at: Moment = asked("", AS_FACT, use="when")
    family_court: YesNoUnknown | None = asked(None, use="for a child")
    pip: YesNoUnknown | None = asked(None, use="labour inspection knows")
    medical: YesNoUnknown | None = asked(None, use="seen by a doctor")
    kcik_called_at: Moment = asked("", UNLESS_REFUSED, here=True, use="first call")
    kcik_consultant: ShortLine = asked("", UNLESS_REFUSED, here=True, use="first name of the consultant")
    leaflet: Leaflet | None = asked(None, use="given, only if safe")
    leaflet_language: Language = asked("", UNLESS_REFUSED, use="language of the leaflet")


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes over, what the person was told, the next contact (J); what came of the call to KCIK stays here."""

    taken_by: Line = asked("", UNLESS_REFUSED, numbers=TO_REACH, here=True, use="who takes over")
    taken_at: Moment = asked("", UNLESS_REFUSED, here=True, use="when")
    transport: YesNoUnknown | None = asked(None, required=Of.EVERYBODY, leads=True, here=True, use="is there transport")
    told: Note = asked("", UNLESS_REFUSED, use="what the person was told")
    next_contact: Line = asked("", IF_AGREED, numbers=TO_REACH, use="next contact")
    kcik_outcome: KcikOutcome | None = asked(
        None, use="what came of the call to KCIK; never in a file that is handed on"
    )
    kcik_outcome_on: Day = asked("", NEVER, use="on which day; likewise")


@dataclass(frozen=True, slots=True)
class KcikDecision:
    """What a named human decided about KCIK, why, and when."""

    choice: KcikChoice = field(
        metadata=facts(required=Of.EVERYBODY, gap="kcik_decision", use="refer, consult, not now")
    )
    reason: Note = field(metadata=facts(UNLESS_REFUSED, use="assessment, marked as such"))
    decided_by: Line = field(metadata=facts(UNLESS_REFUSED, numbers=OF_SERVICE, use="a named human"))
    decided_at: Moment = asked("", UNLESS_REFUSED, use="when")


@dataclass(frozen=True, slots=True)
class NotificationDecision:
    """What a named human decided about notification: by whose duty, to whom, why, and when."""

    choice: NotificationChoice = field(
        metadata=facts(required=Of.EVERYBODY, gap="notification_decision", use="apart from the first")
    )
    duty: Duty | None = asked(None, use="by whose duty")
    to: frozenset[Authority] = asked(frozenset(), use="to whom")
    reason: Note = asked("", UNLESS_REFUSED, use="assessment")
    decided_by: Line = asked("", UNLESS_REFUSED, numbers=OF_SERVICE, use="a named human")
    decided_at: Moment = asked("", UNLESS_REFUSED, use="when")
    hearing_reason: Line = asked(
        "", AS_FACT, use="why a court should hear a child of 15 to 17 (art. 185a k.p.k.); on the notification alone"
    )


@dataclass(frozen=True, slots=True)
class Decisions:
    """Two decisions, taken apart from each other (docs/rules.md: What must always hold)."""

    kcik: KcikDecision | None = None
    notification: NotificationDecision | None = None


D = TypeVar("D", KcikDecision, NotificationDecision)


def decided_at(before: Decisions, after: Decisions, at: str) -> Decisions:
    """Return the decisions of `after` with their times: `at` for each with another choice than `before`, else that of
    `before`.

    Whoever completes or corrects a name, a duty or an addressee takes no new decision: what was done since the decision
    was done after it.
    """

    def timed(was: D | None, now: D | None) -> D | None:
        if now is None:
            return None
        return replace(now, decided_at=was.decided_at if was and was.choice is now.choice else at)

    return Decisions(timed(before.kcik, after.kcik), timed(before.notification, after.notification))
