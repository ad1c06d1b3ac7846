"""Rules that bind several files: triage lists of twelve, statements, questions, counts, sources and dates."""

import re
from pathlib import Path

import pytest

from screening.content import ContentError, load
from screening.content.loader import inspect
from tests.content.planting import a_copy, plant

COERCION = "destination_coercion.yaml"


def faults(content: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load(content)
    return [str(each) for each in raised.value.problems]


def without(content: Path, file: str, row: str, *keys: str) -> int:
    """Remove keys with their values from a row; gives the line where the row begins."""
    path = content / file
    text = path.read_text(encoding="utf-8")
    found = re.search(rf"^( *)- id: {row}\n(?:\1  .*\n|\n)*", text, re.MULTILINE)
    assert found, row
    left = found.group()
    for key in keys:
        left = re.sub(rf"^{found[1]}  {key}:.*\n(?:{found[1]}   +.*\n)*", "", left, flags=re.MULTILINE)
    assert left != found.group(), keys
    path.write_text(text[: found.start()] + left + text[found.end() :], encoding="utf-8")
    return text.count("\n", 0, found.start()) + 1


def first_id(content: Path, file: str, after: str = "") -> str:
    text = (content / file).read_text(encoding="utf-8")
    found = re.search(r"- id: (\w+)\n", text[text.index(after) :])
    assert found
    return found[1]


def test_a_place_in_a_sentence_that_nothing_fills_is_refused_at_its_line(tmp_path: Path):
    content = a_copy(tmp_path)
    line = plant(content, "guidance.yaml", r"%\(kept_for\)s", "%(kept_four)s")
    assert faults(content) == [
        f"indicators/guidance.yaml:{line}: guidance introduction_written: nothing is filled in for %(kept_four)s; "
        "write one of %(kept_for)s, the id of a contact as %(id)s."
    ]


def test_a_triage_list_of_eleven_is_refused_at_its_line(tmp_path: Path):
    content = a_copy(tmp_path)
    line = plant(content, "triage.yaml", r"^labour_adult:", "\\g<0>")
    plant(content, "triage.yaml", r"^  - debt_bondage\n", "")
    assert faults(content) == [
        f"indicators/triage.yaml:{line}: triage: the list of labour_adult has 11 different ids; give exactly 12."
    ]


def test_an_id_twice_in_a_triage_list_is_refused(tmp_path: Path):
    content = a_copy(tmp_path)
    plant(content, "triage.yaml", "debt_bondage", "documents_withheld")
    assert any("'documents_withheld' is twice" in each for each in faults(content))


def test_a_triage_row_that_may_be_asked_needs_a_statement(tmp_path: Path):
    content = a_copy(tmp_path)
    line = without(content, COERCION, "documents_withheld", "statement")
    assert faults(content) == [
        f"indicators/{COERCION}:{line}: indicator documents_withheld: it is in the triage of "
        "labour_adult or an own row, and may be asked, but has no statement; add 'statement' or remove 'asked'."
    ]


def test_a_row_that_may_be_asked_needs_a_question_or_a_hint(tmp_path: Path):
    content = a_copy(tmp_path)
    line = without(content, COERCION, "documents_withheld", "question")
    assert any(
        each.startswith(f"indicators/{COERCION}:{line}: ") and "has no question" in each for each in faults(content)
    )


def test_a_hint_stands_for_a_question(tmp_path: Path):
    content = a_copy(tmp_path)
    without(content, COERCION, "documents_withheld", "question")
    plant(content, COERCION, r"^- id: documents_withheld\n", "\\g<0>  how: Zapytaj ogólnie.\n")
    assert inspect(content, None)[1] == []


def test_a_weight_that_changes_shows_in_the_counts(tmp_path: Path):
    content = a_copy(tmp_path)
    plant(content, COERCION, "labour_adult: strong", "labour_adult: weak")
    problems = faults(content)
    assert len(problems) == 2
    assert all("profile labour_adult: " in each and "the files hold" in each for each in problems)


def test_an_indicator_that_is_gone_shows_in_the_counts(tmp_path: Path):
    content = a_copy(tmp_path)
    without(content, COERCION, "threat_worse", "weights")
    plant(content, COERCION, r"^- id: threat_worse\n(?:  .*\n|\n)*", "")
    problems = faults(content)
    assert any("'indicators' is 94, the files hold 93;" in each for each in problems)
    assert any("'dimensions' is 10/10/16/9/15/7, the files hold 10/10/16/9/14/7" in each for each in problems)


@pytest.mark.parametrize("key", ["source", "checked_on", "review_by"])
def test_a_contact_needs_source_and_dates(tmp_path: Path, key: str):
    content = a_copy(tmp_path)
    row = first_id(content, "contacts.yaml")
    line = without(content, "contacts.yaml", row, key)
    assert faults(content) == [f"indicators/contacts.yaml:{line}: contact {row}: '{key}' is missing; add it."]


@pytest.mark.parametrize("key", ["source", "checked_on", "review_by", "text"])
def test_a_law_entry_needs_text_source_and_dates(tmp_path: Path, key: str):
    content = a_copy(tmp_path)
    row = first_id(content, "law.yaml", "entries:")
    line = without(content, "law.yaml", row, key)
    assert faults(content) == [f"indicators/law.yaml:{line}: law entry {row}: '{key}' is missing; add it."]


def test_fewer_than_a_hundred_words_are_refused(tmp_path: Path):
    content = a_copy(tmp_path)
    path = content / "words.yaml"
    lines = [each for each in path.read_text(encoding="utf-8").splitlines() if each.startswith("- ")]
    path.write_text("\n".join(lines[:99]), encoding="utf-8")
    assert faults(content) == ["indicators/words.yaml:1: The file holds 99 words; give at least 100."]


@pytest.mark.parametrize("name", ["edition.yaml", "law.yaml", COERCION, "sources.yaml"])
def test_a_missing_file_is_one_fault_at_its_first_line(tmp_path: Path, name: str):
    content = a_copy(tmp_path)
    (content / name).unlink()
    assert any(each.startswith(f"indicators/{name}:1: The file cannot be read") for each in faults(content))


def test_a_file_of_another_shape_says_what_must_stand_there(tmp_path: Path):
    content = a_copy(tmp_path)
    (content / "signs.yaml").write_text("id: obs_alone\n", encoding="utf-8")
    assert any(
        each == "indicators/signs.yaml:1: This must be a list of entries that begin with '- '."
        for each in faults(content)
    )


def test_passphrases_are_drawn_from_exactly_2048_words(tmp_path: Path):
    content = a_copy(tmp_path)
    path = content / "passphrase_words.yaml"
    path.write_text(path.read_text(encoding="utf-8").rpartition("\n- ")[0] + "\n", encoding="utf-8")
    assert faults(content) == ["indicators/passphrase_words.yaml:1: The file holds 2047 words; give exactly 2048."]
