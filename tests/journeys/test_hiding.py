"""The program is gone, or hangs: the page hides first, asks later, and nothing that was typed is lost."""

import signal

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Served, enter
from tests.journeys.walk import open_case, save_what_waits
from tests.patience import until

TYPED = "wpisane, nie zapisane"
PLACE = "input[name=place]"
IDLE_MS = 16 * 60 * 1000


@pytest.fixture
def own_server(tmp_path):
    """A server that nobody else uses; it is stopped for a while."""
    running = Served(tmp_path)
    yield running
    running.process.send_signal(signal.SIGCONT)
    running.stop()


def _hidden(page) -> None:
    expect(page.locator("#calendar table")).to_be_visible()
    expect(page.locator(PLACE)).to_be_hidden()
    assert page.title() == "Kalendarz" and "Sprawy" not in page.locator("body").inner_text()


@pytest.mark.browser
def test_a_page_hides_while_the_program_is_gone_or_hangs_and_comes_back_with_what_was_typed(browser, own_server):
    context = browser.new_context(base_url=own_server.address)
    page, asked = context.new_page(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    enter(page, own_server)
    open_case(page, language="pl", age="adult", form="labour")
    page.clock.install()
    page.goto(page.url.replace("triage", "place"))
    address, title = page.url, page.title()
    page.locator(PLACE).fill(TYPED)

    # Nobody worked, and the program is gone: hidden before anything is asked; shown again by the answer alone.
    context.set_offline(True)
    page.clock.fast_forward(IDLE_MS)
    _hidden(page)
    page.clock.fast_forward(60 * 1000)
    _hidden(page)
    context.set_offline(False)
    expect(page.locator(PLACE)).to_be_visible()
    expect(page.locator(PLACE)).to_have_value(TYPED)
    assert (page.url, page.title()) == (address, title) and page.locator("#calendar").count() == 0

    # It hangs: three times Shift hides at once without a question, also pressed again, and leaves when answered.
    own_server.process.send_signal(signal.SIGSTOP)
    for _ in range(6):
        page.keyboard.press("Shift")
    _hidden(page)
    page.clock.fast_forward(10 * 1000)
    _hidden(page)
    own_server.process.send_signal(signal.SIGCONT)
    page.wait_for_url("**/quiet*")
    assert asked == []
    page.goto(address)
    page.locator("input[name=passphrase]").fill(own_server.word)
    page.locator("form[action='/unlock'] button").click()
    save_what_waits(page)
    expect(page.locator(PLACE)).to_have_value(TYPED)

    # The same while a save is under way: neither "sent already" nor "too long" holds the hiding up, and the answer
    # to the save, which comes first, brings no page of the case back.
    page.route("**/quiet*", lambda route: (page.wait_for_timeout(1000), route.continue_()))
    own_server.process.send_signal(signal.SIGSTOP)
    page.locator(PLACE).fill(TYPED + "ż" * 200)
    page.locator("main button.button[type=submit]").first.click(no_wait_after=True)
    for _ in range(3):
        page.keyboard.press("Shift")
    own_server.process.send_signal(signal.SIGCONT)
    until(lambda: page.wait_for_timeout(100) or "/quiet" in page.url, "the calendar of the server")
    assert asked == []
    context.close()
