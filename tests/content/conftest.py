"""A file of the content that is as it was shipped is parsed once for all tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.content.problems import Log
from screening.content.yaml_file import SIZE_LIMIT, Node, read


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Iterator[None]:
    """Hundreds of tests change one file of a copy and read them all; a tree never changes once it was read."""
    kept: dict[bytes, Node] = {}

    def read_once(path: Path, log: Log) -> Node | None:
        if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
            return read(path, log)
        try:
            raw = path.read_bytes()
        except OSError:
            return read(path, log)
        if raw not in kept:
            problems: list = []
            tree = read(path, Log(log.file, problems))
            if tree is None or problems:
                return read(path, log)
            kept[raw] = tree
        return kept[raw]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("screening.content.folder.read", read_once)
        yield
