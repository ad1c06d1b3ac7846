"""What a refusal gives back, in a browser: one press saves it, and where it cannot be saved the lock takes it along."""

import pytest
from playwright.sync_api import expect

from tests.journeys.arriving import enter, open_case
from tests.journeys.walk import unfold_menu
from tests.patience import BROWSER_MS

TYPED = "wpisane, nie zapisane"


def _refused(page, spoil: str) -> None:
    """Send the page of the place as another page would, after it was spoilt."""
    page.locator("input[name=place]").fill(TYPED)
    page.evaluate(f"() => {{ const form = document.getElementById('case-form'); {spoil}; form.submit(); }}")
    expect(page.locator("textarea")).to_have_value(TYPED)


@pytest.mark.rest
def test_what_is_given_back_is_saved_by_one_press_or_goes_along_to_the_lock(browser, served):
    context = browser.new_context(base_url=served.address, viewport={"width": 320, "height": 700})
    page, asked = context.new_page(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    enter(page, served)
    open_case(page, served)
    place = page.url.replace("triage", "place")

    # A token that no longer counts: one press, and it is saved without a question.
    page.goto(place)
    _refused(page, "form.elements.csrf_token.value = 'x'")
    asked.clear()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Zapisz jeszcze raz").click()
    page.wait_for_url("**/referral")
    page.goto(place)
    expect(page.locator("input[name=place]")).to_have_value(TYPED)
    assert asked == []

    # It did not arrive whole: no form, leaving asks, and at the lock it is still there to be copied.
    _refused(page, "for (const end of document.querySelectorAll('[name=_end]')) end.remove()")
    assert page.locator("form[data-case]").count() == 0
    assert page.get_by_role("button", name="Zapisz jeszcze raz").count() == 0
    unfold_menu(page)
    page.locator("button[name=to][value=lock]").click()
    page.wait_for_url("**/lock", timeout=BROWSER_MS)
    expect(page.locator("textarea")).to_have_value(TYPED)
    context.close()
