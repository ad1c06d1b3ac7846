"""One browser with several tabs, clocks that lie, tabs that slept: what shuts one page hides every page of a case."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.arriving import enter, open_case
from tests.journeys.served import Served
from tests.journeys.walk import save_what_waits, shut

TYPED = "wpisane, nie zapisane"
PLACE = "input[name=place]"
IDLE_MS = 16 * 60 * 1000
HOURS = 10 * 60 * 60


@pytest.fixture
def page(browser, own_server):
    """The page that asks where the person is, of an open case."""
    context = browser.new_context(base_url=own_server.address)
    page = context.new_page()
    enter(page, own_server)
    open_case(page, own_server)
    page.goto(page.url.replace("triage", "place"))
    yield page
    context.set_offline(False)
    context.close()


def _with_a_clock(page: Page) -> None:
    page.clock.install()
    page.reload()
    page.locator(PLACE).fill(TYPED)


def _now(page: Page) -> float:
    """What the clock of the machine shows to the page, in seconds."""
    return page.evaluate("Date.now()") / 1000


def _hidden(page: Page) -> None:
    expect(page.locator("#calendar table")).to_be_visible()
    expect(page.locator(PLACE)).to_be_hidden()


def _lent(page: Page, server: Served) -> Page:
    """Another tab of the same browser, which a person holds; the page is hidden by then."""
    lent = page.context.new_page()
    open_case(lent, server, language="uk", interpreter="independent")
    lent.get_by_role("button", name="Pokaż osobie").click()
    lent.wait_for_url("**/lend")
    _hidden(page)
    return lent


@pytest.mark.sampled(1)
@pytest.mark.parametrize("way", ["lock", "quiet", "shift"])
def test_what_shuts_one_tab_shuts_the_others_and_keeps_what_was_typed_there(page, own_server, way):
    other = page.context.new_page()
    other.goto("/cases/")
    address = page.url
    page.locator(PLACE).fill(TYPED)
    shut(other, way)
    page.wait_for_url("**/unlock" if way == "lock" else "**/quiet*")
    page.goto(address)
    page.locator("input[name=passphrase]").fill(own_server.word)
    page.locator("form[action='/unlock'] button").click()
    save_what_waits(page)
    expect(page.locator(PLACE)).to_have_value(TYPED)


def test_while_a_person_holds_one_tab_the_others_show_no_case_and_then_come_back_as_typed(page, own_server):
    page.locator(PLACE).fill(TYPED)
    lent = _lent(page, own_server)
    page.wait_for_timeout(6000)  # each five seconds a hidden page asks whether it may come back
    _hidden(page)
    lent.locator("button[value=stop]").click()
    lent.locator("button[value=handed]").click()
    lent.locator("button[value=open]").click()
    lent.wait_for_url("**/triage")
    expect(page.locator(PLACE)).to_be_visible(timeout=15000)
    expect(page.locator(PLACE)).to_have_value(TYPED)


@pytest.mark.rest
@pytest.mark.parametrize("left", ["loaded again", "closed"])
def test_what_was_typed_in_a_hidden_tab_waits_where_that_tab_is_left_while_a_person_holds_another(
    page, own_server, left
):
    page.locator(PLACE).fill(TYPED)
    lent = _lent(page, own_server)
    page.reload() if left == "loaded again" else page.close(run_before_unload=True)
    lent.locator("button[value=stop]").click()
    lent.locator("button[value=handed]").click()
    lent.locator("button[value=open]").click()
    lent.wait_for_url("**/triage")
    save_what_waits(lent)
    expect(lent.locator(PLACE)).to_have_value(TYPED)


@pytest.mark.rest
def test_what_hides_a_persons_screen_hides_a_case_that_was_opened_since(page, own_server):
    address = page.url
    lent = _lent(page, own_server)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/quiet*")
    page.goto(address)
    page.locator("input[name=passphrase]").fill(own_server.word)
    page.locator("form[action='/unlock'] button").click()
    expect(page.locator(PLACE)).to_be_visible()
    lent.locator("button[value=quiet]").click()
    page.wait_for_url("**/quiet*")


@pytest.mark.rest
def test_a_tab_that_slept_when_another_was_shut_asks_what_holds_now(page):
    _with_a_clock(page)
    other = page.context.new_page()
    other.goto("/cases/")
    page.context.set_offline(True)
    other.evaluate(f"new BroadcastChannel('shut').postMessage({{to: 'lock', at: Date.now() - {IDLE_MS}}})")
    _hidden(page)
    page.context.set_offline(False)
    page.clock.run_for(6000)
    expect(page.locator(PLACE)).to_have_value(TYPED)
    expect(page.locator(PLACE)).to_be_visible()


@pytest.mark.rest
def test_a_clock_that_is_set_back_leaves_no_page_on_the_screen(page):
    _with_a_clock(page)
    page.context.set_offline(True)
    page.clock.set_system_time(_now(page) - HOURS)
    page.clock.run_for(IDLE_MS)
    _hidden(page)


@pytest.mark.rest
def test_a_tab_that_slept_hides_as_soon_as_it_is_looked_at(page):
    _with_a_clock(page)
    page.context.set_offline(True)
    page.clock.pause_at(_now(page) + 1)  # no timer runs from here on
    page.clock.set_system_time(_now(page) + IDLE_MS / 1000)
    expect(page.locator(PLACE)).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    _hidden(page)


@pytest.mark.rest
def test_who_types_while_the_page_asks_whether_the_lock_is_open_types_on(page):
    _with_a_clock(page)
    page.locator(PLACE).press("End")
    with page.expect_response("**/lock") as asked:
        page.clock.run_for(IDLE_MS)
    assert asked.value.status == 200, "for the server no time has passed: the lock is open"
    expect(page.locator(PLACE)).to_be_focused()
    page.keyboard.type(" do końca")
    expect(page.locator(PLACE)).to_have_value(TYPED + " do końca")
