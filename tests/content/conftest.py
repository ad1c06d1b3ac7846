"""A file of the content that is as it was shipped is parsed once for all tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.content.problems import Log
from screening.content.yaml_file import SIZE_LIMIT, Node, read_yaml


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Iterator[None]:
    """Hundreds of tests change one file of a copy and read them all; a tree never changes once it was read."""
    kept: dict[bytes, Node] = {}

    def read_once(path: Path, log: Log) -> Node | None:
        if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
            return read_yaml(path, log)
        try:
            raw = path.read_bytes()
        except OSError:
            return read_yaml(path, log)
        if raw not in kept:
            problems: list = []
            tree = read_yaml(path, Log(log.file, problems))
            if tree is None or problems:
                return read_yaml(path, log)
            kept[raw] = tree
        return kept[raw]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("screening.content.folder.read_yaml", read_once)
        yield
