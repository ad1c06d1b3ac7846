"""The store: one sealed record a case, saved whole, with a revision that refuses the later of two saves."""

import os
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from screening.settings import Settings
from screening.storage.audit import Act, AuditTrail, Entry, Fault, entries, open_trail
from screening.storage.database import Database, migrate
from screening.storage.errors import CaseErased, NoSuchCase, StaleRevision, StoreError
from screening.storage.keyring import Keyring, open_or_create
from screening.storage.sealing import Place, new_key, seal, unseal
from screening.storage.tables import cases

OPEN, ERASED = "open", "erased"
UNIT = "local"

_one = select(cases).where(cases.c.public_id == bindparam("wanted"))
_save = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.revision == bindparam("seen"), cases.c.state == OPEN)
    .values({name: bindparam(name) for name in ("edition", "changed_at", "erase_after", "revision", "sealed")})
)
_listed = (
    select(cases.c.public_id, cases.c.opened_at, cases.c.changed_at, cases.c.erase_after)
    .where(cases.c.state == OPEN)
    .order_by(cases.c.id)
)
_overdue = select(cases.c.public_id).where(cases.c.state == OPEN, cases.c.erase_after <= bindparam("now"))
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
    plain: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list may say without opening a record."""

    public_id: str
    opened_at: datetime
    changed_at: datetime
    erase_after: datetime


class Store:
    """Sealed cases of one realm. It has no clock: every time is handed in, aware of its zone."""

    def __init__(self, database: Database, keyring: Keyring, trail: AuditTrail, realm: str) -> None:
        self._database = database
        self._keyring = keyring
        self._trail = trail
        self._realm = realm

    def _place(self, public_id: str, revision: int, key_id: str) -> Place:
        return Place(self._realm, "cases", public_id, "record", revision, key_id)

    def _row(self, connection: Connection, public_id: str) -> RowMapping:
        row = connection.execute(_one, {"wanted": public_id}).mappings().first()
        if row is None:
            raise NoSuchCase
        if row["state"] == ERASED:
            raise CaseErased
        return row

    def _case_key(self, row: RowMapping) -> bytes:
        return self._keyring.unwrap(row["key_id"], row["wrapped_key"], realm=self._realm, case_id=row["public_id"])

    def create(self, public_id: str, plain: bytes, *, edition: str, now: datetime, erase_after: datetime) -> Stored:
        """Store a new case under a key of its own. Raises NotSaved."""
        case_key = new_key()
        key_id, wrapped = self._keyring.wrap(case_key, realm=self._realm, case_id=public_id)
        with self._database.writing() as connection:
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
                    "key_id": key_id,
                    "wrapped_key": wrapped,
                    "sealed": seal(case_key, plain, self._place(public_id, 1, key_id)),
                },
            )
            self._trail.append(connection, Act.CREATE, at=now, case_id=public_id, revision=1)
        return Stored(public_id, edition, now, now, erase_after, 1, plain)

    def read(self, public_id: str) -> Stored:
        """The record as last saved. Raises NoSuchCase, CaseErased, or SealBroken if it was tampered with."""
        with self._database.reading() as connection:
            row = self._row(connection, public_id)
        plain = unseal(self._case_key(row), row["sealed"], self._place(public_id, row["revision"], row["key_id"]))
        return Stored(
            public_id,
            row["edition"],
            row["opened_at"],
            row["changed_at"],
            row["erase_after"],
            row["revision"],
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

        Raises StaleRevision if another save came first, NotSaved if nothing could be written, NoSuchCase, CaseErased;
        in each of these cases nothing was written.
        """
        revision = seen_revision + 1
        with self._database.writing() as connection:
            row = self._row(connection, public_id)
            sealed = seal(self._case_key(row), plain, self._place(public_id, revision, row["key_id"]))
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
        return Stored(public_id, edition, row["opened_at"], now, erase_after, revision, plain)

    def open_cases(self) -> list[Listed]:
        """The open cases, oldest first."""
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
        """The first row of the audit trail that does not fit, or None."""
        with self._database.reading() as connection:
            return self._trail.verify(connection)

    def erase_overdue(self, now: datetime) -> list[str]:
        """Erase every open case whose time is over; gives their ids."""
        with self._database.reading() as connection:
            overdue = [row.public_id for row in connection.execute(_overdue, {"now": now})]
        for public_id in overdue:
            self.erase(public_id, now, act=Act.ERASE_OVERDUE)
        return overdue

    def close(self) -> None:
        """Close every connection."""
        self._database.close()


def open_store(settings: Settings) -> Store:
    """The store of these settings, its folder, key file and tables made where they are missing.

    Raises StoreError, with one sentence, if the folder cannot be written, the key file is damaged or open to
    others, or the database is damaged or newer than this program.
    """
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.data.chmod(0o700)
        keyring = open_or_create(settings.data / "root.key")
        trail = open_trail(settings.data / "audit.key")
        if not os.access(settings.data, os.W_OK):
            raise PermissionError(13, "not writable")
        database = Database(settings.database)
    except OSError as problem:
        raise StoreError(
            f"The data folder {settings.data} cannot be written ({problem.strerror}); "
            "free some space, or choose another folder with ROZPOZNAJ_DATA."
        ) from problem
    migrate(database)
    with database.writing() as connection:
        trail.begin(connection)
    return Store(database, keyring, trail, settings.realm)
