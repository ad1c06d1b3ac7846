"""What every printed sheet is: accessible, readable by any reader, calm inside, the same each time."""

import re
from io import BytesIO
from itertools import product

import pytest
from pypdf import PdfReader

from screening.printing import Printer
from tests.contacts import EVERY_WAY
from tests.printing.read import READERS_OF_MUCH, breaches, by_pdftotext, pages
from tests.printing.sheets import CASES, LETTERS, sheet, typical_case

EACH_SHEET = pytest.mark.parametrize("name", CASES)
QUICKER = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full if name == "maximal" else ()) for name in CASES]
)
SLOW = {"maximal": pytest.mark.full, "hostile": pytest.mark.rest}  # each is drawn here a second time
EACH_LANGUAGE = pytest.mark.parametrize("language", ["pl", "en"])
IN_ENGLISH_TOO = {"typical", "child"}  # of the usual run; the whole reads every sheet in both languages
SHEETS_IN_LANGUAGES = pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(name, language, marks=() if language == "pl" or name in IN_ENGLISH_TOO else pytest.mark.full)
        for name in CASES
        for language in ("pl", "en")
    ],
)
SOME_WAYS = {  # of the usual run, besides every sheet in Polish: the quick ones once more, in another language or realm
    ("empty", "en", "training"),
    ("typical", "en", "real"),
    ("child", "en", "real"),
    ("hostile", "en", "training"),
}
WAYS = [
    pytest.param(*way, marks=() if way[1:] == ("pl", "real") or way in SOME_WAYS else pytest.mark.full)
    for way in product(CASES, ["pl", "en"], ["real", "training"])
]
ACTIVE = (b"/JS", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/AA", b"/URI", b"/AcroForm")


def _objects(pdf: bytes) -> bytes:
    """Every object of the file as text, object streams unpacked."""
    reader = PdfReader(BytesIO(pdf))
    return b"\n".join(repr(reader.get_object(number)).encode() for number in range(1, len(reader.xref_objStm) + 500))


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("name", "language", "realm"), WAYS)
def test_every_sheet_conforms_to_pdf_ua(drawn, name, language, realm):
    assert breaches(drawn(name, language, realm).pdf) == ()


@pytest.mark.sampled(3)
@SHEETS_IN_LANGUAGES
@pytest.mark.parametrize("reader", READERS_OF_MUCH)
def test_every_reader_finds_the_contacts(drawn, name, language, reader):
    text = reader(drawn(name, language).pdf)
    for contact in (*EVERY_WAY, "112", "23.11.2026" if language == "pl" else "23 Nov 2026"):
        assert contact in text


@pytest.mark.parametrize("reader", READERS_OF_MUCH)
def test_every_reader_reads_the_letters_of_all_languages(drawn, reader):
    seen = re.sub(r"\s", "", reader(drawn("maximal").pdf))
    for word in LETTERS.split():
        assert word in seen


@pytest.mark.parametrize("reader", READERS_OF_MUCH)
def test_one_character_without_a_glyph_does_not_spoil_the_others(drawn, reader):
    text = reader(drawn("hostile").pdf)
    assert "[U+1F9FF U+6F22 U+5B57]" in text
    assert "{{7*7}}" in text
    assert "Skąd ta podpowiedź" in text


@QUICKER
def test_no_sheet_holds_anything_that_acts(drawn, name):
    objects = _objects(drawn(name).pdf)
    assert [each for each in ACTIVE if re.search(re.escape(each) + rb"\b", objects)] == []


@EACH_LANGUAGE
def test_a_sheet_says_its_language_and_a_neutral_title_and_nothing_of_anybody(drawn, language):
    reader = PdfReader(BytesIO(drawn("typical", language).pdf))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert set(reader.metadata) == {"/Title", "/Producer"}
    assert "bursztyn" not in reader.metadata.title
    assert b"inspektor" not in reader.trailer["/Root"]["/Metadata"].get_data()


def test_the_same_case_gives_the_same_bytes(drawn, printer: Printer):
    assert printer.pdf(sheet(typical_case()), "pl").pdf == drawn("typical", "pl").pdf


@pytest.mark.sampled(2)
@EACH_LANGUAGE
@pytest.mark.parametrize("realm", ["real", "training"])
@pytest.mark.parametrize("name", ["empty", "typical", "child"])
def test_a_usual_sheet_is_one_leaf(drawn, name, language, realm):
    assert len(pages(drawn(name, language, realm).pdf)) == 2


@QUICKER
def test_every_page_says_case_page_edition_and_that_it_is_no_record(drawn, name):
    found = pages(drawn(name).pdf)
    for number, text in enumerate(found, start=1):
        assert "bursztyn-07 · Karta nie zastępuje protokołu przesłuchania." in text
        assert f"wydanie 2026.2, kontakty sprawdzono 26.11.2026 · {number}/{len(found)}" in text


@pytest.mark.parametrize("name", [pytest.param(each, marks=SLOW.get(each, ())) for each in CASES])
def test_an_exercise_says_so_on_every_page_and_a_real_sheet_nowhere(drawn, name):
    assert all("ĆWICZENIE" in text for text in pages(drawn(name, "pl", "training").pdf))
    assert "ĆWICZENIE" not in by_pdftotext(drawn(name).pdf)


@SHEETS_IN_LANGUAGES
def test_the_front_page_never_shows_the_ilo_class(drawn, name, language):
    assert "ILO" not in pages(drawn(name, language).pdf)[0]


@EACH_SHEET
def test_a_front_that_overflows_goes_on_overleaf(drawn, name):
    assert all(len(text) > 400 for text in pages(drawn(name).pdf))
