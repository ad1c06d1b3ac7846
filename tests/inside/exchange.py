"""Inside sealed files and the process that opens them."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from pytest import MonkeyPatch

from screening.exchange import age_passphrase, limited_process


def run_with(patch: MonkeyPatch, run: Callable[..., Any]) -> None:
    """Let this stand for the process that opens a file."""
    patch.setattr(limited_process, "_run", run)


def only_place(patch: MonkeyPatch) -> threading.BoundedSemaphore:
    """Leave one place for a process that opens or seals a file; who enters it has it."""
    place = threading.BoundedSemaphore(1)
    patch.setattr(limited_process, "_admitted", place)
    return place


def no_place_is_free() -> bool:
    """Whether every place for a process that opens or seals a file is taken."""
    return limited_process._admitted._value == 0


def wrap_keys_with(patch: MonkeyPatch, wrapping: Callable[..., Any]) -> None:
    """Make the key that wraps the key of a file by this."""
    patch.setattr(age_passphrase, "_wrapping", wrapping)


def seal_pieces(patch: MonkeyPatch, pieces: Iterable[Any]) -> None:
    """Seal these pieces, whatever the content."""
    patch.setattr(age_passphrase, "_pieces", lambda *_: iter(pieces))


def base64_written(content: bytes) -> bytes:
    return age_passphrase._base64(content)


def base64_read(text: bytes) -> bytes:
    return age_passphrase._bytes(text)
