"""One process at a time works with a data folder: it holds a lock on a file, and writes its address there."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screening.settings import Settings
from screening.storage.database import address_of, database_files
from screening.storage.errors import StoreError, cannot_write

FILE = "running"
LONGEST = 400  # bytes of that file that are read


class DatabaseInUse(StoreError):
    """Another process works with the database; the message is one sentence."""


class AlreadyRunning(StoreError):
    """Another process has this data folder.

    `address` is the address of its pages, `listens` its network address and port. Both are empty for a command.
    """

    def __init__(self, address: str, listens: str = "") -> None:
        super().__init__("Rozpoznaj is running; stop it first (Ctrl+C in its terminal).")
        self.address, self.listens = address, listens


@contextmanager
def only_instance(data: Path, address: str = "", listens: str = "") -> Iterator[None]:
    """Hold the data folder; another process reads `address` and `listens` there, as in AlreadyRunning.

    Raises AlreadyRunning, and StoreError for a folder that cannot be written.

    The lock goes with the process, however it ends.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(data / FILE, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as problem:
        raise cannot_write(data, problem) from problem
    try:
        _take(handle, data, f"{address}\n{listens}")
        yield
    finally:
        os.close(handle)


def _take(handle: int, data: Path, said: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(handle, 0)
        os.write(handle, said.encode())
    except BlockingIOError:
        address, _, listens = os.read(handle, LONGEST).decode("utf-8", "replace").partition("\n")
        raise AlreadyRunning(address, listens) from None
    except OSError as problem:
        raise cannot_write(data, problem) from problem


def is_served(data: Path) -> bool:
    """Return whether a server has this data folder. Raises StoreError for a folder that cannot be written."""
    try:
        with only_instance(data):
            return False
    except AlreadyRunning as found:
        return bool(found.address)


def check_beside_server(settings: Settings) -> None:
    """Raise DatabaseInUse where a server works with the database, and a file that SQLite makes beside it is gone.

    A second process would make a new one. Neither would see what the other writes, and what both saved would be lost.
    """
    path, _, *beside = database_files(settings) or (Path(), Path())  # a database on a server has no files
    if all(os.path.lexists(each) for each in beside[:2]):  # the log and its index
        return
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DatabaseInUse(
            "Rozpoznaj is just starting, or a file beside its database is missing; try again, and if that does not "
            "help, stop it (Ctrl+C in its terminal) first."
        ) from None
    finally:
        os.close(handle)


@contextmanager
def only_server(settings: Settings) -> Iterator[bool]:
    """Hold the database against a second serving process, whatever data folder that one has.

    Yield whether this process, and those it starts, can be sure to be alone: only with a file of SQLite. The lock
    goes with them, however they end. Raises DatabaseInUse, and StoreError for a folder that cannot be written.
    """
    address = address_of(settings)
    if address.get_backend_name() != "sqlite" or not address.database:
        yield False
        return
    path = Path(address.database).resolve()
    try:
        # The file itself is held: a name beside it could be deleted, and a second process would find nothing held.
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as problem:
        raise cannot_write(path.parent, problem) from problem
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUse(
                f"Another Rozpoznaj works with the database {path}; stop it, or choose another ROZPOZNAJ_DATABASE."
            ) from None
        yield True
    finally:
        os.close(handle)
