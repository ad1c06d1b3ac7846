"""The six documents: how many a second by one printing process and by two, and memory after a thousand."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from screening import settings
from screening.casework.documents import DOCUMENTS, document
from screening.content import load
from screening.core.documents import Document
from screening.printing import Printer
from tests.benchmarks.example import a_typical_case

EACH = 60
MANY = 1_000
MIB = 1024


def _memory(printer: Printer) -> float:
    """Resident memory of the printing process, in MiB."""
    status = Path(f"/proc/{printer.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / MIB


def _print(printer: Printer, made: list[Document]) -> float:
    start = time.perf_counter()
    for each in made:
        printer.pdf(each, "pl")
    return len(made) / (time.perf_counter() - start)


def run(rounds: int = 3, many: int = MANY) -> None:
    """Print both figures; no process is replaced meanwhile."""
    content = load(settings.folder("indicators"))
    made = [document(kind, a_typical_case(), content, code="bursztyn-07", now=datetime.now(UTC)) for kind in DOCUMENTS]
    one, other = (Printer(documents=many * 10) for _ in range(2))
    for printer in (one, other):
        _print(printer, made)
    batch, alone, together = list(islice(cycle(made), EACH)), [], []
    for _ in range(rounds):
        alone.append(_print(one, batch))
        with ThreadPoolExecutor(2) as threads:
            together.append(sum(threads.map(lambda printer: _print(printer, batch), (one, other))))
    ratio = median(b / a for a, b in zip(alone, together, strict=True))
    print("documents a second, the six kinds in turn, two printing processes against one:")
    print(f"  {ratio:.2f}x ({median(alone):.1f} and {median(together):.1f} a second)")
    before = _memory(one)
    for done in range(0, many, 100):
        _print(one, list(islice(cycle(made), 100)))
        print(f"  {done + 100} of {many} documents: {_memory(one):.0f} MiB", flush=True)
    print(f"memory of one printing process, {before:.0f} MiB before and {_memory(one):.0f} MiB after {many} documents")
    for printer in (one, other):
        printer.close()
