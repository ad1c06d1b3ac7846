"""Key files: made once, readable by their owner alone."""

import os
from pathlib import Path

from screening.storage.errors import StoreError


def write_new(path: Path, content: bytes) -> None:
    """Write a file of mode 0600 that must not exist yet, and see it to the disk. Raises FileExistsError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_private(path: Path) -> bytes:
    """The content of a key file. Raises StoreError, with one sentence, if others can read it."""
    if path.stat().st_mode & 0o077:
        raise StoreError(f"The key file {path} can be read by others; run: chmod 600 {path}")
    return path.read_bytes()
