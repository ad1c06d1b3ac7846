"""What documents are made from: the case as the document may show it, and what every one of them holds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from screening.core.documents.rows_and_law import (
    Block,
    Header,
    Labels,
    PrintedRow,
    Wording,
    block_of,
    number_told,
    rows_of,
    rows_outside,
)
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Answer, Form, Profession
from screening.core.record.case import Case
from screening.core.record.imported import done_so_far
from screening.core.record.referral import Done
from screening.core.record.vocabulary import Leaflet, NotificationChoice, NotKnown, YesNoUnknown
from screening.core.referral.besides import besides
from screening.core.referral.calling import kcik_left_out
from screening.core.referral.completeness import gaps
from screening.core.referral.consistency import has_come_of_age, is_over
from screening.core.referral.deadlines import Deadline, certificate_deadline
from screening.core.referral.disclosure import Redaction, kept_back
from screening.core.referral.hearing import surely_under_15
from screening.core.referral.identity import missing
from screening.core.referral.notifying import notification_state, without_duty_of_another
from screening.core.rules.advice import Advice, AdviceCode
from screening.core.rules.assessment import Assessment
from screening.core.rules.meant_otherwise import meant_otherwise
from screening.core.rules.questions import WEIGHT_ORDER
from screening.core.rules.signs import ticked, urgent


def found_nothing(advice: tuple[Advice, ...]) -> bool:
    """Return whether the advice is that nothing was recorded: no other rule found anything."""
    return any(each.code is AdviceCode.NOTHING_RECORDED for each in advice)


@dataclass(frozen=True, slots=True)
class Material:
    """A case with what the rules and the content say of it.

    `language` names the language of the talk, if it is a known one. `at` is the moment of printing by the clocks of
    Poland, and `as_of` its day; without them no date is compared with today. `with_parent`: the result of
    `stays_with_parent` for the whole case.
    """

    case: Case
    assessment: Assessment
    advice: tuple[Advice, ...]
    wording: Wording
    header: Header
    language: str = ""
    at: datetime | None = None
    as_of: date | None = None
    with_parent: bool = False

    @property
    def is_empty(self) -> bool:
        """True if no rule found anything, and nothing else is recorded or decided."""
        return found_nothing(self.advice) and not besides(self.case)


@dataclass(frozen=True, slots=True)
class Redacted(Material):
    """Material whose case a document may show; a document is built from nothing else. `redacted` makes it.

    What has to be known of the whole case was asked before: `withheld` has the names of the texts that it has and
    that are not shown, `deadline` follows from an age that may not be shown, `asked_back` are the codes of what KCIK
    will ask; `from_elsewhere`: texts of the case may be those of a file's sender; `under_15`: the person is, by all
    that is known; `notification`: as `notification_state` has it; `kcik_left_out`: KCIK is left out for now. These two
    follow from moments that may not be shown. `of_age`: a child by the age group, and an adult by the birth date.
    """

    withheld: tuple[str, ...] = ()
    deadline: Deadline | None = None
    asked_back: tuple[str, ...] = ()
    from_elsewhere: bool = False
    under_15: bool = False
    notification: NotificationChoice = NotificationChoice.UNDECIDED
    kcik_left_out: bool = False
    of_age: bool = False

    @property
    def labels(self) -> Labels:
        """Labels in the wording of this case."""
        return Labels(self.assessment.catalogue, self.case.form_group)

    def rows(self) -> dict[str, PrintedRow]:
        """Return the rows that count in the chosen profiles, answered or not, by id in catalogue order."""
        return rows_of(self.assessment.catalogue, self.case, self.assessment)

    def outside(self) -> dict[str, PrintedRow]:
        """Return the rows with an answer or a note that no chosen profile counts, by id; yes first."""
        return rows_outside(self.assessment.catalogue, self.case)

    def blocks(self, rows: dict[str, PrintedRow]) -> tuple[Block, ...]:
        """Return these rows in six blocks, one for each dimension."""
        catalogue = self.assessment.catalogue
        return tuple(block_of(catalogue, self.assessment, rows, d.id, d.name) for d in catalogue.dimensions)

    def signs(self) -> tuple[str, ...]:
        """Return the ids of the ticked signs that the catalogue knows, in its order."""
        return ticked(self.assessment.catalogue, self.case)

    def urgent_signs(self) -> tuple[Text, ...]:
        """Return the labels of the ticked signs for which 112 is called."""
        return self.labels.of_signs(urgent(self.assessment.catalogue, self.case))


def redacted(material: Material, redaction: Redaction) -> Redacted:
    """Return the material with the case as a document of this redaction may show it."""
    whole = material.case
    case = redaction.of(whole)
    of_material = {each.name: getattr(material, each.name) for each in fields(Material)}
    return Redacted(
        **{**of_material, "case": case},
        withheld=kept_back(whole, case),
        # The age is that of the whole case; the day of the certificate counts only where the document may show it.
        deadline=certificate_deadline(replace(whole, status=case.status), material.as_of),
        asked_back=tuple(gap.code for gap in gaps(whole)),
        from_elsewhere=bool(whole.came_from),
        under_15=surely_under_15(whole, material.as_of),
        notification=notification_state(whole),
        kcik_left_out=kcik_left_out(whole),
        of_age=has_come_of_age(whole, material.as_of),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of every document. `child_or_in_doubt`: words for a child fit.

    `meant_otherwise`: labels of rows that meant something else when they were answered. `from_elsewhere`,
    `kcik_left_out` and `of_age` as `Redacted` has them.
    """

    header: Header
    wording: Wording
    edition: str
    child_or_in_doubt: bool
    from_elsewhere: bool
    kcik_left_out: bool
    meant_otherwise: tuple[Text, ...]
    of_age: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What every document of a case holds: its frame, and the case as it may show it.

    `case` has no replies and no signs: the document has rows and labels of them. `numbers` has each number and moment,
    "unknown" where somebody answered so; `language` the person's language, if it may be said. `withheld` as `Redacted`
    has it, `missing` as `identity.missing`, `warning` as `Safety`. `besides`: codes of what is recorded although no
    rule found anything. `safe_until_over`: the moment until which the person is safe is past. `not_begun`: exploitation
    has not begun, so the place is one where it may happen. `others_told`: others at the place are mentioned, unless
    nothing has begun there and nobody was counted. `some_stayed`: so are children among the others, unless there are no
    others. `inspection_told`: it is mentioned whether the labour inspectorate knows, since it was asked, or labour is
    suspected and the officer is no labour inspector.
    """

    frame: Frame
    case: Case
    numbers: Mapping[str, int | str | None]
    language: str
    withheld: tuple[str, ...]
    missing: str
    warning: str
    besides: tuple[str, ...]
    safe_until_over: bool
    not_begun: bool
    others_told: bool
    some_stayed: bool
    inspection_told: bool


def _told(done: Done) -> Done:
    """What was done as papers tell it: a field that is asked only after some answer is empty without that answer.

    A page hides such a field when its answer is changed, so whoever saved the page did not see it any more.
    """
    if done.notified is YesNoUnknown.NO:
        done = replace(done, notified_who="", notified_at="")
    return done if done.leaflet in (None, Leaflet.GIVEN) else replace(done, leaflet_language="")


def recorded(source: Redacted) -> dict[str, Any]:
    """Return the fields of `Recorded` by name, for the constructor of a document."""
    case = source.case
    others_told = not case.not_begun or bool(number_told(case, NotKnown.OTHERS) or case.safety.others_children)
    return {
        "frame": Frame(
            header=source.header,
            wording=source.wording,
            edition=source.assessment.catalogue.edition,
            child_or_in_doubt=case.child_or_in_doubt,
            from_elsewhere=source.from_elsewhere,
            kcik_left_out=source.kcik_left_out,
            meant_otherwise=meant_otherwise(source.assessment.catalogue, case),
            of_age=source.of_age,
        ),
        "case": replace(
            case,
            replies={},
            signs=frozenset(),
            visited=frozenset(),
            site=None,
            came_from="",
            done=_told(done_so_far(case)),
            decisions=without_duty_of_another(case).decisions,
        ),
        "numbers": {name: number_told(case, name) for name in NotKnown},
        "language": source.language or case.context.language,
        "withheld": source.withheld,
        "missing": missing(case) or "",
        "warning": case.safety.warning,
        "safe_until_over": source.at is not None and is_over(case.safety.safe_until, source.at),
        "not_begun": case.not_begun,
        "others_told": others_told,
        "some_stayed": others_told and (case.safety.others != 0 or bool(case.safety.others_children)),
        "inspection_told": bool(case.done.pip)
        or (Form.LABOUR in case.forms and case.context.profession is not Profession.LABOUR_INSPECTOR),
        "besides": besides(case) if found_nothing(source.advice) else (),
    }


def present(rows: dict[str, PrintedRow]) -> tuple[PrintedRow, ...]:
    """Return the rows answered yes, in their order."""
    return tuple(row for row in rows.values() if row.answer is Answer.YES)


def strongest(rows: dict[str, PrintedRow], number: int) -> tuple[PrintedRow, ...]:
    """Return so many of the rows answered yes, the strongest first, then in their order."""
    return tuple(sorted(present(rows), key=lambda row: WEIGHT_ORDER[row.weight])[:number])
