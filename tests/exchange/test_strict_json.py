"""What Python's JSON reader lets pass and an exchange format must not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.exchange.strict_json import DEEPEST, LARGEST, BadJson, parse

REFUSED = {
    "nothing": (b"", "line 1, column 1: there is nothing here."),
    "white space": (b" \r\n\t", "line 1, column 1: there is nothing here."),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "line 1, column 1: this is not UTF-8."),
    "Latin 2": ('{\n"ż": "ć"}'.encode("iso-8859-2"), "line 2, column 2: this is not UTF-8."),
    "a surrogate in UTF-8": (b'"\xed\xa0\x80"', "line 1, column 2: this is not UTF-8."),
    "a byte order mark": (b"\xef\xbb\xbf{}", "line 1, column 1: a byte order mark is not accepted"),
    "a raw NUL": (b'"\x00"', "line 1, column 2: invalid control character."),
    "a NUL after the end": (b"{}\x00", "line 1, column 3: extra data."),
    "an escaped NUL": (b'{"a": ["\\u0000"]}', "a.0: the character NUL is not accepted."),
    "a NUL in a key": (b'{"\\u0000": 1}', "'\\x00': the character NUL is not accepted."),
    "a key twice": (b'{"a": [{"b": 1, "b": 2}]}', "a.0: the key b is there more than once."),
    "a key twice at the top": (b'{"a": 1, "a": 1}', "the document: the key a is there more than once."),
    "a key twice, once escaped": (
        b'{"a": 1, "\\u0061": 1}',
        "the document: the key a is there more than once.",
    ),
    "NaN": (b'{"a": NaN}', "a: NaN is not JSON."),
    "Infinity": (b"[Infinity]", "0: Infinity is not JSON."),
    "minus Infinity": (b"[1, -Infinity]", "1: -Infinity is not JSON."),
    "a number beyond all floats": (b'{"a": 1e999}', "a: the number is too large."),
    "a huge whole number": (
        b'{"a": ' + b"9" * 5000 + b"}",
        "a: a number of more than 15 digits is not accepted.",
    ),
    "half a surrogate pair": (b'{"a": "\\ud800"}', "a: half of a surrogate pair is not a character."),
    "halves the wrong way round": (b'["\\udc00\\ud800"]', "0: half of a surrogate pair is not a character."),
    "half a pair in a key": (b'{"\\udfff": 1}', "'\\udfff': half of a surrogate pair is not a character."),
    "depth 21": (
        b"[" * 21 + b"]" * 21,
        "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0: nesting deeper than 20 levels",
    ),
    "a hundred thousand brackets": (
        b"[" * 100_000,
        "the document: nesting deeper than 20 levels is not accepted.",
    ),
    "a megabyte and one": (b'"' + b"x" * (LARGEST - 1) + b'"', "the document: more than 1,000,000 bytes"),
    "a comma too many": (b'{"a": 1,}', "line 1, column "),
    "a comment": (b"{} // no", "line 1, column 4: extra data."),
    "single quotes": (b"{'a': 1}", "line 1, column 2: "),
    "an open string": (b'{"a": "x', "line 1, column 7: unterminated string."),
    "two documents": (b"{}{}", "line 1, column 3: extra data."),
    "a bad escape": (b'"\\x41"', "line 1, column 2: "),
}


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refused_with_one_sentence_that_names_the_place(data: bytes, sentence: str):
    with pytest.raises(BadJson) as refused:
        parse(data)
    told = str(refused.value)
    assert told.startswith(sentence)
    assert told.endswith(".")
    assert "\n" not in told
    assert told.isprintable()


def test_a_path_is_shown_escaped_and_shortened():
    with pytest.raises(BadJson) as refused:
        parse(json.dumps({"\u202eżółw\n" + "x" * 500: float("nan")}).encode())
    assert str(refused.value).isascii()
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(
    "value",
    [{}, [], 1, -0.5, True, None, "😀 żółć \u202e", {"a": [{"b": ""}]}, 999_999_999_999_999, [[[[[]]]]]],
    ids=str,
)
def test_what_is_json_is_read(value: object):
    assert parse(json.dumps(value).encode()) == value
    assert parse(json.dumps(value, ensure_ascii=False, indent=3).encode()) == value


def test_depth_twenty_is_read():
    assert parse(b"[" * DEEPEST + b"]" * DEEPEST)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_nothing_but_bad_json_is_ever_raised(data: bytes):
    try:
        value = parse(data)
    except BadJson:
        return
    assert json.loads(data) == value
