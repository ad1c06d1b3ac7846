"""Restore: a backup's two files back into an empty data folder, built beside it and put in place by one rename."""

import os
import shutil
from collections.abc import Callable, Generator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from screening.core.durations import CASE_KEPT_FOR, KEYS_FILE_LIFE
from screening.settings import Settings
from screening.storage import key_file
from screening.storage.audit import AuditEvent, AuditTrail, TrailFault
from screening.storage.backup import DATA_FILE, KEYS_FILE, digest, name_of
from screening.storage.backup_files import OpenedKeysFile, Row, Rows, as_bytes, read_keys, rows_of, unsealed
from screening.storage.database import FILE, Database, address_of, sqlite_at
from screening.storage.errors import DatabaseDamaged, KeyFileDamaged, NotSaved, SealBroken, StoreError, WrongKey
from screening.storage.leftovers import KEY_FILES, work_folder
from screening.storage.migrating import REVISIONS, migrate
from screening.storage.records_checked import checked_cases
from screening.storage.store import Store
from screening.storage.tables import Moment, cases, metadata
from screening.storage.vault import COST, Vault
from screening.storage.vault_file import Cost

BATCH = 100  # rows
CLOCKS_DIFFER = timedelta(days=1)  # by no more, when a backup of another computer is restored
# What a program that was started but never set up leaves in its data folder; it is made again.
OF_A_START = frozenset(("running", "session.key", "starts", "name", Path(FILE).with_suffix(".lock").name))

# What reading a damaged backup can raise.
_DAMAGE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    OverflowError,
    SealBroken,
    SQLAlchemyError,
    DatabaseDamaged,
    KeyFileDamaged,
)
# Table and column of each time.
_moments = {
    (table.name, each.name) for table in metadata.sorted_tables for each in table.c if type(each.type) is Moment
}


@dataclass(frozen=True, slots=True)
class Restored:
    """What was damaged before the backup was made: cases, by their ids, and the audit trail.

    `overdue` is how many cases a start of the program would erase now, since their time is over.
    """

    damaged: tuple[str, ...]
    fault: TrailFault | None
    overdue: int


def restore(
    keys_file: Path,
    settings: Settings,
    now: datetime,
    *,
    passphrase: str | None = None,
    kit: str | None = None,
    cost: Cost = COST,
    sure_of_day: Callable[[int], None] = lambda overdue: None,
) -> Generator[tuple[int, int], None, Restored]:
    """Restore a backup by its passphrase or its kit. Yield (cases done, cases in all), the last when all is in place.

    An erased case is not counted. The value of the generator names what was damaged already: that is put in place as
    well, and keeps nothing else from coming back. `sure_of_day` is called with the number of overdue cases before a row
    is written by a clock that may be wrong: where there are any, or the backup is older than a case is kept. What it
    raises ends the restore. The vault opens by the passphrase and the kit of the day of the backup.

    Raises WrongKey, or StoreError with one sentence: if the data folder is not empty, the keys file is past its life,
    either file is damaged, missing or of another backup, or the disk cannot be written. Then, or when it is stopped,
    the data folder is as before.
    """
    if (passphrase is None) == (kit is None):
        raise ValueError("either a passphrase or a kit")
    database = _free(settings)
    try:
        _check_name(keys_file)
        keys = read_keys(keys_file)
        _check_life(keys.made_at, now)
        data = keys_file.with_name(name_of(keys.made_at, DATA_FILE))
        if not data.is_file() or digest(data) != keys.head["data_sha256"]:
            raise StoreError(
                f"The file {data.name} beside the keys file is missing, damaged or of another backup; "
                "put the one that was made with the keys file there."
            )
        with ExitStack() as folders:
            work = _work_folder(folders, settings.data.parent)
            whole = work / "whole"  # becomes the data folder
            whole.mkdir(mode=0o700)
            file = _inside(whole, database, settings.data) or _work_folder(folders, database.parent) / FILE
            vault = _opened(work / "opened.json", keys.vault, cost, passphrase, kit)
            opened = unsealed(keys, vault.keys.inbox_identity, settings.realm)
            built = Database(sqlite_at(file))
            try:
                with rows_of(data, keys, opened, vault.keys.inbox_identity, work) as rows:
                    yield from _fill(built, rows, opened)
                migrate(built)
                store = Store(built, vault, AuditTrail(opened.audit_key), settings.realm)
                in_all = len(opened.case_keys)
                found = yield from _looked_through(store, in_all, now)
                if found.overdue or now - keys.made_at > CASE_KEPT_FOR:
                    sure_of_day(found.overdue)
                store.note(AuditEvent.RESTORE, now)
                built.empty_log()  # a database elsewhere is put in place as its one file
            finally:
                built.close()
            _put_in_place(whole, file, database, settings.data, opened.audit_key, keys.vault)
    except _DAMAGE as problem:
        raise StoreError(f"The backup {keys_file} is damaged, or is none; use another backup.") from problem
    except (OSError, NotSaved) as problem:
        raise StoreError(
            f"The backup cannot be read, or {settings.data} cannot be written ({problem}); check both and try again."
        ) from problem
    yield in_all, in_all
    return found


