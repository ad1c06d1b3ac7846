"""A stream of cases, one a line: every line gets its answer, whatever stood in the line before."""

import json
import tracemalloc
from collections.abc import Iterator
from io import BufferedReader, BytesIO, RawIOBase
from random import Random

import pytest

from screening.content import Content
from screening.exchange.json_lines import assess_lines
from screening.exchange.strict_json import LARGEST
from tests.exchange.builders import a_file, random_line


def _answers(data: bytes, content: Content) -> list[dict]:
    made = list(assess_lines(BytesIO(data), content.catalogue))
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in made)
    return [json.loads(line) for line in made]


def _kinds(data: bytes, content: Content) -> list[str]:
    return ["error" if set(answer) == {"error"} else "assessment" for answer in _answers(data, content)]


def test_good_empty_and_broken_lines_each_get_one_answer(content: Content):
    answers = _answers(a_file() + b"\n\n{\n" + a_file(age="old") + b"\n" + a_file() + b"\n", content)
    assert answers[0]["format"] == answers[4]["format"] == "rozpoznaj-assessment/1"
    assert answers[1] == {"error": "line 1, column 1: there is nothing here."}
    assert answers[2]["error"].startswith("line 1, column 2: ")
    assert answers[3] == {"error": "age: this must be 'adult', 'child' or 'uncertain'."}
    assert len(answers) == 5


def test_the_last_line_may_lack_its_end_and_lines_may_end_as_on_windows(content: Content):
    assert _kinds(a_file() + b"\r\n" + a_file(), content) == ["assessment"] * 2


def test_an_empty_stream_gives_nothing(content: Content):
    assert _kinds(b"", content) == []


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize(
    ("size", "kind"), [(-1, "assessment"), (0, "assessment"), (1, "error"), (2, "error"), (3, "error")]
)
def test_a_line_may_be_as_long_as_a_case_file_and_no_longer(size: int, kind: str, end: bytes, content: Content):
    line = a_file().ljust(LARGEST + size)
    assert _kinds(line + end + a_file() + end, content) == [kind, "assessment"]
    assert _kinds(line, content) == [kind]


class _Flood(RawIOBase):
    """A line of many megabytes that nobody ever holds whole, then a good one."""

    def __init__(self, megabytes: int) -> None:
        self._parts: Iterator[bytes] = iter([b"x" * 1000] * (megabytes * 1000) + [b"\n", a_file() + b"\n"])

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        part = next(self._parts, b"")
        buffer[: len(part)] = part
        return len(part)


def test_an_endless_line_is_not_held_in_memory(content: Content):
    tracemalloc.start()
    first, second = assess_lines(BufferedReader(_Flood(30)), content.catalogue)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "1,000,000 bytes" in json.loads(first)["error"]
    assert "advice" in json.loads(second)
    assert peak < 8_000_000


def _every_line_is_answered(number: int, content: Content) -> None:
    random = Random(20261123)
    lines = [random_line(random, content.catalogue) for _ in range(number)]
    stream = BytesIO(b"".join(line + b"\n" for line, _ in lines))
    answered = 0
    for (_, good), answer in zip(lines, assess_lines(stream, content.catalogue), strict=True):
        made = json.loads(answer)
        assert good == ("error" not in made), made
        assert good or (list(made) == ["error"] and made["error"].endswith("."))
        answered += 1
    assert answered == number


def test_every_generated_line_is_answered(content: Content):
    _every_line_is_answered(300, content)


@pytest.mark.full
def test_every_one_of_ten_thousand_generated_lines_is_answered(content: Content):
    _every_line_is_answered(10_000, content)
