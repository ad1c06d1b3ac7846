"""The note to the superior and the notification: facts and how they are known, no assessment mixed in.

Neither has a name of the person: whoever signs adds it by hand, on a legal basis of their own.
"""

from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.rows_and_law import PrintedRow, counted, list_of, quoted
from screening.core.documents.source import Frame, Material, frame, present
from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import Condition
from screening.core.instrument.vocabulary import RECEIVING
from screening.core.record.case import Case
from screening.core.record.imported import done_so_far
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.record.referral import Done, Referrer
from screening.core.record.variants import conditions_of
from screening.core.record.vocabulary import Authority, Duty, Limit, Need, NotificationChoice, NotKnown, Urgent


@dataclass(frozen=True, slots=True)
class Facts:
    """What was seen, heard and read; each row with how it is known. Weights and advice have no place here.

    `outside` are the present rows that no chosen profile counts: facts all the same.
    """

    rows: tuple[PrintedRow, ...]
    outside: tuple[PrintedRow, ...]
    signs: tuple[Text, ...]
    acts: tuple[Text, ...]
    setting: str | None
    exploited_in: tuple[str, ...]
    voivodeship: str | None
    place: str
    sector: str
    country: str
    since: str
    region: str
    note: str
    age: str
    sex: str | None
    language: str
    safety: dict[str, str | None]  # the answers to the safety questions
    persons: int | str | None
    children: int | str | None
    others: int | str | None
    others_children: int | str | None
    danger: bool
    urgent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuperiorNote:
    """The note to the head of the unit, through whom the duty of art. 304 par. 2 k.p.k. runs."""

    KIND: ClassVar[str] = "note"

    frame: Frame
    referrer: Referrer
    facts: Facts
    done: Done
    needs: tuple[str, ...]
    limits: tuple[str, ...]
    other_limits: str
    police_contact: str
    choice: str | None
    own_duty: bool
    to: tuple[str, ...]
    duty: tuple[Text, ...]
    traces: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Notification:
    """The notification of a suspected offence to Police, Border Guard or prosecutor."""

    KIND: ClassVar[str] = "notification"

    frame: Frame
    referrer: Referrer
    facts: Facts
    done: Done
    to: tuple[str, ...]
    duty: str | None
    hearing: tuple[Text, ...]
    traces: tuple[Text, ...]


def _facts(material: Material) -> Facts:
    case = material.case
    context, safety = case.context, case.safety
    return Facts(
        rows=present(material.rows()),
        outside=present(material.outside()),
        signs=material.labels.of_signs(material.signs()),
        acts=tuple(material.wording.acts[act] for act in material.wording.acts if act in case.acts),
        setting=context.setting,
        exploited_in=tuple(sorted(context.exploited_in)),
        voivodeship=safety.voivodeship,
        place=safety.place,
        sector=context.sector,
        country=context.country,
        since=context.since,
        region=context.region,
        note=context.facts,
        age=case.age or "",
        sex=context.sex,
        language=material.language or context.language,
        safety={leaf.key: leaf.of(case) for leaf in SAFETY_QUESTIONS},
        persons=counted(case, NotKnown.PERSONS),
        children=counted(case, NotKnown.CHILDREN),
        others=counted(case, NotKnown.OTHERS),
        others_children=counted(case, NotKnown.OTHERS_CHILDREN),
        danger=case.danger,
        urgent=tuple(each for each in Urgent if each in case.needs.urgent),
    )


def _to(material: Material) -> tuple[str, ...]:
    """To whom it is sent: as decided, else as done; for a child also the family court."""
    court = {Authority.FAMILY_COURT} if material.case.child_known else set()
    return tuple(each for each in Authority if each in _told(material.case) | court)


def _told(case: Case) -> frozenset[Authority]:
    """Whom the decision names, else who was notified."""
    decision = case.decisions.notification
    return decision.to if decision and decision.to else case.done.notified_bodies


def _duty(case: Case) -> Duty | None:
    """By whose duty, as decided; else Police and Border Guard act by their own, for they receive notifications."""
    decision = case.decisions.notification
    if decision and decision.duty:
        return decision.duty
    return Duty.OWN if case.context.profession in RECEIVING else None


def _traces(material: Material) -> tuple[Text, ...]:
    return quoted(material.wording, f"traces_{material.case.context.profession}", "traces_all")


def superior_note(material: Material) -> SuperiorNote:
    """The note to the superior."""
    case = material.case
    decision = case.decisions.notification
    made = decision is not None and decision.choice is NotificationChoice.DONE
    own = _duty(case) is Duty.OWN
    receives = [Condition.RECEIVES_NOTIFICATIONS] if own else []
    return SuperiorNote(
        frame=frame(material),
        referrer=case.referrer,
        facts=_facts(material),
        done=done_so_far(case),
        needs=tuple(each for each in Need if each in case.needs.services),
        limits=tuple(each for each in Limit if each in case.agreement.limits),
        other_limits=case.agreement.other_limits,
        police_contact=case.needs.police_contact,
        choice=decision.choice if decision else None,
        own_duty=own,
        to=tuple(each for each in Authority if each in _told(case)) if made else _to(material),
        duty=list_of(material.wording, "duty_note", conditions_of(case, child=case.child_known, more=receives)),
        traces=_traces(material),
    )


def notification(material: Material) -> Notification:
    """The notification."""
    case = material.case
    hearing = quoted(material.wording, "hearing_child" if case.child_known else "hearing_adult", "hearing_interpreter")
    return Notification(
        frame=frame(material),
        referrer=case.referrer,
        facts=_facts(material),
        done=done_so_far(case),
        to=_to(material),
        duty=_duty(case),
        hearing=hearing,
        traces=_traces(material),
    )
