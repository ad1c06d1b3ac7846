"""Core dataclasses to plain JSON values and back, by cattrs; defaults are left out (decision 0048).

A field added to the core is carried without a change here. Limits and ids are not looked at: data from
elsewhere goes through `case_file` first.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError

T = TypeVar("T")

_converter = Converter(omit_if_default=True, forbid_extra_keys=True, detailed_validation=False)


def _exactly(value: Any, kind: type) -> Any:
    """The value, if it is of this very type: cattrs would make a text of a number."""
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} is required")
    return value


for _kind in (str, int, bool):
    _converter.register_structure_hook(_kind, _exactly)
_converter.register_structure_hook(StrEnum, lambda value, kind: kind(value))


def _is_set(kind: Any) -> bool:
    return get_origin(kind) is frozenset


@_converter.register_unstructure_hook_factory(_is_set)
def _in_order(kind: Any) -> Callable[[frozenset[Any]], list[Any]]:
    """What writes a set: codes in the order of their vocabulary, other texts in that of the alphabet."""
    (item,) = get_args(kind)
    order = {member: number for number, member in enumerate(item)} if issubclass(item, StrEnum) else None
    return lambda values: sorted(values, key=order.__getitem__ if order else None)


def to_plain(value: object) -> dict[str, Any]:
    """Return the fields of a dataclass that differ from their defaults, as JSON values; sets in code order."""
    written: dict[str, Any] = _converter.unstructure(value)
    return written


def from_plain(kind: type[T], plain: Mapping[str, Any]) -> T:
    """Return the dataclass of `kind` that `to_plain` wrote.

    Raises KeyError, ValueError, TypeError or AttributeError for anything else.
    """
    try:
        return _converter.structure(plain, kind)
    except ForbiddenExtraKeysError as problem:
        raise KeyError(*problem.extra_fields) from problem
