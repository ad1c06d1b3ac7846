"""The lists for everybody in a telephone: without a signal, without script, by the keyboard, on paper."""

import subprocess

import pytest
from playwright.sync_api import expect

from screening.translation import person_languages
from screening.web.quick.checklists import NAMES
from tests.contacts import KCIK
from tests.journeys.test_offline import PHONE, ready
from tests.journeys.walk import wait_until

KEPT = """(await Promise.all((await caches.keys()).map(async (name) =>
    (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname)))).flat()"""


def _addresses() -> list[str]:
    return [f"/quick/{name}{'' if code == 'pl' else f'/{code}'}" for name in NAMES for code in person_languages()]


@pytest.mark.rest
def test_after_one_visit_of_the_quick_check_every_list_opens_without_a_signal(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    every = f"{_addresses()}.every((each) => kept.includes(each))"
    wait_until(page, f"(async () => {{ const kept = {KEPT}; return {every}; }})()")
    context.set_offline(True)
    page.goto("/quick/")
    page.locator("summary", has_text="Bez zakładania sprawy").click()
    page.get_by_role("link", name="Wyjazd do pracy: lista do sprawdzenia").click()
    expect(page.locator("ol.checklist li")).to_have_count(15)
    page.get_by_role("link", name="Українська").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    page.goto("/quick/noticed/vi")
    expect(page.locator("ol.checklist li")).to_have_count(8)
    context.close()


@pytest.mark.rest
@pytest.mark.parametrize("width", [320, 1280])
def test_every_list_fits_the_screen_in_every_language_without_script(browser, served, width):
    context = browser.new_context(
        base_url=served.public, viewport={"width": width, "height": 640}, java_script_enabled=False
    )
    page = context.new_page()
    for address in _addresses():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


@pytest.mark.rest
def test_a_list_is_read_and_its_language_changed_by_keyboard_alone(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = context.new_page()
    page.goto("/quick/leaving")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="English")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Leaving for work: a checklist")
    context.close()


@pytest.mark.rest
@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_printed_on_one_page_without_the_links_to_other_languages(browser, served, name):
    context = browser.new_context(base_url=served.public)
    page = context.new_page()
    page.goto(f"/quick/{name}/bg")
    printed = page.pdf(format="A4", print_background=False)
    told = subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True).stdout.decode()
    assert f"+48 {KCIK}" in told and "Filipino" not in told
    assert told.count("\f") == 1
    context.close()


@pytest.mark.rest
def test_who_plans_to_leave_opens_the_list_beside_the_check(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    page.locator('label:has(input[value="leaving"])').click()
    page.get_by_role("button", name="Do pytań").click()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Wyjazd do pracy: lista do sprawdzenia (w nowej karcie)").click()
    expect(opened.value.locator("h1")).to_have_text("Wyjazd do pracy: lista do sprawdzenia")
    expect(page.locator("h1")).to_have_text("Ktoś planuje wyjazd do pracy i ma wątpliwości")
    context.close()
