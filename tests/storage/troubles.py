"""One of each kind of trouble that the store can have."""

from collections.abc import Iterator
from pathlib import Path

from screening.storage.errors import (
    CaseDamaged,
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileError,
    KeyFileExposed,
    KeyFileMissing,
    StorageError,
)
from screening.storage.errors import KeyFileUnreadable as Unreadable
from screening.storage.instance_lock import AlreadyRunning

FILE = Path("/data/vault.json")
MADE = {
    KeyFileError: lambda: KeyFileError(FILE, "The key file is of no use."),
    KeyFileAltered: lambda: KeyFileAltered(FILE),
    KeyFileDamaged: lambda: KeyFileDamaged(FILE),
    KeyFileMissing: lambda: KeyFileMissing(FILE),
    KeyFileExposed: lambda: KeyFileExposed(FILE),
    Unreadable: lambda: Unreadable(FILE, PermissionError(13, "Permission denied")),
    CaseDamaged: lambda: CaseDamaged(7),
    AlreadyRunning: lambda: AlreadyRunning("http://127.0.0.1:1/"),
}


def kinds(kind: type[StorageError] = StorageError) -> Iterator[type[StorageError]]:
    """Every class of errors below the base of the family."""
    for below in kind.__subclasses__():
        yield below
        yield from kinds(below)


KINDS = tuple(dict.fromkeys(kinds()))


def trouble(kind: type[StorageError]) -> StorageError:
    """An error of this kind as the store raises it."""
    return MADE.get(kind, kind)()
