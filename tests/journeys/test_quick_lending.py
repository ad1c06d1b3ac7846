"""While a person answers the quick check in the officer's browser, Back and other tabs of it show no case."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.arriving import enter, open_case
from tests.journeys.test_offline import begin

CASES = "main a[href^='/cases/'][href$='/']"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("script", ["with script", "plain"])
def test_the_persons_back_leads_to_no_case_and_other_tabs_hide_until_the_device_is_taken_back(
    browser, own_server, script
):
    has_script = script == "with script"
    context = browser.new_context(base_url=own_server.address, java_script_enabled=has_script)
    page, other = context.new_page(), context.new_page()
    enter(other, own_server)
    open_case(other, own_server)
    page.on("dialog", lambda asked: asked.accept())
    page.goto("/")
    expect(page.locator(CASES).first).to_be_visible()
    page.locator("a[href='/quick/']").first.click()
    begin(page, language="uk")
    page.get_by_role("button", name="Pokaż osobie").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    if has_script:
        expect(other.locator("#calendar table")).to_be_visible()
    while has_script and "/quick" in page.url:
        page.go_back(wait_until="commit")
    if not has_script:
        page.goto("/quick/")  # as by pressing Back twice
        page.get_by_role("button", name="Do pytań").click()
        expect(page.locator("h1")).to_be_visible()
    for address in ("/", "/cases/"):
        page.goto(address)
        expect(page).to_have_url(re.compile("/cases/between$"))
    expect(page.locator("h1")).to_have_text("Urządzenie oddane")
    page.get_by_role("button", name="Otwórz sprawy").click()
    expect(page.locator(CASES).first).to_be_visible()
    if has_script:
        expect(other.locator("#calendar")).to_have_count(0, timeout=15000)
    context.close()


@pytest.mark.rest
def test_the_officers_press_on_the_page_between_opens_the_cases_again(browser, own_server):
    context = browser.new_context(base_url=own_server.address)
    page = context.new_page()
    enter(page, own_server)
    open_case(page, own_server)
    page.goto("/quick/")
    begin(page, language="uk")
    page.get_by_role("button", name="Pokaż osobie").click()
    page.locator(".shown .go .button").last.click()
    page.locator(".shown .go .button").click()
    with page.expect_response("**/cases/between"):
        page.get_by_role("button", name="Otwórz pytania").click()
    page.goto("/cases/")
    page.wait_for_url("**/cases/")
    context.close()


@pytest.fixture
def lent(browser, own_server):
    """The person's screen of the quick check, another tab of the same browser, and the address of the case there."""
    context = browser.new_context(base_url=own_server.address)
    page, other = context.new_page(), context.new_page()
    enter(other, own_server)
    case = open_case(other, own_server)
    page.goto("/quick/")
    begin(page, language="uk")
    page.get_by_role("button", name="Pokaż osobie").click()
    expect(other.locator("#calendar table")).to_be_visible()
    yield page, other, case
    context.close()


@pytest.mark.rest
def test_what_hides_the_persons_screen_shuts_the_lock_and_hides_every_case(lent):
    page, other, _ = lent
    with page.expect_response("**/cases/between"):
        page.get_by_role("button", name="Сховати").click()
    other.wait_for_url("**/quiet*")
    page.goto("/cases/")
    expect(page.locator("input[name=passphrase]")).to_be_visible()


@pytest.mark.rest
def test_a_screen_that_is_given_to_the_person_again_shuts_the_cases_again(lent):
    """The officer took the device back in another tab, and did not go on to the questions in this one."""
    page, other, case = lent
    other.goto("/cases/between")
    other.get_by_role("button", name="Otwórz sprawy").click()
    other.goto(f"{case}/triage")
    with page.expect_response("**/cases/between"):
        page.locator(".shown .go .button").first.click()
    expect(other.locator("#calendar table")).to_be_visible()
