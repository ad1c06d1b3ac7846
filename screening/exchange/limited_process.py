"""Envelopes from elsewhere may be hostile: a separate process opens them, one at a time.

The process that holds the keys never does work whose size a stranger chose. Sealing takes 256 MiB of memory for a
second, so it is done there as well.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

COMMAND = (sys.executable, "-P", "-m", "screening.exchange.envelope_reader")
PACKAGE_ROOT = Path(__file__).parents[2]
PATIENCE = 300  # seconds; the process ends by its own limit of processor time long before
SEAL = "seal"
DAMAGED, NO_MEMORY = 1, 6  # exit codes; SAYS has the others
KILLED = -signal.SIGKILL  # by the system, which has no memory left; or by the limit of processor time
NO_ROOM = "This computer has too little memory or time for it just now; close other programs and try again."

_admitted = threading.BoundedSemaphore(2)  # one at work, and one that waits
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Way:
    """How the process does a task: the function, the bytes of memory, and the seconds of processor time.

    The function gets bytes and a passphrase, returns bytes, and raises BadEnvelope or a kind of it. `cost_known`: the
    limits were enough for any such file, so that if memory ran out, the file is not to blame.
    """

    done: Callable[[bytes, str], bytes]
    memory: int
    seconds: int
    cost_known: bool = True


class BadEnvelope(ValueError):
    """The envelope cannot be opened; the message is one sentence."""


class NotOpened(BadEnvelope):
    """This passphrase does not open the envelope, which may be damaged."""

    def __init__(self) -> None:
        super().__init__("The passphrase does not open this file, or the file is damaged.")


class NothingInside(BadEnvelope):
    """The PDF can be read, but it carries no case file."""

    def __init__(self) -> None:
        super().__init__("This PDF carries no case file.")


class OldPdf(BadEnvelope):
    """The PDF is of the first edition: who wrote the case file in it cannot be known."""

    def __init__(self) -> None:
        super().__init__(
            "This PDF is of the first edition, and anybody on the way could have changed what it carries; "
            "ask for the file once more."
        )


class ReaderBusy(BadEnvelope):
    """One envelope is being opened or sealed, and another waits; or other programs leave no memory or no time."""


# The exit codes of the process for what an envelope can be; any other one means damage.
SAYS: dict[int, Callable[[], BadEnvelope]] = {3: NotOpened, 4: NothingInside, 5: OldPdf}


def carried(task: str, data: bytes, passphrase: str, *, cost_known: bool) -> bytes:
    """Return what an envelope carries; `task` is the code of its kind. Raises BadEnvelope or a kind of it."""
    return _given(task, data, passphrase, cost_known=cost_known)


def sealed(plain: bytes, passphrase: str) -> bytes:
    """Return the bytes as an age file. Raises BadEnvelope if the process could not make it, ReaderBusy."""
    return _given(SEAL, plain, passphrase, cost_known=True)


def _given(task: str, data: bytes, passphrase: str, *, cost_known: bool) -> bytes:
    """Return what the process writes. Raises ReaderBusy at once if another caller waits already."""
    if not _admitted.acquire(blocking=False):
        raise ReaderBusy("Another file is being opened or sealed just now; try again.")
    try:
        with _turn:
            ran = _run(task, data, passphrase)
    finally:
        _admitted.release()
    if ran.returncode in SAYS:
        raise SAYS[ran.returncode]()
    if ran.returncode in (NO_MEMORY, KILLED) and cost_known:
        raise ReaderBusy(NO_ROOM)
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
