"""The frame in a browser: how high it is, reached without script and by keyboard, and never over what has the focus."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import arriving
from tests.journeys.walk import resize

PHONE, SMALL, DESK = {"width": 390, "height": 844}, {"width": 320, "height": 640}, {"width": 1280, "height": 800}
HEAD, ROW, LEAST = 96, 52, 44
CASE_PAGES = ("place", "overview", "documents", "exploitation-1")
OTHERS = ("/", "/cases/", "/contacts", "/quick/")
HEIGHT = "document.querySelector('header').getBoundingClientRect().height"
LOW = """least => [...document.querySelectorAll(':is(header, .places, .where) :is(a, button, summary)')]
  .filter(each => each.checkVisibility() && !each.closest('.hidden'))
  .filter(each => each.getBoundingClientRect().height < least).map(each => each.outerHTML)"""
COVERED = """() => {
  const at = document.activeElement, shown = at.closest('label') ?? at, bar = document.querySelector('.go.last');
  if (at === document.body || bar.contains(at)) return '';
  const {top, bottom} = shown.getBoundingClientRect(), over = bar.getBoundingClientRect();
  return bottom > over.top && top < over.bottom ? shown.outerHTML : '';
}"""


@pytest.fixture
def case(page: Page, served) -> str:
    return arriving.open_case(page, served)


@pytest.mark.rest
def test_the_head_is_low_and_every_target_in_it_is_large(page, case):
    found = {}
    for address in (*(f"{case}/{each}" for each in CASE_PAGES), *OTHERS):
        page.goto(address)
        for size in (SMALL, PHONE, DESK):
            resize(page, size)
            found[address.rpartition("/")[2] or address, size["width"]] = height = page.evaluate(HEIGHT)
            assert height <= (ROW if size is DESK else HEAD), (address, size)
            assert page.evaluate(LOW, LEAST) == [], (address, size)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, size)
    print("head, px:", found)


def test_a_telephone_hides_with_one_press(page, case):
    resize(page, SMALL)
    page.locator("header button[value=quiet]").click()
    page.wait_for_url("**/quiet*")


@pytest.mark.rest
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_menu_and_places_unfold_on_a_telephone_by_keyboard(browser, served, script):
    context = browser.new_context(base_url=served.address, java_script_enabled=script, viewport=PHONE)
    page = context.new_page()
    arriving.enter(page, served)
    arriving.open_case(page, served)
    expect(page.locator("header a[href='/cases/']")).not_to_be_visible()
    page.locator("header summary").press("Enter")
    expect(page.locator("header a[href='/cases/']")).to_be_visible()
    page.locator(".places summary").press("Enter")
    page.locator(".places button[value=referral]").press("Enter")
    page.wait_for_url("**/referral")
    context.close()


def tab_through(page: Page) -> int:
    """Go through the page by Tab, fail if the bar covers what has the focus; return how far the page went, in px."""
    page.locator("main").focus()
    farthest = 0
    for _ in range(90):
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) == ""
        farthest = max(farthest, page.evaluate("scrollY"))
        if page.evaluate("!!document.activeElement.closest('footer')"):
            break
    return farthest


@pytest.mark.rest
@pytest.mark.parametrize("step", ["triage", "place", "safety", "talk", "agreement", "needs", "facts"])
def test_on_a_telephone_nothing_in_focus_is_behind_the_button_that_saves(page, case, step):
    resize(page, PHONE)
    page.emulate_media(reduced_motion="reduce")  # a page that glides is not there yet
    page.goto(f"{case}/{step}")
    assert tab_through(page) > 0


@pytest.mark.rest
def test_in_the_quick_check_nothing_in_focus_is_behind_the_button_that_goes_on(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/quick/")
    assert tab_through(page) > PHONE["height"]
    context.close()


@pytest.mark.rest
def test_on_a_desk_the_menus_stand_open(page, case):
    resize(page, DESK)
    expect(page.locator("header a[href='/cases/']")).to_be_visible()
    expect(page.locator(".places button[value=referral]")).to_be_visible()
    expect(page.locator("summary:has(+ ol), header summary").first).not_to_be_visible()


@pytest.mark.rest
@pytest.mark.parametrize("name", ["bez-04", "niezapominajka-80", "niezapominajka-80 · P12"])
def test_on_a_desk_the_head_is_one_row_also_with_a_long_name_of_a_case(page, case, name):
    page.goto(f"{case}/place")
    resize(page, DESK)
    page.locator(".case-name").evaluate("(shown, name) => { shown.lastChild.textContent = name; }", name)
    assert page.evaluate(HEIGHT) <= ROW and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
