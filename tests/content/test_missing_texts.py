"""One changed word does not silence a language: nine tenths are enough, and what is missing is counted in one place."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from click.testing import CliRunner

from screening.cli.content_and_files import list_languages
from screening.content import Content
from screening.content.texts import texts_of_domain
from screening.content.translations import check_translations
from screening.core.instrument.addressing import addressed
from screening.core.instrument.catalogue import Domain, Text
from screening.po_reader import messages_of
from screening.translation import (
    MARK,
    Coverage,
    Translator,
    coverage,
    languages,
    page_languages,
    person_languages,
    read_catalogue,
)
from screening.usable_messages import is_usable
from tests.missing_texts import missing, take_away

OTHERS = [code for code, each in languages().items() if "person" in each.domains]
ALL = coverage("vi", "person").texts
MOST = ALL // 10
COUNTS = sorted({0, 1, 10, MOST, MOST + 1, 24})
USUAL = ("vi",)
LANGUAGES = [pytest.param(code, marks=() if code in USUAL else pytest.mark.full) for code in OTHERS]


def some(content: Content, count: int, seed: str) -> list[str]:
    keys = sorted(texts_of_domain(content, "person").keys() - {MARK})
    return random.Random(seed).sample(keys, count)


def test_eight_languages_have_all_that_the_person_reads(content: Content):
    assert len(OTHERS) == 8 and set(OTHERS) == person_languages().keys() - {"pl"}
    for code in OTHERS:
        assert coverage(code, "person") == Coverage(len(texts_of_domain(content, "person")), ())


@pytest.mark.parametrize("language", OTHERS)
def test_a_leaflet_that_names_the_emergency_number_of_another_country_is_not_shown(language: str):
    catalogue = read_catalogue(language, "person")
    (danger,) = [each for each in messages_of(catalogue) if each.context == "leaflet.danger.leaflet"]
    assert is_usable(danger, catalogue.num_plurals, formatted=False)
    for other in ("113", "911", "1-1-2", "112 / 102", ""):
        called = Message(danger.id, danger.string.replace("112", other), context=danger.context)
        assert not is_usable(called, catalogue.num_plurals, formatted=False), called.string


@pytest.mark.parametrize("other", ["22 555 01 21", "22 555 10 20", "555", "22 555 01 20 / 22 555 10 20", "22 555 01"])
def test_a_number_is_compared_to_its_last_digit_also_where_blanks_divide_it(other: str):
    called = Message("KCIK: 22 555 01 20, art. 189a § 1, 24 h", f"KCIK: {other}; 24 h, 189a")
    assert not is_usable(called, 1, formatted=False)
    for same in ("22 555 01 20", "22\u00a0555\u00a001\u00a020", "225550120"):
        assert is_usable(Message(called.id, called.string.replace(other, same)), 1, formatted=False), same


@pytest.mark.sampled(3)
@pytest.mark.parametrize("how", ["empty", "fuzzy", "broken"])
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_offered_while_nine_tenths_of_it_stand(
    tmp_path: Path, content: Content, language: str, count: int, how: str
):
    gone = some(content, count, f"{language}{count}{how}")
    with missing(tmp_path, language, "person", gone, how):
        found, translator = coverage(language, "person"), Translator(language)
        assert set(found.missing) == set(gone) and len(found.missing) == count and found.texts == ALL
        assert (language in person_languages()) is (count <= MOST) is (10 * (ALL - count) >= 9 * ALL)
        assert len(person_languages()) == 9 - (count > MOST)
        assert (found.share == "100.0 %") is (count == 0)
        for key, polish in texts_of_domain(content, "person").items():
            assert translator.has(Text(key, polish, Domain.PERSON)) is (key not in gone)
            if "%(" not in polish:  # a number put into a Polish sentence is said in the language all the same
                said = translator.text(Text(key, polish, Domain.PERSON))
                assert (said == addressed(polish, None)) >= (key in gone)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("how", ["empty", pytest.param("fuzzy", marks=pytest.mark.full)])
@pytest.mark.parametrize("count", COUNTS)
def test_the_check_warns_of_every_missing_text_and_says_how_many(
    tmp_path: Path, content: Content, count: int, how: str
):
    gone = some(content, count, f"check{count}")
    with missing(tmp_path, "vi", "person", gone, how) as folder:
        problems = check_translations(content, [languages()["vi"]], folder)
    assert all(each.warning for each in problems)
    each_text = [each for each in problems if each.line > 1]
    assert {key for key in gone for each in each_text if repr(key) in each.sentence} == set(gone)
    assert len(each_text) == count
    summary = [each.sentence for each in problems if each.line == 1]
    assert len(summary) == (count > 0)
    if count:
        assert summary[0].startswith(f"{count} of {ALL} texts are missing (")
        assert ("not offered" in summary[0]) is (count > MOST)


def test_a_mistake_stays_a_fault(tmp_path: Path, content: Content):
    with missing(tmp_path, "vi", "person", ["debt_bondage.statement"], "broken") as folder:
        problems = check_translations(content, [languages()["vi"]], folder)
    assert [each.sentence for each in problems if not each.warning] == [
        "The message 'debt_bondage.statement' must keep the placeholders of its source (none)."
    ]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("how", ["empty", "fuzzy"])
def test_nothing_is_missing_unmarked_so_without_its_mark_a_language_is_not_offered(
    tmp_path: Path, content: Content, how: str
):
    with missing(tmp_path, "uk", "person", [MARK], how) as folder:
        assert "uk" not in person_languages()
        problems = check_translations(content, [languages()["uk"]], folder)
    assert [each.sentence for each in problems if not each.warning] == [
        f"The text {MARK!r} is missing, which marks every other missing text; translate it first."
    ]


def test_english_pages_need_the_mark_too_once_a_label_is_missing(tmp_path: Path):
    with missing(tmp_path, "en", "content", ["documents_withheld.label"]):
        assert [each.code for each in page_languages()] == ["pl", "en"]
    with missing(tmp_path, "en", "content", ["documents_withheld.label"]) as folder:
        take_away(folder, "en", "person", [MARK])
        assert [each.code for each in page_languages()] == ["pl"]


def test_a_translation_of_an_older_polish_wording_does_not_stand(content: Content):
    text = content.catalogue.indicators["debt_bondage"].statement
    changed = replace(text, polish=text.polish + " Naprawdę?")
    assert Translator("vi").has(text) and not Translator("vi").has(changed)
    assert Translator("vi").text(changed) == changed.polish


def test_a_plural_form_too_few_falls_back_and_does_not_fail(tmp_path: Path):
    with missing(tmp_path, "en", "person", []) as folder:
        path = folder / "pl/LC_MESSAGES/interface.po"
        raw = path.read_text(encoding="utf-8")
        path.write_text(raw.replace("msgstr[2] ", "msgstr[1] "), encoding="utf-8")
        assert Translator("pl").ngettext("%(num)s outdated", "%(num)s outdated", 5)
        assert 0 < len(coverage("pl", "interface").missing) < coverage("pl", "interface").texts / 10


@pytest.mark.parametrize("damage", [b"\xff", b"msgid", b""])
def test_a_catalogue_that_cannot_be_read_is_not_offered_and_breaks_nothing(tmp_path: Path, damage: bytes):
    with missing(tmp_path, "es", "person", []) as folder:
        (folder / "es/LC_MESSAGES/person.po").write_bytes(damage)
        assert "es" not in person_languages() and len(person_languages()) == 8
        assert Translator("es").text(Text("a.question", "Co?", Domain.PERSON)) == "Co?"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("count", COUNTS)
def test_the_table_of_languages_shows_share_number_and_list(tmp_path: Path, content: Content, count: int):
    gone = some(content, count, f"table{count}")
    with missing(tmp_path, "fil", "person", gone):
        table = CliRunner().invoke(list_languages).output.splitlines()
        listed = CliRunner().invoke(list_languages, ["--missing"]).output.splitlines()
        found = coverage("fil", "person")
    (line,) = [each for each in table if each.startswith("fil")]
    share, offered = found.share.split()[0], "yes" if count <= MOST else "no"
    assert line.split()[:6] == ["fil", "person", share, "%", str(count), offered]
    assert listed == [f"fil person {key}" for key in found.missing] and len(listed) == count
