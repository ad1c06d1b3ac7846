"""A language of the person is a file of its own, loaded when it is chosen; where it cannot be, the check says so."""

import pytest
from playwright.sync_api import expect

from screening.web.quick_app import create_quick_app
from tests.journeys.quick_server import running
from tests.journeys.test_offline import PHONE, begin, list_all
from tests.journeys.walk import choose


@pytest.fixture
def alone(tool_settings, content, printer):
    """The quick check alone, counting what it sends."""
    with running(create_quick_app(tool_settings, content, printer)) as served:
        yield served


@pytest.fixture
def phone(browser, alone):
    """A telephone that keeps nothing, so that each file is asked of the server."""
    context = browser.new_context(base_url=alone.address, viewport=PHONE, service_workers="block")
    yield context
    context.close()


@pytest.mark.rest
def test_the_language_that_is_chosen_is_loaded_and_no_other(phone, alone):
    page = phone.new_page()
    page.goto("/quick/")
    begin(page, language="uk")
    assert page.locator(".q [lang=uk]").count() >= 5 and page.locator(".untranslated").count() == 0
    assert [path for path, _ in alone.sent if path.startswith("/quick/people/")] == ["/quick/people/uk.json"]


@pytest.mark.rest
def test_a_language_that_cannot_be_loaded_says_so_and_the_check_goes_on(phone):
    page = phone.new_page()
    page.route("**/quick/people/**", lambda route: route.abort())
    page.goto("/quick/")
    begin(page, language="vi")
    expect(page.locator("p.notice.strong", has_text="Nie udało się wczytać pytań w tym języku")).to_be_visible()
    assert page.get_by_role("button", name="Pokaż osobie").count() == 0
    assert page.locator(".q [lang=vi]").count() == 0 and page.locator(".untranslated").count() == 0
    page.unroute("**/quick/people/**")
    page.evaluate("history.back()")
    expect(page.locator("h1")).to_have_text("Szybka lista pytań")
    page.get_by_role("button", name="Do pytań").click()
    list_all(page)
    expect(page.get_by_role("button", name="Pokaż osobie")).to_be_visible()
    assert page.locator(".q [lang=vi]").count() >= 5


@pytest.mark.rest
def test_a_second_press_while_a_language_is_loaded_opens_the_questions_once(phone):
    page = phone.new_page()
    page.goto("/quick/")
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    choose(page, "language", "ro")
    page.get_by_role("button", name="Do pytań").dblclick()
    expect(page.locator("h1")).to_have_text("Pytanie 1 z 11")
    page.evaluate("history.back()")
    expect(page.locator("h1")).to_have_text("Szybka lista pytań")
