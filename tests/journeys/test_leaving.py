"""Leaving a page in a real browser: its own buttons save, the links of the frame ask, and nothing else is held up."""

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.journeys.arriving import Arriving, enter, open_case
from tests.journeys.walk import save_what_waits, shut

TYPED = "wpisane, nie zapisane"
PLACE = "input[name=place]"
UNABLE = {
    "triage": {"answer.documents_withheld": "yes", "answer.debt_bondage": "yes"},
    "agreement": {"contact": "unable"},
}


class Asked(list):
    """The questions that the browser asked; each is answered as `leave` says."""

    leave = False

    def __call__(self, dialog: Dialog) -> None:
        self.append(dialog.type)
        (dialog.accept if self.leave else dialog.dismiss)()


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def place(browser, own_server, asked) -> Page:
    """The page that asks where the person is, of a case whose overview is open."""
    context = browser.new_context(base_url=own_server.address)
    page = context.new_page()
    page.on("dialog", asked)
    enter(page, own_server)
    open_case(page, own_server)
    page.goto(page.url.replace("triage", "place"))
    yield page
    context.close()


def _typed(page: Page) -> None:
    page.locator(PLACE).press_sequentially(TYPED)


@pytest.mark.rest
def test_the_frame_asks_before_typed_text_is_lost(place, asked):
    _typed(place)
    for leaving in ("a.brand", "header nav a", "footer a"):
        asked.clear()
        place.locator(leaving).first.click()
        expect(place.locator(PLACE)).to_have_value(TYPED)
        assert asked == ["beforeunload"], leaving
    asked.leave = True
    place.locator("a.brand").click()
    place.wait_for_url(lambda url: url.endswith("/"))
    place.goto("/waiting")
    place.wait_for_url("**/cases/")  # what somebody left for good does not wait


@pytest.mark.rest
def test_what_was_not_touched_or_was_saved_is_left_without_a_question(place, asked):
    address = place.url
    place.locator("a.brand").click()
    place.wait_for_url(lambda url: url.endswith("/"))
    place.goto(address)
    _typed(place)
    place.locator("main button.button[type=submit]").first.click()
    place.wait_for_url("**/referral")
    place.goto(address)
    expect(place.locator(PLACE)).to_have_value(TYPED)
    assert asked == []


def test_what_is_typed_after_the_press_and_before_the_answer_waits_to_be_saved(place, asked):
    """The program is slow, and the page still takes letters under a save that went without them."""
    sent: list[Route] = []
    _typed(place)
    place.route("**/place", lambda route: sent.append(route) if route.request.method == "POST" else route.continue_())
    with place.expect_request("**/place"):
        place.keyboard.press("Enter")
    place.keyboard.type(" i dalej")
    sent[0].continue_()
    place.wait_for_url("**/referral")
    place.unroute("**/place")
    place.goto("/waiting?next=/")
    save_what_waits(place)
    expect(place.locator(PLACE)).to_have_value(f"{TYPED} i dalej")
    expect(place.locator("main")).to_contain_text(TYPED)
    place.locator(PLACE).press("Enter")  # nothing waits any more: others use this server
    place.wait_for_url("**/referral")
    assert asked == []


@pytest.mark.rest
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("button", "leads"), [("[name=go][value=documents]", "documents"), ("[name=page_language]", "place")]
)
def test_the_buttons_of_the_page_save_and_ask_nothing(browser, own_server, asked, script, button, leads):
    context = browser.new_context(base_url=own_server.address, java_script_enabled=script)
    page = context.new_page()
    page.on("dialog", asked)
    enter(page, own_server)
    open_case(page, own_server)
    address = page.url.replace("triage", "place")
    page.goto(address)
    page.locator(PLACE).fill(TYPED)
    page.locator(f"button{button}").first.click()
    page.wait_for_url(f"**/{leads}")
    page.goto(address)
    expect(page.locator(PLACE)).to_have_value(TYPED)
    assert asked == []
    context.close()


@pytest.mark.rest
def test_enter_saves_and_goes_on_and_never_to_the_first_button_of_the_page(place):
    _typed(place)
    place.locator(PLACE).press("Enter")
    place.wait_for_url("**/referral")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("way", ["lock", "quiet", "shift"])
@pytest.mark.rest
def test_lock_and_hiding_are_never_held_up_by_a_question(place, asked, own_server, way):
    address = place.url
    _typed(place)
    shut(place, way)
    assert asked == []
    place.goto(address)
    place.locator("input[name=passphrase]").fill(own_server.word)
    place.locator("form[action='/unlock'] button").click()
    save_what_waits(place)
    expect(place.locator(PLACE)).to_have_value(TYPED)


@pytest.mark.rest
def test_a_page_that_was_refused_is_unsaved_until_it_is_saved(place, asked, own_server):
    address = place.url
    place.locator(PLACE).fill("ż" * 161)
    place.locator("button[name=go][value=documents]").first.click()
    expect(place.locator("#errors")).to_be_visible()
    place.locator("a.brand").click()
    expect(place.locator(PLACE)).to_have_value("ż" * 161)
    shut(place, "quiet")
    place.goto(address)
    place.locator("input[name=passphrase]").fill(own_server.word)
    place.locator("form[action='/unlock'] button").click()
    save_what_waits(place)
    expect(place.locator(PLACE)).to_have_value("ż" * 161)
    assert asked == ["beforeunload"]
    place.locator(PLACE).fill(TYPED)
    place.locator("main button.button[type=submit]").first.click()
    place.wait_for_url("**/documents")  # the button that was pressed at first
    code = place.locator(".case-name").inner_text().split()[-1]
    place.goto("/waiting?next=/")
    expect(place.locator("li:has(form) h2", has_text=code)).to_have_count(0)  # nothing of this case waits any more


