"""The sheets for KCIK are set for who reads them: what is asked, whom to call back, who it is; then the rest."""

import re
from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import Age, Form
from screening.core.record.case import Case
from screening.core.record.referral import Agreement
from screening.core.record.vocabulary import ContactAgreement
from screening.printing import page_html
from tests.builders import CATALOGUE, a_case
from tests.contacts import KCIK
from tests.printing.read import pages
from tests.printing.sheets import child_case, sheet, typical_case

FOR_KCIK = pytest.mark.parametrize("kind", ["referral", "consultation"])
STRIP = "Wypełnia KCIK"
SIGNS = frozenset(list(CATALOGUE.signs)[:12])


def said(case: Case, kind: str = "referral") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page_html(sheet(case, kind), "pl")).split())


def head(case: Case, kind: str = "referral") -> str:
    (title,) = re.findall(r'title">.*?<h2>(.*?)</h2>', page_html(sheet(case, kind), "pl"), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", title).split())


@pytest.mark.parametrize(
    ("age", "contact", "grounds"),
    [
        (Age.ADULT, ContactAgreement.YES, "za zgodą"),
        (Age.ADULT, ContactAgreement.NOT_ASKED, "zgody jeszcze nie ma"),
        (Age.ADULT, ContactAgreement.NO, "osoba się nie zgadza"),
        (Age.ADULT, ContactAgreement.UNABLE, "osoba nie może teraz wyrazić zgody"),
        (Age.CHILD, ContactAgreement.NO, "dziecko"),
        (Age.UNCERTAIN, ContactAgreement.YES, "wiek niepewny"),
        (None, ContactAgreement.YES, "wieku jeszcze nie podano"),
    ],
)
def test_the_head_says_what_is_asked_how_urgent_it_is_and_on_what_grounds(age, contact, grounds):
    case = replace(typical_case(), age=age, agreement=Agreement(contact=contact))
    assert head(case).endswith(f"teraz · {grounds}")
    assert head(case, "consultation") == "Konsultacja · teraz · bez danych osoby"


@FOR_KCIK
def test_the_number_to_call_back_stands_before_the_title_and_kcik_is_not_told_to_call_itself(kind):
    text = said(typical_case(), kind)
    assert text.index("81 000 00 00") < text.index("O co prosimy") < text.index(f"KCIK {KCIK}")
    assert "Zadzwoń do KCIK." not in text


def test_what_the_officer_does_with_a_child_is_commanded_to_the_officer_alone():
    command = "Nie oddawaj dziecka dorosłemu"
    assert command in said(child_case(), "steps") and command not in said(child_case())


@FOR_KCIK
def test_a_sheet_is_signed_once_and_leaves_room_for_kcik(kind):
    text = said(typical_case(), kind)
    assert len(re.findall("Podpis:|podpis instytucji:", text)) == 1 and text.count(STRIP) == 1


@FOR_KCIK
def test_the_front_of_a_typical_sheet_ends_with_what_kcik_fills_in(printer, kind):
    front, back = pages(printer.pdf(sheet(typical_case(), kind), "pl").pdf)
    assert STRIP in front and "Odnotowane przesłanki" in back


def much(form: Form) -> Case:
    """Thirty rows of a form answered yes, much that was ticked, nothing noted.

    With some forty a third page follows: nothing is left out, and no row is printed smaller than 7.75 pt.
    """
    (profile,) = (each for each in CATALOGUE.profiles.values() if form in each.forms and not each.child)
    rows = [row.id for row in CATALOGUE.rows_of(profile)]
    return replace(typical_case(), forms=frozenset({form}), replies=a_case(yes=rows[:30]).replies, signs=SIGNS)


@pytest.mark.sampled(2)
@FOR_KCIK
@pytest.mark.parametrize("form", [Form.LABOUR, Form.SEXUAL, Form.BEGGING, Form.CRIME])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_without_notes_no_sheet_has_a_third_page(printer, kind, form, language):
    assert len(pages(printer.pdf(sheet(much(form), kind), language).pdf)) == 2
