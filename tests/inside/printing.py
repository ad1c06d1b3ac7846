"""Inside the printer and the look at the fonts."""

import threading
from collections.abc import Sequence

from pytest import MonkeyPatch

from screening.printing import Printer, glyphs, page


def set_command(printer: Printer, command: Sequence[str]) -> None:
    """Start the next process of a printer with this command."""
    printer._command = command


def end_when_still(printer: Printer, seconds: float) -> None:
    """End a process that stands still for so long."""
    printer._still_seconds = seconds


def warm(printer: Printer) -> None:
    """Let the process import and lay out what the first document needs."""
    printer._warm()


def drawing(printer: Printer) -> threading.Lock:
    """What is held while a document is drawn."""
    return printer._lock


def who_wait(printer: Printer) -> int:
    """How many wait for a document."""
    return len(printer._waiting)


def wait_for_the_end(printer: Printer) -> None:
    """Wait until the process of a printer has ended."""
    printer._process.wait()


def look_up_fonts_anew(patch: MonkeyPatch) -> None:
    """Remember no look at the fonts."""
    patch.setattr(glyphs, "_plain", glyphs._plain.__wrapped__)
    patch.setattr(glyphs, "_first_family", glyphs._first_family.__wrapped__)


def draw_with(patch: MonkeyPatch, language: str, **more: object) -> None:
    """Draw the documents of a language with these values in place of what every template knows."""
    for name, value in more.items():
        patch.setitem(page._environment(language).globals, name, value)
