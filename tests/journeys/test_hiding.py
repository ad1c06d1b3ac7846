"""The program is gone, or hangs: the page hides first, asks later, and nothing that was typed is lost."""

import signal

import pytest
from playwright.sync_api import Page, expect

from screening.web.access import origin
from tests.journeys import arriving
from tests.journeys.conftest import set_up
from tests.journeys.served import Served
from tests.journeys.walk import open_case, save_what_waits
from tests.patience import until

TYPED = "wpisane, nie zapisane"
PLACE = "input[name=place]"
PAUSE_MS = 2000  # between three times Shift and three times Shift
IDLE_MS = 16 * 60 * 1000


@pytest.fixture
def own_server(tmp_path):
    """A server that nobody else uses; it is stopped for a while."""
    running = Served(tmp_path)
    yield running
    running.process.send_signal(signal.SIGCONT)
    running.stop()


@pytest.fixture
def start(tmp_path):
    """Starts the program over one folder, again and again on one port."""
    made: list[Served] = []

    def start() -> Served:
        made.append(Served(tmp_path, **({"port": str(made[0].port)} if made else {})))
        return made[-1]

    yield start
    for each in made:
        if each.process.poll() is None:
            each.stop()


def _hidden(page) -> None:
    expect(page.locator("#calendar table")).to_be_visible()
    expect(page.locator(PLACE)).to_be_hidden()
    assert page.title() == "Kalendarz" and "Sprawy" not in page.locator("body").inner_text()


