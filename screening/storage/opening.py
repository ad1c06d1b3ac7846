"""Open the store of given settings: clear away what a killed process left, and check whose database it is."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, insert, select

from screening.settings import TRAINING, Settings
from screening.storage.audit import AuditTrail, open_trail
from screening.storage.audit_reading import made_where_nothing_was_kept
from screening.storage.database import FILE, Database, address_of, database_files
from screening.storage.errors import Busy, DiskFull, NotSaved, StorageError, StoreError, cannot_write
from screening.storage.key_file import folder_lock
from screening.storage.leftovers import KEY_FILES, clear
from screening.storage.migrating import is_new, make_readable, migrate
from screening.storage.rows import ERASED
from screening.storage.store import Store
from screening.storage.tables import audit_head, cases, owner
from screening.storage.vault import COST, Vault
from screening.storage.vault_file import Cost


def never_set_up(settings: Settings) -> bool:
    """Return whether nothing of a store is in the data folder: no key file, no database. Nothing is made to find out.

    A database elsewhere opens only with a key file that is here. A folder that cannot be read may hold a store: False.
    """
    try:
        return not any(_is_there(settings.data / name) for name in (*KEY_FILES, FILE))
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def open_store(settings: Settings, cost: Cost = COST) -> Store:
    """Return the store of these settings, its folder, audit key and tables made where they are missing; its vault is
    shut.

    Raises StoreError, with one sentence, if the folder cannot be written, the key file is damaged or open to
    others, its database is missing, damaged, newer than this program, or belongs to somebody else. Raises
    DiskFull, Busy.
    """
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.data.chmod(0o700)
        with folder_lock(settings.data):
            clear(settings)
            trail = open_trail(settings.data / "audit.key")
        if not os.access(settings.data, os.W_OK):
            raise PermissionError(13, "not writable")
        _need_database(settings)
        database = Database(address_of(settings))
    except OSError as problem:
        raise cannot_write(settings.data, problem) from problem
    except NotSaved as problem:
        raise cannot_write(settings.data, OSError(str(problem))) from problem
    try:
        _need_tables(settings, database)
        migrate(database)
        make_readable(database)
        with database.writing() as connection:
            _need_audit_key(connection, settings, trail)
            _claim(connection, settings, hashlib.sha256(b"rozpoznaj owner" + trail.key).hexdigest()[:32])
            trail.begin(connection)
    except (DiskFull, Busy):
        database.close()
        raise
    except NotSaved as problem:
        database.close()
        raise cannot_write(settings.data, OSError(str(problem))) from problem
    except BaseException:
        database.close()
        raise
    vault = Vault(settings.data / "vault.json", cost)
    vault.needs_key = lambda: _needs_key(database)
    store = Store(database, vault, trail, settings.realm)
    store.empty_log()  # an erasure that was killed, or that waited for a reader, may have left its case in the log
    return store


def _need_database(settings: Settings) -> None:
    """Raise StoreError for files of another user, and where a new database would be made beside a key file.

    Backups of the empty one would replace the good ones. May raise OSError.
    """
    for path in database_files(settings):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            raise StoreError(
                f"The file {path.absolute()} may not be written by this user; give it to the user who runs Rozpoznaj "
                "(chown), or run this as that user."
            )
    for path in database_files(settings)[:1]:
        is_there = path.exists() and path.stat().st_size
        if (settings.data / "vault.json").exists() and not is_there:
            raise StoreError(
                f"The database {path.absolute()} is missing or empty, and the key file in {settings.data} belongs to "
                "one; put it back, or move that folder away and restore a backup."
            )


def _need_tables(settings: Settings, database: Database) -> None:
    """Raise StoreError where a database beside a key file is there and empty, such as a new one on a server."""
    if (settings.data / "vault.json").exists() and is_new(database):
        raise StoreError(
            f"The database holds nothing, and the key file in {settings.data} belongs to one that does; put that one "
            "back, or move that folder away and restore a backup."
        )


def _need_audit_key(connection: Connection, settings: Settings, trail: AuditTrail) -> None:
    """Raise StoreError for a trail whose key was missing, so that `open_trail` made a new one, which fits no row of it.

    A database of the first edition, which has no owner yet, would also belong to the new key for ever. The file of the
    new key is removed, so that the right one can be put there.
    """
    found = connection.execute(select(owner)).mappings().first()
    is_of_realm = found is None or found["realm"] == settings.realm
    if trail.is_new and is_of_realm and connection.execute(select(audit_head)).first() is not None:
        (settings.data / "audit.key").unlink(missing_ok=True)
        raise StoreError(
            f"The file audit.key is missing in {settings.data}, or the database belongs to another data folder; "
            "put the file back, choose that folder, or restore a backup."
        )


def _claim(connection: Connection, settings: Settings, name: str) -> None:
    """Write at its first use whose database this is: the realm, and `name`, which is made of the key of the trail.

    Raises StoreError if it belongs to another realm or key.
    """
    found = connection.execute(select(owner)).mappings().first()
    if found is None:
        connection.execute(insert(owner), {"id": 1, "realm": settings.realm, "name": name})
        return
    if found["realm"] != settings.realm:
        whose = "practice" if found["realm"] == TRAINING else "the service"
        raise StoreError(f"The database belongs to {whose}; choose another one with ROZPOZNAJ_DATABASE.")
    if found["name"] != name:
        raise StoreError(
            f"The database does not belong to the file audit.key in {settings.data}: it is of another data folder, or "
            "the file was exchanged. Choose the data folder that it belongs to, or restore a backup."
        )


def _needs_key(database: Database) -> bool:
    """Return whether there is a case that only a key file can open; True also if that cannot be known.

    If so, no new key file is made. Every page calls this, also that of an error and of "Hide", so it never fails.
    """
    kept = select(cases.c.public_id).where(cases.c.state != ERASED, cases.c.wrapped_key.is_not(None))
    with suppress(StorageError), database.reading() as connection:
        ids = set(connection.execute(kept).scalars())
        return bool(ids and ids - made_where_nothing_was_kept(connection, with_key_file=False))
    return True
