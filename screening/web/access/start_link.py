"""One-time links into the tool: a file in the data folder, so that only its owner can make one; 60 seconds, once."""

import hashlib
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

FOLDER = "starts"
LIFE = 60
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def _name(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fresh(path: Path) -> bool:
    return 0 <= time.time() - path.stat().st_mtime <= LIFE


def issue(data: Path) -> str:
    """Return a token that opens the tool once within 60 seconds; its file holds nothing and is named by its hash."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in folder.iterdir():
        with suppress(OSError):  # it is taken in this moment, or something else that was put there
            if not _fresh(old):
                old.unlink()
    token = secrets.token_urlsafe(32)
    (folder / _name(token)).touch(mode=0o600, exist_ok=False)
    return token


def take(data: Path, token: str) -> bool:
    """Return whether this token is good; a second time it is not."""
    if not TOKEN.fullmatch(token):
        return False
    path = data / FOLDER / _name(token)
    try:
        good = _fresh(path)
        path.unlink()
    except FileNotFoundError:
        return False
    return good
