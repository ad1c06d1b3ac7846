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
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from screening.storage.errors import NotSaved, StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "busy_timeout = 30000",
    "trusted_schema = OFF",
)


class Database:
    """An engine, and the lock that makes writers wait for each other instead of SQLite's back-off."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.sqlite = parsed.get_backend_name() == "sqlite"
        self._thread_lock = threading.Lock()
        self._lock_file: int | None = None
        try:
            self.engine: Engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=not self.sqlite)
        except ModuleNotFoundError:
            raise StoreError("For PostgreSQL the package psycopg is missing; install it and start again.") from None
        if self.sqlite and parsed.database:
            path = Path(parsed.database)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._lock_file = os.open(path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
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
    config.set_main_option("script_location", str(MIGRATIONS))
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
