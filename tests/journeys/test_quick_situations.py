"""The guidance for hard situations under the result, in a telephone without a signal."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_offline import PHONE, begin, ready
from tests.journeys.test_quick_road import KEPT
from tests.journeys.walk import choose, wait_until


@pytest.mark.rest
def test_the_result_shows_the_guidance_that_fits_folded_and_without_a_signal(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    wait_until(page, KEPT)
    context.set_offline(True)
    choose(page, "profession", "labour_inspector")
    begin(page, form="marriage")
    page.get_by_role("button", name="Co z tego wynika").click()
    shown = page.locator("details.situation")
    expect(shown).to_have_count(1)
    assert page.locator("details.situation[open]").count() == 0
    expect(page.get_by_text("Zapytaj dyżurnego")).to_have_count(0)
    page.get_by_text("Wymuszone małżeństwo", exact=True).last.click()
    expect(page.get_by_text("Rozmowa bez małżonka i bez rodziny.")).to_be_visible()
    context.close()
