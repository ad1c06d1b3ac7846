"""The connection to SQLite or PostgreSQL, the write lock in front of SQLite, and the migrations."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from screening.settings import Settings
from screening.storage.errors import NotSaved, StoreError

FILE = "rozpoznaj.sqlite"
LOCK = ".lock"
MIGRATIONS = Path(__file__).parent / "migrations"
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "busy_timeout = 30000",
    "trusted_schema = OFF",
)


def sqlite_at(path: Path) -> URL:
    """The address of a SQLite file, whatever letters its path has."""
    return URL.create("sqlite", database=str(path))


def address_of(settings: Settings) -> URL:
    """Where these settings keep the cases: in SQLite in the data folder, or at the address given.

    Raises StoreError for an address that is none, and for one of SQLite with a `?`, which would cut the path there.
    """
    if not settings.database:
        return sqlite_at(settings.data / FILE)
    try:
        address = make_url(settings.database)
    except (ArgumentError, ValueError):
        raise StoreError(
            "ROZPOZNAJ_DATABASE is no address of a database, such as postgresql+psycopg://host/name."
        ) from None
    if address.get_backend_name() == "sqlite" and address.query:
        raise StoreError("ROZPOZNAJ_DATABASE holds a question mark; choose the folder with ROZPOZNAJ_DATA instead.")
    return address


def database_files(settings: Settings) -> tuple[Path, ...]:
    """The files of a SQLite database, those too that SQLite makes beside it; none for another kind of database.

    Raises StoreError for an address that is none.
    """
    address = address_of(settings)
    if address.get_backend_name() != "sqlite" or not address.database:
        return ()
    path = Path(address.database)
    return (path, path.with_suffix(LOCK), *(Path(f"{path}{ending}") for ending in ("-wal", "-shm", "-journal")))


class Database:
    """An engine, and the lock that makes writers wait for each other instead of SQLite's back-off."""

    def __init__(self, address: URL) -> None:
        """Raises StoreError for an address that nothing here can open, OSError for a file that cannot be made."""
        self.sqlite = address.get_backend_name() == "sqlite"
        self._thread_lock = threading.Lock()
        self._lock_file: int | None = None
        try:
            self.engine: Engine = create_engine(address, hide_parameters=True, pool_pre_ping=not self.sqlite)
        except ModuleNotFoundError:
            raise StoreError("For PostgreSQL the package psycopg is missing; install it and start again.") from None
        except ArgumentError:
            raise StoreError("ROZPOZNAJ_DATABASE names a kind of database that is not known here.") from None
        if self.sqlite and address.database:
            path = Path(address.database)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._lock_file = os.open(path.with_suffix(LOCK), os.O_CREAT | os.O_RDWR, 0o600)
            event.listen(self.engine, "connect", _configure)
            event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading; nothing is committed."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One short transaction. Raises NotSaved, with nothing written, when the disk is full or cannot be written."""
        with self._thread_lock:
            if self._lock_file is not None:
                fcntl.flock(self._lock_file, fcntl.LOCK_EX)
            try:
                with self.engine.begin() as connection:
                    connection.info["writing"] = True
                    yield connection
            except OperationalError as problem:
                raise NotSaved(str(problem.orig)) from problem
            finally:
                if self._lock_file is not None:
                    fcntl.flock(self._lock_file, fcntl.LOCK_UN)

    def forget_erased(self) -> None:
        """Empty SQLite's write-ahead log, so that nothing erased stays readable in it."""
        if self.sqlite:
            with self._thread_lock, self.engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None


def _configure(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def migrate(database: Database, revision: str = "head") -> None:
    """Bring the tables up to date. Raises StoreError if the database is newer than this program, or damaged."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    try:
        with database.engine.begin() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if current and current not in known:
                raise StoreError("The database was written by a newer version of Rozpoznaj; install that version.")
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    except DBAPIError as problem:
        raise StoreError(f"The database cannot be opened ({problem.orig}); check the data folder.") from problem
