"""Listing and erasing cases, which need no key. What is erased must also leave the log of the database."""

from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, select

from screening.core.durations import HELD_FORM_KEPT_FOR
from screening.storage import rows
from screening.storage.audit import AuditEvent, AuditTrail
from screening.storage.audited import Audited
from screening.storage.database import Database
from screening.storage.errors import DatabaseDamaged, NoSuchCase, StaleRevision
from screening.storage.kept import UNKNOWN
from screening.storage.rows import OPEN, Listed
from screening.storage.tables import cases, waiting


def _nothing(_: object) -> None:
    """The default of `move_in_memory`: there are no held forms in memory."""


class Erasing(Audited):
    """The cases as far as they can be listed and erased without a key.

    Held forms can be in memory, where nothing is kept: `held_in_memory` returns the case of each and when it was sent,
    `move_in_memory` moves these times after an answer about the clock. Who keeps the forms sets both.
    """

    def __init__(self, database: Database, trail: AuditTrail) -> None:
        super().__init__(database, trail)
        self._log_holds_erased = False
        self.unerased: frozenset[str] = frozenset()  # cases whose time is over, and that SQLite cannot erase
        self.held_in_memory: Callable[[], list[tuple[str, datetime | None]]] = list
        self.move_in_memory: Callable[[Callable[[datetime], datetime]], None] = _nothing

    def open_cases(self) -> list[Listed]:
        """Return the cases that are not erased, open or finished, oldest first; `damaged` has the rows left out."""
        with self.database.reading() as connection:
            return [Listed(*row.values()) for row in connection.execute(rows.LISTED).mappings() if rows.is_whole(row)]

    def damaged(self) -> list[int]:
        """Return the numbers of the rows that no list can show.

        Needs no key; a damaged record is found when it is opened.
        """
        with self.database.reading() as connection:
            return [row["id"] for row in connection.execute(rows.LISTED).mappings() if not rows.is_whole(row)]

    def erase(
        self, public_id: str, now: datetime, *, act: AuditEvent = AuditEvent.ERASE, seen_revision: int | None = None
    ) -> None:
        """Destroy key and record of a case; a second time does nothing. Raises NoSuchCase, NotSaved.

        Where a revision was seen, it must still be that of the case, or StaleRevision is raised.
        `log_holds_erased` says whether something of it is still on the disk.
        """
        with self._writing() as connection:
            row = connection.execute(rows.BARE.with_for_update(), {"wanted": public_id}).mappings().first()
            if row is None:
                raise NoSuchCase
            if seen_revision is not None and row["revision"] != seen_revision:
                raise StaleRevision
            self._erase(connection, row, act, now)
        self.empty_log()

    def _erase(self, connection: Connection, row: RowMapping, act: AuditEvent, now: datetime) -> None:
        connection.execute(delete(waiting).where(waiting.c.case_id == row["public_id"], waiting.c.case_id != ""))
        if connection.execute(rows.ERASE, {"number": row["id"], "now": now}).rowcount:
            # An altered id can be longer than the column of the trail.
            self.trail.append(connection, act, at=now, case_id=row["public_id"][:36])

    @property
    def log_holds_erased(self) -> bool:
        """Whether something erased is still in the log of the database; it is emptied as soon as nobody reads."""
        return self._log_holds_erased

    def empty_log(self) -> None:
        """Empty the write-ahead log of the database, which may hold what was erased; at once if nobody reads."""
        self._log_holds_erased = not self.database.empty_log()

    def erase_overdue(self, now: datetime) -> list[str]:
        """Erase every case whose time is over. Return their ids. `unerased` has those that a damaged page keeps."""
        due = self.overdue(now)
        try:
            erased = self._erase_due({*due}, now) if due else []
        except DatabaseDamaged:  # all were refused because of one damaged page: erase each alone
            erased = []
            for each in due:
                with suppress(DatabaseDamaged):
                    erased += self._erase_due({each}, now)
        self.unerased = frozenset(due) - {*erased}
        if erased:
            self.empty_log()
        return erased

    def _erase_due(self, ids: Set[str], now: datetime) -> list[str]:
        """Erase those of these cases whose time is over, all or none. Return their ids."""
        held = self.held_in_memory()
        with self._writing() as connection:
            due = [row for row in self._overdue(connection, now, held) if str(row["public_id"]) in ids]
            for row in due:
                self._erase(connection, row, AuditEvent.ERASE_OVERDUE, now)
        return [str(row["public_id"]) for row in due]

    def settle(self, now: datetime) -> None:
        """Write the rows that wait, and empty the log if something erased is still in it, as far as can be done now."""
        self._pending.end_counts(now)
        self._write_waiting()
        if self._log_holds_erased:
            self.empty_log()

    def overdue(self, now: datetime) -> list[str]:
        """Return the ids of the cases whose time is over. A case whose day cannot be read is left out:
        `damaged` has its row.

        An open case for which a form waits at the lock is passed over until that form was kept for its time.
        """
        held = self.held_in_memory()
        with self.database.reading() as connection:
            return [str(row["public_id"]) for row in self._overdue(connection, now, held)]

    def _overdue(
        self, connection: Connection, now: datetime, held: Iterable[tuple[str, datetime | None]]
    ) -> list[RowMapping]:
        """The rows whose time is over. One that the trail contradicts was altered: it waits until the vault opens."""
        found = connection.execute(rows.LISTED.where(cases.c.erase_after <= now).with_for_update()).mappings()
        # In the statement times are compared as texts, and an altered text may be before any time.
        due = [row for row in found if isinstance(row["erase_after"], datetime) and row["erase_after"] <= now]
        on_disk = connection.execute(select(waiting.c.case_id, waiting.c.at)) if due else ()
        held = [*held, *((case_id, at) for case_id, at in on_disk)]
        due = [row for row in due if not any(_is_held(row, case_id, at, now) for case_id, at in held)]
        told = self.kept.by_trail(connection) if due else {}
        return [row for row in due if not told.get(str(row["public_id"]), UNKNOWN).contradicts(row["state"], now)]


def _is_held(row: RowMapping, case_id: str, at: datetime | None, now: datetime) -> bool:
    """Whether a held form keeps a case: sent before the case was overdue, and waiting for less time than it may.

    So nobody keeps a case for longer than that by sending forms again and again.
    """
    if row["state"] != OPEN or row["public_id"] != case_id or at is None:
        return False
    return at < row["erase_after"] and now - at < HELD_FORM_KEPT_FOR
