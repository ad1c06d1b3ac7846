"""Keeps the time at which a class was opened in a file, so that the next start can say that this class was lost."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from screening.casework.errors import StoreError
from screening.casework.private_files import read_private, replace
from screening.core.durations import CLASS_LASTS

FILE = "class"  # in the data folder


def remember(data: Path, opened: datetime) -> None:
    """Store when a class was opened; if that cannot be written the class goes on."""
    with suppress(StoreError):
        replace(data / FILE, opened.isoformat().encode())


def forget(data: Path) -> None:
    """Delete the file: the class ended as it should."""
    with suppress(OSError):
        (data / FILE).unlink(missing_ok=True)


def opened_before(data: Path, now: datetime) -> datetime | None:
    """Return when the class was opened that an earlier start did not end; None if there is none that could still go
    on.
    """
    try:
        opened = datetime.fromisoformat(read_private(data / FILE).decode("ascii", "replace"))
        return opened if timedelta() <= now - opened < CLASS_LASTS else None
    except (StoreError, ValueError, TypeError):
        return None
