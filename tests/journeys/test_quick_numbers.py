"""No stray number on any view of the quick check: what a condition leaves over never reaches the page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.served import Served
from tests.journeys.test_offline import PHONE, list_all, ready
from tests.journeys.walk import choose

FORMS = ("labour", "sexual", "begging", "other", "unsure")
BARE = """() => { const found = [], main = document.getElementById("main");
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim(), box = walk.currentNode.parentElement;
    if (/^\\d+$/.test(words) && !box.closest(".q .n, a[href^='tel:']")) found.push(words);
  } return found; }"""


def look(page: Page, view: str, found: dict[str, list[str]]) -> None:
    numbers = page.evaluate(BARE)
    if numbers:
        found[view] = numbers


@pytest.mark.rest
@pytest.mark.parametrize(
    ("age", "offline"),
    [
        pytest.param(age, offline, marks=() if (age, offline) == ("child", True) else pytest.mark.full)
        for age in ("adult", "child", "uncertain")
        for offline in (False, True)
    ],
)
def test_no_text_of_any_view_is_a_bare_number(browser: Browser, served: Served, age, offline):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page, found = ready(context), {}
    context.set_offline(offline)
    for form in FORMS:
        page.goto("/quick/")
        look(page, f"{form} first", found)
        choose(page, "age", age)
        choose(page, "forms", form)
        choose(page, "language", "uk")
        page.get_by_role("button", name="Do pytań").click()
        look(page, f"{form} question", found)
        list_all(page)
        look(page, f"{form} questions", found)
        if page.get_by_role("button", name="Pokaż osobie").count():
            page.get_by_role("button", name="Pokaż osobie").click()
            expect(page.locator("html")).to_have_attribute("lang", "uk")
            look(page, f"{form} person", found)
            page.locator(".shown .go .button").first.click()
            look(page, f"{form} statement", found)
            page.locator(".big-answers button").last.click()
            look(page, f"{form} end", found)
            page.locator(".shown .go .button").click()
            look(page, f"{form} between", found)
            page.get_by_role("button", name="Otwórz pytania").click()
        page.get_by_role("button", name="Co z tego wynika").click()
        expect(page.locator("h1")).to_have_text("Co wynika z odpowiedzi")
        look(page, f"{form} result", found)
    page.goto("/quick/")
    choose(page, "forms", "leaving")
    page.get_by_role("button", name="Do pytań").click()
    look(page, "leaving", found)
    assert found == {}
    context.set_offline(False)
    context.close()
