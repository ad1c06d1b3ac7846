"""The discreet card and the leaflet in easy words: accessible, whole, neutral, in every language they have."""

from io import BytesIO

import page as pdf_ua
import pytest
from pypdf import PdfReader

from screening.casework.documents import DraftHidden, leaflet
from screening.core.documents import LEAFLETS
from screening.translation import Translator, languages, page_languages, person_languages
from tests.contacts import DIGITS, FROM_ABROAD
from tests.printing.read import READERS
from tests.printing.sheets import CONTENT, PRINTED_AT
from tests.printing.test_leaflet import squeezed

CARD, EASY, STAY = "leaflet-card", "leaflet-easy", "leaflet-stay"
EACH = [(kind, code) for kind in (CARD, STAY) for code in person_languages()]
EACH += [(EASY, each.code) for each in page_languages()]
PAPER = pytest.mark.parametrize(("kind", "language"), EACH)
EASY_TEXTS = {id_: text for id_, text in CONTENT.leaflet.items() if id_.startswith("easy_")}
MILLIMETRE = 72 / 25.4
ON_PAGE = 8
ON_CARD = ("card_title", "card_help", "call_cost", "stay_by_kcik", "card_danger")
MOST_WORDS = 9


@pytest.fixture(scope="session")
def paper(printer):
    kept = {}

    def draw(kind: str, language: str, *, child: bool = False, realm: str = "real") -> bytes:
        key = (kind, language, child, realm)
        if key not in kept:
            made = leaflet(CONTENT, language, child=child, now=PRINTED_AT, kind=kind, realm=realm)
            kept[key] = printer.pdf(made, language)
        assert kept[key].replaced == ()
        return kept[key].pdf

    return draw


@pytest.mark.sampled(2)
@PAPER
def test_it_conforms_to_pdf_ua_and_three_readers_agree(paper, kind, language):
    pdf = paper(kind, language)
    report = pdf_ua.validate_pdf_bytes(pdf, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []
    texts = [squeezed(reader(pdf)) for reader in READERS]
    assert len({"".join(sorted(each)) for each in texts}) == 1
    assert all(DIGITS in each and "112" in each for each in texts)
    assert PdfReader(BytesIO(pdf)).metadata.title == Translator(language).text(CONTENT.leaflet["card_title"])


@pytest.mark.sampled(3)
@pytest.mark.parametrize("language", person_languages())
@pytest.mark.parametrize("realm", ["real", "training"])
def test_eight_cards_of_the_size_of_a_bank_card_stand_on_one_page(paper, language, realm):
    (page,) = PdfReader(BytesIO(paper(CARD, language, realm=realm))).pages
    assert [round(float(each) / MILLIMETRE) for each in page.mediabox[2:]] == [210, 297]
    assert page.extract_text().count("ĆWICZENIE") == (ON_PAGE if realm == "training" else 0)


@pytest.mark.parametrize("language", person_languages())
def test_the_card_says_five_sentences_and_two_numbers_and_nothing_else(paper, language):
    words = Translator(language)
    lines = [words.text(CONTENT.leaflet[id_]) for id_ in ON_CARD]
    wanted = squeezed("".join(lines) + FROM_ABROAD + "112")
    assert sorted(squeezed(READERS[2](paper(CARD, language)))) == sorted(wanted * ON_PAGE)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("language", person_languages())
@pytest.mark.parametrize("realm", ["real", "training"])
def test_the_right_to_stay_is_a_sheet_of_its_own_on_one_page(paper, language, realm):
    pdf, words = paper(STAY, language, realm=realm), Translator(language)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    text = squeezed(READERS[2](pdf))
    stay = [words.text(each) for id_, each in CONTENT.leaflet.items() if id_.startswith("foreign_")]
    assert stay and [each for each in stay if squeezed(each) not in text] == []


@pytest.mark.parametrize("kind", [CARD, EASY, "leaflet"])
def test_what_may_be_found_on_the_person_names_no_suspects_and_no_certificate(paper, kind):
    text = READERS[2](paper(kind, "pl")).casefold()
    assert not [word for word in ("podejrzan", "zaświadcz", "zezna", "prokurator", "handl") if word in text]


def test_the_card_of_a_child_is_the_same(paper):
    assert READERS[2](paper(CARD, "uk", child=True)) == READERS[2](paper(CARD, "uk"))


@pytest.mark.parametrize("kind", LEAFLETS)
@pytest.mark.parametrize("child", [False, True], ids=["adult", "child"])
def test_the_person_reads_the_number_as_one_calls_it_from_any_country(paper, kind, child):
    text = squeezed(READERS[2](paper(kind, "pl", child=child)))
    assert text.count(DIGITS) == text.count(squeezed(FROM_ABROAD)) > 0


@pytest.mark.parametrize("language", [each.code for each in page_languages()])
@pytest.mark.parametrize("realm", ["real", "training"])
def test_easy_words_stand_whole_on_two_pages_with_room_for_pictures(paper, language, realm):
    pdf, words = paper(EASY, language, realm=realm), Translator(language)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) <= 2
    assert all([round(float(each) / MILLIMETRE) for each in page.mediabox[2:]] == [210, 297] for page in pages)
    text = squeezed(READERS[2](pdf))
    assert [id_ for id_, each in EASY_TEXTS.items() if squeezed(words.text(each)) not in text] == []


@pytest.mark.parametrize("language", [each.code for each in page_languages()])
def test_easy_words_are_one_short_sentence_a_line(language):
    words = Translator(language)
    long = {id_: line for id_, text in EASY_TEXTS.items() if len((line := words.text(text)).split()) > MOST_WORDS}
    assert not {id_: line for id_, line in long.items() if not id_.endswith("heading")}


@PAPER
def test_an_institution_that_hides_drafts_prints_none_of_them(kind, language):
    if languages()[language].state == "reviewed":
        assert leaflet(CONTENT, language, child=False, drafts="hide", kind=kind)
    else:
        with pytest.raises(DraftHidden):
            leaflet(CONTENT, language, child=False, drafts="hide", kind=kind)
