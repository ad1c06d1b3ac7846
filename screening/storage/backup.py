"""Backup: two encrypted files, so that an erased case is gone with the keys file, long before the data file is.

The data file holds every record without its key. The keys file holds the vault and, encrypted, the keys of the cases;
it opens nothing once it is older than KEYS_LIFE. Either is readable by the passphrase or the recovery kit alone.
"""

import base64
import hashlib
import json
import os
import re
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pyrage  # type: ignore[import-untyped]
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Select, func, select
from sqlalchemy.exc import DBAPIError

from screening.storage import age, key_file
from screening.storage.audit import Act
from screening.storage.errors import StoreError
from screening.storage.store import Store
from screening.storage.tables import audit, audit_head, cases, unit_keys

FORMAT = "rozpoznaj-keys-backup/1"
DATA_FORMAT = "rozpoznaj-data-backup/1"
KEYS_LIFE = timedelta(days=14)
BATCH = 100
PIECE = 3 * 64 * 1024
STAMP = "%Y%m%dT%H%M%SZ"

_keys_name = re.compile(r"rozpoznaj-(\d{8}T\d{6}Z)-keys\.json")
_unfinished = re.compile(r"rozpoznaj-\d{8}T\d{6}Z-(data\.age|keys\.age|keys\.json)\.new")
_cases = select(*(column for column in cases.c if column.name != "wrapped_key")).order_by(cases.c.id)
_case_keys = select(cases.c.public_id, cases.c.wrapped_key).where(cases.c.wrapped_key.is_not(None))


def name_of(made_at: datetime, what: str) -> str:
    """The name of a backup's file: `data.age` or `keys.json` of a time; it tells nothing but the time."""
    return f"rozpoznaj-{made_at.astimezone(UTC).strftime(STAMP)}-{what}"


def remove_expired(folder: Path, now: datetime) -> int:
    """Delete this tool's keys files in a folder that are past their life; gives how many. Raises OSError."""
    removed = 0
    for path in folder.iterdir():
        named = _keys_name.fullmatch(path.name)
        with suppress(ValueError):
            if named and path.is_file() and now - datetime.strptime(named[1], STAMP).replace(tzinfo=UTC) > KEYS_LIFE:
                path.unlink()
                removed += 1
    return removed


def backup(store: Store, folder: Path, now: datetime) -> Generator[tuple[int, int], None, int]:
    """Write both files into a folder; gives (cases done, cases in all), the last when both are whole and in place.

    Works while the vault is locked. The value of the generator is how many expired keys files were deleted there
    first. Raises StoreError, with one sentence, if nothing is kept, the keys change meanwhile, or the folder cannot be
    written; NotSaved if the audit trail cannot. When it ends early, nothing is left that `restore` would accept.
    """
    if not store._database.sqlite:
        raise StoreError("A database on a server is backed up with the server's own tools.")
    _vault(store)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        removed = remove_expired(folder, now)
        _remove_unfinished(folder)
        store.note(Act.BACKUP, now)
        try:
            yield from _write(store, folder, now)
        finally:
            # What was erased while the snapshot was read is still in the write-ahead log.
            store._database.forget_erased()
    except (OSError, pyrage.EncryptError, DBAPIError) as problem:
        raise StoreError(
            f"The backup could not be written to {folder} ({problem}); free some space, or choose another folder."
        ) from problem
    finally:
        with suppress(OSError):
            _remove_unfinished(folder)
    return removed


def _vault(store: Store) -> str:
    if not store.vault.keeps_nothing and store.vault._path.exists():
        return key_file.read_private(store.vault._path).decode()
    raise StoreError("Nothing is kept here, so there is nothing to back up; set a passphrase first.")


def _remove_unfinished(folder: Path) -> None:
    for path in folder.iterdir():
        if _unfinished.fullmatch(path.name):
            path.unlink()


def _write(store: Store, folder: Path, now: datetime) -> Iterator[tuple[int, int]]:
    data, keys = (folder / name_of(now, what) for what in ("data.age", "keys.json"))
    new_data, new_keys = (path.with_name(path.name + ".new") for path in (data, keys))
    if data.exists() or keys.exists():
        raise StoreError("A backup of this very second is there already; try again.")
    vault, recipients = _vault(store), store.vault.recipients()
    with store._database.reading() as connection:
        in_all = int(connection.execute(select(func.count()).select_from(cases)).scalar_one())
        # The snapshot was taken by that query; a rotation at the same time could have changed the vault before it.
        if _vault(store) != vault:
            raise StoreError("The keys are being changed just now; make the backup again when that is done.")
        revision = MigrationContext.configure(connection).get_current_revision()
        with _encrypted(new_data, recipients) as stream:
            _put(stream, format=DATA_FORMAT, revision=revision, cases=in_all)
            for done in _rows(connection, _cases, "cases", stream):
                if done < in_all:
                    yield done, in_all
            for table in (audit, audit_head):
                for _ in _rows(connection, select(table).order_by(table.c.id), table.name, stream):
                    pass
        head = {"format": FORMAT, "made_at": now.astimezone(UTC).isoformat(), "data_sha256": digest(new_data)}
        sealed = folder / (name_of(now, "keys.age") + ".new")
        with _encrypted(sealed, recipients) as stream:
            _put(stream, **head, realm=store._realm, audit_key=store._trail.key)
            for _ in _rows(connection, select(unit_keys), "unit_keys", stream):
                pass
            for _ in _rows(connection, _case_keys, "case_keys", stream):
                pass
    _write_keys(new_keys, {**head, "vault": vault}, sealed)
    for new, path in ((new_data, data), (new_keys, keys)):
        new.replace(path)
        key_file._settle(folder)
    yield in_all, in_all


def _put(stream: BinaryIO, **line: object) -> None:
    stream.write(json.dumps(line, default=_text).encode() + b"\n")


def _text(value: object) -> str:
    """What JSON does not know: bytes as base64, times as the tables keep them."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(type(value).__name__)


def _rows(connection: Connection, query: Select[*tuple[object, ...]], table: str, stream: BinaryIO) -> Iterator[int]:
    """Write the rows; gives how many were written, after each batch."""
    done = 0
    for batch in connection.execution_options(yield_per=BATCH).execute(query).mappings().partitions():
        for row in batch:
            _put(stream, table=table, row=dict(row))
        done += len(batch)
        yield done


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


@contextmanager
def _encrypted(path: Path, recipients: list[str]) -> Iterator[BinaryIO]:
    """A stream that a second thread encrypts into a new file; when it is left, the file is on the disk."""
    with _new_file(path) as target, ThreadPoolExecutor(1) as pool:
        reading, writing = os.pipe()
        encryption = pool.submit(_encrypt, reading, target, recipients)
        # A pipe breaks when the encryption failed; why it failed is its own to say.
        with suppress(BrokenPipeError), os.fdopen(writing, "wb", PIECE) as stream:
            yield stream
        encryption.result()
        target.flush()
        os.fsync(target.fileno())


def _encrypt(reading: int, target: BinaryIO, recipients: list[str]) -> None:
    with os.fdopen(reading, "rb") as source:
        age.encrypt_stream(source, target, *recipients)


def _write_keys(path: Path, head: dict[str, str], sealed: Path) -> None:
    with _new_file(path) as file, sealed.open("rb") as source:
        file.write(json.dumps(head)[:-1].encode() + b', "sealed": "')
        while piece := source.read(PIECE):
            file.write(base64.b64encode(piece))
        file.write(b'"}\n')
        file.flush()
        os.fsync(file.fileno())


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
