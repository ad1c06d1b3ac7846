"""A Polish institution has its listed name in every text of the person, never that of another country's authority."""

import shutil
from pathlib import Path

import pytest

from screening.content.institutions import FILE, check_institutions
from screening.content.po_file import messages_of, po_path, read, written
from screening.settings import folder
from screening.translation import Language, languages

GUARD = "shown.who_border_guard.shown"
UKRAINIAN = Language("uk", "Українська", frozenset({"person"}), frozenset(), "draft")


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    """The list of institutions and the person's texts in Ukrainian, as shipped, in a folder of its own."""
    shipped, copy = folder("translations"), tmp_path / "translations"
    path = po_path(copy, "uk", "person")
    path.parent.mkdir(parents=True)
    shutil.copy(po_path(shipped, "uk", "person"), path)
    shutil.copy(shipped / FILE, copy / FILE)
    return copy


def say(translations: Path, key: str, text: str, *, fuzzy: bool = False) -> None:
    path = po_path(translations, "uk", "person")
    catalogue = read(path, "uk", "person")
    (message,) = (each for each in messages_of(catalogue) if each.context == key)
    message.string = text
    message.flags |= {"fuzzy"} if fuzzy else set()
    path.write_bytes(written(catalogue, language="uk"))


def found(translations: Path) -> list[str]:
    return [str(each) for each in check_institutions([UKRAINIAN], translations)]


def test_the_shipped_texts_name_every_institution_as_listed():
    assert check_institutions(languages().values(), folder("translations")) == []


@pytest.mark.parametrize(
    "name",
    [
        "Прикордонній службі",
        "Державній прикордонній службі України",
        "польській прикордонній службі",
        "Straż Graniczna",
    ],
)
def test_a_name_that_is_not_in_the_list_is_a_fault_at_its_line(translations, name):
    say(translations, GUARD, f"Я працюю в {name}.")
    (sentence,) = found(translations)
    assert sentence.startswith("translations/uk/LC_MESSAGES/person.po:") and ":1:" not in sentence
    assert GUARD in sentence and "names Straż Graniczna" in sentence
    assert "польська прикордонна служба (Straż Graniczna)" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "Я працюю в польській прикордонній службі (Straż Graniczna).",
        "Польська прикордонна служба (Straż Graniczna): тут працюю я.",
    ],
)
def test_every_listed_form_is_right_with_a_capital_too(translations, text):
    say(translations, GUARD, text)
    assert found(translations) == []


def test_a_form_inside_another_word_is_not_that_name(translations):
    say(translations, "shown.who_police.shown", "Я працюю в поліціїї.")
    assert "names Policja" in found(translations)[0]


def test_a_text_that_waits_for_a_translator_has_no_fault_yet(translations):
    say(translations, GUARD, "Я працюю в Прикордонній службі.", fuzzy=True)
    assert found(translations) == []


def test_a_language_without_a_name_in_the_list_is_a_fault(translations):
    path = translations / FILE
    path.write_text(path.read_text("utf-8").replace('uk = ["KCIK"]', ""), "utf-8")
    (sentence,) = found(translations)
    assert sentence.startswith(f"translations/{FILE}:1:") and "'uk' has no name for KCIK" in sentence


@pytest.mark.parametrize("text", [None, "kcik = 1", "[kcik]\npl = 'KCIK'", "[kcik]\npl = ['']", "[kcik"])
def test_a_list_that_cannot_be_read_is_one_fault(translations, text):
    path = translations / FILE
    path.write_text(text, "utf-8") if text else path.unlink()
    (sentence,) = found(translations)
    assert sentence.startswith(f"translations/{FILE}:1:") and "cannot be read" in sentence
