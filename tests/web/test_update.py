"""A page opened before an update of the program, and sent after it, takes nothing away that it did not ask."""

from uuid import UUID

from screening.core.journey import Page
from screening.web.cases.forms.replies import row_values
from screening.web.cases.staleness import Own, page_digests
from tests.web.referral import fill, stored

UPDATED = "Tę stronę otwarto przed aktualizacją programu."
SIGNS = ["obs_fear_companion", "obs_injuries"]


def _sent(visitor, desk, address: str, page: Page, asked: Own, **values: str) -> list[tuple[str, str]]:
    """What a page that asks only this sends, made from the case as it is."""
    open_case = desk.read(UUID(address.split("/")[2]))
    seen = page_digests(asked, open_case.case, page)
    kept = [("csrf_token", visitor.token), ("revision", str(open_case.revision)), ("seen", seen)]
    return [*kept, *values.items(), ("_end", "1")]


def test_the_page_that_asked_for_the_form_alone_takes_back_neither_signs_nor_setting(visitor, opened, desk):
    address = opened(until="triage")
    fill(visitor, address, "talk", signs=SIGNS)
    before = stored(desk, address)
    asked = {"forms": [["labour"]], "intended": [[]]}
    sent = _sent(visitor, desk, address, Page.TALK, asked, forms="begging")
    assert visitor.post(f"{address}/forms", sent).status_code == 409
    assert stored(desk, address) == before and before.signs == set(SIGNS) and before.context.setting
    assert UPDATED in visitor.page.text and "lęk przed osobą towarzyszącą" in visitor.page.html.lower()
    assert "w tamtym zapisie" not in visitor.page.text
    visitor.send(signs=SIGNS, setting="workplace")
    now = stored(desk, address)
    assert (now.forms, now.signs, now.context.setting) == ({"begging"}, before.signs, "workplace")


def test_a_row_that_the_page_did_not_have_keeps_its_answer(visitor, opened, desk):
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes", answer__documents_withheld="yes")
    before = stored(desk, address)
    asked = row_values(["documents_withheld"], before.replies, before.signs)
    sent = _sent(visitor, desk, address, Page.TRIAGE, asked, **{"answer.documents_withheld": "no"})
    assert visitor.post(f"{address}/triage", sent).status_code == 409
    assert stored(desk, address) == before and UPDATED in visitor.page.text


def test_a_page_of_this_version_is_saved_without_a_question(visitor, opened, desk):
    address = opened(until="triage")
    fill(visitor, address, "talk", signs=SIGNS)
    fill(visitor, address, "talk", signs=SIGNS[:1])
    assert stored(desk, address).signs == {SIGNS[0]}
