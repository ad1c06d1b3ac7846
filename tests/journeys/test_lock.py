"""The lock in a real browser: hidden at once, Back shows the lock, what was typed is there again."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.arriving import enter, open_case
from tests.journeys.conftest import CHROMIUM, FLAGS, patient, set_up
from tests.journeys.served import Served
from tests.journeys.walk import back, choose, open_note, save, save_what_waits, shut
from tests.patience import BROWSER_MS, until

NOTE = 'textarea[name="note.debt_bondage"]'


@pytest.fixture
def at_work(browser, own_server):
    """A page of a case with the lock open."""
    context = browser.new_context(base_url=own_server.address)
    page = context.new_page()
    enter(page, own_server)
    open_case(page, own_server)
    yield page
    context.close()


def _unlock(page, word: str) -> None:
    page.locator("input[name=passphrase]").fill(word)
    page.locator("form[action='/unlock'] button").click()


def _type_a_note(page) -> None:
    choose(page, "answer.debt_bondage", "yes")
    open_note(page, "debt_bondage")
    page.locator(NOTE).fill("wpisane, nie zapisane")


def _shut_in_another_browser(browser, own_server) -> None:
    context = browser.new_context(base_url=own_server.address)
    other = context.new_page()
    enter(other, own_server)
    shut(other, "lock")
    context.close()


def _is_locked(page) -> bool:
    return page.title().startswith("Zablokowane") and "Niewola" not in page.content()


def test_three_times_shift_hides_the_page_and_back_shows_the_lock(at_work):
    page = at_work
    for step in ("talk", "triage"):
        page.goto(page.url.replace("triage", step).replace("talk", step))
    page.wait_for_load_state()
    start = time.perf_counter()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/quiet")
    print(f"hidden and away within {(time.perf_counter() - start) * 1000:.0f} ms")
    assert page.title() == "Kalendarz"
    for _ in range(3):
        back(page)
        assert _is_locked(page)


@pytest.mark.rest
def test_three_times_shift_hides_also_after_a_press_on_the_sheet_beside_the_lines(at_work):
    page = at_work
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(page.url.rsplit("/", 1)[0] + "/referral")
    sheet = page.locator(".preview > [inert]").bounding_box()
    page.mouse.click(sheet["x"] + 60, sheet["y"] + 60)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/quiet")


@pytest.mark.rest
def test_other_keys_between_hide_nothing(at_work):
    for key in ("Shift", "Shift", "a", "Shift", "Shift+A", "Shift"):
        at_work.keyboard.press(key)
    assert at_work.url.endswith("/triage")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("button", ["lock", "quiet"])
def test_what_was_typed_is_there_again_after_unlocking(at_work, own_server, button):
    page, address = at_work, at_work.url
    _type_a_note(page)
    shut(page, button)
    page.goto(address)
    assert _is_locked(page)
    _unlock(page, own_server.word)
    save_what_waits(page)
    page.wait_for_url(address)
    assert page.locator(NOTE).input_value() == "wpisane, nie zapisane"
    assert page.locator('input[name="answer.debt_bondage"][value="yes"]').is_checked()


LONG = "Ą" * 40_000


@pytest.mark.rest
@pytest.mark.parametrize("way", ["lock", "quiet", "shift"])
def test_a_long_paste_never_keeps_the_lock_open_and_is_there_again(at_work, own_server, way):
    page = at_work
    page.goto(page.url.replace("triage", "facts"))
    address = page.url
    page.locator("textarea[name=facts]").fill(LONG)
    shut(page, way)
    page.goto(address)
    assert _is_locked(page)
    _unlock(page, own_server.word)
    save_what_waits(page)
    expect(page.locator("textarea[name=facts]")).to_have_value(LONG)


@pytest.mark.rest
def test_who_is_still_here_after_the_lock_shut_loses_nothing(browser, at_work, own_server):
    page = at_work
    page.clock.install()
    page.reload()
    address = page.url
    _type_a_note(page)
    _shut_in_another_browser(browser, own_server)
    page.clock.fast_forward(13 * 60 * 1000 + 30 * 1000)
    page.locator("#idle button").click()
    page.locator("input[name=passphrase]").wait_for()
    _unlock(page, own_server.word)
    save_what_waits(page)
    page.wait_for_url(address)
    assert page.locator(NOTE).input_value() == "wpisane, nie zapisane"


@pytest.mark.rest
def test_a_page_sent_while_another_browser_shut_the_lock_is_offered_after_unlocking(browser, at_work, own_server):
    page, address = at_work, at_work.url
    _shut_in_another_browser(browser, own_server)
    _type_a_note(page)
    save(page)
    assert _is_locked(page)
    _unlock(page, own_server.word)
    save_what_waits(page)
    page.wait_for_url("**/overview")
    page.goto(address)
    assert page.locator(NOTE).input_value() == "wpisane, nie zapisane"


@pytest.mark.rest
def test_the_page_warns_two_minutes_before_and_then_asks_the_server(at_work):
    page = at_work
    page.clock.install()
    page.reload()
    page.clock.fast_forward(12 * 60 * 1000)
    assert not page.locator("#idle").is_visible()
    page.clock.fast_forward(90 * 1000)
    page.locator("#idle").wait_for(state="visible")
    with page.expect_response("**/stay") as answer:
        page.locator("#idle button").click()
    assert answer.value.status == 204 and not page.locator("#idle").is_visible()
    with page.expect_response("**/lock") as asked:
        page.clock.fast_forward(16 * 60 * 1000)
    assert asked.value.status == 200 and int(asked.value.text()) > 800
    assert page.url.endswith("/triage")


@pytest.fixture
def forgetting_nothing(playwright):
    """A Chromium that keeps pages in its memory for Back, as people's do; the driver turns that off otherwise."""
    opened = playwright.chromium.launch(
        executable_path=CHROMIUM, args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield patient(opened)
    opened.close()


def test_lock_and_hide_work_without_script(forgetting_nothing, own_server):
    context = forgetting_nothing.new_context(base_url=own_server.address, java_script_enabled=False)
    page = context.new_page()
    enter(page, own_server)
    open_case(page, own_server)
    events, ways = context.new_cdp_session(page), []
    events.on("Page.frameNavigated", lambda navigated: ways.append(navigated["type"]))
    events.send("Page.enable")
    page.goto("/")
    page.evaluate("history.back()")
    until(lambda: page.title() and "BackForwardCacheRestore" in ways, "Chromium brings a page back from its memory")
    shut(page, "quiet")
    assert page.title() == "Kalendarz"
    page.evaluate("history.back()")
    until(lambda: _is_locked(page), "Back shows the lock")
    context.close()


def test_back_from_the_persons_screen_shows_no_page_of_the_case_without_script(forgetting_nothing, own_server):
    context = forgetting_nothing.new_context(base_url=own_server.address, java_script_enabled=False)
    page = context.new_page()
    enter(page, own_server)
    open_case(page, own_server, language="uk", interpreter="independent")
    page.get_by_role("button", name="Pokaż osobie").click()
    page.wait_for_url("**/lend")
    page.evaluate("history.back()")
    until(lambda: page.locator("html").get_attribute("lang") == "uk", "the person's screen")
    page.wait_for_timeout(500)
    assert page.url.endswith("/lend") and page.locator("html").get_attribute("lang") == "uk"
    context.close()


@pytest.mark.rest
def test_a_lost_passphrase_is_recovered_with_the_kit(browser, tmp_path):
    served = Served(tmp_path)
    try:
        context = browser.new_context(base_url=served.address)
        page = context.new_page()
        _, kit = set_up(page, served)
        open_case(page, served)
        address = page.url
        shut(page, "lock")
        page.get_by_role("link", name="Nie znam hasła").click()
        page.locator("textarea[name=kit]").fill(kit)
        for name in ("passphrase", "again"):
            page.locator(f"input[name={name}]").fill("zupełnie nowe hasło na papierze")
        page.locator("form[action='/recover'] button").click()
        page.wait_for_url(lambda url: not url.endswith("/recover"), timeout=BROWSER_MS)
        page.goto(address)
        assert page.locator("h1").inner_text() == "Pierwsze pytania"
        context.close()
    finally:
        served.stop()
