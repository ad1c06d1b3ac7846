"""The leaflet for the person, in every language: accessible, whole, neutral, honest about drafts."""

import unicodedata
from io import BytesIO

import page as pdf_ua
import pytest
from pypdf import PdfReader

from screening.casework.documents import DraftHidden, leaflet
from screening.printing.page import page_html
from screening.translation import Translator, languages, person_languages
from tests.contacts import DIGITS
from tests.printing.read import READERS, pages
from tests.printing.sheets import CONTENT, PRINTED_AT

EACH = pytest.mark.parametrize("language", person_languages())
FOR_CHILD = pytest.mark.parametrize("child", [False, True], ids=["adult", "child"])


@pytest.fixture(scope="session")
def drawn_leaflet(printer):
    kept = {}

    def draw(language: str, *, child: bool) -> bytes:
        if (language, child) not in kept:
            made = leaflet(CONTENT, language, child=child, now=PRINTED_AT)
            kept[language, child] = printer.pdf(made, language)
        assert kept[language, child].replaced == ()
        return kept[language, child].pdf

    return draw


def squeezed(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return "".join(each for each in text if not each.isspace() and each != "•")


@pytest.mark.sampled(3)
@EACH
@FOR_CHILD
def test_it_conforms_to_pdf_ua_on_one_leaf_in_its_language(drawn_leaflet, language, child):
    pdf = drawn_leaflet(language, child=child)
    report = pdf_ua.validate_pdf_bytes(pdf, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []
    reader = PdfReader(BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == language and len(reader.pages) == 2
    assert "2026" not in reader.pages[1].extract_text(), "the cards alone stand on the second page"


@pytest.mark.sampled(3)
@EACH
@FOR_CHILD
def test_three_readers_agree_and_find_both_numbers(drawn_leaflet, language, child):
    texts = [squeezed(reader(drawn_leaflet(language, child=child))) for reader in READERS]
    assert len({"".join(sorted(each)) for each in texts}) == 1
    assert all(DIGITS in each and "112" in each for each in texts)


@pytest.mark.sampled(3)
@EACH
def test_every_sentence_of_the_adult_stands_on_it(drawn_leaflet, language):
    text, words = squeezed(READERS[2](drawn_leaflet(language, child=False))), Translator(language)
    elsewhere = ("child_", "easy_", "foreign_", "title")
    wanted = [each for id_, each in CONTENT.leaflet.items() if not id_.startswith(elsewhere)]
    if language == "pl":  # Somebody who speaks Polish is always there.
        wanted.remove(CONTENT.leaflet["language"])
    assert [each.key for each in wanted if squeezed(words.text(each)) not in text] == []


@EACH
def test_title_and_file_are_neutral_and_a_draft_says_so(drawn_leaflet, language):
    pdf = drawn_leaflet(language, child=False)
    assert PdfReader(BytesIO(pdf)).metadata.title == Translator(language).text(CONTENT.leaflet["card_title"])
    draft = Translator(language).text(CONTENT.shown["draft"])
    assert (squeezed(draft) in squeezed(pages(pdf)[0])) is (languages()[language].state != "reviewed")


@EACH
def test_an_institution_that_hides_drafts_prints_none(language):
    if languages()[language].state == "reviewed":
        assert leaflet(CONTENT, language, child=False, drafts="hide")
    else:
        with pytest.raises(DraftHidden):
            leaflet(CONTENT, language, child=False, drafts="hide")


def test_every_sentence_of_the_child_stands_on_its_leaflet(drawn_leaflet):
    text, words = squeezed(READERS[2](drawn_leaflet("pl", child=True))), Translator("pl")
    wanted = [each for id_, each in CONTENT.leaflet.items() if id_.startswith("child_")]
    assert [each.key for each in wanted if squeezed(words.text(each)) not in text] == []


def test_no_leaflet_names_any_number_but_two(drawn_leaflet):
    text = READERS[2](drawn_leaflet("pl", child=False))
    others = [each.value for id_, each in CONTENT.contacts.items() if id_ not in ("kcik_phone", "emergency")]
    assert not [each for each in others if each in text]


@EACH
def test_a_leaflet_past_its_review_has_no_word_of_the_officers_pages_on_it(language):
    late = leaflet(CONTENT, language, child=False, now=PRINTED_AT.replace(year=PRINTED_AT.year + 2))
    assert late.kcik.outdated and "check before use" not in page_html(late, language)
