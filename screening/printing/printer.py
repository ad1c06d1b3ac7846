"""The printing process seen from outside: started warm, given one document at a time, replaced when old or stuck."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from screening.printing.codec import dump
from screening.printing.frames import PipeClosed, read_frame, write_frame

KINDS = {"ReferralSheet": "referral"}
SECONDS = 30
START_SECONDS = 60
DOCUMENTS = 300
PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "PYTHONPATH",
    "FONTCONFIG_PATH",
    "XDG_CACHE_HOME",
    "VIRTUAL_ENV",
)


class PrintingError(Exception):
    """A document could not be printed; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and the characters of the officer's own words that stand in it as `[U+…]`."""

    pdf: bytes
    replaced: tuple[str, ...]


class Printer:
    """One printing process for all threads of this one; they wait for each other."""

    def __init__(self, *, seconds: float = SECONDS, documents: int = DOCUMENTS) -> None:
        self._seconds = seconds
        self._documents = documents
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._drawn = 0

    def start(self) -> None:
        """Start the process; it warms up while the caller goes on."""
        with self._lock:
            self._start()

    def _start(self) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "screening.printing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self._ready, self._drawn = False, 0

    @property
    def pid(self) -> int | None:
        """Process id of the printing process, or None."""
        return self._process.pid if self._process else None

    def pdf(self, document: Any, language: str) -> Printed:
        """The document as PDF. Raises PrintingError; the process is then replaced."""
        request = dump({"kind": KINDS[type(document).__name__], "document": document, "language": language})
        with self._lock:
            if self._process is None or self._process.poll() is not None or self._drawn >= self._documents:
                self._stop()
                self._start()
            if not self._ready:
                self._receive(START_SECONDS)
                self._ready = True
            head, pdf = self._ask(request)
            self._drawn += 1
        return Printed(pdf, tuple(head["replaced"]))

    def _ask(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        assert self._process and self._process.stdin  # noqa: S101
        try:
            write_frame(self._process.stdin, request)
        except BrokenPipeError:
            self._stop()
            raise PrintingError("The printing process ended; try once more.") from None
        return self._receive(self._seconds)

    def _receive(self, seconds: float) -> tuple[dict[str, Any], bytes]:
        process = self._process
        assert process and process.stdout  # noqa: S101
        alarm = threading.Timer(seconds, process.kill)
        alarm.start()
        try:
            head = json.loads(read_frame(process.stdout))
            pdf = read_frame(process.stdout)
        except PipeClosed:
            self._stop()
            raise PrintingError("Printing took too long or ended; try once more.") from None
        finally:
            alarm.cancel()
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
