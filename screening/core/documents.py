"""What each printed document holds, language-neutral: texts by key, codes, dates and the officer's own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screening.core.advice import Advice, Code
from screening.core.assessment import Assessment
from screening.core.case import Case
from screening.core.catalogue import Catalogue, Indicator, Text
from screening.core.law import LawChecklist, law_checklist
from screening.core.questions import WEIGHT_ORDER, label
from screening.core.referral import Agreement, Agrees, Decision, Limit, Need, Referrer, Situation, Urgent
from screening.core.terms import Age, Answer, Basis, DimensionId, Form, Weight

FACTS = 3
BASIS_ORDER = (Basis.PERSON, Basis.OBSERVED, Basis.OTHER, Basis.DOCUMENT)


class NoSheet(ValueError):
    """Nothing was recorded, so no sheet is printed (design 3); the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as a sheet prints it; `outdated` if its review date has passed."""

    value: str
    checked_on: str
    outdated: bool
    hours: Text | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts that experts own and a document quotes, by id."""

    guidance: Mapping[str, Text]
    acts: Mapping[str, Text]
    means: Mapping[str, Text]
    purposes: Mapping[str, Text]
    contacts: Mapping[str, Contact]


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around a document: neutral case name, time of printing, realm."""

    code: str
    printed_at: str
    realm: str = "real"


@dataclass(frozen=True, slots=True)
class Row:
    """One answered indicator. `weight` is the strongest in the chosen profiles; `basis` in printing order."""

    label: Text
    answer: Answer
    basis: tuple[Basis, ...]
    note: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Block:
    """The present indicators of one dimension, and what of it was not asked."""

    name: Text
    rows: tuple[Row, ...]
    extensions: tuple[Row, ...]
    open: tuple[Row, ...]
    absent: tuple[Text, ...]
    not_asked: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words, with the labels behind it."""

    text: Text
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PrintedAdvice:
    """A piece of advice in words."""

    code: Code
    title: Text
    text: Text
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A means or purpose of the Code with the labels behind it."""

    text: Text
    labels: tuple[Text, ...]
    intended: bool = False


@dataclass(frozen=True, slots=True)
class Law:
    """Act, means and purpose in words; a checklist, never a verdict."""

    acts: tuple[Text, ...]
    means_required: bool
    means: tuple[Behind, ...]
    purposes: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A profile with the note on its evidence and the ILO class, which is information for the reader overleaf."""

    name: Text
    note: Text
    grade: str
    ilo_class: str


