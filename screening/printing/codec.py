"""Documents on the wire between the processes: plain JSON, where a text keeps its key."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from screening.core.instrument.catalogue import Text

TEXT = "text:"


@cache
def _order(kind: type[StrEnum]) -> dict[StrEnum, int]:
    return {code: number for number, code in enumerate(kind)}


def _place(each: Any) -> Any:
    """Codes are written in the order of their vocabulary, other values in their own."""
    return _order(type(each))[each] if isinstance(each, StrEnum) else each


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass, none of any other kind."""
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
    """Return the document again, dicts in place of dataclasses, which is all that a template needs."""
    return json.loads(data, object_hook=_text)
