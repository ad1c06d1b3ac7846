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


def new_name() -> str:
    """Return a host name that nobody had before."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(LETTERS)) + ".localhost"


def name_in(data: Path) -> str:
    """Return the name of the newest start over this data folder, or an empty text."""
    try:
        kept = private_files.read_private(data / FILE).decode("ascii", "replace")
    except StoreError:
        return ""
    return kept if NAME.fullmatch(kept) else ""


def take_name(data: Path, name: str) -> str:
    """Make this name the one of this start. Return the name of the start before, or an empty text. Raises NotSaved."""
    before = name_in(data)
    private_files.replace(data / FILE, name.encode())
    return before
