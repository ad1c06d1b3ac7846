"""A class that the start before held is told at this one. A file says when it was opened, and nothing else."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from screening.casework.errors import StoreError
from screening.casework.private_files import read_private, replace
from screening.casework.training.classroom import LASTS

FILE = "class"


def remember(data: Path, opened: datetime) -> None:
    """Write down that a class was opened; where that cannot be written the class goes on."""
    with suppress(StoreError):
        replace(data / FILE, opened.isoformat().encode())


def forget(data: Path) -> None:
    """The class is over in good order."""
    with suppress(OSError):
        (data / FILE).unlink(missing_ok=True)


def opened_before(data: Path, now: datetime) -> datetime | None:
    """When the class was opened that an earlier start did not end; None if there is none that could still go on."""
    try:
        opened = datetime.fromisoformat(read_private(data / FILE).decode("ascii", "replace"))
        return opened if timedelta() <= now - opened < LASTS else None
    except (StoreError, ValueError, TypeError):
        return None
