"""Work folders, and what a killed process left: cleared at the next start, never while somebody works in them."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screening.settings import Settings
from screening.storage.database import FILE, database_files
from screening.storage.key_file import UNFINISHED

PREFIX = ".rozpoznaj-work-"
KEY_FILES = ("audit.key", "vault.json")
# What the first edition left in the data folder when a restore was killed.
FIRST_FOLDER = "restoring"
FIRST_FILES = frozenset(
    f"{name}{end}"
    for name in ("opened.json", "built.sqlite", "built.lock")
    for end in ("", UNFINISHED, "-wal", "-shm", "-journal")
)


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """Yield a new folder of mode 0700, gone when it is left; no other process clears it meanwhile. Raises OSError.

    It stays if a restore put its database in place, as a second name of the file, and could not remove it there again:
    `clear` does that at the next start.
    """
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield path
    finally:
        if not _holds_a_link(path):
            shutil.rmtree(path, ignore_errors=True)
        os.close(handle)


def _holds_a_link(path: Path) -> bool:
    """Whether the database in a work folder has a second name elsewhere."""
    try:
        return (path / FILE).stat().st_nlink > 1
    except OSError:
        return False


def clear(settings: Settings) -> None:
    """Clear what killed processes left of these settings. The caller holds `folder_lock` of the data folder."""
    for name in KEY_FILES:
        (settings.data / f"{name}{UNFINISHED}").unlink(missing_ok=True)
    database = next(iter(database_files(settings)), None)
    for folder in {settings.data, settings.data.parent, *([database.parent] if database else [])}:
        for path in folder.glob(f"{PREFIX}*"):
            _clear(path, settings.data, database)
    first = settings.data / FIRST_FOLDER
    with suppress(OSError):
        if not first.is_symlink() and {each.name for each in first.iterdir()} <= FIRST_FILES:
            shutil.rmtree(first, ignore_errors=True)


def _clear(path: Path, data: Path, database: Path | None) -> None:
    """Remove a work folder that nobody uses, and a database that a restore put in place without its vault."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with suppress(OSError):
            built = path / FILE
            if database and built.samefile(database) and not (data / "vault.json").exists():
                database.unlink()
        shutil.rmtree(path, ignore_errors=True)
    except OSError:
        return
    finally:
        os.close(handle)
