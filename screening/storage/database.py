"""The connection to SQLite or PostgreSQL, and the lock that a writer takes before SQLite's own.

The log is SQLite's write-ahead log: a file beside the database, with what was written last.
"""

import fcntl
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from screening.settings import Settings
from screening.storage.errors import (
    Busy,
    DatabaseDamaged,
    DataMoved,
    DiskFull,
    DiskUnreadable,
    NotSaved,
    StorageError,
    StoreError,
)

FILE = "rozpoznaj.sqlite"
LOCK = ".lock"  # the end of the name of the lock file
WAIT = 30.0  # seconds that a write waits for another program that writes
WAIT_FOR_READERS = 1.0  # seconds that emptying the log waits for another program that reads; it is tried again
PAUSE = 0.002  # seconds between two tries for the lock
EMPTIED = 8  # bytes in the lock file: they change whenever one of our processes empties the log
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "trusted_schema = OFF",
)
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
BUSY_STATES = ("55P03", "57014", "40001", "40P01")  # PostgreSQL: lock or statement timed out, serialization, deadlock
FULL_STATE = "53100"  # PostgreSQL: the disk is full
FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)  # the second: no room for the index of the log


def sqlite_at(path: Path) -> URL:
    """Return the address of a SQLite file, whatever letters its path has."""
    return URL.create("sqlite", database=str(path))


def address_of(settings: Settings) -> URL:
    """Return where these settings keep the cases: in SQLite in the data folder, or at the address given.

    Raises StoreError for an address that is none, and for one of SQLite that has a `?`, where the path would end, that
    names no file, so that cases would be gone with the program, or that ends like the lock file.
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
    file = address.database or ":memory:"
    if address.get_backend_name() == "sqlite" and (file == ":memory:" or file.endswith(LOCK)):
        raise StoreError("ROZPOZNAJ_DATABASE names no file that can hold the cases; its name must not end in .lock.")
    return address


def database_files(settings: Settings) -> tuple[Path, ...]:
    """Return the files of SQLite: database, lock file, log, its index, journal; none for another kind of database.

    Raises StoreError for an address that is none.
    """
    address = address_of(settings)
    if address.get_backend_name() != "sqlite" or not address.database:
        return ()
    path = Path(address.database)
    return (path, path.with_suffix(LOCK), *(_beside(path, ending) for ending in ("-wal", "-shm", "-journal")))


class Database:
    """An engine, and a lock for which writers wait: they try it more often than SQLite would try its lock again."""

    def __init__(self, address: URL) -> None:
        """Raises StoreError for an address that nothing here can open, OSError for a file that cannot be made."""
        self.sqlite = address.get_backend_name() == "sqlite"
        self._thread_lock = threading.Lock()
        self._lock_file: int | None = None
        self._seen: tuple[Any, int] = None, 0  # the log as this process left it: which one, and its length
        self._logs: dict[int, Any] = {}  # which log each open connection has
        self._length = 0  # of the database as this process left it; it never becomes shorter
        self._path = Path(address.database) if self.sqlite and address.database else None
        try:
            self.engine: Engine = create_engine(address, hide_parameters=True, pool_pre_ping=not self.sqlite)
        except ModuleNotFoundError:
            raise StoreError("For PostgreSQL the package psycopg is missing; install it and start again.") from None
        except ArgumentError:
            raise StoreError("ROZPOZNAJ_DATABASE names a kind of database that is not known here.") from None
        if self._path:
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            self._opened = _file(self._path)
            self._lock_file = os.open(self._path.with_suffix(LOCK), os.O_CREAT | os.O_RDWR, 0o600)
            event.listen(self.engine, "connect", self._configure)
            event.listen(self.engine, "close", lambda closed, _: self._logs.pop(id(closed), None))
            event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection for reading; nothing is committed.

        Raises DatabaseDamaged, DiskUnreadable, Busy, DataMoved.
        """
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as problem:
            raise self._named(problem) or _unread(problem) from problem

    @contextmanager
    def writing(self, *, wait: float = WAIT) -> Iterator[Connection]:
        """Yield a connection for one short transaction, which no other writer enters meanwhile.

        Raises NotSaved, with nothing written: DiskFull, Busy if other programs write for so many seconds, DataMoved
        if the file of the database is not the one that was opened, or it or its log was cut. Raises DatabaseDamaged
        for a row that the tables do not take.
        """
        try:
            with self._turn(wait), self.engine.connect() as connection:
                connection.execution_options(writes=True)
                self._wait_for_writers(connection, wait)
                with connection.begin():
                    self._check_place(connection)
                    yield connection
                self._remember()
        except SQLAlchemyError as problem:
            kind = NotSaved if isinstance(problem, OperationalError) else DatabaseDamaged
            raise self._named(problem) or kind(sentence_on("The database cannot be written", problem)) from problem

    def _named(self, problem: SQLAlchemyError) -> StorageError | None:
        """Our error for one of the database, or None; DataMoved for any where the file of the database is gone."""
        return our_error(problem) if self.is_in_place() else DataMoved()

    def is_in_place(self) -> bool:
        """Return whether the file of the database is the one that was opened; that of a server always is."""
        return self._path is None or _file(self._path) == self._opened

    @contextmanager
    def _turn(self, wait: float) -> Iterator[None]:
        """The turn of one writer among the threads and processes that write. Raises Busy."""
        until = time.monotonic() + wait
        if not self._thread_lock.acquire(timeout=wait):
            raise Busy
        try:
            if self._lock_file is not None:
                _take(self._lock_file, until)
            yield
        finally:
            if self._lock_file is not None:
                fcntl.flock(self._lock_file, fcntl.LOCK_UN)
            self._thread_lock.release()

    def _wait_for_writers(self, connection: Connection, wait: float) -> None:
        if self.sqlite:
            _raw(connection).execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")

    def _check_place(self, connection: Connection) -> None:
        """Raise DataMoved unless both names lead to the files of this connection, and neither file became shorter."""
        if not self._path:
            return
        has_names = (_file(self._path), _file(_log(self._path))) == (self._opened, connection.info["log"])
        (log, length), (log_before, length_before) = self._log_now(), self._seen
        if not has_names or (log == log_before and length < length_before) or self._path.stat().st_size < self._length:
            raise DataMoved

    def _log_now(self) -> tuple[Any, int]:
        """Which log it is, by its file and the last time that one of our processes emptied it; and its length.

        It never fails: it is also called after a write, and that is done by then.
        """
        if not self._path or self._lock_file is None:
            return None, 0
        log, length, emptied = _log(self._path), 0, b""
        with suppress(OSError):
            length = log.stat().st_size
            emptied = os.pread(self._lock_file, EMPTIED, 0)
        return (_file(log), emptied), length

    def _remember(self) -> None:
        self._seen = self._log_now()
        with suppress(OSError):
            self._length = self._path.stat().st_size if self._path else 0

    def _will_empty(self) -> None:
        """Let every process know that the log will be emptied, even if this process is killed while it does so.

        A process that does not know takes the shorter log for damage, and asks for a new start.
        """
        if self._lock_file is not None:
            with suppress(OSError):
                os.pwrite(self._lock_file, secrets.token_bytes(EMPTIED), 0)

    def _configure(self, connection: sqlite3.Connection, record: Any) -> None:
        """Raise DataMoved where database or log are others than those of the connections that are open.

        This one would begin a new log, and what the open ones wrote, and write back as they close, would be lost.
        Raises DatabaseDamaged where SQLite's message quotes bytes of a damaged table, and is no text.
        """
        if self._path and {self._opened, *self._logs.values()} - {_file(self._path), _file(_log(self._path))}:
            raise DataMoved
        connection.isolation_level = None
        connection.text_factory = text_of
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()  # opens the log
        except UnicodeDecodeError:
            raise DatabaseDamaged from None
        if self._path:
            record.info["log"] = self._logs[id(connection)] = _file(_log(self._path))

    def empty_log(self) -> bool:
        """Empty SQLite's write-ahead log, so that nothing erased stays readable in it.

        Return False if that cannot be done now, since another program reads or writes, the disk is full, or the data
        was moved.
        """
        if not self.sqlite:
            return True
        try:
            with self._turn(WAIT_FOR_READERS), self.engine.connect() as connection:
                self._wait_for_writers(connection, WAIT_FOR_READERS)
                self._check_place(connection)
                self._will_empty()
                busy, _, _ = _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._remember()
                return not busy
        except (StorageError, SQLAlchemyError, sqlite3.Error):
            return False

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _take(handle: int, until: float) -> None:
    """Take a file lock, or raise Busy when the time is over: a stopped program may hold it for ever."""
    while True:
        with suppress(BlockingIOError):
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if time.monotonic() >= until:
            raise Busy
        time.sleep(PAUSE)


