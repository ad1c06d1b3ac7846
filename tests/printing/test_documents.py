"""What every one of the six documents is: accessible, whole for any reader, in the page's order, black on white."""

import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO

import pytest
from pypdf import PdfReader

from screening.core.documents import DOCUMENTS
from screening.printing import page_html
from screening.printing.codec import dump, load
from screening.settings import folder
from tests.contacts import DIGITS
from tests.printing.read import READERS, breaches, by_pypdf, pages
from tests.printing.sheets import CASES, sheet

QUICKER = {("referral", "empty"), ("script", "child"), ("consultation", "maximal"), ("steps", "hostile")}
PAIRS = [(kind, name) for kind in DOCUMENTS for name in CASES]
# Of the usual run: every kind with the typical case, the other cases with a kind of few pages.
SOME = {pair for pair in PAIRS if pair[1] == "typical" or pair in QUICKER}
EACH = pytest.mark.parametrize(
    ("kind", "name"),
    [pytest.param(*pair, id="-".join(pair), marks=() if pair in SOME else pytest.mark.full) for pair in PAIRS],
)
LONG = 4  # shorter words stand everywhere
NEAR = 400  # characters; a page's foot lies between
USUAL_PAGES = {"referral": 2, "consultation": 2, "note": 1, "notification": 1, "script": 1, "steps": 2}


@pytest.fixture(scope="session")
def made(drawn):
    """A document of a case in a language, drawn once."""

    def draw(kind: str, name: str, language: str = "pl", realm: str = "real") -> bytes:
        return drawn(name, language, realm, kind=kind).pdf

    return draw


def squeezed(text: str) -> str:
    """The text without what readers treat as they like: spaces, bullets, hyphens at line ends, marks of direction."""
    return "".join(each for each in re.sub(r"[\s\u2010•]", "", text) if unicodedata.category(each) != "Cf")


@pytest.mark.sampled(2)
@EACH
def test_every_document_conforms_to_pdf_ua(made, kind, name):
    assert breaches(made(kind, name)) == ()


@pytest.mark.full
@EACH
@pytest.mark.parametrize(("language", "realm"), [("en", "real"), ("pl", "training"), ("en", "training")])
def test_every_document_conforms_to_pdf_ua_in_every_language_and_realm(made, kind, name, language, realm):
    assert breaches(made(kind, name, language, realm)) == ()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_an_exercise_is_marked_on_every_page_of_every_document(made, kind):
    pdf = made(kind, "typical", "pl", "training")
    assert all("ĆWICZENIE" in text for text in pages(pdf))
    assert breaches(pdf) == ()


@pytest.mark.sampled(2)
@EACH
def test_three_readers_find_the_same_characters(made, kind, name):
    texts = [sorted(squeezed(reader(made(kind, name)))) for reader in READERS]
    assert texts[0] == texts[1] == texts[2]


class Words(HTMLParser):
    """The words of a page in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words += data.split()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("name", ["typical", "child"])
def test_the_reading_order_of_the_paper_is_that_of_the_page(made, kind, name):
    words = [squeezed(word) for word in Words(page_html(sheet(CASES[name](), kind), "pl")).words]
    words = [word for word in words if len(word) >= LONG]
    text, place, lost = squeezed(by_pypdf(made(kind, name))), 0, []
    for word in words:
        found = text.find(word, place, place + NEAR)
        if found < 0:
            lost.append(word)
        else:
            place = found + len(word)
    assert len(lost) <= len(words) // 50, (len(lost), len(words), lost[:20])


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_font_is_embedded_and_nothing_is_coloured(made, kind):
    reader = PdfReader(BytesIO(made(kind, "typical")))
    for each in reader.pages:
        for font in each["/Resources"]["/Font"].values():
            described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
        for red, green, blue in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", each.get_contents().get_data()):
            assert red == green == blue


def test_text_on_paper_is_dark_enough_in_black_and_white():
    style = (folder("templates") / "print" / "sheet.css").read_text(encoding="utf-8")
    greys = {int(each[0] * 2, 16) for each in re.findall(r"(?<!-)\bcolor: #([0-9a-f])[0-9a-f]{2}\b", style)}
    assert max(greys) <= 0x76  # contrast 4.5:1 against white


@pytest.mark.sampled(3)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_typical_document_is_short(made, kind, language):
    assert len(pages(made(kind, "typical", language))) <= USUAL_PAGES[kind]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("reader", READERS)
def test_every_document_says_whom_to_call_its_edition_and_its_page(made, kind, reader):
    text = squeezed(reader(made(kind, "typical")))
    for needed in ("wydanie2026.2", "·1/"):
        assert needed in text
    assert kind in ("note", "notification") or (DIGITS in text and "112" in text)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_title_is_neutral_and_says_nothing_of_anybody(made, kind):
    reader = PdfReader(BytesIO(made(kind, "typical")))
    assert reader.trailer["/Root"]["/Lang"] == "pl"
    for private in ("Olena", "bursztyn", "Lublin"):
        assert private not in str(reader.metadata)


def test_outdated_contacts_and_law_are_marked_on_paper(printer, monkeypatch):
    from datetime import UTC, datetime

    monkeypatch.setattr("tests.printing.sheets.PRINTED_AT", datetime(2028, 1, 1, tzinfo=UTC))
    for kind in ("referral", "consultation", "script", "steps", "notification"):
        text = " ".join(pages(printer.pdf(sheet(CASES["typical"](), kind), "pl").pdf))
        assert "po terminie przeglądu" in " ".join(text.split()), kind


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", ["script", "note", "steps", "referral", "consultation"])
def test_a_document_that_fits_is_drawn_once(drawing, monkeypatch, kind):
    from weasyprint import HTML

    render, drawn = HTML.render, []
    monkeypatch.setattr(HTML, "render", lambda *args, **how: drawn.append(kind) or render(*args, **how))
    drawing.pdf([(kind, load(dump(sheet(CASES["typical"](), kind))))], "pl")
    assert len(drawn) == 1
