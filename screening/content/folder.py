"""The content folder: opens its files, and returns their rows with checked ids. Of a row it reads `id` alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from screening.content.fields import Fields
from screening.content.problems import Log, Problem
from screening.content.yaml_file import MappingNode, Node, SequenceNode, read_yaml

ID = re.compile(r"[a-z0-9_]+")
SOURCE_ID = re.compile(r"[a-z0-9_-]+")
Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list in a file: its id and all its keys and values."""

    id: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class BuiltEntry(Generic[Built]):
    """What was built from a row, with the fields of the row, so that later checks can name the line."""

    value: Built
    fields: Fields


@dataclass
class Folder:
    """The files of one content folder.

    `unreadable` is True once a file is missing or has the wrong shape, or a row has no valid id. That is reported;
    then no check of whole lists follows, since it would report rows as missing that are only not readable.
    """

    path: Path
    problems: list[Problem] = field(default_factory=list)
    unreadable: bool = False

    @property
    def faulty(self) -> bool:
        """Whether a fault was found; a warning is not a fault."""
        return any(not each.warning for each in self.problems)

    def log(self, name: str) -> Log:
        """Return a log that adds to `problems`, and names the file with its folder, such as `indicators/law.yaml`."""
        return Log(f"{self.path.name}/{name}", self.problems)

    def _read(self, name: str, log: Log) -> Node | None:
        node = read_yaml(self.path / name, log)
        self.unreadable |= node is None
        return node

    def mapping(self, name: str, keys: Iterable[str] | None = None) -> Fields | None:
        """Return the mapping that the file is, or None after a fault; without `keys`, unknown keys are not reported."""
        log = self.log(name)
        node = self._read(name, log)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self._wrong_shape(log, node, "a mapping of keys and values")
            return None
        fields = Fields(node, log, name.removesuffix(".yaml"))
        if keys is not None:
            fields.report_unknown(tuple(keys))
        return fields

    def items(self, name: str) -> tuple[Node, ...]:
        """Return the entries of a file that is a list; empty after a fault."""
        log = self.log(name)
        node = self._read(name, log)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode) or not node.items:
            self._wrong_shape(log, node, "a list of entries that begin with '- '")
            return ()
        return node.items

    def rows(self, name: str, what: str, keys: Iterable[str], pattern: re.Pattern[str] = ID) -> tuple[Row, ...]:
        """Return the rows of a file that is a list of mappings with an id; `what`: how messages name one of them."""
        return self.rows_of(self.items(name), self.log(name), what, keys, pattern)

    def rows_under(self, fields: Fields, key: str, what: str, keys: Iterable[str]) -> tuple[Row, ...]:
        """Return the rows of the list under a key of a mapping; empty after a fault."""
        node = fields.node.values.get(key)
        if not isinstance(node, SequenceNode):
            fields.fault(key, f"{key!r} must be a list of entries that begin with '- id:'.")
            return ()
        return self.rows_of(node.items, fields.log, what, keys)

    def rows_of(
        self, items: Iterable[Node], log: Log, what: str, keys: Iterable[str], pattern: re.Pattern[str] = ID
    ) -> tuple[Row, ...]:
        """Return the rows among these nodes; a row without a valid id is reported and left out."""
        found: dict[str, Row] = {}
        for item in items:
            if not isinstance(item, MappingNode):
                self._wrong_shape(log, item, "an entry with keys and values, such as '- id: …'")
                continue
            unnamed = Fields(item, log, what)
            id_ = unnamed.scalar("id")
            fields = Fields(item, log, f"{what} {id_}") if id_ else unnamed
            fields.report_unknown(tuple(keys))
            if not id_:
                self.unreadable = True
            elif not pattern.fullmatch(id_):
                unnamed.fault("id", f"the id {id_!r} must be of the characters {pattern.pattern} alone.")
                self.unreadable = True
            elif id_ in found:
                first = found[id_].fields.line
                fields.fault("id", f"this id is in this file twice (first in line {first}); rename one.")
            else:
                found[id_] = Row(id_, fields)
        return tuple(found.values())

    def _wrong_shape(self, log: Log, node: Node, wanted: str) -> None:
        self.unreadable = True
        log.fault(node.line, f"This must be {wanted}.")
