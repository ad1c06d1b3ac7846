"""The store: one sealed record a case, saved whole, with a revision that refuses the later of two saves."""

from collections.abc import Callable, Generator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from screening.storage import own_unit, rows
from screening.storage.audit import AuditEvent
from screening.storage.audit_reading import made_where_nothing_was_kept, recorded_generation
from screening.storage.damaged_pages import whole
from screening.storage.errors import (
    CaseDamaged,
    CaseErased,
    CaseFinished,
    CaseThere,
    KeysMissing,
    NoSuchCase,
    SealBroken,
    StaleRevision,
    StoreError,
)
from screening.storage.kept import UNKNOWN
from screening.storage.key_checks import KeyChecks
from screening.storage.records import bind, record_place
from screening.storage.rows import ERASED, FINISHED, OPEN, Stored
from screening.storage.sealing import seal, unseal
from screening.storage.tables import cases, unit_keys, waiting
from screening.storage.unit_keys import UNIT, only_in_memory, rotate


class Store(KeyChecks):
    """Sealed cases of one realm. It has no clock: every time is handed in, aware of its zone.

    What reads or writes a record raises Locked while the vault is locked; listing and erasing need no key.
    """

    def _row(self, connection: Connection, public_id: str, *, to_change: bool = False) -> RowMapping:
        row = rows.read_one(connection, public_id, to_change=to_change)
        if row is None:
            raise NoSuchCase
        if row["state"] == ERASED:
            raise CaseErased
        if not rows.is_whole(row):
            raise CaseDamaged(row["id"])
        return row

    def _key_for_save(
        self, connection: Connection, row: RowMapping, now: datetime, *, forgets: bool
    ) -> tuple[bytes, dict[str, Any]]:
        """The key under which a case is saved, and the columns with that key wrapped. Raises CaseDamaged."""
        if forgets:
            return self.units.new_case_key(connection, row["public_id"], now, row["unit"])
        try:
            return self.units.key_for_save(connection, row, now)
        except SealBroken:
            raise CaseDamaged(row["id"]) from None

    def _key_of(self, connection: Connection, row: RowMapping) -> bytes:
        try:
            return self.units.unwrap(connection, row)
        except SealBroken:
            raise CaseDamaged(row["id"]) from None

    def create(
        self,
        public_id: str,
        plain: bytes,
        *,
        edition: str,
        now: datetime,
        erase_after: datetime,
        opened: datetime | None = None,
    ) -> Stored:
        """Return a new case, opened at `opened` or now. Raises NotSaved, CaseErased or CaseThere if the id was used."""
        with self._writing() as connection:
            known = connection.execute(rows.BARE, {"wanted": public_id}).mappings().first()
            if known is not None:
                raise CaseErased if known["state"] == ERASED else CaseThere
            case_key, key_columns = self.units.new_case_key(connection, public_id, now)
            row = {
                "public_id": public_id,
                "unit": UNIT,
                "state": OPEN,
                "edition": edition,
                "opened_at": opened or now,
                "changed_at": now,
                "erase_after": erase_after,
                "revision": 1,
                "sealed": seal(case_key, plain, record_place(self.realm, public_id, 1, case_key)),
                **key_columns,
            }
            connection.execute(insert(cases), {**row, "bound": bind(self.realm, case_key, row)})
            self._note_date(connection, AuditEvent.CREATE, now, public_id, 1, erase_after)
        return rows.stored(row, plain)

    def read(self, public_id: str) -> Stored:
        """Return the record as last saved. Raises NoSuchCase, CaseErased, or CaseDamaged if it was altered."""
        with self.database.reading() as connection:
            row = self._row(connection, public_id)
            case_key = self._key_of(connection, row)
        try:
            plain = unseal(case_key, row["sealed"], record_place(self.realm, public_id, row["revision"], case_key))
        except SealBroken:
            raise CaseDamaged(row["id"]) from None
        return rows.stored(row, plain)

    def save(
        self,
        public_id: str,
        plain: bytes,
        *,
        seen_revision: int,
        edition: str,
        now: datetime,
        erase_after: datetime,
        forgets: bool = False,
    ) -> Stored:
        """Save over the revision that was seen, and return the record; the day of erasure never comes nearer by it.

        Where the record `forgets` something, it gets a new key, and no older one is left in the log of the database.
        Raises StaleRevision if another save came first, NotSaved if nothing could be written, NoSuchCase, CaseErased,
        CaseFinished; in each of these cases nothing was written. A case whose key is older than the newest unit key
        gets a new one, so that an old copy of the keys does not open what is saved now.
        """
        revision = seen_revision + 1
        with self._writing() as connection:
            row = self._row(connection, public_id, to_change=True)
            if row["state"] == FINISHED:
                raise CaseFinished
            case_key, key_columns = self._key_for_save(connection, row, now, forgets=forgets)
            erase_after = max(erase_after, row["erase_after"])
            becomes = {
                "edition": edition,
                "changed_at": now,
                "erase_after": erase_after,
                "revision": revision,
                "sealed": seal(case_key, plain, record_place(self.realm, public_id, revision, case_key)),
                **key_columns,
            }
            copy = bind(self.realm, case_key, {**row, **becomes})
            changed = connection.execute(
                rows.SAVE, {"wanted": public_id, "seen": seen_revision, **becomes, "bound": copy}
            )
            if changed.rowcount != 1:
                raise StaleRevision
            self._note_date(connection, AuditEvent.CHANGE, now, public_id, revision, erase_after)
        if forgets:
            self.empty_log()
        return Stored(public_id, edition, row["opened_at"], now, erase_after, revision, False, plain)

    def set_date(
        self,
        public_id: str,
        *,
        erase_after: datetime,
        now: datetime,
        act: AuditEvent,
        finished: bool,
        seen_revision: int | None = None,
    ) -> None:
        """Set the day of erasure of an open case; with `finished` end it. Raises NoSuchCase, CaseErased, CaseFinished.

        Where a revision was seen, it must still be that of the case, or StaleRevision is raised.
        """
        with self._writing() as connection:
            row = self._row(connection, public_id, to_change=True)
            if row["state"] == FINISHED:
                raise CaseFinished
            if seen_revision is not None and row["revision"] != seen_revision:
                raise StaleRevision
            becomes = FINISHED if finished else OPEN
            connection.execute(rows.DATED, {"wanted": public_id, "until": erase_after, "becomes": becomes})
            self._bind(connection, public_id)
            self._note_date(connection, act, now, public_id, row["revision"], erase_after)

    def _note_date(
        self, connection: Connection, act: AuditEvent, now: datetime, case_id: str, revision: int, erase_after: datetime
    ) -> None:
        """Write the row of an act that sets until when a case is kept."""
        self.trail.append(connection, act, at=now, case_id=case_id, revision=revision, erase_after=erase_after)

    def _bind(self, connection: Connection, public_id: str) -> None:
        """Bind the columns of a case as they are now; to be called after every change of them. Raises as `read`."""
        row = self._row(connection, public_id)
        copy = bind(self.realm, self._key_of(connection, row), row)
        connection.execute(rows.BIND, {"wanted": public_id, "copy": copy})

    def extend(
        self,
        public_id: str,
        *,
        seen: datetime,
        by: timedelta,
        most: int,
        act: AuditEvent,
        acts: frozenset[AuditEvent],
        now: datetime,
    ) -> bool:
        """Move the day of erasure from `seen` by `by` and return True; False if `acts` moved it `most` times already.

        A second press of the same button changes nothing. Raises StaleRevision if the day is another one by now,
        NoSuchCase, CaseErased, CaseFinished.
        """
        with self._writing() as connection:
            row = self._row(connection, public_id, to_change=True)
            if row["state"] == FINISHED:
                raise CaseFinished
            moved = self.trail.count(connection, case_id=public_id, acts=acts)
            if row["erase_after"] != seen:
                if moved and row["erase_after"] == seen + by:
                    return True
                raise StaleRevision
            if moved >= most:
                return False
            connection.execute(rows.DATED, {"wanted": public_id, "until": seen + by, "becomes": OPEN})
            self._bind(connection, public_id)
            self._note_date(connection, act, now, public_id, row["revision"], seen + by)
        return True

    def confirm_clock(self, now: datetime, *, moved: timedelta, from_: datetime | None) -> None:
        """Write that the clock is right, and move every date by what it was wrong. Raises NotSaved.

        `from_`: since when a clock that ran measured that; None if the newest row did, perhaps of another wrong clock.
        A date stays within what the trail says was promised; only a held form that came since `from_` gets older.
        """

        def sent(at: datetime) -> datetime:
            return min(now, at + moved if from_ and at >= from_ else max(at, at + moved))

        with self.database.reading() as connection:
            numbers = whole(connection, cases.c.id, cases.c.bound)
            forms = whole(connection, waiting.c.id, waiting.c.sealed)
        with self._writing() as connection:
            told = self.kept.by_trail(connection)
            dated = [row for row in connection.execute(rows.DATES).all() if row.id in numbers]
            for _, public_id, until, state in dated:
                # A damaged record has nothing to bind to, and a damaged date nothing to move; both are named elsewhere.
                with suppress(SealBroken, StoreError, OverflowError, TypeError):
                    end = told.get(public_id, UNKNOWN).within(until + moved, now, state, is_measured=bool(from_))
                    connection.execute(rows.MOVE, {"wanted": public_id, "until": end})
                    self._bind(connection, public_id)
            sent_at = [row for row in connection.execute(select(waiting.c.id, waiting.c.at)).all() if row.id in forms]
            for id_, at in sent_at:
                with suppress(OverflowError, TypeError):
                    connection.execute(update(waiting).where(waiting.c.id == id_).values(at=sent(at)))
            self.trail.append(connection, AuditEvent.CLOCK_CONFIRMED, at=now)
        self.move_in_memory(sent)

    def own_unit(self) -> bytes | None:
        """Return the details of the own unit, or None. Raises Locked, and SealBroken if they were altered."""
        keys = self.vault.keys
        with self.database.reading() as connection:
            return own_unit.read(connection, keys, self.realm)

    def keep_own_unit(self, plain: bytes, now: datetime) -> None:
        """Keep the details of the own unit; empty bytes remove them. Raises Locked, NotSaved."""
        keys = self.vault.keys
        with self._writing() as connection:
            own_unit.write(connection, keys, self.realm, plain)
            self.trail.append(connection, AuditEvent.OWN_UNIT, at=now)
        self.empty_log()

    def unreadable(self) -> list[int]:
        """Return the numbers of all cases that do not open; each is tried.

        Raises Locked, and StoreError where another program changed the keys meanwhile.
        """
        with self.database.reading() as connection:
            numbers = [row[0] for row in connection.execute(rows.LISTED)]
        damaged = [number for number in numbers if self._is_damaged(number)]
        if damaged:
            self.vault.check_not_changed()
        return damaged

    def erase_damaged(self, number: int, now: datetime) -> None:
        """Destroy the key and record of a damaged case by the number of its row.

        Raises Locked, and NoSuchCase for a case that opens, or is erased already.
        """
        if not self._is_damaged(number):
            raise NoSuchCase
        with self._writing() as connection:
            row = connection.execute(select(cases.c.id, cases.c.public_id).where(cases.c.id == number)).mappings().one()
            self._erase(connection, row, AuditEvent.ERASE, now)
        self.empty_log()

    def _is_damaged(self, number: int) -> bool:
        with self.database.reading() as connection:
            row = connection.execute(rows.LISTED.where(cases.c.id == number)).mappings().first()
        if row is None or not rows.is_whole(row):
            return row is not None
        try:
            self.read(row["public_id"])
        except (CaseDamaged, KeysMissing):
            return True
        return False

    def erase_unreadable(self, now: datetime) -> list[str]:
        """Erase the cases of earlier runs that kept nothing: their keys ended with those runs. Return their ids.

        A row names its key in clear, so the trail must say the same, and be whole; other cases wait for the open vault.
        Only for a process that has the database to itself: the keys of another one that still runs look the same.
        """
        with self.database.reading() as connection:
            dead = [id_ for id_, root in only_in_memory(connection).items() if root != self.vault.memory_root]
            if not (dead or own_unit.is_of_memory(connection)) or self.trail.verify(connection):
                return []
            sure = made_where_nothing_was_kept(connection, with_key_file=self.vault.has_file)
        return self._erase_keys(dead, now, lambda public_id: public_id in sure)

    def forget_keys(self, now: datetime) -> list[str]:
        """Where nothing is kept: drop the keys of this run and erase what they sealed. Return the ids."""
        own = self.vault.memory_root
        self.vault.forget()
        with self.database.reading() as connection:
            roots = only_in_memory(connection)
        return self._erase_keys([id_ for id_, root in roots.items() if root == own], now, lambda _: True)

    def _erase_keys(self, dead: list[str], now: datetime, is_sure: Callable[[str], bool]) -> list[str]:
        """Erase the cases of `dead` unit keys, whose root is gone, if `is_sure`; drop the keys. Return their ids."""
        with self.database.reading() as connection:
            left = select(cases.c.public_id).where(cases.c.state != ERASED, cases.c.key_id.in_(dead))
            unreadable = [each for each in connection.execute(left).scalars() if is_sure(each)] if dead else []
        for public_id in unreadable:
            self.erase(public_id, now, act=AuditEvent.ERASE_UNREADABLE)
        with self.database.reading() as connection:
            left_behind = own_unit.is_of_memory(connection)
        if dead or left_behind:
            with self._writing() as connection:
                own_unit.forget(connection)
                used = select(cases.c.key_id).where(cases.c.wrapped_key.is_not(None))
                connection.execute(delete(unit_keys).where(unit_keys.c.id.in_(dead), unit_keys.c.id.not_in(used)))
        return unreadable

    def rotate(self, now: datetime) -> Generator[tuple[int, int], None, list[str]]:
        """Make new keys for every case, in batches. Yield (cases done, cases to do); return those that do not open.

        Raises Locked, NotSaved, KeysMissing.
        """
        self.note(AuditEvent.KEYS_BEGUN, now)
        self.check_keys()
        with self.database.reading() as connection:
            after = recorded_generation(connection)
        self.vault.renew(after=after)
        damaged = yield from rotate(self.database, self.vault, self.realm, now)
        self.note(AuditEvent.ROTATE, now, revision=self.vault.generation)
        return damaged
