"""The twelve lines at the top of referral, consultation and script (docs/rules.md: The telephone call)."""

from dataclasses import dataclass

from screening.core.documents.rows_and_law import counted
from screening.core.documents.source import Material, present, strongest
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Form
from screening.core.record.imported import done_so_far
from screening.core.record.vocabulary import Authority, InabilityReason, Limit, NotKnown, RequestKind, Urgent
from screening.core.referral.completeness import without_data
from screening.core.referral.identity import missing, refused, shown

FACTS = 3


@dataclass(frozen=True, slots=True)
class Top:
    """Codes are those of the vocabularies; an empty text and None mean "not asked", "unknown" is an answer.

    Without the person's data: no own words but those on the caller, no place below the voivodeship, no contact.
    What is known but withheld is marked as such: `other_language`, `another_limit`, `missing`.
    `facts` are the strongest rows answered yes, then the signs seen, the gravest first. `outside` are the labels of all
    rows answered yes that no chosen profile counts.
    """

    institution: str
    unit: str
    function: str
    phone: str
    kind: str | None
    urgency: str | None
    age: str
    sex: str | None
    language: str
    other_language: bool
    persons: int | str | None
    children: int | str | None
    voivodeship: str | None
    place: str
    safe_until: int | str | None
    contact: str
    can_speak_now: str | None
    unable: tuple[str, ...]
    not_agreed: bool
    missing: str
    limits: tuple[str, ...]
    other_limits: str
    another_limit: bool
    danger: bool
    place_known: str | None
    phone_known: str | None
    urgent: tuple[str, ...]
    urgent_signs: tuple[Text, ...]
    forms: tuple[Text, ...]
    other_form: bool
    facts: tuple[Text, ...]
    outside: tuple[Text, ...]
    notified: str | None
    notified_bodies: tuple[str, ...]
    notified_who: str
    notified_at: str
    safe_contact: str
    unsafe_contact: str
    transport: str | None


def top(material: Material, *, anonymous: bool) -> Top:
    """The top block. Anonymous, it says nothing that leads to the person; the language only if it is a known one."""
    case = material.case
    person, safety, agreement, done = shown(case), case.safety, case.agreement, done_so_far(case)
    seen = (material.assessment.catalogue.signs[id_] for id_ in material.signs())
    signs = sorted(seen, key=lambda sign: (not sign.urgent, not sign.serious))
    facts = [row.label for row in strongest(material.rows(), FACTS)] + [sign.label for sign in signs]

    def own(text: str) -> str:
        return "" if anonymous else text

    return Top(
        institution=case.referrer.institution,
        unit=own(case.referrer.unit),
        function=case.referrer.function,
        phone=case.referrer.phone,
        kind=RequestKind.CONSULTATION if anonymous or without_data(case) else case.referrer.kind,
        urgency=case.referrer.urgency,
        age=case.age or "",
        sex=case.context.sex,
        language=material.language or own(case.context.language),
        other_language=anonymous and bool(case.context.language) and not material.language,
        persons=counted(case, NotKnown.PERSONS),
        children=counted(case, NotKnown.CHILDREN),
        voivodeship=safety.voivodeship,
        place=own(safety.place),
        safe_until=counted(case, NotKnown.SAFE_UNTIL),
        contact=agreement.contact,
        can_speak_now=agreement.can_speak_now,
        unable=tuple(each for each in InabilityReason if each in agreement.unable),
        not_agreed=refused(case),
        missing=missing(case) or "",
        limits=tuple(each for each in Limit if each in agreement.limits),
        other_limits=own(agreement.other_limits),
        another_limit=anonymous and bool(agreement.other_limits),
        danger=case.danger,
        place_known=safety.place_known,
        phone_known=safety.phone_known,
        urgent=tuple(each for each in Urgent if each in case.needs.urgent),
        urgent_signs=tuple(sign.label for sign in signs if sign.urgent),
        forms=tuple(material.wording.purposes[each] for each in case.ordered_forms),
        other_form=Form.OTHER in case.forms,
        facts=tuple(facts[:FACTS]),
        outside=tuple(row.label for row in present(material.outside())),
        notified=done.notified,
        notified_bodies=tuple(each for each in Authority if each in done.notified_bodies),
        notified_who=own(done.notified_who),
        notified_at=own(done.notified_at),
        safe_contact=own(person.safe_contact),
        unsafe_contact=own(person.unsafe_contact),
        transport=case.handover.transport,
    )
