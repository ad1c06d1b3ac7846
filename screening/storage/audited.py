"""Writing with its row in the audit trail, and reading the trail."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from sqlalchemy import Connection

from screening.storage.audit import AuditEntry, AuditEvent, AuditTrail, TrailFault
from screening.storage.audit_queue import PendingRow, PendingRows
from screening.storage.audit_reading import case_put_back
from screening.storage.database import WAIT, Database
from screening.storage.errors import StorageError
from screening.storage.kept import KeptCases, contradicted

WRITE_WITHIN = 0.5  # seconds that an act which must not fail waits until its row is written
LAST_TRY = 5.0  # seconds to write the rows that still wait when the store is closed


class Audited:
    """A database and its audit trail: each transaction writes its rows there, and first the rows that wait."""

    def __init__(self, database: Database, trail: AuditTrail) -> None:
        self.database = database
        self.trail = trail
        self.kept = KeptCases(trail)
        self._pending = PendingRows()

    @contextmanager
    def _writing(self, *, wait: float | None = None) -> Iterator[Connection]:
        """A transaction in which the rows that waited are written first."""
        with self._pending.taken() as waiting, self.database.writing(wait=WAIT if wait is None else wait) as connection:
            for row in waiting:
                self.trail.append(connection, row.act, at=row.at, number=row.number, revision=row.revision)
            yield connection

    def _write_waiting(self, *, wait: float = WRITE_WITHIN) -> None:
        """Write the rows that wait, if that can be done now."""
        if self._pending.left():
            with suppress(StorageError), self._writing(wait=wait):
                pass

    def note(
        self, act: AuditEvent, now: datetime, *, case_id: str = "", revision: int = 0, by_program: bool = False
    ) -> None:
        """Write the row of an act that changes no record, such as a print, before its bytes leave. Raises NotSaved.

        For an act on the keys, `revision` is the generation of the vault.
        """
        with self._writing() as connection:
            self.trail.append(connection, act, at=now, case_id=case_id, revision=revision, by_program=by_program)

    def note_each(self, act: AuditEvent, now: datetime, case_ids: Iterable[str]) -> None:
        """Write a row for each case of an act that changes no record: all rows or none. Raises NotSaved."""
        with self._writing() as connection:
            for case_id in case_ids:
                self.trail.append(connection, act, at=now, case_id=case_id)

    def count_acts(self, act: AuditEvent, case_ids: Iterable[str]) -> dict[str, int]:
        """Return how many rows record an act on each of these cases, by id; those without any are left out."""
        with self.database.reading() as connection:
            return self.trail.count_each(connection, act=act, case_ids=frozenset(case_ids))

    def note_surely(self, act: AuditEvent, now: datetime, *, revision: int = 0, number: int = 1) -> None:
        """Write the row of an act that must not fail, such as locking. If that fails, the row waits for the next."""
        self._pending.add(PendingRow(act, now, number, revision))
        self._write_waiting()

    def note_counted(self, act: AuditEvent, now: datetime) -> None:
        """Count an act that others can repeat at will: the first of a minute has a row, the others one together."""
        if self._pending.count(act, now):
            self._write_waiting()

    def newest_acts(self, number: int) -> list[AuditEntry]:
        """Return the newest rows of the audit trail, newest first."""
        with self.database.reading() as connection:
            return list(self.trail.newest(connection, number=number))

    def verify_trail(self) -> TrailFault | None:
        """Return the first row of the audit trail that does not fit, or that a case contradicts, or None."""
        with self.database.reading() as connection:
            return self.trail.verify(connection) or case_put_back(connection) or contradicted(connection)

    def last_recorded(self) -> tuple[datetime | None, bool]:
        """Return the time of the newest row that can be read and was not written in doubt, or None.

        Return also whether a newer row is damaged.
        """
        with self.database.reading() as connection:
            return self.trail.last_believed(connection)

    def clock_set_back(self) -> tuple[datetime, timedelta] | None:
        """Return from which time a confirmed clock went back, and by how much, or None: `AuditTrail.set_back`."""
        with self.database.reading() as connection:
            return self.trail.set_back(connection)

    def tries(self, tries: frozenset[AuditEvent], resets: frozenset[AuditEvent]) -> tuple[int, datetime | None]:
        """Return how many of these tries came after the newest of the `resets`, and when the newest was, or None."""
        with self.database.reading() as connection:
            return self.trail.since(connection, tries, resets)

    def newest_of(self, acts: frozenset[AuditEvent], *, after: int) -> tuple[AuditEvent | None, int]:
        """Return the newest of these acts in a row after number `after`, or None, and the number of the last row."""
        with self.database.reading() as connection:
            return self.trail.newest_of(connection, acts, after=after)

    def acts_of(self, public_id: str, acts: frozenset[AuditEvent]) -> int:
        """Return how many rows record one of these acts on a case."""
        with self.database.reading() as connection:
            return self.trail.count(connection, case_id=public_id, acts=acts)

    def close(self) -> tuple[PendingRow, ...]:
        """Write what waits, if that can be done, and close every connection. Return the rows that are lost."""
        self._pending.end_counts()
        self._write_waiting(wait=LAST_TRY)
        self.database.close()
        return self._pending.left()
