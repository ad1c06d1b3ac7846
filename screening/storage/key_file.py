"""Key files: readable by their owner alone, and on the disk before anybody relies on them."""

import json
import os
from pathlib import Path
from typing import Any

from screening.storage.errors import StoreError


def _written_beside(path: Path, content: bytes) -> Path:
    beside = path.with_name(path.name + ".new")
    handle = os.open(beside, os.O_TRUNC | os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes) -> None:
    """Write a file of mode 0600 that must not exist yet, whole or not at all. Raises FileExistsError."""
    beside = _written_beside(path, content)
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
    _settle(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Put new content in the place of a key file: after any crash there is the old file or the new one, whole."""
    _written_beside(path, content).replace(path)
    _settle(path.parent)


def read_private(path: Path) -> bytes:
    """The content of a key file. Raises StoreError, with one sentence, if others can read it."""
    if path.stat().st_mode & 0o077:
        raise StoreError(f"The key file {path} can be read by others; run: chmod 600 {path}")
    return path.read_bytes()


def read_json(path: Path, form: str) -> dict[str, Any]:
    """The object of a key file of this format. Raises StoreError if it is damaged or open to others."""
    try:
        found = json.loads(read_private(path))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != form:
        raise damaged(path)
    return found


def damaged(path: Path) -> StoreError:
    """What to say about a key file that cannot be understood."""
    return StoreError(f"The key file {path} is damaged; restore it from your backup.")
