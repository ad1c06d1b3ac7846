"""What was typed stays in sight after the answer on which it hung was changed: it is sent, so it is seen (0075)."""

import pytest
from playwright.sync_api import expect

from tests.journeys.arriving import Arriving, open_case
from tests.journeys.walk import choose

REFERRED = {
    "triage": {"answer.documents_withheld": "yes", "answer.debt_bondage": "yes"},
    "agreement": {"contact": "yes"},
}
PUT_OFF = "Osoba prosi o czas do jutra."


@pytest.mark.rest
def test_a_reason_written_for_another_decision_is_seen_before_it_is_saved(page, served):
    case = open_case(page, served)
    came = Arriving(page.context, served)
    for step, answers in REFERRED.items():
        came.get(f"{case.removeprefix(served.address)}/{step}")
        came.send(**answers)
    page.goto(f"{case}/decision")
    reason = page.locator("textarea[name=reason]")
    choose(page, "kcik", "refer")
    expect(reason).to_be_hidden()
    choose(page, "kcik", "not_now")
    reason.fill(PUT_OFF)
    choose(page, "kcik", "refer")
    expect(reason).to_be_visible()
    reason.fill("")
    expect(reason).to_be_hidden()


@pytest.mark.rest
def test_a_text_that_hangs_on_an_answer_is_seen_until_it_is_taken_out(page, served):
    case = open_case(page, served)
    page.goto(f"{case}/done")
    choose(page, "notified", "yes")
    unit = page.locator("input[name=notified_who]")
    unit.fill("KPP Pruszków")
    choose(page, "notified", "unknown")
    expect(unit).to_be_visible()
    unit.fill("")
    expect(unit).to_be_hidden()
