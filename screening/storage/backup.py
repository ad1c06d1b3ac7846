"""Backup: two encrypted files, so that an erased case is gone with the keys file, long before the data file is.

The data file is an encrypted copy of the database without the keys of the cases. The keys file holds the vault and,
encrypted, those keys; `restore` refuses it once it is older than KEYS_FILE_LIFE. What is encrypted in either opens only
with the passphrase or the recovery kit.
"""

import base64
import hashlib
import io
import json
import os
import re
import sqlite3
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyrage
from sqlalchemy import func, select

from screening.core.durations import KEYS_FILE_LIFE
from screening.storage import age_encryption, key_file
from screening.storage.audit import AuditEvent
from screening.storage.damaged_pages import is_damage
from screening.storage.database import text_of
from screening.storage.errors import DatabaseDamaged, KeyFileDamaged, StoreError
from screening.storage.rows import ERASED
from screening.storage.sealing import FORMAT as SEAL
from screening.storage.sealing import NONCE
from screening.storage.store import Store
from screening.storage.tables import cases
from screening.storage.vault import VaultState
from screening.storage.vault_file import digest as digest_of

FORMAT = "rozpoznaj-keys-backup/2"
STAMP = "%Y%m%dT%H%M%SZ"  # the time in the name of a file
DATA_FILE, KEYS_FILE = "data.age", "keys.json"

PAGES_DAMAGED = (
    "A part of the database is damaged, so no backup of it can be made; hand on the cases that open "
    "with 'screening export', then restore the newest backup."
)