def _log(path: Path) -> Path:
    return _beside(path, "-wal")


def _beside(path: Path, ending: str) -> Path:
    """Return the path of a file that SQLite makes beside a database: beside the file itself, if the path is a link."""
    return Path(f"{os.path.realpath(path)}{ending}")


def _file(path: Path) -> tuple[int, int] | None:
    """What a name leads to now: device and number of the file, or None."""
    with suppress(OSError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def text_of(raw: bytes) -> str:
    """Return the text of a column, U+FFFD for damage: one damaged byte must not stop a whole list, nor a backup."""
    return raw.decode("utf-8", "replace")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _unread(problem: SQLAlchemyError) -> DatabaseDamaged:
    """The error for what cannot be read: DiskUnreadable if the disk failed, DatabaseDamaged for all else.

    A file that is too short is damaged.
    """
    code = _code(problem)
    if code & 0xFF == sqlite3.SQLITE_IOERR and code != sqlite3.SQLITE_IOERR_SHORT_READ:
        return DiskUnreadable()
    return DatabaseDamaged(sentence_on("The database cannot be read", problem))


def sentence_on(what: str, problem: SQLAlchemyError) -> str:
    """Return the sentence for an error of the database: what failed, the reason, and what to do."""
    reason = problem.orig if isinstance(problem, DBAPIError) else type(problem).__name__
    return f"{what} ({reason}); check the data folder, or restore a backup."


def _code(problem: SQLAlchemyError) -> int:
    """The extended code of an error of SQLite; 0 for any other."""
    return getattr(getattr(problem, "orig", None), "sqlite_errorcode", None) or 0


def our_error(problem: SQLAlchemyError) -> StorageError | None:
    """Return Busy or DiskFull if that is what an error of the database means, else None."""
    if isinstance(problem, NoConnection):
        return Busy()
    code, state = _code(problem), getattr(getattr(problem, "orig", None), "sqlstate", None) or ""
    if code & 0xFF in BUSY or state in BUSY_STATES:
        return Busy()
    return DiskFull() if code in FULL or state == FULL_STATE else None
