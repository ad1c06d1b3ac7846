"""Restore: a backup's two files back into an empty data folder, verified before anything is put in place."""

import base64
import io
import json
import os
import re
import shutil
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any, BinaryIO

import pyrage  # type: ignore[import-untyped]
from alembic.util import CommandError
from argon2.exceptions import Argon2Error
from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from screening.settings import Settings
from screening.storage import age, key_file
from screening.storage.audit import Act, AuditTrail
from screening.storage.backup import BATCH, DATA_FORMAT, FORMAT, KEYS_LIFE, digest, name_of
from screening.storage.database import Database, address_of, migrate, sqlite_at
from screening.storage.errors import DatabaseDamaged, NotSaved, SealBroken, StoreError, WrongKey
from screening.storage.rows import ERASED, FINISHED, OPEN
from screening.storage.sealing import KEY
from screening.storage.store import Store
from screening.storage.tables import Moment, cases, metadata
from screening.storage.units import only_in_memory
from screening.storage.vault import COST, Vault
from screening.storage.vault_file import Cost

LARGEST = 200 * 1000 * 1000
LONGEST_LINE = 8 * 1024 * 1024
MOST_COMMAS = 100
CLOCKS_DIFFER = timedelta(days=1)
KEY_FILES = ("audit.key", "vault.json")

_DAMAGE = (
    ValueError,
    TypeError,
    LookupError,
    RecursionError,
    OverflowError,
    SealBroken,
    SQLAlchemyError,
    DatabaseDamaged,
)
_VAULT_DAMAGE = (StoreError, ValueError, OverflowError, Argon2Error, pyrage.RecipientError)
_revision = re.compile(r"[0-9]{4}")
_moments = {
    (table.name, each.name) for table in metadata.sorted_tables for each in table.c if type(each.type) is Moment
}


@dataclass(frozen=True, slots=True)
class _KeysFile:
    head: dict[str, str]
    made_at: datetime
    vault: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class _Sealed:
    audit_key: bytes
    unit_keys: list[dict[str, Any]]
    case_keys: dict[str, bytes]


def restore(
    keys_file: Path,
    settings: Settings,
    now: datetime,
    *,
    passphrase: str | None = None,
    kit: str | None = None,
    cost: Cost = COST,
) -> Iterator[tuple[int, int]]:
    """Restore a backup by its passphrase or its kit; gives (cases done, cases in all), the last when all is in place.

    The vault opens as it did when the backup was made. Raises WrongKey, or StoreError with one sentence: if the data
    folder is not empty, the keys file is past its life, either file is damaged, missing or of another backup, or the
    disk cannot be written. Then, or when it is stopped, the data folder is as before.
    """
    if (passphrase is None) == (kit is None):
        raise ValueError("either a passphrase or a kit")
    database = _free(settings)
    try:
        keys = _read(keys_file)
        _check_life(keys.made_at, now)
        data = keys_file.with_name(name_of(keys.made_at, "data.age"))
        if not data.is_file() or digest(data) != keys.head["data_sha256"]:
            raise StoreError(
                f"The file {data.name} beside the keys file is missing, damaged or of another backup; "
                "put the one that was made with the keys file there."
            )
        with _work_folder(settings.data, database.parent) as work:
            vault = _opened(work / "opened.json", keys.vault, cost, passphrase, kit)
            sealed = _unsealed(keys, vault.keys.inbox, settings.realm)
            built = Database(sqlite_at(work / "built.sqlite"))
            try:
                in_all = yield from _fill(built, data, vault.keys.inbox, sealed)
                store = Store(built, vault, AuditTrail(sealed.audit_key), settings.realm)
                yield from _verify(store, built, in_all)
                store.note(Act.RESTORE, now)
                built.forget_erased()
            finally:
                built.close()
            _put_in_place(work / "built.sqlite", database, settings.data, sealed.audit_key, keys.vault)
    except CommandError as problem:
        raise StoreError("The backup was made by a newer version of Rozpoznaj; install that version.") from problem
    except _DAMAGE as problem:
        raise StoreError(f"The backup {keys_file} is damaged, or is none; use another backup.") from problem
    except (OSError, NotSaved) as problem:
        raise StoreError(
            f"The backup cannot be read, or {settings.data} cannot be written ({problem}); check both and try again."
        ) from problem
    yield in_all, in_all