def _free(settings: Settings) -> Path:
    """Where the database will be. Raises StoreError if anything is there already that would be lost."""
    address = address_of(settings)
    if address.get_backend_name() != "sqlite":
        raise StoreError("A database on a server is restored with the server's own tools.")
    database = Path(str(address.database))
    names = [f"{database}{end}" for end in ("", "-wal", "-shm")] + [f"{settings.data / name}" for name in KEY_FILES]
    if there := [name for name in names if os.path.lexists(name)]:
        inside = any(Path(name).is_relative_to(settings.data) for name in there)
        raise StoreError(
            f"{settings.data if inside else there[0]} holds a vault or a database already; "
            "move it away, or choose another place with ROZPOZNAJ_DATA or ROZPOZNAJ_DATABASE."
        )
    try:
        others = {path.name for path in settings.data.iterdir()} - OF_A_START
    except FileNotFoundError:
        others = set()
    except OSError as problem:
        raise StoreError(f"The data folder {settings.data} cannot be read ({problem.strerror}).") from problem
    if others:
        raise StoreError(
            f"The data folder {settings.data} holds other files ({', '.join(sorted(others)[:3])}); "
            "move them away, or choose another folder with ROZPOZNAJ_DATA."
        )
    return database


def _inside(whole: Path, database: Path, data: Path) -> Path | None:
    """Return where a database that belongs in the data folder is built, under its own name; None for one elsewhere."""
    place, folder = (Path(os.path.realpath(each)) for each in (database, data))
    if not place.is_relative_to(folder):
        return None
    built = whole / place.relative_to(folder)
    built.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return built


def _check_name(keys_file: Path) -> None:
    if keys_file.name.endswith(DATA_FILE):
        raise StoreError(
            f"{keys_file.name} is the data file of a backup; name its keys file, which ends in {KEYS_FILE}."
        )


def _check_life(made_at: datetime, now: datetime) -> None:
    if now - made_at > KEYS_FILE_LIFE:
        raise StoreError(
            f"By the clock of this computer the keys file is older than {KEYS_FILE_LIFE.days} days and opens nothing; "
            "set the clock if it is wrong, or use a newer backup."
        )
    if made_at - now > CLOCKS_DIFFER:
        raise StoreError("The keys file was made later than now; set the clock of this computer and try again.")


def _work_folder(folders: ExitStack, beside: Path) -> Path:
    """A work folder beside a place that may not be there yet; what had to be made for it is removed with it."""
    missing = [each for each in (beside, *beside.parents) if not each.exists()]
    beside.mkdir(mode=0o700, parents=True, exist_ok=True)
    folders.callback(_remove_empty, missing)
    return folders.enter_context(work_folder(beside))


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _opened(path: Path, content: bytes, cost: Cost, passphrase: str | None, kit: str | None) -> Vault:
    """The vault of the backup, opened. Raises WrongKey, KeyFileDamaged or another KeyFileError, and TooLittleMemory."""
    key_file.write_new(path, content)
    vault = Vault(path, cost)
    try:
        if passphrase is not None:
            vault.unlock(passphrase)
        if kit is not None:
            vault.open_by_kit(kit)
    except UnicodeEncodeError:
        raise WrongKey from None
    return vault


