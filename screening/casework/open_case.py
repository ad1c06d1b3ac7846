"""What use cases return: an open case, a line of the list, the persons of an inspection, and an institution's rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from screening.casework.code_names import code_name
from screening.content import Content
from screening.core.durations import LOCK_MINUTES
from screening.core.record.case import Case
from screening.exchange import record
from screening.storage import NewerRecord, Stored

if TYPE_CHECKING:
    from screening.casework.work_list import WorkLine


def hours_between(now: datetime, then: datetime) -> int:
    """Return the hours from one moment to another, rounded up; never negative."""
    return max(0, ceil((then - now) / timedelta(hours=1)))


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as it was read: what is recorded, its code name (`code`), its revision, and when it will be erased."""

    id: UUID
    code: str
    case: Case
    revision: int
    opened_at: datetime
    changed_at: datetime
    erase_after: datetime
    finished: bool

    def hours_left(self, now: datetime) -> int:
        """Return the hours until it is erased, rounded up; never negative."""
        return hours_between(now, self.erase_after)


def opened_case(stored: Stored, content: Content) -> OpenCase:
    """Return the case of a stored record.

    Raises NewerRecord if this program cannot read it, or it is of an edition that is not known here: a newer program
    sealed it with the same keys. An answer to a row that is not known here would count for nothing, and be on no page.
    """
    case_id = UUID(stored.public_id)
    try:
        case = record.load(stored.plain)
    except record.BadRecord:
        raise NewerRecord from None
    if case.edition not in content.catalogue.editions:
        raise NewerRecord
    return OpenCase(
        id=case_id,
        code=code_name(case_id, content.words),
        case=case,
        revision=stored.revision,
        opened_at=stored.opened_at,
        changed_at=stored.changed_at,
        erase_after=stored.erase_after,
        finished=stored.finished,
    )


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A line of the list of open cases; nothing in it is about the person."""

    id: UUID
    code: str
    opened_at: datetime
    hours_left: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What an institution sets: when the lock shuts by itself, and how long a finished case is kept."""

    idle: timedelta = timedelta(minutes=LOCK_MINUTES)
    finished_for: timedelta = timedelta(0)


class Persons(NamedTuple):
    """The open cases of one inspection, and `lines`: a line of a list for each.

    `damaged` and `newer` are cases that could not be read, so each may be of this inspection or another: the numbers of
    damaged ones, and the code names of those that raised NewerRecord.
    """

    found: list[OpenCase]
    damaged: list[int]
    newer: list[str]
    lines: "list[WorkLine]"
