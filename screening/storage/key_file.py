"""Key files (`vault.json`, `audit.key`): readable by their owner alone, on the disk before anybody relies on them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screening.storage.errors import KeyFileExposed, KeyFileUnreadable, not_saved

UNFINISHED = ".new"


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Lock a folder against other processes of this tool while its key files are changed. Raises NotSaved."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as problem:
        raise not_saved(problem) from problem
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _written_beside(path: Path, content: bytes, owner: os.stat_result | None = None) -> Path:
    """Write content to the disk beside a path and return where; `owner`: the status of a file with the same owner."""
    beside = path.with_name(path.name + UNFINISHED)
    handle = os.open(beside, os.O_TRUNC | os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        if owner and (owner.st_uid, owner.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(PermissionError):  # only root can: what another user writes stays that user's
                os.fchown(handle, owner.st_uid, owner.st_gid)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside


def sync_folder(folder: Path) -> None:
    """Write the names of a folder to the disk, so that a new or replaced file outlives a crash. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes) -> None:
    """Write a file of mode 0600 that must not exist yet, whole or not at all. Raises FileExistsError, OSError."""
    beside = _written_beside(path, content)
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
    sync_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Put new content in the place of a key file: after any crash there is the old file or the new one, whole.

    The file stays that of its owner: else a command that the administrator runs would lock the officer out.
    A link stays, and the file that it leads to is replaced: it is elsewhere on purpose, such as on a USB stick.
    Raises NotSaved, and the old file stays; but once the new file has its name, it counts, whatever happens then.
    """
    path = Path(os.path.realpath(path))
    try:
        _written_beside(path, content, path.stat() if path.exists() else None).replace(path)
    except OSError as problem:
        with suppress(OSError):
            path.with_name(path.name + UNFINISHED).unlink()
        raise not_saved(problem) from problem
    with suppress(OSError):
        sync_folder(path.parent)


def read_private(path: Path) -> bytes:
    """Return the content of a key file. Raises KeyFileExposed, KeyFileUnreadable."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileExposed(path)
        return path.read_bytes()
    except OSError as problem:
        raise KeyFileUnreadable(path, problem) from problem