@pytest.mark.rest
def test_a_page_hides_while_the_program_is_gone_or_hangs_and_comes_back_with_what_was_typed(browser, own_server):
    context = browser.new_context(base_url=own_server.address)
    page, asked = context.new_page(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    arriving.enter(page, own_server)
    arriving.open_case(page, own_server)
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
    with page.expect_response("**/icon.svg*"):
        page.locator(PLACE).fill(TYPED + "ż" * 50)
    own_server.process.send_signal(signal.SIGSTOP)
    page.locator("main button.button[type=submit]").first.click(no_wait_after=True)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.clock.fast_forward(2500)  # as long as a press of "Save" leaves without a question
    own_server.process.send_signal(signal.SIGCONT)
    until(lambda: page.wait_for_timeout(100) or "/quiet" in page.url, "the calendar of the server")
    assert asked == []
    page.unroute_all(behavior="ignoreErrors")
    context.close()


def _with_a_case(browser, served) -> tuple[Page, str]:
    """A page of a case of a server that was set up just now, and the passphrase."""
    page = browser.new_context(base_url=served.address).new_page()
    passphrase, _ = set_up(page, served)
    open_case(page, language="pl", age="adult", form="labour")
    page.wait_for_url("**/triage")
    return page, passphrase


@pytest.mark.rest
def test_hiding_shows_the_calendar_alone_where_the_program_was_started_anew_and_keeps_what_was_typed(browser, start):
    first = start()
    untouched, passphrase = _with_a_case(browser, first)
    context = untouched.context
    page = context.new_page()
    page.goto(untouched.url.replace("triage", "place"))
    address = page.url
    page.locator(PLACE).fill(TYPED)
    first.stop()
    second = start()
    answers = []  # beside those to the lock, which each tab tries to shut at once
    context.on(
        "response",
        lambda answer: answer.url.endswith("/lock") or answers.append((answer.request.method, answer.status)),
    )
    for _ in range(3):
        page.keyboard.press("Shift")
    both = [("GET", 403), ("GET", 403), ("POST", 423)]
    until(lambda: page.wait_for_timeout(100) or sorted(answers) == both, "both tabs ask, and what was typed is kept")
    page.wait_for_timeout(1000)  # what must not come has no event to wait for
    _hidden(page)
    expect(untouched.locator("#calendar table")).to_be_visible()
    assert page.url == address and sorted(answers) == both

    page.goto(second.link())
    page.wait_for_url(lambda url: "/start" not in url)
    page.goto(f"{second.address}/cases/")
    page.locator("input[name=passphrase]").fill(passphrase)
    page.locator("form[action='/unlock'] button").click()
    page.get_by_role("link", name="Zobacz, co wpisano").click()  # it may be somebody else's: first one looks
    page.locator("form[action^='/waiting/'][action$='/save'] button").click()
    expect(page.locator(PLACE)).to_have_value(TYPED)
    context.close()


@pytest.mark.rest
@pytest.mark.sampled(1)
@pytest.mark.parametrize("way", ["shift", "look"])
def test_each_of_two_changed_forms_waits_where_the_program_was_started_anew(browser, start, way):
    first = start()
    page, passphrase = _with_a_case(browser, first)
    case, came = page.url.removesuffix("/triage"), arriving.Arriving(page.context, first)
    yes = {"answer.documents_withheld": "yes", "answer.debt_bondage": "yes"}
    for step, answers in (("triage", yes), ("agreement", {"contact": "unable"}), ("done", {"kcik_called_at": "now"})):
        came.get(f"{case.removeprefix(first.address)}/{step}")
        came.send(**answers)
    page.goto(f"{case}/overview")
    page.locator("input[name=kcik_consultant]").fill("Anna")
    page.locator("label:has(input[name=unable][value=sedated])").click()
    first.stop()
    second = start()
    answers = []
    page.on("response", lambda answer: answers.append((answer.request.method, answer.status)))
    if way == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(lambda: page.wait_for_timeout(100) or answers.count(("POST", 423)) == 2, "both forms are held")

    page.goto(second.link())
    page.wait_for_url(lambda url: "/start" not in url)
    page.goto(f"{second.address}/cases/")
    page.locator("input[name=passphrase]").fill(passphrase)
    page.locator("form[action='/unlock'] button").click()
    expect(page.get_by_role("link", name="Zobacz, co wpisano")).to_have_count(2)
    page.context.close()


@pytest.mark.rest
def test_a_page_of_the_start_before_goes_as_soon_as_it_is_looked_at_and_what_was_typed_is_kept(browser, start):
    first = start()
    page, _ = _with_a_case(browser, first)
    page.goto(page.url.replace("triage", "place"))
    page.locator(PLACE).fill(TYPED)
    looked_at = "document.dispatchEvent(new Event('visibilitychange'))"
    with page.expect_response("**/icon.svg*") as asked:
        page.evaluate(looked_at)
    assert asked.value.status == 200
    expect(page.locator(PLACE)).to_have_value(TYPED)
    first.stop()
    start()
    page.evaluate(looked_at)
    expect(page.locator("main")).to_contain_text("jest przechowana")
    expect(page.locator(PLACE)).to_be_hidden()
    page.context.close()


@pytest.mark.rest
def test_a_page_is_not_sent_to_a_program_that_is_gone_and_is_kept_by_the_next_one(browser, start):
    first = start()
    page, _ = _with_a_case(browser, first)
    context = page.context
    page.goto(page.url.replace("triage", "place"))
    address, other = page.url, context.new_page()
    other.goto(address)
    first.stop()
    page.locator(PLACE).press_sequentially(TYPED)
    expect(page.locator("#away")).to_be_visible()
    for button in ("main button.button[type=submit]", "button[name=page_language]"):
        page.locator(button).first.click()
        expect(page.locator("#away")).to_be_in_viewport()
        expect(page.locator(PLACE)).to_have_value(TYPED)

    second = start()
    for tab, typed in ((page, "!"), (other, TYPED)):
        tab.locator(PLACE).press_sequentially(typed)
        expect(tab.locator("#away")).to_be_hidden()
    page.locator("main button.button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("jest przechowana")
    assert page.url == address

    # Under the name of two starts ago a page waits as well.
    second.stop()
    third = start()
    other.locator(PLACE).press_sequentially("!")
    expect(other.locator("#away")).to_be_hidden()
    third.stop()
    (third.data / "name").unlink()
    start()

    # Under a name that no start knows any more nothing is taken: what was typed stays on the page.
    other.locator("main button.button[type=submit]").first.click()
    expect(other.locator("#away")).to_be_in_viewport()
    expect(other.locator(PLACE)).to_have_value(TYPED + "!")
    context.close()


def _shift_three_times(page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.rest
@pytest.mark.parametrize("starts", [2, 8])
def test_what_was_typed_under_the_name_of_several_starts_ago_hides_as_it_is_looked_at_and_waits(browser, start, starts):
    last = start()
    page, _ = _with_a_case(browser, last)
    page.goto(page.url.replace("triage", "place"))
    page.locator(PLACE).fill(TYPED)
    for _ in range(starts - 1):
        origin.take_name(last.data, origin.new_name())  # as a start does that ends at once
    last.stop()
    start()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("main")).to_contain_text("jest przechowana")
    expect(page.locator(PLACE)).to_be_hidden()
    page.context.close()


@pytest.mark.rest
def test_under_a_name_that_no_start_knows_a_page_hides_is_never_sent_and_comes_back_until_its_time_is_over(
    browser, start
):
    first = start()
    page, _ = _with_a_case(browser, first)
    page.clock.install()
    page.goto(page.url.replace("triage", "place"))
    address = page.url
    page.locator(PLACE).fill(TYPED)
    first.stop()
    (first.data / "name").unlink()
    start()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)

    _shift_three_times(page)
    _hidden(page)
    until(lambda: page.evaluate("isOver"), "the page knows that nothing is taken here")
    _shift_three_times(page)
    _hidden(page)  # pressed in fright again and again, it does not come back
    page.clock.fast_forward(PAUSE_MS)
    _shift_three_times(page)
    expect(page.locator(PLACE)).to_have_value(TYPED)
    expect(page.locator(PLACE)).to_be_visible()

    # As soon as it is looked at it hides, as a page of the last starts.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#calendar table")).to_be_visible()
    until(lambda: any(each.endswith("/lock") for each in sent), "the lock is asked")
    page.clock.fast_forward(PAUSE_MS)
    _shift_three_times(page)
    expect(page.locator(PLACE)).to_be_visible()

    # Nobody worked, or the lock was pressed: it hides for good.
    page.clock.fast_forward(IDLE_MS)
    _hidden(page)
    page.clock.fast_forward(PAUSE_MS)
    _shift_three_times(page)
    _hidden(page)
    assert page.url == address not in sent and page.locator(PLACE).input_value() == TYPED
    page.context.close()


@pytest.mark.rest
def test_enter_in_a_field_that_was_typed_long_ago_sends_nothing_to_a_program_that_is_gone(browser, start):
    first = start()
    page, _ = _with_a_case(browser, first)
    page.goto(page.url.replace("triage", "place"))
    page.locator(PLACE).press_sequentially(TYPED)
    until(lambda: page.evaluate("!isFresh()"), "a while without a question")
    first.stop()
    page.keyboard.press("Enter")
    expect(page.locator("#away")).to_be_in_viewport()
    expect(page.locator(PLACE)).to_have_value(TYPED)

    # The next press asks anew, and goes on where the answer comes.
    start()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("jest przechowana")
    page.context.close()


def test_three_times_shift_shuts_the_lock_also_where_the_tab_is_closed_before_the_program_answers(browser, own_server):
    context = browser.new_context(base_url=own_server.address)
    page = context.new_page()
    arriving.enter(page, own_server)
    arriving.open_case(page, own_server)
    page.goto(page.url.replace("triage", "place"))
    address = page.url
    page.locator(PLACE).fill(TYPED)
    own_server.process.send_signal(signal.SIGSTOP)
    for _ in range(3):
        page.keyboard.press("Shift")
    _hidden(page)
    page.close()
    own_server.process.send_signal(signal.SIGCONT)
    later = context.new_page()
    until(lambda: later.goto(address) and later.locator("input[name=passphrase]").count(), "the lock is shut")
    later.locator("input[name=passphrase]").fill(own_server.word)
    later.locator("form[action='/unlock'] button").click()
    save_what_waits(later)
    expect(later.locator(PLACE)).to_have_value(TYPED)
    context.close()
