"""A quick check that begins in plain forms and goes on in the script: nothing is lost or meets the next person."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.test_offline import PHONE, list_all, start, title
from tests.journeys.walk import choose


@pytest.fixture
def phone(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE, service_workers="block")
    yield context
    context.close()


def _press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def _plain(phone: BrowserContext, script: str) -> Page:
    """The first page of a check that was answered in plain forms; then its script could be loaded."""
    page = phone.new_page()
    page.route(script, lambda route: route.abort())
    page.goto("/quick/")
    choose(page, "alone", "yes")
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    choose(page, "language", "uk")
    _press(page, "Do pytań")
    title(page, "Pytania")
    _press(page, "Pokaż osobie")
    start(page)
    page.locator(".big-answers button").first.click()
    page.locator("button[value=stop]").click()
    page.locator("button[value=handed]").click()
    _press(page, "Otwórz pytania")
    title(page, "Pytania")
    choose(page, "answer.debt_bondage", "no")
    page.locator("label:has(input[name^='sign.'])").first.click()
    choose(page, "concerned", "1")
    page.unroute(script)
    with page.expect_response("**/quick/data.json*"):
        _press(page, "Wróć")
    title(page, "Szybka lista pytań")
    return page


def _state(page: Page) -> list[str]:
    pressed = ".answers input:checked:not([value=not_asked]), input[type=checkbox]:checked"
    return page.locator(pressed).evaluate_all("all => all.map((each) => each.name && `${each.name}=${each.value}`)")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("script", ["**/data.json*", "**/check.js*"])
@pytest.mark.rest
def test_answers_signs_and_what_the_person_said_go_on_from_the_plain_forms(phone, script):
    page = _plain(phone, script)
    _press(page, "Do pytań")
    title(page, "Pytania")
    assert page.url.endswith("/quick/"), "the browser itself made the questions"
    assert page.get_by_text("odpowiedź od osoby").count() == 1
    assert "answer.debt_bondage=no" in _state(page) and len(_state(page)) == 4
    choose(page, "answer.debt_bondage", "yes")
    page.evaluate("history.back()")
    title(page, "Szybka lista pytań")
    page.get_by_role("button", name="English").click()
    title(page, "Quick check")
    _press(page, "To the questions")
    title(page, "Questions")
    assert "answer.debt_bondage=yes" in _state(page) and len(_state(page)) == 4


@pytest.mark.rest
def test_another_language_keeps_what_the_plain_forms_carried(phone):
    page = _plain(phone, "**/check.js*")
    page.get_by_role("button", name="English").click()
    title(page, "Quick check")
    _press(page, "To the questions")
    title(page, "Questions")
    assert "answer.debt_bondage=no" in _state(page) and len(_state(page)) == 4


@pytest.mark.rest
@pytest.mark.parametrize("language", [False, True], ids=["in Polish", "in English meanwhile"])
def test_the_next_person_begins_with_nothing_that_the_plain_forms_carried(phone, language):
    page = _plain(phone, "**/check.js*")
    if language:
        page.get_by_role("button", name="English").click()
        title(page, "Quick check")
    _press(page, "To the questions" if language else "Do pytań")
    list_all(page)
    _press(page, "What follows" if language else "Co z tego wynika")
    _press(page, "Start again" if language else "Zacznij od nowa")
    title(page, "Quick check" if language else "Szybka lista pytań")
    assert page.locator("input[name=age]:checked").count() == 0
    assert page.locator("input[type=hidden]:not([name=_end], [name=ui], [name=edition])").count() == 0
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    _press(page, "To the questions" if language else "Do pytań")
    title(page, "Questions" if language else "Pytania")
    assert _state(page) == []
