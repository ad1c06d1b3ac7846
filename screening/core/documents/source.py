"""What documents are made from, and the frame that all of them share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from screening.core.documents.rows_and_law import (
    Block,
    Header,
    Labels,
    NoSheet,
    PrintedRow,
    Wording,
    block_of,
    counted,
    rows_of,
    rows_outside,
)
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case
from screening.core.record.fields import Leaves, withheld
from screening.core.record.imported import done_so_far
from screening.core.record.vocabulary import ChildSign, NotKnown
from screening.core.rules.advice import Advice, AdviceCode
from screening.core.rules.assessment import Assessment
from screening.core.rules.questions import WEIGHT_ORDER


@dataclass(frozen=True, slots=True)
class Material:
    """A case with what the rules and the content say of it. `language` names the talk's language, if it is a known one.
    Without `as_of` no date is held against the calendar.

    Raises NoSheet when nothing was recorded.
    """

    case: Case
    assessment: Assessment
    advice: tuple[Advice, ...]
    wording: Wording
    header: Header
    language: str = ""
    as_of: date | None = None

    def __post_init__(self) -> None:
        if any(each.code is AdviceCode.NOTHING_RECORDED for each in self.advice):
            raise NoSheet(
                "Nothing was recorded as present in this talk, so no sheet is printed; give the leaflet if it is safe."
            )

    @property
    def labels(self) -> Labels:
        """Labels in the wording of this case."""
        return Labels(self.assessment.catalogue, self.case.form_group)

    def rows(self) -> dict[str, PrintedRow]:
        """The rows that count in the chosen profiles by indicator, in catalogue order."""
        return rows_of(self.assessment.catalogue, self.case, self.assessment)

    def outside(self) -> dict[str, PrintedRow]:
        """The answered rows that no chosen profile counts, by indicator; yes first."""
        return rows_outside(self.assessment.catalogue, self.case)

    def blocks(self, rows: dict[str, PrintedRow]) -> tuple[Block, ...]:
        """The rows by dimension, all six."""
        catalogue = self.assessment.catalogue
        return tuple(block_of(catalogue, self.assessment, rows, d.id, d.name) for d in catalogue.dimensions)

    def signs(self) -> tuple[str, ...]:
        """The ticked signs that the catalogue knows, in its order."""
        return tuple(id_ for id_ in self.assessment.catalogue.signs if id_ in self.case.signs)


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of every document.

    `children_signs`, how a child with the person looks, is said at its front. `from_elsewhere`: words of the
    case may be those of the sender of a file.
    """

    header: Header
    wording: Wording
    edition: str
    opened_under: str
    child_known: bool
    children_signs: tuple[str, ...]
    profession: str | None
    from_elsewhere: bool


def frame(material: Material) -> Frame:
    """The frame of a document."""
    case = material.case
    return Frame(
        header=material.header,
        wording=material.wording,
        edition=material.assessment.catalogue.edition,
        opened_under=case.edition,
        child_known=case.child_known,
        children_signs=tuple(each for each in ChildSign if each in case.safety.children_signs),
        profession=case.context.profession,
        from_elsewhere=bool(case.came_from),
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """The case as a document may show it: what its texts may not say there is gone, and so is what it says in words.

    `numbers` has each number and moment, "unknown" where somebody answered so; `warning` as `Safety.warning`.
    """

    case: Case
    numbers: Mapping[str, int | str | None]
    warning: str


def recorded(case: Case, allowed: Leaves) -> dict[str, Any]:
    """The fields of `Recorded` for a case of which so much may leave; rows and signs are printed in words."""
    held = withheld(case, allowed)
    return {
        "case": replace(
            held, replies={}, signs=frozenset(), visited=frozenset(), site=None, came_from="", done=done_so_far(held)
        ),
        "numbers": {name: counted(held, name) for name in NotKnown},
        "warning": held.safety.warning,
    }


def present(rows: dict[str, PrintedRow]) -> tuple[PrintedRow, ...]:
    """The rows answered yes, in their order."""
    return tuple(row for row in rows.values() if row.answer is Answer.YES)


def strongest(rows: dict[str, PrintedRow], number: int) -> tuple[PrintedRow, ...]:
    """The strongest present indicators, in the order weight, catalogue."""
    return tuple(sorted(present(rows), key=lambda row: WEIGHT_ORDER[row.weight])[:number])
