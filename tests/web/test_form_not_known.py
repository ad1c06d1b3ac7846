"""After "not sure" the pages say that nobody knows the form, beside every list of forms that were asked."""

import pytest

from tests.web.conftest import walk_to
from tests.web.referral import fill

NOBODY_KNOWS = "Nie wiadomo jeszcze, jaka to forma wykorzystania"


@pytest.mark.parametrize("page", ["overview", "acts"])
def test_a_page_that_names_forms_says_that_nobody_knows_which_it_is(visitor, page):
    for chosen, said in (("unsure", True), ("labour", False)):
        address = walk_to(visitor, forms=(chosen,))
        visitor.get(f"{address}/{page}")
        assert (NOBODY_KNOWS in visitor.page.text) is said, chosen


def test_a_purpose_that_is_only_intended_is_said_to_be_beside_its_rows(visitor):
    address = walk_to(visitor, until="triage")
    visitor.send(**{"answer.low_no_pay": "yes"})
    fill(visitor, address, "talk", intended=["labour"])
    visitor.get(f"{address}/acts")
    text = " ".join(visitor.page.text.split())
    assert "– zamierzone, jeszcze się nie zaczęło – brak wynagrodzenia albo wynagrodzenie rażąco niskie" in text
