"""Strict JSON: what Python's own reader lets pass, and other programs would read otherwise, is refused."""

import json
from collections import Counter
from math import isfinite
from typing import NoReturn

from screening.exchange.json_paths import Path, json_path

LARGEST = 1_000_000  # bytes
DEEPEST = 20  # levels
MOST_DIGITS = 15  # programs that read numbers as floats would change longer ones
BOM = b"\xef\xbb\xbf"


class BadJson(ValueError):
    """The data is not strict JSON; the message is one sentence that names the place."""


class _Fault:
    """Marks a place in the tree where the reader met something refused, until the walk names its path."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


def _object(pairs: list[tuple[str, object]]) -> object:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    counts = Counter(key for key, _ in pairs)
    twice = next(key for key, count in counts.items() if count > 1)
    return _Fault(f"the key {json_path((twice,))} is there more than once")


def _integer(digits: str) -> object:
    if len(digits) > MOST_DIGITS:
        return _Fault(f"a number of more than {MOST_DIGITS} digits is not accepted")
    return int(digits)


def _float(digits: str) -> object:
    number = float(digits)
    return number if isfinite(number) else _Fault("the number is too large")


def _constant(name: str) -> object:
    return _Fault(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant)


def _refuse(path: Path, sentence: str) -> NoReturn:
    raise BadJson(f"{json_path(path)}: {sentence}.")


def _check_text(path: Path, text: str) -> None:
    if "\0" in text:
        _refuse(path, "the character NUL is not accepted")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        _refuse(path, "half of a surrogate pair is not a character")


def _check(path: Path, value: object) -> None:
    if isinstance(value, str):
        _check_text(path, value)
    elif isinstance(value, _Fault):
        _refuse(path, value.sentence)
    elif isinstance(value, dict | list):
        if len(path) >= DEEPEST:
            _refuse(path, f"nesting deeper than {DEEPEST} levels is not accepted")
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            inside = (*path, key)
            if isinstance(key, str):
                _check_text(inside, key)
            _check(inside, item)


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise BadJson(f"the document: more than {LARGEST:,} bytes are not accepted.")
    if data.startswith(BOM):
        raise BadJson("line 1, column 1: a byte order mark is not accepted; save as UTF-8 without it.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise BadJson(f"line {line}, column {column}: this is not UTF-8.") from problem
    if not text.strip():
        raise BadJson("line 1, column 1: there is nothing here.")
    return text


def parse(data: bytes) -> object:
    """Return the value of a strict JSON document.

    Raises BadJson for data that is over 1 MB, not UTF-8, empty or no JSON, and for a byte order mark,
    duplicate keys, NaN, infinities, numbers over 15 digits, lone surrogates, NUL, and nesting deeper than 20.
    """
    text = _text(data)
    try:
        value = _DECODER.decode(text)
        _check((), value)
    except json.JSONDecodeError as problem:
        sentence = problem.msg[:1].lower() + problem.msg[1:].removesuffix(" at").removesuffix(" starting")
        raise BadJson(f"line {problem.lineno}, column {problem.colno}: {sentence}.") from problem
    except RecursionError as problem:
        raise BadJson(f"the document: nesting deeper than {DEEPEST} levels is not accepted.") from problem
    return value
