"""Forms that wait until the lock is opened: a sealed row each. A row is erased with its case, and no backup has it."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, func, insert, select

from screening.storage.damaged_pages import readable
from screening.storage.database import Database
from screening.storage.tables import cases, waiting

# Their ids: an erased case has no record any more.
CASES_NOT_ERASED = select(cases.c.public_id).where(cases.c.sealed.is_not(None))


@dataclass(frozen=True, slots=True)
class Row:
    """A form that is held: its kind of sender (`place`), its case or an empty text, its time, and the sealed bytes."""

    id: str
    place: str
    case_id: str
    at: datetime | None  # None if it was altered, and is no time
    sealed: bytes

    def moved_by(self, moved: Callable[[datetime], datetime]) -> "Row":
        """Return the row with its time moved; unchanged if it has no time, or Python has no such year."""
        with suppress(OverflowError):
            return replace(self, at=moved(self.at)) if self.at else self
        return self


def new_row(place: str, case_id: str, at: datetime, sealed: bytes) -> Row:
    """Return a row under a random id, which is never used twice."""
    return Row(secrets.token_hex(8), place, case_id, at, sealed)


class Rows(Protocol):
    """Where rows are kept: on the disk, or in memory where nothing is kept."""

    def put(self, row: Row, *, most: int) -> bool:
        """Keep a row; return False if `most` rows of its kind are there, or its case is erased. Raises NotSaved."""

    def all(self) -> list[Row]:
        """Return the rows, oldest first."""

    def drop(self, id_: str) -> None:
        """Remove a row; do nothing if it is gone. Raises NotSaved."""

    def remove_overdue(self, before: datetime) -> int:
        """Remove the rows that were held before this time and have no case, or one that is erased.

        Return how many were removed. Raises NotSaved.
        """


class OnDisk:
    """Rows in the database. `empty_log` is called when a row was removed, as after an erasure."""

    def __init__(self, database: Database, empty_log: Callable[[], None]) -> None:
        self._database = database
        self._empty_log = empty_log

    def put(self, row: Row, *, most: int) -> bool:
        """Return whether it was kept, as Rows says. Counting and writing are one transaction: no two are the last."""
        there = CASES_NOT_ERASED.where(cases.c.public_id == row.case_id)
        taken = select(func.count()).where(waiting.c.place == row.place)
        with self._database.writing() as connection:
            if row.case_id and connection.execute(there).first() is None:
                return False
            if connection.execute(taken).scalar_one() >= most:
                return False
            values = {"id": row.id, "place": row.place, "case_id": row.case_id, "at": row.at, "sealed": row.sealed}
            connection.execute(insert(waiting), values)
            return True

    def all(self) -> list[Row]:
        """Return all rows, as Rows says; one whose pages are damaged has no sealed bytes."""
        in_clear = select(waiting.c.id, waiting.c.place, waiting.c.case_id, waiting.c.at)
        with self._database.reading() as connection:
            found = readable(connection, select(waiting.c.id, waiting.c.sealed), waiting.c.id)
            sealed = {row["id"]: row["sealed"] for row in found}
            rows = connection.execute(in_clear.order_by(waiting.c.at, waiting.c.id))
            return [Row(*row, sealed.get(row.id, b"")) for row in rows]

    def drop(self, id_: str) -> None:
        """As Rows says."""
        with self._database.writing() as connection:
            connection.execute(delete(waiting).where(waiting.c.id == id_))
        self._empty_log()

    def remove_overdue(self, before: datetime) -> int:
        """Return how many were removed, as Rows says."""
        removed = 0
        with self._database.reading() as connection:
            overdue = waiting.c.case_id.not_in(CASES_NOT_ERASED), waiting.c.at <= before
            found = readable(connection, select(waiting.c.id, waiting.c.sealed).where(*overdue), waiting.c.id)
        with self._database.writing() as connection:
            for row in found:
                removed += connection.execute(delete(waiting).where(waiting.c.id == row["id"], *overdue)).rowcount
        if removed:
            self._empty_log()
        return removed


class InMemory:
    """Rows of a program that keeps nothing. They end with the program or their case, or when its word changes.

    `run` returns the id of the root key of this run, which changes with the word.
    """

    def __init__(self, run: Callable[[], str], open_cases: Callable[[], frozenset[str]]) -> None:
        self._run = run
        self._open_cases = open_cases
        self._kept_in = ""  # the run whose rows these are
        self._rows: dict[str, Row] = {}

    def _kept(self) -> dict[str, Row]:
        """The rows of this run that have no case, or one that is not erased; the others are dropped."""
        there = self._open_cases() if self._kept_in == self._run() else None
        self._kept_in = self._run()
        rows = {} if there is None else self._rows
        self._rows = {id_: row for id_, row in rows.items() if not row.case_id or row.case_id in (there or ())}
        return self._rows

    def put(self, row: Row, *, most: int) -> bool:
        """Return whether it was kept, as Rows says."""
        rows = self._kept()
        if row.case_id and row.case_id not in self._open_cases():
            return False
        if sum(each.place == row.place for each in rows.values()) >= most:
            return False
        rows[row.id] = row
        return True

    def all(self) -> list[Row]:
        """Return all rows, as Rows says."""
        return list(self._kept().values())

    def drop(self, id_: str) -> None:
        """As Rows says."""
        self._kept().pop(id_, None)

    def remove_overdue(self, before: datetime) -> int:
        """Return how many were removed, as Rows says."""
        kept = self._kept()
        self._rows = {id_: row for id_, row in kept.items() if row.case_id or not row.at or row.at > before}
        return len(kept) - len(self._rows)

    def move(self, moved: Callable[[datetime], datetime]) -> None:
        """Move the time of each row, as `Row.moved_by` does."""
        self._rows = {id_: row.moved_by(moved) for id_, row in self._kept().items()}