@pytest.mark.rest
def test_going_on_without_saving_is_not_asked_twice(place, asked):
    place.locator(PLACE).fill("ż" * 161)
    place.locator("button[name=go][value=documents]").first.click()
    place.locator("a[data-unasked]").click()
    place.wait_for_url("**/documents")
    assert asked == []


@pytest.mark.rest
def test_a_telephone_number_is_called_without_a_question(place, asked):
    _typed(place)
    place.locator("header a[href^='tel:']").first.click()
    expect(place.locator(PLACE)).to_have_value(TYPED)
    assert asked == []


@pytest.mark.rest
def test_what_was_pasted_with_a_line_break_of_word_is_saved_and_said(place):
    place.goto(place.url.replace("place", "facts"))
    place.locator("textarea[name=facts]").evaluate("(area) => { area.value = 'a\\u000bb\\u0003c'; }")
    place.locator("main button.button[type=submit]").first.click()
    expect(place.locator("main")).to_contain_text("niewidoczne znaki, nietypowe odstępy")
    place.goto(place.url.replace("referral", "facts"))
    expect(place.locator("textarea[name=facts]")).to_have_value("a\nbc")


TOO_LONG = "Ą" * 60_000


@pytest.mark.rest
def test_a_text_that_is_too_long_is_not_sent_and_the_page_says_so_at_it(place, asked):
    address = place.url.replace("place", "facts")
    place.goto(address)
    place.locator("textarea[name=facts]").fill(TOO_LONG)
    place.locator("main button.button[type=submit]").first.click()
    expect(place.locator("#too-long + textarea[name=facts]")).to_be_focused()
    expect(place.locator("#too-long")).to_contain_text("nic nie przepadło")
    expect(place.locator("textarea[name=facts]")).to_have_value(TOO_LONG)
    place.locator("textarea[name=facts]").fill("w skrócie")
    place.locator("main button.button[type=submit]").first.click()
    place.wait_for_url("**/referral")
    assert asked == []


@pytest.mark.rest
def test_without_script_a_text_that_is_too_long_is_shown_for_copying(browser, own_server):
    context = browser.new_context(base_url=own_server.address, java_script_enabled=False)
    page = context.new_page()
    enter(page, own_server)
    open_case(page, own_server)
    page.goto(page.url.replace("triage", "facts"))
    page.locator("textarea[name=facts]").fill(TOO_LONG)
    page.locator("main button.button[type=submit]").first.click()
    expect(page.locator("#kept-1")).to_have_value(TOO_LONG)
    expect(page.locator("main")).to_contain_text("Mieści się najwyżej 600")
    context.close()


def test_what_is_ticked_in_any_form_of_the_result_asks_first_and_goes_along_with_the_lock(place, own_server, asked):
    case = place.url.removesuffix("/place")
    came = Arriving(place.context, own_server)
    for step, answers in UNABLE.items():
        came.get(f"{case.removeprefix(own_server.address)}/{step}")
        came.send(**answers)
    place.goto(f"{case}/overview")
    place.locator("label:has(input[name=unable][value=sedated])").click()
    place.locator("a.brand").click()
    expect(place.locator("input[name=unable][value=sedated]")).to_be_checked()
    assert asked == ["beforeunload"]
    shut(place, "lock")
    place.locator("input[name=passphrase]").fill(own_server.word)
    place.locator("form[action='/unlock'] button").click()
    save_what_waits(place)
    place.goto(f"{case}/agreement")
    expect(place.locator("input[name=unable][value=sedated]")).to_be_checked()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("way", ["lock", "quiet", "shift"])
def test_each_of_several_forms_of_the_result_that_were_typed_in_waits_behind_the_lock(place, own_server, way):
    case = place.url.removesuffix("/place")
    came = Arriving(place.context, own_server)
    for step, answers in {**UNABLE, "done": {"kcik_called_at": "now"}}.items():
        came.get(f"{case.removeprefix(own_server.address)}/{step}")
        came.send(**answers)
    place.goto(f"{case}/overview")
    place.locator("input[name=kcik_consultant]").fill("Anna")
    place.locator("label:has(input[name=unable][value=sedated])").click()
    shut(place, way)
    place.goto(case)
    place.locator("input[name=passphrase]").fill(own_server.word)
    place.locator("form[action='/unlock'] button").click()
    for _ in range(2):  # the program may take the two in either order
        place.goto("/waiting?next=/")
        save_what_waits(place)
        place.wait_for_url(lambda address: "/waiting" not in address or address.endswith("/save"))
        again = place.locator("main form:has(input[name=unable]) button.button[type=submit]")
        if (
            "/waiting" in place.url
        ):  # the agreement hangs on the whole case: where that was saved meanwhile, it is asked anew
            again.first.click()
            place.wait_for_url(f"{case}/*")
    place.goto(f"{case}/done")
    expect(place.locator("input[name=kcik_consultant]")).to_have_value("Anna")
    place.goto(f"{case}/agreement")
    expect(place.locator("input[name=unable][value=sedated]")).to_be_checked()
    place.goto("/")
    expect(place).to_have_url(f"{own_server.address}/")  # nothing waits any more
