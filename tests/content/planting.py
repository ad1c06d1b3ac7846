"""Copies the shipped content and plants one fault in it."""

import re
import shutil
from pathlib import Path

from screening.settings import folder

MARK = "@@"


def a_copy(tmp_path: Path) -> Path:
    """The shipped content folder, copied."""
    return Path(shutil.copytree(folder("indicators"), tmp_path / "indicators"))


def plant(content: Path, file: str, pattern: str, replacement: str) -> int:
    """Replace the first match of a pattern; gives the line of the mark `@@`, else that where the match began.

    In the replacement `\\g<0>` stands for what was found.
    """
    path = content / file
    text = path.read_text(encoding="utf-8")
    found = re.search(pattern, text, re.MULTILINE)
    assert found, f"{file} holds nothing like {pattern}"
    planted = found.expand(replacement)
    start = text.count("\n", 0, found.start()) + 1
    path.write_text(
        text[: found.start()] + planted.replace(MARK, "") + text[found.end() :], encoding="utf-8", newline=""
    )
    return start + planted.partition(MARK)[0].count("\n") if MARK in planted else start
