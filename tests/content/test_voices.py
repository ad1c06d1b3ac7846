"""Recorded voices: which files are found, and what the check says of the others."""

from pathlib import Path

import pytest

from screening.content import Content
from screening.content.voices import LARGEST, check_voices, recordings, voice_folder
from screening.translation import languages

KEY = "debt_bondage.statement"


@pytest.fixture
def put(tmp_path: Path):
    """Puts a file among the recordings of Ukrainian."""

    def put(name: str, size: int = 9) -> Path:
        path = voice_folder(tmp_path, "uk") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
        return path

    return put


def found(content: Content, folder: Path) -> list[str]:
    return [str(each) for each in check_voices(content, languages().values(), folder)]


@pytest.mark.parametrize("kind", ["ogg", "mp3", "m4a", "wav"])
def test_a_recording_named_after_a_text_is_found_and_has_no_fault(content, tmp_path, put, kind):
    path = put(f"{KEY}.{kind}")
    assert recordings(tmp_path, "uk", [KEY, "other.statement"]) == {KEY: path}
    assert recordings(tmp_path, "vi", [KEY]) == {}
    assert found(content, tmp_path) == []


@pytest.mark.parametrize("name", ["debt_bondage.label.ogg", "nothing.statement.ogg", "debt_bondage.ogg", ".ogg"])
def test_a_file_whose_name_is_no_text_of_the_person_is_a_fault(content, tmp_path, put, name):
    put(name)
    (problem,) = check_voices(content, languages().values(), tmp_path)
    assert problem.file.endswith(f"/uk/voice/{name}") and not problem.warning


def test_a_file_of_another_kind_is_a_fault_and_is_no_recording(content, tmp_path, put):
    put(f"{KEY}.txt")
    assert "no recording" in found(content, tmp_path)[0] and recordings(tmp_path, "uk", [KEY]) == {}


def test_a_large_recording_is_a_warning_alone(content, tmp_path, put):
    put(f"{KEY}.ogg", LARGEST)
    assert found(content, tmp_path) == []
    put(f"{KEY}.ogg", LARGEST + 1)
    (problem,) = check_voices(content, languages().values(), tmp_path)
    assert problem.warning and "300 KiB" in problem.sentence
