"""The referral sheet and the consultation sheet: what KCIK is told, with and without the person's data."""

from dataclasses import dataclass, replace
from typing import ClassVar

from screening.core.documents.call_summary import Top, top
from screening.core.documents.rows_and_law import (
    Block,
    PrintedAdvice,
    PrintedGrade,
    PrintedLaw,
    PrintedRow,
    advice_in_words,
    counted,
    law_in_words,
    list_of,
)
from screening.core.documents.source import Frame, Material, frame, present
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Answer, ExploitationPlace
from screening.core.record.imported import done_so_far
from screening.core.record.referral import Agreement, Decisions, Done, Handover, Person, Status
from screening.core.record.variants import conditions_of
from screening.core.record.vocabulary import Need, NotKnown
from screening.core.referral.completeness import without_data
from screening.core.referral.deadlines import Deadline, certificate_deadline
from screening.core.referral.disclosure import as_agreed
from screening.core.referral.identity import may_be_named, refused
from screening.core.rules.law import law_checklist


@dataclass(frozen=True, slots=True)
class Talk:
    """In what circumstances the talk took place, and what surrounds the person; codes and numbers only."""

    alone: str | None
    interpreter: str | None
    unsafe: bool
    concerned: bool
    setting: str | None
    exploited_in: tuple[str, ...]
    tonight: str | None
    others: int | str | None
    others_children: int | str | None
    family_threatened: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: needs, law as a checklist, advice, indicators, what is outside the form, signs, evidence."""

    needs: tuple[str, ...]
    law: PrintedLaw
    advice: tuple[PrintedAdvice, ...]
    blocks: tuple[Block, ...]
    outside: tuple[PrintedRow, ...]
    signs: tuple[Text, ...]
    grades: tuple[PrintedGrade, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """The officer's own words on the suspicion; on the referral sheet alone."""

    sector: str
    country: str
    since: str
    region: str
    facts: str


@dataclass(frozen=True, slots=True)
class ReferralSheet:
    """The referral sheet: front page in the order of a telephone call, then everything behind it."""

    KIND: ClassVar[str] = "referral"

    frame: Frame
    top: Top
    talk: Talk
    findings: Findings
    own: Own
    person: Person
    may_be_named: bool
    citizenship_group: str | None
    agreement: Agreement
    police_contact: str
    status: Status
    deadline: Deadline | None
    decisions: Decisions
    done: Done
    handover: Handover
    referred_by: str
    withheld: bool
    first_step: Text | None


@dataclass(frozen=True, slots=True)
class ConsultationSheet:
    """The consultation sheet: no data of the person, no own words, no place below the voivodeship."""

    KIND: ClassVar[str] = "consultation"

    frame: Frame
    top: Top
    talk: Talk
    findings: Findings


def _talk(material: Material) -> Talk:
    case = material.case
    return Talk(
        alone=case.safety.alone,
        interpreter=case.safety.interpreter,
        unsafe=case.safety.unsafe,
        concerned=case.concerned,
        setting=case.context.setting,
        exploited_in=tuple(each for each in ExploitationPlace if each in case.context.exploited_in),
        tonight=case.safety.tonight,
        others=counted(case, NotKnown.OTHERS),
        others_children=counted(case, NotKnown.OTHERS_CHILDREN),
        family_threatened=case.safety.family_threatened,
    )


def _findings(material: Material, *, consulting: bool, notes: bool) -> Findings:
    """What was found; without `notes` the notes to the replies stay behind."""
    case, assessment, labels = material.case, material.assessment, material.labels
    rows, outside = material.rows(), material.outside()
    if not notes:
        rows, outside = _without_notes(rows), _without_notes(_answered(outside))
    return Findings(
        needs=tuple(each for each in Need if each in case.needs.services),
        law=law_in_words(
            law_checklist(assessment.catalogue, case), material.wording, labels, elsewhere=bool(present(outside))
        ),
        advice=advice_in_words(case, material.advice, material.wording, labels, consulting=consulting),
        blocks=material.blocks(rows),
        outside=tuple(outside.values()),
        signs=labels.of_signs(material.signs()),
        grades=tuple(PrintedGrade(r.profile.name, r.profile.note, r.grade, r.ilo_class) for r in assessment.profiles),
    )


def referral_sheet(material: Material) -> ReferralSheet:
    """The referral sheet. It shows an adult's identity only with agreement (`identity.shown`).

    Of an adult who refuses or cannot agree now it has codes, counts and the caller alone, and `withheld` says so.
    """
    withheld = refused(material.case)
    agreed = replace(material, case=as_agreed(material.case))
    case = agreed.case
    context = case.context
    return ReferralSheet(
        frame=frame(material),
        top=top(material, anonymous=withheld),
        talk=_talk(agreed),
        findings=_findings(agreed, consulting=without_data(case), notes=True),
        own=Own(context.sector, context.country, context.since, context.region, context.facts),
        person=case.person,
        may_be_named=may_be_named(case),
        citizenship_group=context.citizenship,
        agreement=case.agreement,
        police_contact=case.needs.police_contact,
        status=case.status,
        deadline=certificate_deadline(case, material.as_of),
        decisions=case.decisions,
        done=done_so_far(case),
        handover=case.handover,
        referred_by=case.referrer.officer,
        withheld=withheld,
        first_step=_first_step(material) if case.child_known else None,
    )


def _first_step(material: Material) -> Text | None:
    """With a child: what comes before everything else, in the wording for the service."""
    steps = list_of(material.wording, "steps_child", conditions_of(material.case, child=True))
    return next(iter(steps), None)


def _answered(rows: dict[str, PrintedRow]) -> dict[str, PrintedRow]:
    return {id_: row for id_, row in rows.items() if row.answer is not Answer.NOT_ASKED}


def _without_notes(rows: dict[str, PrintedRow]) -> dict[str, PrintedRow]:
    return {id_: replace(row, note="") for id_, row in rows.items()}


def consultation_sheet(material: Material) -> ConsultationSheet:
    """The consultation sheet; the notes of the officer stay behind."""
    return ConsultationSheet(
        frame=frame(material),
        top=top(material, anonymous=True),
        talk=_talk(material),
        findings=_findings(material, consulting=True, notes=False),
    )
