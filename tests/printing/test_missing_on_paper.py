"""A leaflet keeps its leaf and its numbers when as much of it is missing as a language may lack."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from screening.casework.documents import leaflet
from screening.printing.codec import dump, load
from screening.translation import coverage, languages
from tests.contacts import DIGITS
from tests.journeys.walk import in_each_language
from tests.missing_texts import missing
from tests.printing.sheets import CONTENT, PRINTED_AT

MOST = coverage("vi", "person").texts // 10
ON_CARD = ["card_title", "card_help", "call_cost", "stay_by_kcik", "card_danger"]
STAY = [id_ for id_ in CONTENT.leaflet if id_.startswith("foreign_")]
CHILD = [
    id_ for id_ in CONTENT.leaflet if id_.startswith("child_")
] + ON_CARD  # a leaflet has the card on its other side
ADULT = [id_ for id_ in CONTENT.leaflet if not id_.startswith(("easy_", "child_", "foreign_"))]
LONGEST = sorted(ADULT, key=lambda id_: -len(CONTENT.leaflet[id_].polish))[:MOST]
PAPERS = {
    "the longest of an adult's": ("leaflet", LONGEST, False, 2),
    "all of a child's": ("leaflet", CHILD, True, 2),
    "all of the card": ("leaflet-card", ON_CARD, False, 1),
    "all of the right to stay": ("leaflet-stay", STAY, False, 1),
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize(
    "language", in_each_language(code for code, each in languages().items() if "person" in each.domains)
)
def test_a_paper_with_as_much_missing_as_may_be_fits_and_keeps_its_numbers(tmp_path, drawing, language, paper):
    kind, ids, child, leaves = paper
    with missing(tmp_path, language, "person", [CONTENT.leaflet[id_].key for id_ in ids]):
        made = leaflet(CONTENT, language, child=child, kind=kind, now=PRINTED_AT)
        pdf, replaced = drawing.pdf([(kind, load(dump(made)))], language)
    reader = PdfReader(BytesIO(pdf))
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == leaves and replaced == ()
    assert DIGITS in text.replace(" ", "").replace("\xa0", "") and "112" in text
    assert text.replace("\n", " ").count("jeszcze nie") >= len(ids)
