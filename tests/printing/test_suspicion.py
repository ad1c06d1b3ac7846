"""What the papers say of act, means and purpose, and of what a person may have been forced to do."""

import re
from dataclasses import replace

import pytest

from screening.casework.documents import document
from screening.core.instrument.vocabulary import Answer, Form
from screening.core.record.case import Case, Reply
from screening.printing import page_html
from tests.builders import CONTENT, a_case

FOR_KCIK = ("referral", "consultation")
NOTHING = "dotąd nic nie odnotowano"
REMINDER = "Osoba mogła być do czegoś zmuszana. Nie pytać o to bez jej adwokata."


def block(case: Case, kind: str = "consultation") -> str:
    """The checklist of a paper, on one line."""
    html = page_html(document(kind, case, CONTENT), "pl")
    (table,) = re.findall(r'<table class="top law">(.*?)</table>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", table).split())


def purpose(case: Case, kind: str = "consultation") -> str:
    return block(case, kind).rpartition("Cel ")[2]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("kind", FOR_KCIK)
def test_a_chosen_form_that_nothing_points_to_is_named_as_suspected_and_never_as_not_recorded(form, kind):
    label = CONTENT.law.purposes[form].polish
    assert purpose(a_case(forms=form, concerned=True), kind) == f"podejrzewana forma: {label}"


def test_another_form_says_that_the_list_of_purposes_is_open():
    assert "lista celów jest otwarta" in purpose(a_case(forms="other", concerned=True))


def test_slavery_and_organs_are_purposes_of_their_own_beside_what_is_only_suspected():
    found = purpose(
        a_case(forms=["labour", "organs", "begging"], yes=["eats_leftovers", "never_out_alone", "organ_offer_or_debt"])
    )
    assert "niewolnictwo lub inna forma poniżająca godność człowieka (" in found
    assert "pozyskanie narządów, komórek lub tkanek wbrew ustawie (" in found
    assert found.endswith("podejrzewana forma: żebractwo")


def test_what_no_answer_points_to_is_not_called_unrecorded_while_something_is_recorded():
    assert NOTHING in block(a_case(concerned=True))
    found = block(a_case(yes="bad_living"))
    assert NOTHING not in found and "Sposób działania na razie żadna odpowiedź na to nie wskazuje" in found


def test_where_nobody_knows_the_form_none_is_suspected():
    case = a_case(forms=["labour", "sexual", "begging"], concerned=True)
    case = replace(case, context=replace(case.context, form_unsure=True))
    assert "podejrzewana forma" not in block(case)


@pytest.mark.parametrize("kind", FOR_KCIK)
def test_of_forced_crime_kcik_is_told_not_to_ask_and_reads_no_detail_of_an_act(kind):
    case = a_case(forms="crime", yes=["crime_for_others", "debt_bondage"])
    told = {"crime_for_others": "trzy kradzieże", "debt_bondage": "za przejazd"}
    case = replace(case, replies={id_: Reply(Answer.YES, note=note) for id_, note in told.items()})
    html = page_html(document(kind, case, CONTENT), "pl")
    assert html.count(REMINDER) == 1
    assert "trzy kradzieże" not in html and ("za przejazd" in html) is (kind == "referral")
    assert "czyny zabronione na polecenie" in html, "the yes itself is said"
    other = page_html(document(kind, replace(case, forms=frozenset({Form.LABOUR})), CONTENT), "pl")
    assert REMINDER not in other
