"""The process that opens an envelope from elsewhere, or seals one: `python -m screening.exchange.envelope_reader TASK`.

TASK is the code of a kind of file, which is opened, or `seal`. The process holds no key of ours, may write no file, and
has little memory and processor time. Standard input: four bytes with the length of the passphrase, the passphrase, the
envelope. Standard output: what it carries. For sealing, the plain bytes come in and an age file goes out.
"""

import resource
import sys
from contextlib import suppress
from pathlib import Path

from screening.exchange import age_passphrase
from screening.exchange.file_kinds import FILE_KINDS
from screening.exchange.limited_process import DAMAGED, NO_MEMORY, SAYS, SEAL, BadEnvelope, Way
from screening.exchange.strict_json import LARGEST

MOST_GIVEN = LARGEST + 64 * 1024  # an age file is a little larger than what it holds; the rest is cut off
WAYS = {row.kind.value: row.opened_by for row in FILE_KINDS if row.opened_by} | {
    SEAL: Way(age_passphrase.seal, (256 + 256) * 1024**2, 30)  # half of it for scrypt at its WORK
}


def _limit(way: Way) -> None:
    with suppress(OSError):
        # If memory runs out, this process ends, and not the one that holds the keys.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (way.memory, way.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (way.seconds, way.seconds))


def main() -> int:
    """Write the answer and return 0; if there is none, return the exit code that says why."""
    way = WAYS[sys.argv[1]]
    _limit(way)
    source = sys.stdin.buffer
    passphrase = source.read(int.from_bytes(source.read(4), "big")).decode()
    try:
        found = way.done(source.read(), passphrase)
    except BadEnvelope as problem:
        return next((code for code, kind in SAYS.items() if kind is type(problem)), DAMAGED)
    except MemoryError:
        return NO_MEMORY
    sys.stdout.buffer.write(found[:MOST_GIVEN])
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