@dataclass(frozen=True, slots=True)
class ReferralSheet:
    """The referral sheet: front page in the order of a telephone call, then everything behind it.

    Codes are those of `terms` and `referral`; an empty text, None and "unknown" mean that it is not known.
    """

    header: Header
    wording: Wording
    edition: str
    opened_under: str
    age: str
    sex: str
    language: str
    children: int | None
    children_signs: tuple[str, ...]
    profession: str | None
    danger: bool
    concerned: bool
    alone: str
    interpreter: str
    unsafe: bool
    child_path: bool
    forms: tuple[Text, ...]
    other_form: bool
    advice: tuple[PrintedAdvice, ...]
    facts: tuple[Text, ...]
    referrer: Referrer
    situation: Situation
    agreement: Agreement
    limits: tuple[str, ...]
    needs: tuple[str, ...]
    urgent: tuple[str, ...]
    law: Law
    decision: Decision | None
    steps: tuple[Text, ...]
    warnings: tuple[Text, ...]
    reminders: tuple[Text, ...]
    blocks: tuple[Block, ...]
    signs: tuple[Text, ...]
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of indicators and signs, in the wording of the case's one form if there is only one."""

    catalogue: Catalogue
    form: Form | None

    def of(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Labels of these indicators in catalogue order."""
        found = self.catalogue.in_order(frozenset(ids))
        return tuple(label(self.catalogue.indicators[id_], self.form) for id_ in found)

    def of_signs(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Labels of these signs."""
        return tuple(self.catalogue.signs[id_].label for id_ in ids)


def _rows(catalogue: Catalogue, case: Case, assessment: Assessment, form: Form | None) -> dict[str, Row]:
    found = {}
    for row in catalogue.indicators.values():
        weights = [w for r in assessment.profiles if (w := row.weight_in(r.profile.id))]
        if weights:
            reply = case.reply(row.id)
            found[row.id] = Row(
                label=label(row, form),
                answer=reply.answer,
                basis=tuple(b for b in BASIS_ORDER if b in reply.basis),
                note=reply.note,
                weight=min(weights, key=WEIGHT_ORDER.__getitem__),
            )
    return found


def _is_extension(row: Indicator, assessment: Assessment) -> bool:
    return not any(result.profile.id in row.weights for result in assessment.profiles)


def _block(
    catalogue: Catalogue, assessment: Assessment, rows: Mapping[str, Row], dimension: DimensionId, name: Text
) -> Block:
    here = [(catalogue.indicators[id_], row) for id_, row in rows.items()]
    here = [(indicator, row) for indicator, row in here if indicator.dimension is dimension]
    yes = [(indicator, row) for indicator, row in here if row.answer is Answer.YES]
    return Block(
        name=name,
        rows=tuple(row for indicator, row in yes if not _is_extension(indicator, assessment)),
        extensions=tuple(row for indicator, row in yes if _is_extension(indicator, assessment)),
        open=tuple(row for _, row in here if row.answer in (Answer.UNCLEAR, Answer.DECLINED)),
        absent=tuple(row.label for _, row in here if row.answer is Answer.NO),
        not_asked=tuple(row.label for _, row in here if row.answer is Answer.NOT_ASKED),
    )


def _advice(case: Case, advice: tuple[Advice, ...], wording: Wording, labels: Labels) -> tuple[PrintedAdvice, ...]:
    def text(code: Code) -> Text:
        child = f"advice_{code}_child_text"
        return wording.guidance[child if case.child_path and child in wording.guidance else f"advice_{code}_text"]

    return tuple(
        PrintedAdvice(
            code=each.code,
            title=wording.guidance[f"advice_{each.code}_title"],
            text=text(each.code),
            reasons=tuple(
                Why(
                    wording.guidance[f"reason_{reason.code}"],
                    labels.of(reason.indicators) + labels.of_signs(reason.signs),
                )
                for reason in each.reasons
            ),
        )
        for each in advice
    )


def _law(checklist: LawChecklist, wording: Wording, labels: Labels) -> Law:
    return Law(
        acts=tuple(wording.acts[act] for act in checklist.acts),
        means_required=checklist.means_required,
        means=tuple(Behind(wording.means[str(m.id)], labels.of(m.indicators)) for m in checklist.means),
        purposes=tuple(
            Behind(wording.purposes[p.form], labels.of(p.indicators), p.intended) for p in checklist.purposes
        ),
    )


def _next_steps(case: Case, wording: Wording) -> tuple[Text, ...]:
    who = "child" if case.child_path else case.context.profession
    found = [wording.guidance.get(f"steps_{who}_{number}") for number in range(1, 10)]
    declined = not case.child_path and case.agreement.contact is Agrees.NO
    return tuple(step for step in (*found, wording.guidance.get("steps_declined") if declined else None) if step)


def _quoted(wording: Wording, *ids: str) -> tuple[Text, ...]:
    return tuple(wording.guidance[id_] for id_ in ids if id_ in wording.guidance)


def referral_sheet(
    case: Case, assessment: Assessment, advice: tuple[Advice, ...], wording: Wording, header: Header
) -> ReferralSheet:
    """The referral sheet of a case. Raises NoSheet when nothing was recorded.

    `facts` are the three strongest present indicators, in the order weight, catalogue.
    """
    if any(each.code is Code.NOTHING_RECORDED for each in advice):
        raise NoSheet("Nothing was recorded in this talk, so no sheet is printed; give the leaflet if it is safe.")
    catalogue = assessment.catalogue
    form = case.ordered_forms[0] if len(case.ordered_forms) == 1 else None
    labels = Labels(catalogue, form)
    rows = _rows(catalogue, case, assessment, form)
    yes = sorted((row for row in rows.values() if row.answer is Answer.YES), key=lambda row: WEIGHT_ORDER[row.weight])
    return ReferralSheet(
        header=header,
        wording=wording,
        edition=catalogue.edition,
        opened_under=case.edition,
        age=case.age or Age.UNCERTAIN,
        sex=case.context.sex,
        language=case.context.language,
        children=case.safety.children,
        children_signs=tuple(sorted(case.safety.children_signs)),
        profession=case.context.profession,
        danger=case.danger,
        concerned=case.concerned,
        alone=case.safety.alone,
        interpreter=case.safety.interpreter,
        unsafe=case.safety.unsafe,
        child_path=case.child_path,
        forms=tuple(wording.purposes[each] for each in case.ordered_forms),
        other_form=Form.OTHER in case.forms,
        advice=_advice(case, advice, wording, labels),
        facts=tuple(row.label for row in yes[:FACTS]),
        referrer=case.referrer,
        situation=case.situation,
        agreement=case.agreement,
        limits=tuple(each for each in Limit if each in case.agreement.limits),
        needs=tuple(each for each in Need if each in case.needs.services),
        urgent=tuple(each for each in Urgent if each in case.needs.urgent),
        law=_law(law_checklist(catalogue, case), wording, labels),
        decision=case.decision,
        steps=_next_steps(case, wording),
        warnings=_quoted(wording, f"warning_{case.context.profession}", "warning_coordinator"),
        reminders=_quoted(wording, "note_no_shelter", "note_leaflet"),
        blocks=tuple(_block(catalogue, assessment, rows, d.id, d.name) for d in catalogue.dimensions),
        signs=labels.of_signs(id_ for id_ in catalogue.signs if id_ in case.signs),
        grades=tuple(Grade(r.profile.name, r.profile.note, r.grade, r.ilo_class) for r in assessment.profiles),
    )
