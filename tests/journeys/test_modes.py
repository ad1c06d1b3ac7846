"""How people read who see little: 320 px, which is 400 % zoom, text twice as large, and colours of their own."""

import pytest
from playwright.sync_api import Page

from tests.engines.readable import unreadable
from tests.journeys import arriving
from tests.journeys.walk import choose, open_case, resize
from tests.pictures.__main__ import chromium
from tests.pictures.album import DESKTOP, MODES, PHONE

SMALL = {"width": 320, "height": 640}
STEPS = ("triage", "overview", "documents/script", "answers")
LOOK = """(each) => { const look = getComputedStyle(each);
  return [look.borderStyle, look.outlineStyle, look.outlineWidth, look.outlineColor, look.backgroundColor]; }"""

BUTTONS = """() => ["button", "button second"].map((name) => {
  const made = document.createElement("button");
  made.className = name;
  document.querySelector("main").append(made);
  return getComputedStyle(made).backgroundColor;
})"""


def _label(page: Page, name: str, value: str) -> object:
    return page.locator(f'label:has(input[name="{name}"][value="{value}"])').evaluate(LOOK)


@pytest.mark.rest
def test_at_400_percent_nothing_is_cut_and_every_target_can_be_pressed(page, served):
    case = arriving.open_case(page, served)
    resize(page, SMALL)
    for step in STEPS:
        page.goto(f"{case}/{step}")
        assert unreadable(page) == [], step


@pytest.mark.rest
def test_text_twice_as_large_stays_whole_on_a_telephone_and_on_a_desk(playwright, served):
    mode = MODES["text-200"]
    with chromium(playwright, *mode.flags) as browser:
        page = browser.new_context(base_url=served.address).new_page()
        arriving.enter(page, served)
        open_case(page, language="pl", age="adult", form="labour")
        case = page.url.rsplit("/", 1)[0]
        for step in STEPS:
            page.goto(f"{case}/{step}")
            for size in (PHONE, DESKTOP):
                resize(page, size)
                assert unreadable(page) == [], step


@pytest.mark.rest
def test_in_the_readers_colours_each_state_of_a_field_and_the_focus_are_seen(page, served):
    case = arriving.open_case(page, served)
    page.emulate_media(forced_colors="active")
    page.goto(f"{case}/place")
    nothing = _label(page, "phone_known", "yes")
    choose(page, "phone_known", "unknown")
    quiet = _label(page, "phone_known", "unknown")
    choose(page, "phone_known", "yes")
    known = _label(page, "phone_known", "yes")
    assert nothing != quiet != known != nothing
    page.goto(f"{case}/triage")
    choose(page, "answer.debt_bondage", "yes")
    pressed = _label(page, "answer.debt_bondage", "yes")
    page.locator('input[name="answer.debt_bondage"][value="yes"]').focus()
    page.keyboard.press("Shift")  # by keyboard: a ring is shown
    assert _label(page, "answer.debt_bondage", "yes") != pressed
    first, second = page.evaluate(BUTTONS)
    assert first != second
