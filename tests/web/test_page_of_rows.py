"""A page of indicators says which page it is, and what it says of all its rows it says once."""

import re

import pytest

from tests.web.referral import stored

NOT_A_CHILD, LOOK = "Nie pytaj dziecka.", "Zaznacz, co widać lub co dziecko samo powie."
FEW = "tylko przy kilku wierszach"
DECLINED = re.compile(r'name="answer\.(\w+)" value="declined"')
ASKED = re.compile(r'<fieldset class="q" id="(\w+)">(?:(?!</fieldset>).)*?Jak zapytać:', re.S)


def _text(visitor) -> str:
    return " ".join(visitor.page.text.split())


def test_a_further_page_of_a_dimension_says_which_it_is_and_leads_back_to_the_page_before(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/exploitation-1")
    assert "Wymiar 4 z 6 · strona 1 z 2" in _text(visitor) and "← Strona" not in visitor.page.text
    visitor.get(f"{address}/exploitation-2")
    assert "Wymiar 4 z 6 · strona 2 z 2" in _text(visitor) and "← Strona 1" in visitor.page.text


def test_a_dimension_on_one_page_has_no_number_of_a_page(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/destination_vulnerability-1")
    assert "Wymiar 6 z 6" in _text(visitor) and "· strona" not in _text(visitor)


@pytest.mark.parametrize("age", ["adult", "child"])
def test_nobody_declines_what_nobody_asks(visitor, opened, age):
    address = opened(until="triage", age=age)
    visitor.send()
    found = 0
    for page in ("exploitation-1", "exploitation-2", "recruitment_vulnerability-1", "destination_coercion-1"):
        visitor.get(f"{address}/{page}")
        assert set(DECLINED.findall(visitor.page.html)) == set(ASKED.findall(visitor.page.html))
        found += len(DECLINED.findall(visitor.page.html))
    assert found or age == "child"


def test_a_refusal_that_is_saved_stays_where_the_row_is_no_longer_asked(visitor, opened, desk):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="declined")
    visitor.get(f"{address}/safety")
    visitor.send(age="child")
    visitor.get(f"{address}/triage")
    assert "documents_withheld" in DECLINED.findall(visitor.page.html)
    visitor.send()
    assert stored(desk, address).reply("documents_withheld").answer == "declined"


def test_a_page_where_a_child_is_asked_nothing_says_so_once(visitor, opened):
    address = opened(until="triage", age="child")
    visitor.send()
    visitor.get(f"{address}/deceptive_recruitment-1")
    assert _text(visitor).count(NOT_A_CHILD) == _text(visitor).count(LOOK) == 1 and FEW not in visitor.page.text


def test_a_page_where_a_child_is_asked_something_says_at_each_other_row_that_it_is_not(visitor, opened):
    opened(until="triage", age="child")
    asked, rows = len(ASKED.findall(visitor.page.html)), len(re.findall(r'<fieldset class="q"', visitor.page.html))
    assert 0 < asked < rows and _text(visitor).count(NOT_A_CHILD) == rows - asked
    assert _text(visitor).count(FEW) == 1 and LOOK not in visitor.page.text
