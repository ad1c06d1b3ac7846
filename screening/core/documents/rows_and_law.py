"""The parts of documents: texts by key, codes, dates, present indicators, advice, law."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from screening.core.instrument.catalogue import Catalogue, Indicator, Text
from screening.core.instrument.sentences import Lists, said
from screening.core.instrument.vocabulary import Answer, Basis, DimensionId, FormGroup, Weight
from screening.core.record.case import Case
from screening.core.record.variants import fitting, kinds_of
from screening.core.record.vocabulary import NotKnown
from screening.core.rules.advice import Advice, AdviceCode
from screening.core.rules.advice_sentences import own_sentence
from screening.core.rules.assessment import Assessment
from screening.core.rules.law import LawChecklist
from screening.core.rules.outside import ORDER, outside_with
from screening.core.rules.questions import WEIGHT_ORDER, label

UNKNOWN = "unknown"  # what `number_told` returns for "I don't know"
# The order in which papers say how an answer is known.
BASIS_ORDER = (Basis.PERSON, Basis.OBSERVED, Basis.OTHER, Basis.DOCUMENT)


class NoSheet(ValueError):
    """Nothing was recorded or decided, so this sheet is not printed; the message says so."""


@dataclass(frozen=True, slots=True)
class PrintedContact:
    """A contact: its number as a sheet prints it, and `to_person` with +48 on paper for the person.

    `outdated`: its review date has passed.
    """

    value: str
    to_person: str
    checked_on: str
    outdated: bool
    hours: Text | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A statement of law as a document quotes it; `outdated` if its review date has passed."""

    text: Text
    checked_on: str
    outdated: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts that experts own and a document quotes, by id."""

    guidance: Mapping[str, Text]
    lists: Lists
    provisions: Mapping[str, Provision]
    acts: Mapping[str, Text]
    means: Mapping[str, Text]
    purposes: Mapping[str, Text]
    contacts: Mapping[str, PrintedContact]


@dataclass(frozen=True, slots=True)
class Header:
    """What heads a document: code name of the case, time of printing, realm.

    For words such as "tonight": `saved_on`, the day of the last save, and `begun_on`, the day on which the case was
    opened, each where it is not the day of printing. The words lie between the two: the last save may have changed
    another answer. `undated`: answers may be those of a file, which does not say of which day it is.
    """

    code: str
    printed_at: str
    realm: str = "real"
    saved_on: str = ""
    begun_on: str = ""
    undated: bool = False


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One indicator with its reply, NOT_ASKED too. `basis` is in the order of BASIS_ORDER.

    `weight` is the strongest in the chosen profiles; of a row outside them the strongest anywhere, for the order alone.
    """

    label: Text
    answer: Answer
    basis: tuple[Basis, ...]
    note: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one dimension by answer; `not_asked` is the number of those not asked, of `in_all` rows.

    `rows` are the scored ones answered yes, `extensions` the others answered yes, `open` those unclear or declined,
    `absent` the labels of those answered no. `noted` are rows answered no or not asked that have a note all the same.
    """

    name: Text
    rows: tuple[PrintedRow, ...]
    extensions: tuple[PrintedRow, ...]
    open: tuple[PrintedRow, ...]
    noted: tuple[PrintedRow, ...]
    absent: tuple[Text, ...]
    not_asked: int
    in_all: int


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words, with the labels of the rows and signs that it follows from."""

    code: str
    text: Text
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PrintedAdvice:
    """A piece of advice in words."""

    code: AdviceCode
    title: Text
    texts: tuple[Text, ...]
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A means or purpose of the Code with the labels of the rows that point to it."""

    text: Text
    labels: tuple[Text, ...]
    intended: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLaw:
    """Act, means and purpose in words; a checklist, never a verdict.

    `suspected`: the chosen forms without a purpose. `recorded`: some row has yes; `elsewhere`: some row outside the
    chosen forms has. `reminders`: what KCIK has to know before it asks.
    """

    acts: tuple[Text, ...]
    means_required: bool
    means: tuple[Behind, ...]
    purposes: tuple[Behind, ...]
    suspected: tuple[Text, ...]
    recorded: bool
    elsewhere: bool
    reminders: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PrintedGrade:
    """A profile with its grade, the note on its evidence, and the ILO class, which is printed on no front page."""

    name: Text
    note: Text
    grade: str
    ilo_class: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of indicators and signs, in the wording of the case's forms if they share one profile."""

    catalogue: Catalogue
    group: FormGroup | None

    def of(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Return the labels of these indicators in catalogue order."""
        found = self.catalogue.in_order(frozenset(ids))
        return tuple(label(self.catalogue.indicators[id_], self.group) for id_ in found)

    def of_signs(self, ids: Iterable[str]) -> tuple[Text, ...]:
        """Return the labels of these signs."""
        return tuple(self.catalogue.signs[id_].label for id_ in ids)


def number_told(case: Case, name: NotKnown) -> int | str | None:
    """Return a number or moment of a case; "unknown" where somebody answered so, None where nobody was asked."""
    found: int | str | None = getattr(case.safety, name)
    if found in (None, ""):
        return UNKNOWN if name in case.safety.not_known else None
    return found


def _row(row: Indicator, case: Case, weights: Iterable[Weight]) -> PrintedRow:
    reply = case.reply(row.id)
    return PrintedRow(
        label=label(row, case.form_group),
        answer=reply.answer,
        basis=tuple(b for b in BASIS_ORDER if b in reply.basis),
        note=reply.note,
        weight=min(weights, key=WEIGHT_ORDER.__getitem__),
    )


def rows_of(catalogue: Catalogue, case: Case, assessment: Assessment) -> dict[str, PrintedRow]:
    """Return the rows that count in the chosen profiles, answered or not, by id in catalogue order."""
    weights: dict[str, list[Weight]] = {}
    for result in assessment.profiles:
        for row in catalogue.rows_of(result.profile):
            weight = row.weight_in(result.profile.id)
            weights.setdefault(row.id, []).extend([weight] if weight else [])
    return {id_: _row(catalogue.indicators[id_], case, weights[id_]) for id_ in catalogue.in_order(set(weights))}


def rows_outside(catalogue: Catalogue, case: Case) -> dict[str, PrintedRow]:
    """Return the rows that no chosen profile counts, by id: yes, unclear, declined, no, then with a note alone."""
    found = outside_with(catalogue, case, *ORDER, Answer.NOT_ASKED)
    indicators = (catalogue.indicators[id_] for id_ in found)
    return {each.id: _row(each, case, {**each.extensions, **each.weights}.values()) for each in indicators}


def _is_extension(row: Indicator, assessment: Assessment) -> bool:
    return not any(result.profile.id in row.weights for result in assessment.profiles)


def block_of(
    catalogue: Catalogue, assessment: Assessment, rows: Mapping[str, PrintedRow], dimension: DimensionId, name: Text
) -> Block:
    """Return the rows of one dimension, by answer; `name` is the name of the dimension."""
    here = [(catalogue.indicators[id_], row) for id_, row in rows.items()]
    here = [(indicator, row) for indicator, row in here if indicator.dimension is dimension]
    yes = [(indicator, row) for indicator, row in here if row.answer is Answer.YES]
    return Block(
        name=name,
        rows=tuple(row for indicator, row in yes if not _is_extension(indicator, assessment)),
        extensions=tuple(row for indicator, row in yes if _is_extension(indicator, assessment)),
        open=tuple(row for _, row in here if row.answer in (Answer.UNCLEAR, Answer.DECLINED)),
        noted=tuple(row for _, row in here if row.answer in (Answer.NO, Answer.NOT_ASKED) and row.note),
        absent=tuple(row.label for _, row in here if row.answer is Answer.NO),
        not_asked=sum(row.answer is Answer.NOT_ASKED for _, row in here),
        in_all=len(here),
    )


def advice_in_words(
    case: Case, advice: tuple[Advice, ...], wording: Wording, labels: Labels, *, consulting: bool
) -> tuple[PrintedAdvice, ...]:
    """Return the advice with its reasons in words; a reason of earlier advice is not said again.

    Where KCIK is only consulted, no sheet says to refer the person.
    """
    told: set[str] = set()

    def code_of(each: Advice) -> AdviceCode:
        return AdviceCode.CONSULT if consulting and each.code is AdviceCode.REFER else each.code

    def texts_of(each: Advice, code: AdviceCode) -> tuple[Text, ...]:
        first = each.sentences[0] if code is each.code else own_sentence(code)
        return tuple(map(text, (first, *each.sentences[1:])))

    def text(id_: str) -> Text:
        return wording.guidance[fitting(wording.guidance, id_, kinds_of(case, child=case.child_or_in_doubt))]

    def reasons(each: Advice) -> tuple[Why, ...]:
        fresh = [reason for reason in each.reasons if reason.code not in told]
        told.update(reason.code for reason in fresh)
        return tuple(
            Why(
                reason.code,
                wording.guidance[f"reason_{reason.code}"],
                labels.of(reason.indicators) + labels.of_signs(reason.signs),
            )
            for reason in fresh
        )

    return tuple(
        PrintedAdvice(code, text(f"advice_{code}_title"), texts_of(each, code), reasons(each))
        for each, code in ((each, code_of(each)) for each in advice)
    )


def law_in_words(
    checklist: LawChecklist,
    wording: Wording,
    labels: Labels,
    *,
    weights: Mapping[str, Weight],
    recorded: bool,
    elsewhere: bool,
    reminders: tuple[Text, ...],
) -> PrintedLaw:
    """Return the checklist in words; `recorded`, `elsewhere` and `reminders` as in `PrintedLaw`.

    The labels of a purpose begin with its strongest row, by these `weights`: a sheet shows that one alone.
    """

    def strongest_first(ids: Iterable[str]) -> tuple[Text, ...]:
        ordered = sorted(labels.catalogue.in_order(frozenset(ids)), key=lambda id_: WEIGHT_ORDER[weights[id_]])
        return tuple(label for id_ in ordered for label in labels.of([id_]))

    return PrintedLaw(
        acts=tuple(wording.acts[act] for act in checklist.acts),
        means_required=checklist.means_required,
        means=tuple(Behind(wording.means[str(m.id)], labels.of(m.indicators)) for m in checklist.means),
        purposes=tuple(
            Behind(wording.purposes[p.id], strongest_first(p.indicators), p.intended) for p in checklist.purposes
        ),
        suspected=tuple(wording.purposes[id_] for id_ in checklist.suspected),
        recorded=recorded,
        elsewhere=elsewhere,
        reminders=reminders,
    )


def quoted(wording: Wording, *ids: str, variants: tuple[str, ...] = ()) -> tuple[Text, ...]:
    """Return the guidance of these ids, if it exists, each as `id_variant` for the first of `variants` that it has."""
    found = (fitting(wording.guidance, id_, variants) for id_ in ids)
    return tuple(wording.guidance[id_] for id_ in found if id_ in wording.guidance)


def list_of(wording: Wording, name: str, holds: Container[str] = ()) -> tuple[Text, ...]:
    """Return what the list of this name says where these conditions hold."""
    return said(wording.lists[name], holds)
