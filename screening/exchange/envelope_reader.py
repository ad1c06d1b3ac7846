"""The process that opens an envelope from elsewhere, or seals one: `python -m screening.exchange.envelope_reader TASK`.

It holds no key of ours, may write no file, and has little memory and processor time. Standard input: four bytes with
the length of the passphrase, the passphrase, the envelope. Standard output: what it carries. For sealing the other way.
"""

import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from screening.exchange import age_passphrase
from screening.exchange.limited_process import NO_MEMORY, NOT_OPENED, NOTHING_CARRIED, OLD_CARRIED, SEAL, Kind
from screening.exchange.sealed_pdf import CARRIED, CARRIED_BEFORE
from screening.exchange.strict_json import LARGEST

MOST_GIVEN = LARGEST + 64 * 1024  # an age file is a little larger than what it holds


class _Ended(Exception):
    """There is no answer; `code` is the exit code that says why."""

    def __init__(self, code: int) -> None:
        self.code = code


def _carried_by_pdf(data: bytes, passphrase: str) -> bytes:
    """The age file that a PDF carries."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), password=passphrase) as pdf:
            if CARRIED in pdf.attachments:
                return pdf.attachments[CARRIED].get_file().read_bytes()
            raise _Ended(OLD_CARRIED if CARRIED_BEFORE in pdf.attachments else NOTHING_CARRIED)
    except pikepdf.PasswordError:
        raise _Ended(NOT_OPENED) from None


def _within_age(data: bytes, passphrase: str) -> bytes:
    """The plain bytes of an age file."""
    try:
        return age_passphrase.unseal(data, passphrase)
    except age_passphrase.NotOpened:
        raise _Ended(NOT_OPENED) from None


@dataclass(frozen=True, slots=True)
class _Way:
    """How a task is done, with how much memory and how many seconds of processor time."""

    done: Callable[[bytes, str], bytes]
    memory: int
    seconds: int


# scrypt with the greatest work factor that the head may name takes 1 GiB, and up to ten seconds of an old processor.
WAYS = {
    Kind.PDF.value: _Way(_carried_by_pdf, 384 * 1024**2, 5),
    Kind.AGE.value: _Way(_within_age, (1024 + 256) * 1024**2, 120),
    SEAL: _Way(age_passphrase.seal, (256 + 256) * 1024**2, 30),
}


def _limit(way: _Way) -> None:
    with suppress(OSError):
        # If memory runs out, this process ends, and not the one that holds the keys.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (way.memory, way.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (way.seconds, way.seconds))


def main() -> int:
    """Write the answer and return the exit code, which says why there is none."""
    way = WAYS[sys.argv[1]]
    _limit(way)
    source = sys.stdin.buffer
    passphrase = source.read(int.from_bytes(source.read(4), "big")).decode()
    try:
        found = way.done(source.read(), passphrase)
    except _Ended as problem:
        return problem.code
    except MemoryError:
        return NO_MEMORY
    sys.stdout.buffer.write(found[:MOST_GIVEN])
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
