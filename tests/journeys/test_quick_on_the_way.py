"""A person on the way, in the browser: the script asks what the plain forms ask, and carries it along."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_offline import PHONE, begin, ready, title
from tests.journeys.walk import choose


def _rows(page: Page) -> list[str]:
    """The indicators that the page asks, in order."""
    return page.locator(".q input[value=yes]").evaluate_all("all => all.map((each) => each.name)")


def _on_the_way(page: Page) -> list[str]:
    choose(page, "exploited_in", "transit")
    begin(page)
    return _rows(page)


@pytest.mark.rest
def test_with_script_the_same_is_asked_and_back_and_another_language_keep_it(browser, served):
    plain = browser.new_context(base_url=served.public, java_script_enabled=False, viewport=PHONE)
    bare = plain.new_page()
    bare.goto("/quick/")
    wanted = _on_the_way(bare)
    plain.close()
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    assert _on_the_way(page) == wanted and "answer.rec_debt" in wanted
    page.evaluate("history.back()")
    expect(page.locator("h1")).to_have_text("Szybka lista pytań")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Quick check")
    expect(page.locator("input[name=exploited_in]")).to_be_checked()
    page.get_by_role("button", name="To the questions").click()
    title(page, "Questions")
    assert _rows(page) == wanted
    page.get_by_role("button", name="What follows").click()
    carried = page.locator("form[data-tool] input[name=exploited_in]")
    expect(carried).to_have_value("transit")
    context.close()


@pytest.mark.rest
def test_in_the_persons_language_nothing_is_missing_of_what_has_not_begun_and_of_a_further_form(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    choose(page, "exploited_in", "transit")
    choose(page, "forms", "crime")
    begin(page, language="uk")
    for row in ("rec_debt", "crime_for_others"):
        expect(page.locator(f".q:has([name='answer.{row}']) [lang=uk]")).to_have_count(1)
    assert page.locator(".untranslated").count() == 0
    context.close()
