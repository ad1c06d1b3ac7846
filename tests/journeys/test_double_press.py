"""The second half of a double press meets nothing of what the first has drawn (decision 0052)."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.double import hold_still, passed_over, press, settle
from tests.journeys.firefox import firefox, until
from tests.journeys.served import Served
from tests.journeys.test_offline import PHONE, begin, ready, start

ANSWERS = ".big-answers .button"
HAND_BACK = ".shown .go .button"
NUMBER = ".shown > .soft"
HANDED = "Urządzenie oddane"


@pytest.fixture(params=["with script", "plain"])
def page(request, browser: Browser, served: Served):
    """The person's screen at its first statement, with and without script; its moments pass when the test says so."""
    context = browser.new_context(
        base_url=served.public, viewport=PHONE, java_script_enabled=request.param == "with script"
    )
    page = context.new_page() if request.param == "plain" else ready(context)
    page.goto("/quick/")
    begin(page, language="vi")
    page.get_by_role("button", name="Pokaż osobie").click()
    start(page)
    hold_still(page)
    yield page
    context.close()


def test_a_double_press_answers_one_statement_and_the_next_one_waits_to_be_read(page):
    first = page.inner_text(NUMBER)
    settle(page)
    press(page, page.locator(ANSWERS).nth(1))
    expect(page.locator(NUMBER)).to_have_text(second := first.replace("1", "2", 1))
    for at in range(page.locator(ANSWERS).count()):
        press(page, page.locator(ANSWERS).nth(at))
    passed_over(page)
    assert page.inner_text(NUMBER) == second
    settle(page)
    press(page, page.locator(ANSWERS).nth(0))
    expect(page.locator(NUMBER)).to_have_text(first.replace("1", "3", 1))


def test_a_double_press_on_hand_back_does_not_open_the_questions(page):
    settle(page)
    press(page, page.locator(ANSWERS).last)
    expect(page.locator(ANSWERS)).to_have_count(0)
    settle(page)
    press(page, page.locator(HAND_BACK))
    expect(page.locator("h1")).to_have_text(HANDED)
    press(page, page.locator(HAND_BACK))
    passed_over(page)
    expect(page.locator("h1")).to_have_text(HANDED)
    settle(page)
    press(page, page.locator(HAND_BACK))
    expect(page.locator("h1")).to_have_text("Pytania")


def test_what_hides_and_the_keyboard_are_never_held_up(page):
    first = page.inner_text(NUMBER)
    page.locator(ANSWERS).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(NUMBER)).to_have_text(first.replace("1", "2", 1))
    press(page, page.locator("button", has_text="Ẩn màn hình"))
    expect(page).to_have_title("Kalendarz")


AT_ITS_PLACE = """
  const button = document.querySelector("%s"), box = button.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === button;
"""


@pytest.mark.rest
def test_in_firefox_a_statement_takes_no_press_in_its_first_moment(served, tmp_path):
    with firefox(tmp_path / "profile") as fox:
        fox.goto(f"{served.public}/quick/")
        fox.one("#offline")
        fox.choose("alone", "yes")
        fox.choose("age", "adult")
        fox.choose("forms", "labour")
        fox.press("main button", "Do pytań")
        fox.press("main button", "Pokaż osobie")
        until(lambda: fox.run("return document.body.classList.contains('lent')"), "the person's screen")
        fox.run("document.querySelector('.shown .go .button').click()")
        at_once = fox.run("document.querySelector('.big-answers button').click();" + AT_ITS_PLACE % ANSWERS)
        settled = fox.run("document.getAnimations().forEach((each) => each.finish());" + AT_ITS_PLACE % ANSWERS)
        assert (at_once, settled) == (False, True)
