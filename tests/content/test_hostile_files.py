"""No file, however hostile, makes the reading crash or hang: it gives problems."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.content.loader import FILES, inspect
from screening.content.problems import Log
from screening.content.yaml_file import read_yaml
from tests.content.planting import a_copy

HOSTILE = [
    b"", b" ", b"\n\n", b"#", b"---", b"...", b"--- a\n--- b", b"\xff\xfe", b"\xef\xbb\xbf- id: a", b"\x00",
    b"\t", b"- \t- a", b"[" * 100_000, b"{" * 100_000, b"- " * 50_000, b"a: " * 50_000, b"? " * 5_000,
    b"[[[[[[[[[[]]]]]]]]]]", b"&a [*a]", b"*a", b"a: &a\n  <<: *a",
    b"!!python/object/apply:os.system ['id']", b"- !!binary aGk=", b"%YAML 9.9\n---\na",
    b"%TAG ! tag:x\n--- !a b", b"'", b'"', b'"\\ud800"', b'"\\x00"', b'"\\u202e"', b"|", b">", b"a: b: c",
    b"- a\nb", b"{a: 1, a: 2}", b"? [a]\n: b", b"? {a: b}\n: c", b"a" * 2_000_000, b"- id: a\n" * 3_000,
    "- id: \u2028".encode(), "é".encode("latin-1"), "a: \ud800".encode("utf-8", "surrogatepass"),
    b"- id: [a]\n- id: {a: b}\n- id:\n- id: ~\n-\n- -\n- []\n- {}", b"@", b"`", b"\r", b"a\r\nb", b": ",
    b"- id: 1\n  label:",
]  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_gives_problems_and_no_crash(tmp_path: Path, raw: bytes):
    for name in FILES:
        (tmp_path / name).write_bytes(raw)
    start = time.process_time()
    content, problems = inspect(tmp_path, None)
    assert content is None
    assert problems
    assert all(each.line >= 1 and each.sentence.endswith((".", ")")) for each in problems)
    assert time.process_time() - start < 30


@pytest.mark.sampled(2)
@pytest.mark.parametrize("times", [1, pytest.param(8, marks=pytest.mark.full)])
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_cut_or_scrambled_anywhere_never_crashes(tmp_path: Path, name: str, times: int):
    content = a_copy(tmp_path)
    whole = (content / name).read_bytes()
    chance = random.Random(name)
    for _ in range(times):
        place = chance.randrange(len(whole))
        (content / name).write_bytes(whole[:place])
        inspect(content, None)
        (content / name).write_bytes(whole[:place] + bytes([chance.randrange(256)]) + whole[place + 1 :])
        inspect(content, None)


@given(text=st.text(alphabet="ab: -[]{}&*!|>'\"#%@,?\n\\u20", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode())
    problems: list = []
    node = read_yaml(path, Log("any.yaml", problems))
    assert node is not None or problems


def test_an_unknown_file_is_named(tmp_path: Path):
    content = a_copy(tmp_path)
    (content / "sign.yaml").write_text("- id: obs_new\n", encoding="utf-8")
    assert [str(each) for each in inspect(content, None)[1]] == [
        "indicators/sign.yaml:1: This file is unknown and would not be read; rename or remove it."
    ]


def test_text_words_of_yaml_stay_text(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_text("a: no\nb: 2026-11-23\nc: 010\n", encoding="utf-8")
    node = read_yaml(path, Log("a.yaml", []))
    assert node
    assert [each.text for each in node.values.values()] == ["no", "2026-11-23", "010"]
