"""The words that the script of the quick check says are those of the plain forms."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_offline import PHONE, list_all, ready
from tests.journeys.walk import choose

CHECKS = {
    "who must not ask, of a further form": {"age": "adult", "forms": "crime", "profession": "labour_inspector"},
    "a child that works": {"age": "child", "forms": "labour"},
    "an adult on the way": {"age": "adult", "forms": "labour", "exploited_in": "transit"},
    "a marriage": {"age": "adult", "forms": "marriage"},
}
ANSWERED = {
    "a child that works": "answer.excessive_hours",
    "an adult on the way": "answer.rec_debt",
    "a marriage": "answer.rec_abduction_sale",
}


def words(page: Page, check: str) -> list[str]:
    """The words above and beside the questions, what each of them is about, and the advice with its reasons."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for name, code in CHECKS[check].items():
        choose(page, name, code)
    page.get_by_role("button", name="Do pytań").click()
    list_all(page)
    beside = page.locator("p.notice, p.soft:not(:has(a)), legend .text").all_inner_texts()
    if check in ANSWERED:
        choose(page, ANSWERED[check], "yes")
    page.get_by_role("button", name="Co z tego wynika").click()
    expect(page.locator("h1")).to_have_text("Co wynika z odpowiedzi")
    advice = page.locator("section.next > h2, section.next > p:not(.big), section.next .why li").all_text_contents()
    return [re.sub(r"\s+", " ", each).strip() for each in (*beside, *advice)]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("check", CHECKS)
def test_the_script_says_what_the_plain_forms_say(browser: Browser, served, check: str):
    plain = browser.new_context(base_url=served.public, java_script_enabled=False, viewport=PHONE)
    bare = plain.new_page()
    bare.goto("/quick/")
    wanted = words(bare, check)
    plain.close()
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    assert words(ready(context), check) == wanted and wanted
    context.close()