def _fill(built: Database, found: Rows, opened: OpenedKeysFile) -> Generator[tuple[int, int], None, None]:
    """Write every row to tables of the revision (`migrations/`) that the backup has. Raises StoreError for a later one.

    Yield (0, cases in all) after each batch.
    """
    if found.revision not in REVISIONS:
        raise StoreError("The backup was made by a newer version of Rozpoznaj; install that version.")
    migrate(built, found.revision)
    reflected = MetaData()
    reflected.reflect(built.engine)
    tables = {name: reflected.tables[name] for name in metadata.tables if name in reflected.tables}
    case_keys = dict(opened.case_keys)
    rows = chain((("unit_keys", row) for row in opened.unit_keys), found.rows)
    with built.writing() as connection:
        while batch := list(islice(rows, BATCH)):
            for name, group in groupby(batch, lambda line: line[0]):
                connection.execute(insert(tables[name]), [_row(row, tables[name], case_keys) for _, row in group])
            yield 0, len(opened.case_keys)
        written = connection.execute(select(func.count()).select_from(cases)).scalar_one()
    if case_keys or written != found.cases:
        raise ValueError("not the cases of this backup")


def _looked_through(store: Store, in_all: int, now: datetime) -> Generator[tuple[int, int], None, Restored]:
    """Open every case but those of a run that kept nothing, and check the audit trail.

    Raises ValueError if there are cases and none opens.
    """
    damaged, seen = [], 0
    for public_id, is_whole in checked_cases(store):
        if seen % BATCH == 0:
            yield max(0, min(seen, in_all - 1)), in_all  # `restore` yields the last, when all is in place
        seen += 1
        if not is_whole:
            damaged.append(public_id)
    if seen and len(damaged) == seen:
        raise ValueError("no case opens")
    return Restored(tuple(damaged), store.verify_trail(), len(store.overdue(now)))


def _put_in_place(whole: Path, built: Path, database: Path, data: Path, audit_key: bytes, vault: bytes) -> None:
    """Put the folder in place by one rename. A database elsewhere is put there first, and removed if the rename fails.

    If the process dies between the two, or the database cannot be removed, its link stays in the work folder: there the
    next start finds it, and removes both.
    """
    built.with_suffix(".lock").unlink(missing_ok=True)
    for name, content in (("audit.key", audit_key), ("vault.json", vault)):
        key_file.write_new(whole / name, content)
    for name in OF_A_START:
        path = data / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    is_elsewhere = not built.is_relative_to(whole)
    if is_elsewhere:
        os.link(built, database)
    try:
        if is_elsewhere:
            key_file.sync_folder(database.parent)
        whole.rename(data)
    except OSError:
        if is_elsewhere:
            database.unlink()
        raise
    with suppress(OSError):
        built.unlink(missing_ok=True)
    with suppress(OSError):
        key_file.sync_folder(data.parent)


def _row(row: Row, table: Table, case_keys: dict[str, bytes]) -> dict[str, Any]:
    """The values for a row of a table; a case gets its key, which is taken out of `case_keys`.

    Raises ValueError if the table has other columns.
    """
    columns = [column for column in table.c if (table.name, column.name) != (cases.name, "wrapped_key")]
    if set(row) != {column.name for column in columns}:
        raise ValueError("other columns")
    taken = {column.name: _taken(row[column.name], column) for column in columns}
    if table.name == cases.name:
        taken["wrapped_key"] = case_keys.pop(str(row["public_id"]), None)
    return taken


def _taken(value: Any, column: Column[Any]) -> Any:
    """A value as the table takes it. A damaged one is empty: its row is restored, and reported when it is checked."""
    try:
        return _value(value, column)
    except (ValueError, TypeError):
        if column.nullable:
            return None
        return b"" if isinstance(column.type, LargeBinary) else 0 if isinstance(column.type, Integer) else ""


def _value(value: Any, column: Column[Any]) -> Any:
    if value is None and column.nullable:
        return None
    if isinstance(column.type, LargeBinary):
        return value if isinstance(value, bytes) else as_bytes(value)
    if isinstance(column.type, Integer) and type(value) is int:
        return value
    if not isinstance(column.type, String) or not isinstance(value, str) or len(value) > (column.type.length or 0):
        raise ValueError("another type")
    value.encode()  # raises for half of a surrogate pair
    if (column.table.name, column.name) in _moments:
        moment = datetime.fromisoformat(value)
        if moment.isoformat(timespec="microseconds") != value:
            raise ValueError("no time")
    return value
