"""What is as it was shipped is read once for all tests of this room: files of the content, messages of templates."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from screening.content.interface_messages import interface_messages
from screening.content.problems import Log, Problem
from screening.content.yaml_file import SIZE_LIMIT, Node, read_yaml

TREES: dict[bytes, Node] = {}
messages_of_program = cache(interface_messages)


def messages_found_once() -> tuple[Catalog, list[Problem]]:
    """The messages of the program's own templates and code, which no test here changes."""
    catalogue, problems = messages_of_program()
    return catalogue, list(problems)


@pytest.fixture(scope="module", autouse=True)
def read_and_found_once() -> Iterator[None]:
    """Hundreds of tests change one file of a copy and read them all; a tree never changes once it was read."""

    def read_once(path: Path, log: Log) -> Node | None:
        if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
            return read_yaml(path, log)
        try:
            raw = path.read_bytes()
        except OSError:
            return read_yaml(path, log)
        if raw not in TREES:
            problems: list = []
            tree = read_yaml(path, Log(log.file, problems))
            if tree is None or problems:
                return read_yaml(path, log)
            TREES[raw] = tree
        return TREES[raw]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("screening.content.folder.read_yaml", read_once)
        patch.setattr("screening.content.translations.interface_messages", messages_found_once)
        yield
