"""The referral sheet and the consultation sheet: for KCIK, with and without the person's data."""

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
    law_in_words,
    list_of,
)
from screening.core.documents.source import Frame, Material, Recorded, frame, present, recorded
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Answer
from screening.core.record.fields import Leaves
from screening.core.record.variants import conditions_of
from screening.core.referral.completeness import without_data
from screening.core.referral.deadlines import Deadline, certificate_deadline
from screening.core.referral.disclosure import as_agreed
from screening.core.referral.identity import allowed, may_be_named, refused
from screening.core.rules.law import law_checklist


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: law as a checklist, advice, indicators, what is outside the form, signs, evidence."""

    law: PrintedLaw
    advice: tuple[PrintedAdvice, ...]
    blocks: tuple[Block, ...]
    outside: tuple[PrintedRow, ...]
    signs: tuple[Text, ...]
    grades: tuple[PrintedGrade, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSheet(Recorded):
    """The referral sheet: front page in the order of a telephone call, then everything behind it."""

    KIND: ClassVar[str] = "referral"

    frame: Frame
    top: Top
    findings: Findings
    may_be_named: bool
    deadline: Deadline | None
    withheld: bool
    first_step: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationSheet(Recorded):
    """The consultation sheet: no data of the person, no own words, no place below the voivodeship."""

    KIND: ClassVar[str] = "consultation"

    frame: Frame
    top: Top
    findings: Findings


def _findings(material: Material, *, consulting: bool, notes: bool) -> Findings:
    """What was found; without `notes` the notes to the replies stay behind."""
    case, assessment, labels = material.case, material.assessment, material.labels
    rows, outside = material.rows(), material.outside()
    if not notes:
        rows, outside = _without_notes(rows), _without_notes(_answered(outside))
    return Findings(
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
    return ReferralSheet(
        **recorded(material.case, allowed(material.case)),
        frame=frame(material),
        top=top(material, anonymous=withheld),
        findings=_findings(agreed, consulting=without_data(case), notes=True),
        may_be_named=may_be_named(case),
        deadline=certificate_deadline(case, material.as_of),
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
        **recorded(material.case, Leaves.ALWAYS),
        frame=frame(material),
        top=top(material, anonymous=True),
        findings=_findings(material, consulting=True, notes=False),
    )
