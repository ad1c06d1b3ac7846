"""The store: one sealed record a case, saved whole, with a revision that refuses the later of two saves."""

from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from screening.storage.audit import Act, AuditTrail, Entry, Fault, entries, generation_told, put_back
from screening.storage.database import Database
from screening.storage.errors import (
    CaseErased,
    CaseFinished,
    NoSuchCase,
    SealBroken,
    StaleRevision,
    StoreError,
)
from screening.storage.records import bind, record_place
from screening.storage.sealing import seal, unseal
from screening.storage.tables import cases, unit_keys
from screening.storage.units import UNIT, Units, only_in_memory, rotate
from screening.storage.vault import Vault

OPEN, FINISHED, ERASED = "open", "finished", "erased"

SAVED = ("edition", "changed_at", "erase_after", "revision", "sealed", "key_id", "wrapped_key", "bound")

_one = select(cases).where(cases.c.public_id == bindparam("wanted"))
_save = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.revision == bindparam("seen"), cases.c.state == OPEN)
    .values({name: bindparam(name) for name in SAVED})
)
_listed = (
    select(cases.c.public_id, cases.c.opened_at, cases.c.changed_at, cases.c.erase_after, cases.c.state)
    .where(cases.c.state != ERASED)
    .order_by(cases.c.id)
)
_overdue = select(cases.c.public_id).where(cases.c.state != ERASED, cases.c.erase_after <= bindparam("now"))
_dated = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.state == OPEN)
    .values(erase_after=bindparam("until"), state=bindparam("becomes"))
)
_dates = select(cases.c.public_id, cases.c.erase_after).where(cases.c.state != ERASED)
_move = update(cases).where(cases.c.public_id == bindparam("wanted")).values(erase_after=bindparam("until"))
_bind = update(cases).where(cases.c.public_id == bindparam("wanted")).values(bound=bindparam("copy"))
_erase = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.state != ERASED)
    .values(state=ERASED, wrapped_key=None, sealed=None, bound=None, changed_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it was read or saved; `plain` are the bytes handed in, times are in UTC."""

    public_id: str
    edition: str
    opened_at: datetime
    changed_at: datetime
    erase_after: datetime
    revision: int
    finished: bool
    plain: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list may say without opening a record."""

    public_id: str
    opened_at: datetime
    changed_at: datetime
    erase_after: datetime
    state: str

    @property
    def finished(self) -> bool:
        """Whether it can no longer be changed."""
        return self.state == FINISHED


class Store:
    """Sealed cases of one realm. It has no clock: every time is handed in, aware of its zone.

    What reads or writes a record raises Locked while the vault is locked; listing and erasing need no key.
    """

    def __init__(self, database: Database, vault: Vault, trail: AuditTrail, realm: str) -> None:
        self._database = database
        self.vault = vault
        self._units = Units(realm, vault)
        self._trail = trail
        self._realm = realm

    def _row(self, connection: Connection, public_id: str) -> RowMapping:
        row = connection.execute(_one, {"wanted": public_id}).mappings().first()
        if row is None:
            raise NoSuchCase
        if row["state"] == ERASED:
            raise CaseErased
        return row

    def create(self, public_id: str, plain: bytes, *, edition: str, now: datetime, erase_after: datetime) -> Stored:
        """Store a new case under a key of its own. Raises NotSaved."""
        with self._database.writing() as connection:
            case_key, key_columns = self._units.new_case_key(connection, public_id, now)
            row = {
                "public_id": public_id,
                "unit": UNIT,
                "state": OPEN,
                "edition": edition,
                "opened_at": now,
                "changed_at": now,
                "erase_after": erase_after,
                "revision": 1,
                "sealed": seal(case_key, plain, record_place(self._realm, public_id, 1, case_key)),
                **key_columns,
            }
            connection.execute(insert(cases), {**row, "bound": bind(self._realm, case_key, row)})
            self._trail.append(connection, Act.CREATE, at=now, case_id=public_id, revision=1)
        return Stored(public_id, edition, now, now, erase_after, 1, False, plain)

    def read(self, public_id: str) -> Stored:
        """The record as last saved. Raises NoSuchCase, CaseErased, or SealBroken if it was tampered with."""
        with self._database.reading() as connection:
            row = self._row(connection, public_id)
            case_key = self._units.unwrap(connection, row)
        plain = unseal(case_key, row["sealed"], record_place(self._realm, public_id, row["revision"], case_key))
        return Stored(
            public_id,
            row["edition"],
            row["opened_at"],
            row["changed_at"],
            row["erase_after"],
            row["revision"],
            row["state"] == FINISHED,
            plain,
        )

    def save(
        self,
        public_id: str,
        plain: bytes,
        *,
        seen_revision: int,
        edition: str,
        now: datetime,
        erase_after: datetime,
    ) -> Stored:
        """Save over the revision that was seen.

        Raises StaleRevision if another save came first, NotSaved if nothing could be written, NoSuchCase, CaseErased,
        CaseFinished; in each of these cases nothing was written. A case whose key is older than the newest unit key
        gets a new one, so that an old copy of the keys does not open what is saved now.
        """
        revision = seen_revision + 1
        with self._database.writing() as connection:
            row = self._row(connection, public_id)
            if row["state"] == FINISHED:
                raise CaseFinished
            case_key, key_columns = self._units.key_for_save(connection, row, now)
            becomes = {
                "edition": edition,
                "changed_at": now,
                "erase_after": erase_after,
                "revision": revision,
                "sealed": seal(case_key, plain, record_place(self._realm, public_id, revision, case_key)),
                **key_columns,
            }
            copy = bind(self._realm, case_key, {**row, **becomes})
            changed = connection.execute(_save, {"wanted": public_id, "seen": seen_revision, **becomes, "bound": copy})
            if changed.rowcount != 1:
                raise StaleRevision
            self._trail.append(connection, Act.CHANGE, at=now, case_id=public_id, revision=revision)
        return Stored(public_id, edition, row["opened_at"], now, erase_after, revision, False, plain)

    def set_date(self, public_id: str, *, erase_after: datetime, now: datetime, act: Act, finished: bool) -> None:
        """Set the day of erasure of an open case, and finish it. Raises NoSuchCase, CaseErased, CaseFinished."""
        with self._database.writing() as connection:
            row = self._row(connection, public_id)
            if row["state"] == FINISHED:
                raise CaseFinished
            becomes = FINISHED if finished else OPEN
            connection.execute(_dated, {"wanted": public_id, "until": erase_after, "becomes": becomes})
            self._bind(connection, public_id)
            self._trail.append(connection, act, at=now, case_id=public_id, revision=row["revision"])

    def _bind(self, connection: Connection, public_id: str) -> None:
        """Bind the columns of a case as they stand now; wherever they change, this follows. Raises as `read`."""
        row = self._row(connection, public_id)
        copy = bind(self._realm, self._units.unwrap(connection, row), row)
        connection.execute(_bind, {"wanted": public_id, "copy": copy})

    def confirm_clock(self, now: datetime, *, moved: timedelta) -> None:
        """Write that the clock is right, and move every date of erasure by what it was wrong. Raises NotSaved."""
        with self._database.writing() as connection:
            for public_id, until in connection.execute(_dates).all():
                # A damaged record has nothing to bind to, and a damaged date nothing to move; both are named elsewhere.
                with suppress(SealBroken, StoreError, OverflowError, TypeError):
                    connection.execute(_move, {"wanted": public_id, "until": until + moved})
                    self._bind(connection, public_id)
            self._trail.append(connection, Act.CLOCK_CONFIRMED, at=now)

    def open_cases(self) -> list[Listed]:
        """The cases that are not erased, oldest first."""
        with self._database.reading() as connection:
            return [Listed(*row) for row in connection.execute(_listed)]

    def erase(self, public_id: str, now: datetime, *, act: Act = Act.ERASE) -> None:
        """Destroy key and record of a case; a second time does nothing. Raises NoSuchCase, NotSaved."""
        with self._database.writing() as connection:
            if connection.execute(_erase, {"wanted": public_id, "now": now}).rowcount:
                self._trail.append(connection, act, at=now, case_id=public_id)
            elif connection.execute(_one, {"wanted": public_id}).first() is None:
                raise NoSuchCase
        self._database.forget_erased()

    def note(self, act: Act, now: datetime, *, case_id: str = "", revision: int = 0) -> None:
        """Write an act that changes no record, such as a print, before its bytes leave. Raises NotSaved.

        For an act on the keys, `revision` is the generation of the vault.
        """
        with self._database.writing() as connection:
            self._trail.append(connection, act, at=now, case_id=case_id, revision=revision)

    def newest_acts(self, number: int) -> list[Entry]:
        """The newest rows of the audit trail, newest first."""
        with self._database.reading() as connection:
            return list(entries(connection, newest=number))

    def verify_trail(self) -> Fault | None:
        """The first row of the audit trail that does not fit, or that a case contradicts, or None."""
        with self._database.reading() as connection:
            return self._trail.verify(connection) or put_back(connection)

    def last_recorded(self) -> datetime | None:
        """The time of the newest row of the audit trail that was not written while the clock was in doubt."""
        with self._database.reading() as connection:
            return self._trail.last_believed(connection)

    def tries(self, tries: frozenset[Act], resets: frozenset[Act]) -> tuple[int, datetime | None]:
        """How many tries since the last act that resets them, and when the newest was."""
        with self._database.reading() as connection:
            return self._trail.since(connection, tries, resets)

    def acts_of(self, public_id: str, acts: frozenset[Act]) -> int:
        """How often one of these acts was done to a case."""
        with self._database.reading() as connection:
            return self._trail.count(connection, case_id=public_id, acts=acts)

    def erase_unreadable(self, now: datetime) -> list[str]:
        """Erase the cases of earlier runs that kept nothing: their keys died with those runs. Return their ids.

        Only for a process that has the database to itself: keys of another one that still runs look the same.
        """
        with self._database.reading() as connection:
            roots = only_in_memory(connection)
        return self._erase_keys([id_ for id_, root in roots.items() if root != self.vault.memory_root], now)

    def forget_keys(self, now: datetime) -> list[str]:
        """Where nothing is kept: drop the keys of this run for good and erase what they sealed. Return the ids."""
        own = self.vault.memory_root
        self.vault.forget()
        with self._database.reading() as connection:
            roots = only_in_memory(connection)
        return self._erase_keys([id_ for id_, root in roots.items() if root == own], now)

    def _erase_keys(self, dead: list[str], now: datetime) -> list[str]:
        with self._database.reading() as connection:
            left = select(cases.c.public_id).where(cases.c.state != ERASED, cases.c.key_id.in_(dead))
            unreadable = list(connection.execute(left).scalars()) if dead else []
        for public_id in unreadable:
            self.erase(public_id, now, act=Act.ERASE_UNREADABLE)
        if dead:
            with self._database.writing() as connection:
                connection.execute(delete(unit_keys).where(unit_keys.c.id.in_(dead)))
        return unreadable

    def rotate(self, now: datetime) -> Generator[tuple[int, int], None, list[str]]:
        """New keys for every case, in batches; gives (cases done, cases to do); its value are those that do not open.

        Raises Locked, NotSaved.
        """
        self.note(Act.KEYS_BEGUN, now)
        with self._database.reading() as connection:
            after = generation_told(connection)
        self.vault.renew(after=after)
        damaged = yield from rotate(self._database, self.vault, self._realm, now)
        self.note(Act.ROTATE, now, revision=self.vault.generation)
        return damaged

    def erase_overdue(self, now: datetime) -> list[str]:
        """Erase every case whose time is over; gives their ids."""
        overdue = self.overdue(now)
        for public_id in overdue:
            self.erase(public_id, now, act=Act.ERASE_OVERDUE)
        return overdue

    def overdue(self, now: datetime) -> list[str]:
        """Ids of the cases whose time is over."""
        with self._database.reading() as connection:
            return list(connection.execute(_overdue, {"now": now}).scalars())

    def close(self) -> None:
        """Close every connection."""
        self._database.close()
