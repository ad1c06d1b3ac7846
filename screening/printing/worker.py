"""The printing process: `python -m screening.printing.worker`. It reads documents on standard input, and writes PDFs.

A request is one frame of JSON: papers and language. An answer is two: JSON (`replaced`, or `error`), then the PDF; the
first one, `ready`, comes unasked. The process holds no key, fetches nothing and writes no file.
"""

import json
import os
import resource
import sys
import warnings
from typing import BinaryIO

from screening.printing.codec import load
from screening.printing.frames import PipeClosed, read_frame, write_frame

MEMORY = 1024**3  # bytes
PROCESSOR_SECONDS = 20  # for one request
# What the events of `sys.addaudithook` that are refused begin with.
CLOSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "ctypes.")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
NO_LIBRARY = (
    "The system library Pango or HarfBuzz is missing; install it: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def restrict_process() -> None:
    """Allow from now on no core file, no written file, no network and no other process, and limit the memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def refuse(event: str, about: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(about[2], int) and about[2] & WRITING
        if writes or event.startswith(CLOSED):
            raise PermissionError(f"The printing process does nothing of the kind: {event}.")

    sys.addaudithook(refuse)


def _limit_next_document() -> None:
    """Let the kernel end this process if the next document takes more than PROCESSOR_SECONDS."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS, hard))


def _answer(out: BinaryIO, head: dict[str, object], pdf: bytes = b"") -> None:
    write_frame(out, json.dumps(head).encode())
    write_frame(out, pdf)


def main() -> None:
    """Answer documents until the other side closes the pipe."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    warnings.simplefilter("ignore")
    try:
        from screening.printing.drawing import Drawing, LibraryMissing
        from screening.printing.glyphs import FontMissing
    except OSError:
        return _answer(out, {"error": NO_LIBRARY})
    try:
        drawing = Drawing()
        # Finds and loads the fonts before the limits below.
        drawing.pdf_of_html("<html lang=pl><title>–</title><p>ąć <b>ąć</b> ● ◐ ○ ґї ế")
    except (FontMissing, LibraryMissing) as problem:
        return _answer(out, {"error": str(problem)})
    except OSError as problem:
        return _answer(out, {"error": f"A file for printing cannot be read: {problem}."})
    restrict_process()
    _answer(out, {"ready": True})
    while True:
        try:
            request = load(read_frame(source))
        except PipeClosed:
            return None
        _limit_next_document()
        try:
            papers = [(each["kind"], each["document"]) for each in request["papers"]]
            pdf, replaced = drawing.pdf(papers, request["language"])
        except BaseException as problem:  # WeasyPrint's fatal errors are no Exceptions
            _answer(out, {"error": f"The document could not be drawn ({type(problem).__name__})."})
        else:
            _answer(out, {"replaced": replaced}, pdf)


if __name__ == "__main__":
    main()
