"""The host name of this start: a secret name under .localhost, which browsers take for this machine by themselves.

A browser keeps cookies, caches and workers by host name, so what other programs of this machine left is not used.
"""

import re
import secrets
import string
from pathlib import Path

from screening.casework import private_files
from screening.casework.errors import StoreError

FILE = "name"
LETTERS = 16
NAME = re.compile(rf"[a-z]{{{LETTERS}}}\.localhost")
KEPT = 9  # names in the file: that of this start, and of those before whose pages may still be open somewhere


def new_name() -> str:
    """Return a new random host name."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(LETTERS)) + ".localhost"


def _names_in(data: Path) -> tuple[str, ...]:
    """Return the names of the last starts over this data folder, the newest first; none from a damaged file."""
    try:
        kept = private_files.read_private(data / FILE).decode("ascii", "replace").split("\n")
    except StoreError:
        return ()
    return tuple(kept[:KEPT]) if all(map(NAME.fullmatch, kept)) else ()


def name_in(data: Path) -> str:
    """Return the name of the newest start over this data folder, or an empty text."""
    return next(iter(_names_in(data)), "")


def take_name(data: Path, name: str) -> tuple[str, ...]:
    """Make this name the one of this start. Return those of the starts before, the newest first. Raises NotSaved."""
    before = _names_in(data)[: KEPT - 1]
    private_files.replace(data / FILE, "\n".join((name, *before)).encode())
    return before
