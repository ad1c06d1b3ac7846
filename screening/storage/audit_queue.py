"""Rows of the audit trail that are still to be written: of acts that must not fail, and of acts that are counted."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from screening.storage.audit import AuditEvent

COUNTED_FOR = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PendingRow:
    """An act about no case, when it was last done, and how many times; `revision` is that of the row."""

    act: AuditEvent
    at: datetime
    number: int = 1
    revision: int = 0

    def __str__(self) -> str:
        return f"{self.act} ({self.number})" if self.number > 1 else self.act


@dataclass(slots=True)
class _Count:
    since: datetime
    last: datetime
    number: int = 0


class PendingRows:
    """Rows that wait in memory until the next row is written, at last when the store is closed."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._rows: list[PendingRow] = []
        self._counts: dict[AuditEvent, _Count] = {}

    def add(self, row: PendingRow) -> None:
        """Add a row, last of those that wait."""
        with self._turn:
            self._rows.append(row)

    def count(self, act: AuditEvent, now: datetime) -> bool:
        """Count an act: the first of a minute gets a row at once, the others of that minute get one together.

        Return True if a row for it waits now, False if the act was only counted.
        """
        with self._turn:
            count = self._counts.get(act)
            if count and timedelta(0) <= now - count.since < COUNTED_FOR:
                count.number += 1
                count.last = now
                return False
            self._end(act)
            self._counts[act] = _Count(now, now)
            self._rows.append(PendingRow(act, now))
            return True

    def end_counts(self, now: datetime | None = None) -> None:
        """Make rows of the counts whose minute is over by `now`, or of all counts if `now` is None."""
        with self._turn:
            for act, count in list(self._counts.items()):
                if now is None or not timedelta(0) <= now - count.since < COUNTED_FOR:
                    self._end(act)

    def _end(self, act: AuditEvent) -> None:
        count = self._counts.pop(act, None)
        if count and count.number:
            self._rows.append(PendingRow(act, count.last, count.number))

    def left(self) -> tuple[PendingRow, ...]:
        """Return the rows that wait, oldest first."""
        with self._turn:
            return tuple(self._rows)

    @contextmanager
    def taken(self) -> Iterator[tuple[PendingRow, ...]]:
        """Take the rows out, oldest first, to be written; they wait again if that fails."""
        with self._turn:
            rows, self._rows = tuple(self._rows), []
        try:
            yield rows
        except BaseException:
            with self._turn:
                self._rows[:0] = rows
            raise
