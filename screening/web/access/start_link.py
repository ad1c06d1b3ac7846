"""Start links: each has a file in the data folder, so that only the folder's owner can make one, and works once, for 60
seconds.
"""

import hashlib
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

FOLDER = "starts"
LIFE = 60  # seconds
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes in Base64


def _name(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fresh(path: Path) -> bool:
    return 0 <= time.time() - path.stat().st_mtime <= LIFE


def issue(data: Path) -> str:
    """Return the token of a new link. Its file is empty and named by the hash of the token; older files are deleted."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in folder.iterdir():
        with suppress(OSError):  # it was taken in this moment, or it is something that somebody else put there
            if not _fresh(old):
                old.unlink()
    token = secrets.token_urlsafe(32)
    (folder / _name(token)).touch(mode=0o600, exist_ok=False)
    return token


def take(data: Path, token: str) -> bool:
    """Return whether a link with this token is good now, and delete its file: a second time it is not."""
    if not TOKEN.fullmatch(token):
        return False
    path = data / FOLDER / _name(token)
    try:
        good = _fresh(path)
        path.unlink()
    except FileNotFoundError:
        return False
    return good
