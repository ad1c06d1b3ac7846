"""Documents as JSON, on their way to the printing process. A Text goes with all its fields, to be translated there."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from screening.core.instrument.catalogue import Text

TEXT = "text:"  # the one key of an object that stands for a Text


@cache
def _order(kind: type[StrEnum]) -> dict[StrEnum, int]:
    return {code: number for number, code in enumerate(kind)}


def _place(each: Any) -> Any:
    """The key to sort a set by: codes in the order of their vocabulary, other values by themselves."""
    return _order(type(each))[each] if isinstance(each, StrEnum) else each


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass; no names for any other type."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def plain(value: Any) -> Any:
    """Return a document as lists, dicts and scalars; a Text becomes {"text:": [its fields]}."""
    if isinstance(value, Text):
        return {TEXT: [value.key, value.polish, value.domain, value.confirm, value.filled, value.to]}
    if isinstance(value, str):
        return value
    if names := _names(value.__class__):
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, frozenset | set):
        return [plain(each) for each in sorted(value, key=_place)]
    return value


def _text(found: dict[str, Any]) -> Any:
    if TEXT not in found:
        return found
    key, polish, domain, confirm, filled, to = found[TEXT]
    return Text(key, polish, domain, confirm, tuple((name, said) for name, said in filled), to)


def dump(value: Any) -> bytes:
    """Return a document as bytes."""
    return json.dumps(plain(value), ensure_ascii=False).encode("utf-8", "replace")


def load(data: bytes) -> Any:
    """Return the document again, with dicts in place of dataclasses; templates read both alike."""
    return json.loads(data, object_hook=_text)