_keys_name = re.compile(r"rozpoznaj-(\d{8}T\d{6}Z)-keys\.json")
_unfinished = re.compile(r"rozpoznaj-\d{8}T\d{6}Z-(data\.age|keys\.age|keys\.json)\.new")
# Nothing of a key may be left in the copy, not in a page that was freed either; and no file is made on the way.
_PRAGMAS = ("temp_store = MEMORY", "secure_delete = ON")
_STRIP = (
    "UPDATE cases SET wrapped_key = NULL",
    "DELETE FROM unit_keys",
    "DELETE FROM waiting",
    "DELETE FROM own_unit",
    "ALTER TABLE cases DROP COLUMN wrapped_key",
    "VACUUM",
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """What `strip` makes of a copy of the database.

    The rows of its unit keys, the wrapped keys of its cases by their ids, the revision of its tables (`migrations/`),
    and as `content` the bytes of the copy without all these keys.
    """

    unit_keys: list[dict[str, Any]]
    case_keys: dict[str, bytes]
    revision: str
    content: bytes


def name_of(made_at: datetime, what: str) -> str:
    """Return the name of a file of a backup: the time, then `data.age` or `keys.json`."""
    return f"rozpoznaj-{made_at.astimezone(UTC).strftime(STAMP)}-{what}"


def remove_expired(folder: Path, now: datetime) -> int:
    """Delete this tool's keys files in a folder that are past their life. Return how many. Raises OSError."""
    removed = 0
    for path in folder.iterdir():
        named = _keys_name.fullmatch(path.name)
        with suppress(ValueError):
            if not named or not path.is_file():
                continue
            if now - datetime.strptime(named[1], STAMP).replace(tzinfo=UTC) > KEYS_FILE_LIFE:
                path.unlink()
                removed += 1
    return removed


def backup(store: Store, folder: Path, now: datetime) -> Generator[tuple[int, int], None, int]:
    """Write both files into a folder. Yield (cases done, cases in all), the last when both are whole and in place.

    An erased case is not counted. Works while the vault is locked. The value of the generator is how many expired keys
    files were then deleted there. Raises StoreError, with one sentence, if nothing is kept, the keys change during it,
    or the folder cannot be written; NotSaved if the audit trail cannot. When it ends early, nothing is left that
    `restore` would accept.
    """
    if not store.database.sqlite:
        raise StoreError("A database on a server is backed up with the server's own tools.")
    _check_keys(store)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_unfinished(folder)
        store.note(AuditEvent.BACKUP, now)
        try:
            in_all = yield from _write(store, folder, now)
        finally:
            # What was erased while the snapshot was read is still in the write-ahead log.
            store.database.empty_log()
        removed = remove_expired(folder, now)
        yield in_all, in_all
    except (OSError, pyrage.EncryptError, sqlite3.Error, DatabaseDamaged) as problem:
        if isinstance(problem, FileNotFoundError | FileExistsError) and folder.is_dir():
            raise StoreError(
                f"Another backup writes to {folder} just now; try again. Each computer needs a folder of its own."
            ) from problem
        if is_damage(problem):
            raise StoreError(PAGES_DAMAGED) from problem
        raise StoreError(
            f"The backup could not be written to {folder} ({problem}); free some space, or choose another folder."
        ) from problem
    finally:
        with suppress(OSError):
            _remove_unfinished(folder)
    return removed


def _vault(store: Store) -> str:
    """The text of the key file. Raises StoreError where there is nothing to back up, or it cannot be read."""
    if store.vault.keeps_nothing or store.vault.state is VaultState.NEW:
        raise StoreError("Nothing is kept here, so there is nothing to back up; set a passphrase first.")
    store.vault.need_file()
    try:
        return key_file.read_private(store.vault.path).decode()
    except UnicodeDecodeError:
        raise KeyFileDamaged(store.vault.path) from None


def _check_keys(store: Store) -> None:
    """Raise StoreError for keys with which nobody could restore: an altered key file, or an older one put back."""
    _vault(store)
    store.vault.recipients()
    if store.has_older_key_file():
        raise StoreError(
            "An older key file is in the place of the newest, and a backup of it would open nothing; "
            "put the newest one back, or open the lock and read what it says."
        )


def _remove_unfinished(folder: Path) -> None:
    for path in folder.iterdir():
        if _unfinished.fullmatch(path.name):
            path.unlink()


def _write(store: Store, folder: Path, now: datetime) -> Generator[tuple[int, int], None, int]:
    """Write both files under names in .new, then rename them. Yield as `backup` does, and return the cases in all."""
    data, keys = (folder / name_of(now, what) for what in (DATA_FILE, KEYS_FILE))
    new_data, new_keys = (path.with_name(path.name + ".new") for path in (data, keys))
    if data.exists() or keys.exists():
        raise StoreError(
            "A backup of this very second is there already; try again, and give each computer a folder of its own."
        )
    vault, recipients = _vault(store), store.vault.recipients()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with store.database.reading() as connection:
            all_rows = int(connection.execute(select(func.count()).select_from(cases)).scalar_one())
            in_all = int(connection.execute(select(func.count()).where(cases.c.state != ERASED)).scalar_one())
            # The snapshot was taken by that query; a rotation at the same time could have changed the vault before it.
            if _vault(store) != vault:
                raise StoreError("The keys are being changed just now; make the backup again when that is done.")
            cast(sqlite3.Connection, connection.connection.driver_connection).backup(copy)
        stripped = strip(copy)
    yield 0, in_all
    with _new_file(new_data) as target:
        age_encryption.encrypt_stream(io.BytesIO(stripped.content), target, *recipients)
        _on_disk(target)
    head = {"format": FORMAT, "made_at": now.astimezone(UTC).isoformat(), "data_sha256": digest(new_data)}
    inside = {
        **head,
        "vault_sha256": digest_of(vault.encode()),
        "realm": store.realm,
        "audit_key": _as_base64(store.trail.key),
        "cases": all_rows,
        "revision": stripped.revision,
        "unit_keys": stripped.unit_keys,
        "case_keys": stripped.case_keys,
    }
    sealed = age_encryption.encrypt(json.dumps(inside, default=_as_base64).encode(), *recipients)
    with _new_file(new_keys) as file:
        file.write(json.dumps({**head, "vault": vault, "sealed": _as_base64(sealed)}).encode() + b"\n")
        _on_disk(file)
    yield in_all // 2, in_all  # both files are written, and do not have their names yet
    for new, path in ((new_data, data), (new_keys, keys)):
        new.replace(path)
        key_file.sync_folder(folder)
    return in_all


def strip(copy: sqlite3.Connection) -> Stripped:
    """Return the keys of a database in memory, and its bytes without them. Raises StoreError if one is left in these.

    The copy is never a file: one that a killed process leaves would hold what the running program erases afterwards.
    """
    copy.row_factory = sqlite3.Row
    copy.text_factory = text_of
    for pragma in _PRAGMAS:
        copy.execute(f"PRAGMA {pragma}")
    (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    unit_keys = [dict(row) for row in copy.execute("SELECT * FROM unit_keys")]
    kept = copy.execute("SELECT public_id, wrapped_key FROM cases WHERE typeof(wrapped_key) = 'blob'")
    case_keys = {str(row["public_id"]): row["wrapped_key"] for row in kept}
    for statement in _STRIP:
        copy.execute(statement)
    wrapped = [*case_keys.values(), *(row["wrapped"] for row in unit_keys if isinstance(row["wrapped"], bytes))]
    content = copy.serialize()
    if _holds(content, wrapped):
        raise StoreError("A key was left in the copy of the database; no backup was made. Please report this.")
    return Stripped(unit_keys, case_keys, revision, content)


def _holds(content: bytes, wrapped: list[bytes]) -> bool:
    """Whether one of these wrapped keys, by its first bytes, is anywhere in the content."""
    length = len(SEAL) + NONCE
    wanted = {key[:length] for key in wrapped if key[: len(SEAL)] == SEAL and len(key) >= length}
    starts = (found.start() for found in re.finditer(re.escape(SEAL), content))
    return any(content[start : start + length] in wanted for start in starts)


def _as_base64(value: bytes) -> str:
    """Bytes as base64, since JSON has no bytes."""
    return base64.b64encode(value).decode()


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def _on_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
