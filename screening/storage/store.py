"""The store: one sealed record a case, saved whole, with a revision that refuses the later of two saves."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from screening.settings import Settings
from screening.storage.audit import Act, AuditTrail, Entry, Fault, entries, open_trail, put_back
from screening.storage.database import Database, address_of, migrate
from screening.storage.errors import CaseErased, CaseFinished, NoSuchCase, NotSaved, StaleRevision, cannot_write
from screening.storage.keys import key_id
from screening.storage.sealing import Place, new_key, seal, unseal
from screening.storage.tables import cases, unit_keys
from screening.storage.units import UNIT, Units, only_in_memory, rotate
from screening.storage.vault import COST, Cost, Vault

OPEN, FINISHED, ERASED = "open", "finished", "erased"

_one = select(cases).where(cases.c.public_id == bindparam("wanted"))
_save = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.revision == bindparam("seen"), cases.c.state == OPEN)
    .values({name: bindparam(name) for name in ("edition", "changed_at", "erase_after", "revision", "sealed")})
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
_erase = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.state != ERASED)
    .values(state=ERASED, wrapped_key=None, sealed=None, changed_at=bindparam("now"))
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

    def _place(self, public_id: str, revision: int, case_key: bytes) -> Place:
        return Place(self._realm, "cases", public_id, "record", revision, key_id(case_key))

    def _row(self, connection: Connection, public_id: str) -> RowMapping:
        row = connection.execute(_one, {"wanted": public_id}).mappings().first()
        if row is None:
            raise NoSuchCase
        if row["state"] == ERASED:
            raise CaseErased
        return row

    def create(self, public_id: str, plain: bytes, *, edition: str, now: datetime, erase_after: datetime) -> Stored:
        """Store a new case under a key of its own. Raises NotSaved."""
        case_key = new_key()
        with self._database.writing() as connection:
            unit_key_id = self._units.newest(connection, now)
            wrapped = self._units.wrap(connection, case_key, case_id=public_id, unit_key_id=unit_key_id)
            connection.execute(
                insert(cases),
                {
                    "public_id": public_id,
                    "unit": UNIT,
                    "state": OPEN,
                    "edition": edition,
                    "opened_at": now,
                    "changed_at": now,
                    "erase_after": erase_after,
                    "revision": 1,
                    "key_id": unit_key_id,
                    "wrapped_key": wrapped,
                    "sealed": seal(case_key, plain, self._place(public_id, 1, case_key)),
                },
            )
            self._trail.append(connection, Act.CREATE, at=now, case_id=public_id, revision=1)
        return Stored(public_id, edition, now, now, erase_after, 1, False, plain)

    def read(self, public_id: str) -> Stored:
        """The record as last saved. Raises NoSuchCase, CaseErased, or SealBroken if it was tampered with."""
        with self._database.reading() as connection:
            row = self._row(connection, public_id)
            case_key = self._units.unwrap(connection, row)
        plain = unseal(case_key, row["sealed"], self._place(public_id, row["revision"], case_key))
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
        CaseFinished; in each of these cases nothing was written.
        """
        revision = seen_revision + 1
        with self._database.writing() as connection:
            row = self._row(connection, public_id)
            if row["state"] == FINISHED:
                raise CaseFinished
            case_key = self._units.unwrap(connection, row)
            sealed = seal(case_key, plain, self._place(public_id, revision, case_key))
            changed = connection.execute(
                _save,
                {
                    "wanted": public_id,
                    "seen": seen_revision,
                    "edition": edition,
                    "changed_at": now,
                    "erase_after": erase_after,
                    "revision": revision,
                    "sealed": sealed,
                },
            )
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
            self._trail.append(connection, act, at=now, case_id=public_id, revision=row["revision"])

    def confirm_clock(self, now: datetime, *, latest: datetime) -> None:
        """Write that the clock is right; no case is kept beyond `latest`, as a wrong clock may have asked."""
        with self._database.writing() as connection:
            connection.execute(
                update(cases).where(cases.c.state != ERASED, cases.c.erase_after > latest).values(erase_after=latest)
            )
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

    def note(self, act: Act, now: datetime, *, case_id: str = "") -> None:
        """Write an act that changes no record, such as a print, before its bytes leave. Raises NotSaved."""
        with self._database.writing() as connection:
            self._trail.append(connection, act, at=now, case_id=case_id)

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

    def rotate(self, now: datetime) -> Iterator[tuple[int, int]]:
        """New keys above every case, in batches; gives (cases done, cases to do). Raises Locked."""
        self.note(Act.ROTATE, now)
        yield from rotate(self._database, self.vault, self._realm, now)

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


def open_store(settings: Settings, cost: Cost = COST) -> Store:
    """The store of these settings, its folder, audit key and tables made where they are missing; its vault is shut.

    Raises StoreError, with one sentence, if the folder cannot be written, the key file is damaged or open to
    others, or the database is damaged or newer than this program.
    """
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.data.chmod(0o700)
        trail = open_trail(settings.data / "audit.key")
        if not os.access(settings.data, os.W_OK):
            raise PermissionError(13, "not writable")
        database = Database(address_of(settings))
    except OSError as problem:
        raise cannot_write(settings.data, problem) from problem
    try:
        migrate(database)
        with database.writing() as connection:
            trail.begin(connection)
    except NotSaved as problem:
        database.close()
        raise cannot_write(settings.data, OSError(str(problem))) from problem
    except BaseException:
        database.close()
        raise
    return Store(database, Vault(settings.data / "vault.json", cost), trail, settings.realm)