def _free(settings: Settings) -> Path:
    """Where the database goes. Raises StoreError if anything is there that would be lost."""
    address = address_of(settings)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        raise StoreError("A database on a server is restored with the server's own tools.")
    database = Path(str(address.database))
    names = [f"{database}{end}" for end in ("", "-wal", "-shm")] + [f"{settings.data / name}" for name in KEY_FILES]
    if any(os.path.lexists(name) for name in names):
        raise StoreError(
            f"The data folder {settings.data} holds a vault or a database already; "
            "move it away, or choose another folder with ROZPOZNAJ_DATA."
        )
    return database


def _read(path: Path) -> _KeysFile:
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise ValueError("no keys file")
    found = _object(path.read_bytes())
    head = {name: str(found[name]) for name in ("format", "made_at", "data_sha256")}
    made_at = datetime.fromisoformat(head["made_at"])
    if head["format"] != FORMAT or made_at.tzinfo != UTC:
        raise ValueError("no keys file")
    return _KeysFile(head, made_at, str(found["vault"]).encode(), _bytes(found["sealed"]))


def _check_life(made_at: datetime, now: datetime) -> None:
    if now - made_at > KEYS_LIFE:
        raise StoreError(f"The keys file is older than {KEYS_LIFE.days} days and opens nothing; use a newer backup.")
    if made_at - now > CLOCKS_DIFFER:
        raise StoreError("The keys file was made later than now; set the clock of this computer and try again.")


@contextmanager
def _work_folder(data: Path, beside: Path) -> Iterator[Path]:
    """A folder on the disk of the database, gone afterwards; so is the data folder, if it was made for nothing."""
    is_new = not data.exists()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    work = beside / "restoring"
    shutil.rmtree(work, ignore_errors=True)
    try:
        work.mkdir(mode=0o700)
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if is_new:
            with suppress(OSError):
                data.rmdir()


def _opened(path: Path, content: bytes, cost: Cost, passphrase: str | None, kit: str | None) -> Vault:
    """The vault of the backup, open. The kit sets a passphrase that nobody knows, in this copy alone."""
    key_file.write_new(path, content)
    vault = Vault(path, cost)
    try:
        if passphrase is not None:
            vault.unlock(passphrase)
        if kit is not None:
            vault.open_by_kit(kit)
    except UnicodeEncodeError:
        raise WrongKey from None
    except _VAULT_DAMAGE as problem:
        raise ValueError("no vault") from problem
    return vault


def _unsealed(keys: _KeysFile, identity: str, realm: str) -> _Sealed:
    """The sealed part of a keys file. Raises StoreError if it is of the other realm, ValueError if damaged."""
    unit_keys: list[dict[str, Any]] = []
    case_keys: dict[str, bytes] = {}
    with _decrypted(io.BytesIO(keys.sealed), identity) as lines:
        head = next(lines, {})
        if any(head[name] != value for name, value in keys.head.items()):
            raise ValueError("another head")
        if head["realm"] != realm:
            raise StoreError("The backup is of the other realm; set ROZPOZNAJ_REALM to the one it was made in.")
        for line in lines:
            if line["table"] == "case_keys":
                case_keys[line["row"]["public_id"]] = _bytes(line["row"]["wrapped_key"])
            else:
                unit_keys.append(line)
    audit_key = _bytes(head["audit_key"])
    if len(audit_key) != KEY:
        raise ValueError("no audit key")
    return _Sealed(audit_key, unit_keys, case_keys)


def _fill(built: Database, data: Path, identity: str, sealed: _Sealed) -> Generator[tuple[int, int], None, int]:
    """Write every row to tables of the revision it was kept in, then bring them up to date; gives how many cases."""
    with data.open("rb") as source, _decrypted(source, identity) as lines:
        head = next(lines, {})
        in_all, revision = head["cases"], head["revision"]
        if head["format"] != DATA_FORMAT or type(in_all) is not int or not _revision.fullmatch(revision):
            raise ValueError("no data")
        migrate(built, revision)
        found = MetaData()
        found.reflect(built.engine)
        tables = {name: found.tables[name] for name in metadata.tables if name in found.tables}
        rows = chain(sealed.unit_keys, lines)
        with built.writing() as connection:
            while batch := list(islice(rows, BATCH)):
                for name, group in groupby(batch, lambda line: line["table"]):
                    connection.execute(insert(tables[name]), [_row(line, tables[name], sealed) for line in group])
                yield 0, in_all
            written = connection.execute(select(func.count()).select_from(cases)).scalar_one()
        if sealed.case_keys or written != in_all:
            raise ValueError("not the cases of this backup")
    migrate(built)
    return in_all


