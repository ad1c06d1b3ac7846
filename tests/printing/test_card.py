"""The field card: one sheet of paper, both sides, from the same data and under the same numbers as the screen."""

from io import BytesIO

import page as pdf_ua
import pytest
from pypdf import PdfReader

from screening.casework.documents import card
from screening.core.rules.questions import label
from screening.translation import Translator, person_languages
from tests.printing.read import READERS, pages
from tests.printing.sheets import CONTENT, PRINTED_AT
from tests.printing.test_leaflet import squeezed

EACH = pytest.mark.parametrize("profile", CONTENT.catalogue.profiles)


def draw(printer, profile: str, other: str = "") -> bytes:
    printed = printer.pdf(card(CONTENT, profile, other=other, now=PRINTED_AT), "pl")
    assert printed.replaced == ()
    return printed.pdf


@pytest.mark.sampled(2)
@EACH
def test_a_card_is_one_accessible_sheet_that_three_readers_read_alike(printer, profile):
    pdf = draw(printer, profile)
    report = pdf_ua.validate_pdf_bytes(pdf, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    assert len({"".join(sorted(squeezed(reader(pdf)))) for reader in READERS}) == 1


@pytest.mark.sampled(2)
@pytest.mark.parametrize("other", [code for code in person_languages() if code != "pl"])
def test_a_card_side_by_side_holds_each_question_in_both_languages(printer, other):
    pdf = draw(printer, "labour_adult", other)
    text, made = squeezed(READERS[2](pdf)), card(CONTENT, "labour_adult", other=other)
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    for row in made.rows:
        assert row.question is None or squeezed(Translator("pl").text(row.question)) in text
        assert row.question is None or squeezed(Translator(other).text(row.question)) in text


@EACH
def test_the_card_bears_the_twelve_items_of_the_screen(profile):
    chosen, known = CONTENT.catalogue.profiles[profile], CONTENT.catalogue.indicators
    rows = card(CONTENT, profile).rows
    assert len(rows) == len(chosen.triage) == 12
    wanted = [label(known[id_], chosen.group) for id_ in chosen.triage if id_ in known]
    assert [row.label for row in rows if not row.sign] == wanted


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("profile", "other"),
    [(profile, "") for profile in CONTENT.catalogue.profiles]
    + [("labour_adult", code) for code in person_languages() if code != "pl"],
)
def test_the_whole_form_is_one_side_and_what_to_say_is_the_other(printer, profile, other):
    front, back = pages(draw(printer, profile, other))
    made = card(CONTENT, profile, other=other)
    assert front.count("☐") > 4 * sum(not row.sign for row in made.rows)
    for field in ("Data", "Godzina", "Osoba nr", "Język", "Zadzwoniono do KCIK o godz.:"):
        assert field in front and field not in back
    assert "☐" not in back and "Powiedz najpierw" in back and "Nie oddawaj dziecka dorosłemu" in back
