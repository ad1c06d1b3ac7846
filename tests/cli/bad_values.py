"""Values that no argument expects, each a function that makes one in a folder and gives it as it is typed."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

Make = Callable[[Path], str | Path]
NOT_UTF8 = "bajt\udcff.json"
HUGE = 64 * 1024 * 1024


def _file(name: str, content: bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def _link(name: str, to: str) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).symlink_to(to)
        return folder / name

    return make


def _loop(folder: Path) -> Path:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    return folder / "a"


def _huge(folder: Path) -> Path:
    with (folder / "huge.json").open("wb") as file:
        file.truncate(HUGE)
    return folder / "huge.json"


def _socket(folder: Path) -> Path:
    here = os.open(".", os.O_RDONLY)
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.json")
    finally:
        os.fchdir(here)
        os.close(here)
    return folder / "socket.json"


def _folder(folder: Path) -> Path:
    (folder / "folder").mkdir()
    return folder / "folder"


NAMES: dict[str, Make] = {
    "missing": lambda folder: folder / "none.json",
    "missing, not UTF-8": lambda folder: folder / NOT_UTF8,
    "missing, with a line break and a colour": lambda folder: folder / "a\nb\x1b[31m.json",
    "a blank": lambda _: " ",
    "a number": lambda _: "7",
    "a negative number": lambda _: "-1",
    "a huge number": lambda _: "9" * 40,
    "a word": lambda _: "Zażółć",
}
PLACES: dict[str, Make] = {
    "nothing": lambda _: "",
    "too long": lambda folder: folder / ("x" * 300),
    "much too long": lambda folder: folder / ("x" * 10_000),
    "below a missing folder": lambda folder: folder / "none" / "case.json",
    "below a file": lambda folder: _file("file", b"{}")(folder) / "case.json",
    "below a loop of links": lambda folder: _loop(folder) / "case.json",
    "a folder": _folder,
    "a link to a folder": lambda folder: _folder(folder) and _link("way", "folder")(folder),
    "a loop of links": _loop,
    "a link to nothing": _link("dangling.json", "none.json"),
    "a socket": _socket,
    "the full device": lambda _: "/dev/full",
    "the empty device": lambda _: "/dev/null",
    "a file that root cannot read": lambda _: "/proc/self/mem",
    "below what cannot be written": lambda _: "/proc/x",
}
FILES: dict[str, Make] = {
    "empty": _file("empty.json", b""),
    "binary": _file("binary.json", bytes(range(256)) * 20),
    "binary, name not UTF-8": _file(NOT_UTF8, bytes(range(256)) * 20),
    "huge": _huge,
    "another JSON": _file("list.json", b"[1, 2]"),
    "no case": _file("word.json", b'"case"'),
    "a bare PDF": _file("bare.pdf", b"%PDF-1.7\n"),
    "the head of an age file": _file("head.age", b"age-encryption.org/v1\n"),
}
ENDLESS: dict[str, Make] = {"endless": lambda _: "/dev/zero"}
VALUES = NAMES | PLACES | FILES | ENDLESS
