"""The printing process as the server uses it: started early, one document at a time, replaced when old or stuck.

The worker limits its own processor time for each document. Here only a process that does nothing is ended.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screening.printing.codec import dump
from screening.printing.frames import PipeClosed, read_frame, write_frame
from screening.printing.still import ended_when_still

STILL_SECONDS = 60.0  # without any work, after which the process is ended
DOCUMENTS = 300  # that one process draws
MOST_WAITING = 2  # the one whose document is drawn, and one more; the other threads of the server stay free
COMMAND = (sys.executable, "-P", "-m", "screening.printing.worker")
PACKAGE_ROOT = Path(__file__).parents[2]
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_CACHE_HOME")


class PrintingError(Exception):
    """A document could not be printed; the message is one sentence."""


class PrinterBusy(PrintingError):
    """Too many threads wait for the printing process already."""

    def __init__(self) -> None:
        super().__init__("Others are printing; try once more in a few seconds.")


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and the characters of the officer's own words that it shows as `[U+…]`."""

    pdf: bytes
    replaced: tuple[str, ...]


def _environment() -> dict[str, str]:
    """The environment variables of the process: where Python, fonts and this package are, and nothing else."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    path = [str(PACKAGE_ROOT), *filter(None, [passed.get("PYTHONPATH")])]
    return passed | {"PYTHONPATH": os.pathsep.join(path)}


class Printer:
    """One printing process for all threads of this one; `most_waiting` of them wait for it, others are turned away."""

    def __init__(
        self,
        *,
        still_seconds: float = STILL_SECONDS,
        documents: int = DOCUMENTS,
        most_waiting: int = MOST_WAITING,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self._still_seconds = still_seconds
        self._documents = documents
        self._command = command
        self._lock = threading.Lock()
        self._most_waiting = most_waiting
        self._turn = threading.Lock()  # for changes of the next list
        self._waiting: list[str] = []  # the askers of the threads that wait or print
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False  # the process has answered that it is warm
        self._drawn = 0

    def start(self) -> None:
        """Start the process; it warms up while the caller goes on."""
        with self._lock:
            self._stop()
            self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        self._ready, self._drawn = False, 0

    @property
    def pid(self) -> int | None:
        """Process id of the printing process, or None."""
        return self._process.pid if self._process else None

    def pdf(self, document: Any, language: str, *, asker: str = "") -> Printed:
        """Return the document as PDF. Raises what `together` raises."""
        return self.together((document,), language, asker=asker)

    def together(self, documents: Sequence[Any], language: str, *, asker: str = "") -> Printed:
        """Return documents as one PDF, each from a page of its own.

        Raises PrintingError; a process that took too long or ended is replaced. Raises PrinterBusy at once where as
        many threads as may wait are waiting, or one for the same `asker` (the address of a telephone in a class).
        """
        papers = [{"kind": each.KIND, "document": each} for each in documents]
        request = dump({"papers": papers, "language": language})
        with self._place_of(asker), self._lock:
            head, pdf = self._ask(request)
        return Printed(pdf, tuple(head["replaced"]))

    @contextmanager
    def _place_of(self, asker: str) -> Iterator[None]:
        with self._turn:
            if len(self._waiting) >= self._most_waiting or (asker and asker in self._waiting):
                raise PrinterBusy
            self._waiting.append(asker)
        try:
            yield
        finally:
            with self._turn:
                self._waiting.remove(asker)

    def _ask(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        process = self._warm()
        try:
            with ended_when_still(process, self._still_seconds):  # a large document fills the pipe until it is read
                write_frame(process.stdin, request)
        except BrokenPipeError:
            self._stop()
            raise PrintingError("The printing process ended; try once more.") from None
        answer = self._receive(process)
        self._drawn += 1
        return answer

    def _warm(self) -> Any:
        """The process, ready for a document; a new one if the last is gone or old."""
        if self._process is None or self._process.poll() is not None or self._drawn >= self._documents:
            self._stop()
            self._start()
        if not self._ready:
            self._receive(self._process)
            self._ready = True
        return self._process

    def _receive(self, process: Any) -> tuple[dict[str, Any], bytes]:
        try:
            with ended_when_still(process, self._still_seconds):
                head = json.loads(read_frame(process.stdout))
                pdf = read_frame(process.stdout)
        except PipeClosed:
            self._stop()
            raise PrintingError("Printing took too long or ended; try once more.") from None
        if "error" in head:
            if not self._ready:
                self._stop()
            raise PrintingError(head["error"])
        return head, pdf

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    with suppress(BrokenPipeError):
                        pipe.close()
            self._process.wait()
        self._process, self._ready = None, False

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()
