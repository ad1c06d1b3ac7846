"""The file that a command writes: refused where it would destroy something, then written whole or not at all."""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import BinaryIO

from screening.cli.common import STANDARD_INPUT, Refused, shown, why

PDF = b"%PDF-"
UNFINISHED = ".unfinished"


def output_file(name: str, *, own: Path, source: str = "", pdf: bool = False, force: bool = False) -> Path:
    """Where to write. `own` is the data folder, `source` the file that the command reads.

    Refused are a folder or a device, a link, anything in the data folder, the file that is read, and without `force`
    every other file that is there, unless it is a PDF and a `pdf` is written.
    """
    target = Path(name)
    _check_folder(name, target.parent, own)
    try:
        found = target.lstat()
    except FileNotFoundError:
        return target
    except OSError as problem:
        raise Refused(f"{shown(name)}: {why(problem)}.") from problem
    if S_ISLNK(found.st_mode):
        raise Refused(f"{shown(name)}: this is a link; name the file itself.")
    if not S_ISREG(found.st_mode):
        raise Refused(f"{shown(name)}: this is not a file.")
    if source and _is_read(target, source):
        raise Refused(f"{shown(name)}: this is the file that is read; choose another name.")
    if not force and not (pdf and _is_pdf(target)):
        raise Refused(f"{shown(name)}: this file is there already; choose another name, or replace it with --force.")
    return target


def _check_folder(name: str, folder: Path, own: Path) -> None:
    """Refuse a folder that is none, that is ours, or that cannot be written, before anything is asked or noted."""
    if name.endswith(os.sep) or not folder.is_dir():
        raise Refused(f"{shown(name)}: there is no such folder.")
    if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(own)):
        raise Refused(f"{shown(name)}: Rozpoznaj keeps its own files in this folder; choose another.")
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as problem:
        raise Refused(f"{shown(name)}: {why(problem)}.") from problem


def _is_read(target: Path, source: str) -> bool:
    try:
        if source == STANDARD_INPUT:
            return sys.stdin is not None and os.path.samestat(target.stat(), os.fstat(sys.stdin.fileno()))
        return target.samefile(source)
    except OSError:
        return False


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(PDF)) == PDF


def write_whole(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone. A link that came in between is replaced.

    Until it is whole it has no name where the system can do that, so that a killed process leaves nothing behind.
    """
    try:
        with suppress(OSError):
            _write_nameless(target, data)
            return
        name = target.with_name(f".{target.name}{UNFINISHED}")
        name.unlink(missing_ok=True)
        try:
            with os.fdopen(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                _on_disk(file, data)
            name.replace(target)
        except BaseException:
            name.unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Refused(f"{shown(str(target))}: {why(problem)}.") from problem


def _write_nameless(target: Path, data: bytes) -> None:
    """Write a file that gets its name when it is whole. Raises OSError where that cannot be, or the name is taken."""
    with os.fdopen(os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o600), "wb") as file:
        _on_disk(file, data)
        os.link(f"/proc/self/fd/{file.fileno()}", target, follow_symlinks=True)


def _on_disk(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
