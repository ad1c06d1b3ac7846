"""Key files: readable by their owner alone, and on the disk before anybody relies on them."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from screening.storage.errors import KeyFileDamaged, KeyFileExposed, KeyFileUnreadable, not_saved


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
    """Write a file of mode 0600 that must not exist yet, whole or not at all. Raises FileExistsError, OSError."""
    beside = _written_beside(path, content)
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
    _settle(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Put new content in the place of a key file: after any crash there is the old file or the new one, whole.

    Raises NotSaved, and the old file stays; but once the new file has its name, it counts, whatever happens then.
    """
    try:
        _written_beside(path, content).replace(path)
    except OSError as problem:
        with suppress(OSError):
            path.with_name(path.name + ".new").unlink()
        raise not_saved(problem) from problem
    with suppress(OSError):
        _settle(path.parent)


def read_private(path: Path) -> bytes:
    """The content of a key file. Raises KeyFileExposed, KeyFileUnreadable."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileExposed(path)
        return path.read_bytes()
    except OSError as problem:
        raise KeyFileUnreadable(path, problem) from problem


def read_json(path: Path, form: str) -> dict[str, Any]:
    """The object of a key file of this format. Raises KeyFileDamaged, KeyFileExposed, KeyFileUnreadable."""
    try:
        found = json.loads(read_private(path))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != form:
        raise KeyFileDamaged(path)
    return found