def _verify(store: Store, built: Database, in_all: int) -> Iterator[tuple[int, int]]:
    """Open every case that has a key on the disk, and check the audit trail."""
    fault = store.verify_trail()
    if fault:
        raise StoreError(f"The audit trail of the backup has a fault at row {fault.sequence}; use another backup.")
    with built.reading() as connection:
        kept = cases.c.key_id.not_in(list(only_in_memory(connection)))
        ids = list(connection.execute(select(cases.c.public_id).where(cases.c.state != ERASED, kept)).scalars())
    for done, public_id in enumerate(ids, in_all - len(ids)):
        if done % BATCH == 0:
            yield done, in_all
        try:
            store.read(public_id)
        except StoreError as problem:
            raise ValueError("a key is missing") from problem


def _put_in_place(built: Path, database: Path, data: Path, audit_key: bytes, vault: bytes) -> None:
    """The vault last: whoever finds it finds everything."""
    try:
        key_file.replace(data / "audit.key", audit_key)
        built.replace(database)
        key_file._settle(database.parent)
        key_file.replace(data / "vault.json", vault)
    except (OSError, NotSaved):
        for path in (data / "audit.key", database, data / "vault.json"):
            path.unlink(missing_ok=True)
        raise


@contextmanager
def _decrypted(source: BinaryIO, identity: str) -> Iterator[Iterator[dict[str, Any]]]:
    """The lines that a second thread decrypts. They are whole only when this was left without an error."""
    with ThreadPoolExecutor(1) as pool:
        reading, writing = os.pipe()
        decryption = pool.submit(_decrypt, source, writing, identity)
        with os.fdopen(reading, "rb") as stream:
            yield _lines(stream)
        try:
            decryption.result()
        except (WrongKey, OSError) as problem:
            raise ValueError("not encrypted to this vault, or damaged") from problem


def _decrypt(source: BinaryIO, writing: int, identity: str) -> None:
    with os.fdopen(writing, "wb") as target:
        age.decrypt_stream(source, target, identity)


def _lines(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    while line := stream.readline(LONGEST_LINE):
        yield _object(line)


def _object(raw: bytes) -> dict[str, Any]:
    """A JSON object. With few commas, and the parser's own limit of depth, it cannot ask for much memory."""
    found = json.loads(raw) if raw.count(b",") <= MOST_COMMAS else None
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _bytes(text: Any) -> bytes:
    if not isinstance(text, str):
        raise ValueError("no bytes")
    return base64.b64decode(text, validate=True)


def _row(line: dict[str, Any], table: Table, sealed: _Sealed) -> dict[str, Any]:
    """The row of a line, with the key of its case. Raises ValueError if the table wants others."""
    columns = [column for column in table.c if (table.name, column.name) != (cases.name, "wrapped_key")]
    if set(line["row"]) != {column.name for column in columns}:
        raise ValueError("other columns")
    row = {column.name: _value(line["row"][column.name], column) for column in columns}
    if table.name == cases.name:
        row["wrapped_key"] = sealed.case_keys.pop(row["public_id"], None)
        is_readable = None not in (row["sealed"], row["wrapped_key"])
        is_empty = row["sealed"] is row["wrapped_key"] is None
        if not (is_readable if row["state"] in (OPEN, FINISHED) else row["state"] == ERASED and is_empty):
            raise ValueError("a case without its key, or a key without its case")
    return row


def _value(value: Any, column: Column[Any]) -> Any:
    if value is None and column.nullable:
        return None
    if isinstance(column.type, LargeBinary):
        return _bytes(value)
    if isinstance(column.type, Integer) and type(value) is int:
        return value
    if not isinstance(column.type, String) or not isinstance(value, str) or len(value) > (column.type.length or 0):
        raise ValueError("another type")
    if (column.table.name, column.name) in _moments:
        moment = datetime.fromisoformat(value).astimezone(UTC)
        if moment.isoformat(timespec="microseconds") != value:
            raise ValueError("no time")
    return value
