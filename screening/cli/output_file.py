"""The file that a command writes: refused if writing it would destroy something, else written whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import BinaryIO

from screening.cli.common import STANDARD_INPUT, Refused, readable_name, why
from screening.settings import Settings, realm_folders

PDF = b"%PDF-"
UNFINISHED = ".unfinished"
OURS = "Rozpoznaj keeps its own files in this folder; choose another."
THERE = "this file is there already; choose another name, or replace it with --force."


@dataclass(frozen=True, slots=True)
class Output:
    """A file that may be written; `replaces`: it was there when its name was judged, and may be replaced."""

    path: Path
    replaces: bool

    def write(self, data: bytes) -> None:
        """Write the file whole or not at all, readable by its owner alone. Raises Refused.

        A file of this name that appeared since the name was judged is not replaced. If the system can do that, the file
        has no name until it is whole, so that a killed process leaves nothing behind; else it has another name.
        """
        try:
            with suppress(OSError):
                _write_nameless(self.path, data)
                return
            self._write_named(data)
        except FileExistsError:
            raise Refused(f"{readable_name(str(self.path))}: {THERE}") from None
        except OSError as problem:
            raise Refused(f"{readable_name(str(self.path))}: {why(problem)}.") from problem

    def _write_named(self, data: bytes) -> None:
        """Write under another name, then rename. Raises FileExistsError for a file that appeared since, and OSError."""
        name = self.path.with_name(f".{self.path.name}{UNFINISHED}")
        name.unlink(missing_ok=True)
        try:
            with os.fdopen(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                _on_disk(file, data)
            if not self.replaces:
                self.path.touch(mode=0o600, exist_ok=False)  # a rename alone would replace a file that appeared since
            name.replace(self.path)
        except BaseException:
            name.unlink(missing_ok=True)
            raise


def output_file(name: str, *, settings: Settings, source: str = "", pdf: bool = False, force: bool = False) -> Output:
    """Return where to write. `source` is the name of the file that the command reads; `pdf`: a PDF is written.

    Raises Refused for a folder or a device, a link, anything in the folders of both realms, the database wherever it
    is, the file that is read, and without `force` any file that is there, except a PDF that a PDF replaces.
    """
    target = Path(name)
    _check_folder(name, target.parent, realm_folders(settings))
    _check_database(name, target, settings)
    try:
        found = target.lstat()
    except FileNotFoundError:
        return Output(target, replaces=False)
    except OSError as problem:
        raise Refused(f"{readable_name(name)}: {why(problem)}.") from problem
    if S_ISLNK(found.st_mode):
        raise Refused(f"{readable_name(name)}: this is a link; name the file itself.")
    if not S_ISREG(found.st_mode):
        raise Refused(f"{readable_name(name)}: this is not a file.")
    if source and _is_read(target, source):
        raise Refused(f"{readable_name(name)}: this is the file that is read; choose another name.")
    if not force and not (pdf and _is_pdf(target)):
        raise Refused(f"{readable_name(name)}: {THERE}")
    return Output(target, replaces=True)


def _check_folder(name: str, folder: Path, own: Iterable[Path]) -> None:
    """Raises Refused for a folder that is none, that is ours, or that cannot be written, before anything is done."""
    if name.endswith(os.sep) or not folder.is_dir():
        raise Refused(f"{readable_name(name)}: there is no such folder.")
    real = Path(os.path.realpath(folder))
    if any(real.is_relative_to(os.path.realpath(each)) for each in own):
        raise Refused(f"{readable_name(name)}: {OURS}")
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as problem:
        raise Refused(f"{readable_name(name)}: {why(problem)}.") from problem


def _check_database(name: str, target: Path, settings: Settings) -> None:
    """Raises Refused for a file of the database, which may be outside the folders of the program."""
    if not settings.database:
        return
    from screening.storage import StoreError, database_files

    try:
        kept = database_files(settings)
    except StoreError as problem:
        raise Refused(str(problem)) from problem
    for each in kept:
        try:
            same = target.samefile(each)
        except OSError:
            same = os.path.realpath(target) == os.path.realpath(each)
        if same:
            raise Refused(f"{readable_name(name)}: this is a file of the database; choose another name.")


def _is_read(target: Path, source: str) -> bool:
    """Whether the target is the file that the command reads, by its name or as standard input."""
    try:
        if source == STANDARD_INPUT:
            return sys.stdin is not None and os.path.samestat(target.stat(), os.fstat(sys.stdin.fileno()))
        return target.samefile(source)
    except OSError:
        return False


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(PDF)) == PDF


def _write_nameless(target: Path, data: bytes) -> None:
    """Write a file that gets its name when it is whole. Raises OSError where that cannot be, or the name is taken."""
    with os.fdopen(os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o600), "wb") as file:
        _on_disk(file, data)
        # Only with a folder named does Python follow that link; without, no file could ever get its name so.
        os.link(f"/proc/self/fd/{file.fileno()}", target, src_dir_fd=file.fileno(), follow_symlinks=True)


def _on_disk(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
