"""The second half of a double press meets nothing of what the first has drawn (decision 0052)."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import arriving
from tests.journeys.classes import LABOUR, a_class
from tests.journeys.double import hold_still, passed_over, press, settle
from tests.journeys.firefox import firefox, until
from tests.journeys.served import Served
from tests.journeys.test_offline import PHONE, begin, ready, start
from tests.journeys.walk import answer_yes, shut

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


@pytest.mark.rest
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


@pytest.mark.sampled(1)
@pytest.mark.rest
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


@pytest.mark.sampled(1)
@pytest.mark.rest
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


def test_a_double_press_on_an_agreement_gives_no_agreement_that_nobody_was_asked_for(browser, served):
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    arriving.enter(page, served)
    arriving.open_case(page, served)
    answer_yes(page, "documents_withheld", "debt_bondage")
    page.wait_for_url("**/overview")
    hold_still(page)
    settle(page)
    press(page, page.locator("button[name=contact][value=yes]"))
    share = page.locator("button[name=share_name][value=yes]")
    expect(share).to_be_visible()
    press(page, share)
    passed_over(page)
    expect(share).to_be_visible()
    settle(page)
    press(page, share)
    expect(share).to_have_count(0)
    context.close()


@pytest.mark.rest
def test_a_double_press_on_the_button_that_saves_passes_no_page_unseen(browser, served):
    context = browser.new_context(base_url=served.address, viewport=PHONE)
    page = context.new_page()
    arriving.enter(page, served)
    arriving.open_case(page, served)
    page.goto(page.url.rsplit("/", 1)[0] + "/safety")
    save = page.get_by_role("button", name="Zapisz i dalej")
    hold_still(page)
    settle(page)
    press(page, save)
    page.wait_for_url("**/talk")
    press(page, save)
    passed_over(page)
    assert page.url.endswith("/talk")
    settle(page)
    press(page, save)
    page.wait_for_url("**/triage")
    context.close()


@pytest.mark.rest
def test_a_double_press_on_discard_discards_one_text_after_it_was_shown(browser, own_server):
    context = browser.new_context(base_url=own_server.address)
    page, other = context.new_page(), context.new_page()
    arriving.enter(page, own_server)
    arriving.open_case(page, own_server)
    address = page.url.replace("triage", "place")
    for tab, typed in ((page, "wpisane"), (other, "i tutaj")):
        tab.goto(address)
        tab.locator("input[name=place]").fill(typed)
    shut(page, "lock")
    other.wait_for_url("**/unlock")
    page.locator("input[name=passphrase]").fill(own_server.word)
    page.locator("form[action='/unlock'] button").click()
    page.wait_for_url("**/waiting?**")
    hold_still(page)
    waiting = page.locator("main li h2")
    number = waiting.count()
    assert number >= 2
    settle(page)
    press(page, page.get_by_role("link", name="Odrzuć").first)
    discard = page.get_by_role("button", name="Odrzuć")
    expect(page.locator("#discard")).to_have_text("Odrzucenie usuwa to, co wpisano. Nic tego nie przywróci.")
    press(page, discard)
    passed_over(page)
    expect(discard).to_be_visible()
    settle(page)
    press(page, discard)
    expect(waiting).to_have_count(number - 1)
    for each in ("link", "button"):
        press(page, page.locator("main ul").get_by_role(each).first)
    passed_over(page)
    expect(waiting).to_have_count(number - 1)
    context.close()


@pytest.mark.rest
def test_a_double_press_of_the_trainer_closes_an_exercise_and_shows_no_results(class_browser, hotspot):
    with a_class(class_browser, hotspot, "pl") as klasa:
        trainer = klasa.trainer()
        klasa.open(trainer)
        klasa.release(trainer, LABOUR)
        close, shown = (
            trainer.get_by_role("button", name=name) for name in ("Zamknij ćwiczenie", "Pokaż wyniki wszystkim")
        )
        expect(close).to_be_visible()
        hold_still(trainer)
        settle(trainer)
        press(trainer, close)
        expect(close).to_have_count(0)
        press(trainer, shown)
        passed_over(trainer)
        expect(shown).to_be_visible()
        settle(trainer)
        press(trainer, shown)
        again = trainer.get_by_role("button", name="Druga runda tego ćwiczenia")
        expect(again).to_be_visible()
        press(trainer, again)
        passed_over(trainer)
        expect(again).to_be_visible()


@pytest.mark.rest
def test_of_two_presses_on_one_statement_of_a_case_the_first_counts_and_is_seen(browser: Browser, served: Served):
    """The program stands still between them: both would be sent, and either might be saved last."""
    context = browser.new_context(base_url=served.address, viewport=PHONE)
    page = context.new_page()
    arriving.enter(page, served)
    arriving.open_case(page, served, language="vi", interpreter="independent")
    page.get_by_role("button", name="Pokaż osobie").click()
    start(page)
    first = page.inner_text(NUMBER)
    page.evaluate("for (const code of ['no', 'yes']) document.querySelector(`[name=bare][value=${code}]`).click()")
    expect(page.locator(NUMBER)).not_to_have_text(first)
    page.locator("[name=bare][value=back]").click()
    expect(page.locator(NUMBER)).to_have_text(first)
    assert page.locator(f"{ANSWERS}[aria-pressed=true]").evaluate_all("all => all.map((each) => each.value)") == ["no"]
    context.close()
