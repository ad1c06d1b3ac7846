"""Core dataclasses to plain JSON values and back, worked out once from their type hints; defaults left out.

A field added to the core is carried without a change here. Limits and ids are not looked at: data from
elsewhere goes through `case_file` first.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]
T = TypeVar("T")


def _same(value: Any) -> Any:
    return value


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    return value


def _number(value: int) -> int:
    if type(value) is not int:
        raise TypeError("a whole number is wanted")
    return value


def _flag(value: bool) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false is wanted")
    return value


def _enum(kind: type[StrEnum]) -> tuple[Convert, Convert]:
    members = {member.value: member for member in kind}
    return _same, members.__getitem__


def _set(item: Any) -> tuple[Convert, Convert]:
    _, read = _of(item)
    order = {member: number for number, member in enumerate(item)} if issubclass(item, StrEnum) else None
    key = order.__getitem__ if order else None

    def write(values: frozenset[Any]) -> list[Any]:
        return list(values) if len(values) < 2 else sorted(values, key=key)

    return write, lambda values: frozenset(map(read, values))


def _mapping(item: Any) -> tuple[Convert, Convert]:
    write, read = _of(item)

    def each(convert: Convert) -> Convert:
        return lambda values: {key: convert(value) for key, value in values.items()}

    return each(write), each(read)


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _dataclass(kind: type[Any]) -> tuple[Convert, Convert]:
    hints = get_type_hints(kind)
    rows = [(field.name, _default(field), *_of(hints[field.name])) for field in fields(kind)]
    readers = {name: read for name, _, _, read in rows}

    def write(value: Any) -> dict[str, Any]:
        made = {}
        for name, default, write_one, _ in rows:
            found = getattr(value, name)
            if found is not default and found != default:
                made[name] = write_one(found)
        return made

    def read(plain: Mapping[str, Any]) -> Any:
        return kind(**{name: readers[name](value) for name, value in plain.items()})

    return write, read


def _optional(inner: Any) -> tuple[Convert, Convert]:
    write, read = _of(inner)

    def unless_none(convert: Convert) -> Convert:
        return lambda value: None if value is None else convert(value)

    return unless_none(write), unless_none(read)


SIMPLE: dict[Any, Convert] = {str: _text, int: _number, bool: _flag}


@cache
def _of(kind: Any) -> tuple[Convert, Convert]:
    """How values of a type are written and read."""
    if kind in SIMPLE:
        return _same, SIMPLE[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is frozenset:
        return _set(arguments[0])
    if origin is Mapping:
        return _mapping(arguments[1])
    if origin is types.UnionType:
        return _optional(next(each for each in arguments if each is not types.NoneType))
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum(kind)
    raise TypeError(f"No plain form is known for {kind}.")


def to_plain(value: Any) -> dict[str, Any]:
    """The fields of a dataclass that differ from their defaults, as JSON values; sets in code order."""
    kind: Any = type(value)
    plain: dict[str, Any] = _of(kind)[0](value)
    return plain


def from_plain(kind: type[T], plain: Mapping[str, Any]) -> T:
    """The dataclass again. Raises KeyError, TypeError or AttributeError for what `to_plain` did not write."""
    any_kind: Any = kind
    value: T = _of(any_kind)[1](plain)
    return value
