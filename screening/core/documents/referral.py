"""The referral sheet and the consultation sheet: for KCIK, with and without the person's data."""

from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.call_summary import CallSummary, call_summary
from screening.core.documents.rows_and_law import (
    Block,
    PrintedAdvice,
    PrintedGrade,
    PrintedLaw,
    PrintedRow,
    advice_in_words,
    law_in_words,
    quoted,
)
from screening.core.documents.source import Recorded, Redacted, present, recorded
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import FormGroup
from screening.core.referral.completeness import without_data
from screening.core.referral.deadlines import Deadline
from screening.core.referral.disclosure import made_to_act
from screening.core.referral.identity import Grounds, grounds, may_be_named
from screening.core.rules.assessment import ProfileResult
from screening.core.rules.law import law_checklist


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: law as a checklist, advice, indicators by dimension and outside the form, signs, grades."""

    law: PrintedLaw
    advice: tuple[PrintedAdvice, ...]
    blocks: tuple[Block, ...]
    outside: tuple[PrintedRow, ...]
    signs: tuple[Text, ...]
    grades: tuple[PrintedGrade, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSheet(Recorded):
    """The referral sheet: a front page for its reader, with the lines of the call, then all findings overleaf."""

    KIND: ClassVar[str] = "referral"

    call: CallSummary
    findings: Findings
    grounds: Grounds
    may_be_named: bool
    deadline: Deadline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationSheet(Recorded):
    """The consultation sheet: no data of the person, no own words, no place below the voivodeship."""

    KIND: ClassVar[str] = "consultation"

    call: CallSummary
    findings: Findings


def _grade(found: ProfileResult) -> PrintedGrade:
    """A profile with its grade and ILO class; the further forms have no class, as their note says, so it is empty."""
    ilo_class = "" if found.profile.group is FormGroup.FURTHER else found.ilo_class
    return PrintedGrade(found.profile.name, found.profile.note, found.grade, ilo_class)


def _findings(source: Redacted, *, consulting: bool) -> Findings:
    case, assessment, labels = source.case, source.assessment, source.labels
    rows, outside = source.rows(), source.outside()
    return Findings(
        law=law_in_words(
            law_checklist(assessment.catalogue, case),
            source.wording,
            labels,
            weights={id_: row.weight for id_, row in {**outside, **rows}.items()},
            recorded=bool(present(rows)),
            elsewhere=bool(present(outside)),
            reminders=quoted(source.wording, "note_not_without_advocate") if made_to_act(case) else (),
        ),
        advice=advice_in_words(case, source.advice, source.wording, labels, consulting=consulting),
        blocks=source.blocks(rows),
        outside=tuple(outside.values()),
        signs=labels.of_signs(source.signs()),
        grades=tuple(map(_grade, assessment.profiles)),
    )


def referral_sheet(source: Redacted) -> ReferralSheet:
    """Return the referral sheet."""
    case = source.case
    consulting = without_data(case)
    return ReferralSheet(
        **recorded(source),
        call=call_summary(source, consulting=consulting),
        findings=_findings(source, consulting=consulting),
        grounds=grounds(case),
        may_be_named=may_be_named(case),
        deadline=source.deadline,
    )


def consultation_sheet(source: Redacted) -> ConsultationSheet:
    """Return the consultation sheet."""
    return ConsultationSheet(
        **recorded(source),
        call=call_summary(source, consulting=True),
        findings=_findings(source, consulting=True),
    )
