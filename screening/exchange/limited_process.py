"""Envelopes from elsewhere are hostile until read: a process of their own opens them, one at a time.

The process that holds the keys never does work whose size a stranger chose. Sealing takes 256 MiB of memory for a
second, so it is done there as well.
"""

import os
import signal
import subprocess
import sys
import threading
from enum import StrEnum
from pathlib import Path

COMMAND = (sys.executable, "-P", "-m", "screening.exchange.envelope_reader")
PACKAGE_ROOT = Path(__file__).parents[2]
PATIENCE = 300  # seconds; the process ends by its own limit of processor time long before
SEAL = "seal"
NOT_OPENED, NOTHING_CARRIED, OLD_CARRIED, NO_MEMORY = 3, 4, 5, 6
KILLED = -signal.SIGKILL  # by the system, which has no memory left; or by the limit of processor time
NO_ROOM = "This computer has too little memory or time for it just now; close other programs and try again."

_admitted = threading.BoundedSemaphore(2)
_turn = threading.Lock()


class Kind(StrEnum):
    """How a file is wrapped."""

    PLAIN = "plain"
    AGE = "age"
    PDF = "pdf"


class BadEnvelope(ValueError):
    """The envelope cannot be opened; the message is one sentence."""


class NotOpened(BadEnvelope):
    """This passphrase does not open the envelope, which may be damaged."""

    def __init__(self) -> None:
        super().__init__("The passphrase does not open this file, or the file is damaged.")


class NothingInside(BadEnvelope):
    """The PDF can be read, but it carries no case file."""


class OldPdf(BadEnvelope):
    """The PDF is of the first edition: who wrote the case file in it cannot be known."""


class ReaderBusy(BadEnvelope):
    """One envelope is being opened or sealed, and another waits; or other programs leave no memory or no time."""


def carried(kind: Kind, data: bytes, passphrase: str) -> bytes:
    """Return what an envelope carries. Raises BadEnvelope or a kind of it."""
    return _given(kind.value, data, passphrase)


def sealed(plain: bytes, passphrase: str) -> bytes:
    """Return the bytes as an age file. Raises BadEnvelope if the process could not make it, ReaderBusy."""
    return _given(SEAL, plain, passphrase)


def _given(task: str, data: bytes, passphrase: str) -> bytes:
    """Return what the process answers. At most one other caller may wait for it."""
    if not _admitted.acquire(blocking=False):
        raise ReaderBusy("Another file is being opened or sealed just now; try again.")
    try:
        with _turn:
            ran = _run(task, data, passphrase)
    finally:
        _admitted.release()
    if ran.returncode == NOT_OPENED:
        raise NotOpened
    if ran.returncode == NOTHING_CARRIED:
        raise NothingInside("This PDF carries no case file.")
    if ran.returncode == OLD_CARRIED:
        raise OldPdf(
            "This PDF is of the first edition, and anybody on the way could have changed what it carries; "
            "ask for the file once more."
        )
    if ran.returncode in (NO_MEMORY, KILLED) and task != Kind.PDF:
        raise ReaderBusy(NO_ROOM)  # what an age file may ask for is known from its head, so the file is not to blame
    if ran.returncode:
        raise BadEnvelope("The file is damaged, or too large to be opened.")
    return ran.stdout


def _run(task: str, data: bytes, passphrase: str) -> subprocess.CompletedProcess[bytes]:
    secret = passphrase.encode()
    path = os.pathsep.join([str(PACKAGE_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        return subprocess.run(  # noqa: S603
            (*COMMAND, task),
            input=len(secret).to_bytes(4, "big") + secret + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": path},
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        raise ReaderBusy(NO_ROOM) from None
