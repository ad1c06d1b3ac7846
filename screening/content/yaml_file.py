"""Reads one YAML file into a tree in which every value has the line where it begins; any field name is allowed.

Plain YAML: every scalar is text (`no` stays "no"); no aliases, anchors, tags, tabs or second document.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from screening.content.characters import refused_character
from screening.content.problems import Log

SIZE_LIMIT = 1_000_000
DEPTH_LIMIT = 8
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with values; `key_lines` has the line of each key."""

    values: dict[str, "Node"]
    key_lines: dict[str, int]
    line: int


Node = Scalar | SequenceNode | MappingNode


class _RefusedError(Exception):
    """The file has something at this line after which it is not read further."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(event: yaml.Event) -> yaml.Event:
    """Return the event; raises _RefusedError for what can make a value other than its text."""
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _RefusedError(line, "Aliases (*) and anchors (&) are not used here; quote the text.")
    if getattr(event, "tag", None):
        raise _RefusedError(line, "Tags (!) are not used here; write the plain value or quote it.")
    return event


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    found = refused_character(event.value, allowed=frozenset("\n"))
    if found:
        raise _RefusedError(_line(event), f"The hidden character {found} is not allowed; remove it.")
    return Scalar(event.value.strip(), _line(event))


def _mapping(events: Iterator[yaml.Event], line: int, depth: int, log: Log) -> MappingNode:
    values: dict[str, Node] = {}
    key_lines: dict[str, int] = {}
    while not isinstance(event := _plain(next(events)), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(_line(event), "A key must be a single word; quote a text with brackets.")
        key = _scalar(event)
        value = _node(events, _plain(next(events)), depth + 1, log)
        if key.text in values:
            log.fault(key.line, f"The key {key.text!r} is in line {key_lines[key.text]} too; keep one.")
            continue
        values[key.text] = value
        key_lines[key.text] = key.line
    return MappingNode(values, key_lines, line)


def _node(events: Iterator[yaml.Event], event: yaml.Event, depth: int, log: Log) -> Node:
    line = _line(event)
    if depth > DEPTH_LIMIT:
        raise _RefusedError(line, f"This is nested more than {DEPTH_LIMIT} levels deep; write it flatter.")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(each := _plain(next(events)), yaml.SequenceEndEvent):
            items.append(_node(events, each, depth + 1, log))
        return SequenceNode(tuple(items), line)
    return _mapping(events, line, depth, log)


def _document(text: str, log: Log) -> Node:
    events = yaml.parse(text, Loader=_LOADER)
    next(events)  # the start of the stream; then comes the start of the document, if there is one
    if isinstance(next(events), yaml.StreamEndEvent):
        raise _RefusedError(1, "The file is empty; write its entries.")
    root = _node(events, _plain(next(events)), 0, log)
    next(events)  # the end of the document
    if not isinstance(event := next(events), yaml.StreamEndEvent):
        raise _RefusedError(_line(event), "A file may hold only one document; remove the line '---'.")
    return root


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except OSError as problem:
        raise _RefusedError(1, f"The file cannot be read ({problem.strerror}); add it or its rights.") from None
    if len(raw) > SIZE_LIMIT:
        raise _RefusedError(1, f"The file is larger than {SIZE_LIMIT} bytes; split it.")
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise _RefusedError(line, "This is not UTF-8 text; save the file as UTF-8.") from None
    for number, each in enumerate(text.split("\n"), 1):
        if "\t" in each:
            raise _RefusedError(number, "Here is a tab; use spaces.")
        if found := refused_character(each):
            raise _RefusedError(number, f"The hidden character {found} is not allowed; remove it.")
    return text


def read_yaml(path: Path, log: Log) -> Node | None:
    """Return the tree of a file, or None if it cannot be read; every fault goes to the log."""
    try:
        return _document(_text(path), log)
    except _RefusedError as refused:
        log.fault(refused.line, refused.sentence)
    except yaml.YAMLError as problem:
        reason = getattr(problem, "problem", None) or "unreadable text"
        mark = getattr(problem, "context_mark" if "end of stream" in reason else "problem_mark", None)
        sentence = f"This is not valid YAML ({reason}); quote the text or correct the indentation."
        log.fault(mark.line + 1 if mark else 1, sentence)
    return None
