"""The screen that the person holds: the person's language alone, a way back, hide, and a second press to hand back."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from screening.content import Content
from screening.content.texts import all_texts
from screening.translation import Translator, person_languages
from tests.journeys.served import Served
from tests.journeys.test_offline import PHONE, begin, ready, start
from tests.journeys.walk import in_each_language

STATEMENTS = 4  # of each way are looked at; the rest is skipped


def allowed(content: Content, language: str) -> set[str]:
    """Every text that the catalogue of the person holds in this language."""
    return {" ".join(Translator(language).text(text).split()) for text in all_texts(content) if text.domain == "person"}


def visible(page: Page) -> list[str]:
    """The texts of the whole page that can be seen, without the arrow before "back"."""
    expect(page.locator("body .shown")).to_be_visible()
    found = page.evaluate(
        """() => { const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
          const words = walk.currentNode.textContent.trim(), box = walk.currentNode.parentElement;
          if (words && box.checkVisibility({visibilityProperty: true})) found.push(words);
        } return found; }"""
    )
    return [" ".join(words.removeprefix("← ").split()) for words in found]


def strangers(page: Page, texts: set[str], pattern: str) -> list[str]:
    """The visible texts of the page that are not the person's."""
    return [words for words in visible(page) if words not in texts and not re.fullmatch(pattern, words)]


def numbered(content: Content, language: str) -> str:
    """The text "question 1 of 11" of a language, as a pattern."""
    words = " ".join(Translator(language).text(content.shown["number"]).split())
    return re.escape(words % {"number": 777, "all": 888}).replace("777", r"\d+").replace("888", r"\d+")


def to_the_person(page: Page, language: str) -> None:
    page.goto("/quick/")
    begin(page, language="" if language == "pl" else language)
    page.get_by_role("button", name="Pokaż osobie").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.rest
@pytest.mark.parametrize(
    "way", ["offline", *(pytest.param(way, marks=pytest.mark.full) for way in ("online", "plain"))]
)
@pytest.mark.parametrize("language", in_each_language(person_languages()))
def test_every_word_the_person_sees_is_of_the_persons_catalogue(browser, served, content, language, way):
    context = browser.new_context(base_url=served.public, viewport=PHONE, java_script_enabled=way != "plain")
    page = context.new_page() if way == "plain" else ready(context)
    context.set_offline(way == "offline")
    to_the_person(page, language)
    texts, pattern, found = allowed(content, language), numbered(content, language), {}
    found["who asks"] = strangers(page, texts, pattern)
    start(page)
    for number in range(STATEMENTS):
        found[str(number)] = strangers(page, texts, pattern)
        page.locator(".big-answers button").nth(3).click()
    page.locator(".big-answers button").last.click()
    expect(page.locator(".big-answers")).to_have_count(0)
    found["the end"] = strangers(page, texts, pattern)
    assert {view: words for view, words in found.items() if words} == {}
    assert len(visible(page)) >= 4 and page.locator("a:visible, header:visible").count() == 0
    context.set_offline(False)
    context.close()


@pytest.fixture(params=["with script", "plain"])
def page(request, browser: Browser, served: Served):
    """The quick check on a phone, with and without script."""
    context = browser.new_context(
        base_url=served.public, viewport=PHONE, java_script_enabled=request.param == "with script"
    )
    yield context.new_page() if request.param == "plain" else ready(context)
    context.close()


@pytest.mark.rest
def test_the_person_goes_back_sees_the_answer_and_may_change_it(page):
    to_the_person(page, "vi")
    start(page)
    first = page.inner_text(".statement")
    page.locator(".big-answers button").nth(0).click()
    expect(page.locator(".statement")).not_to_have_text(first)
    page.get_by_role("button", name="Quay lại").click()
    expect(page.locator(".statement")).to_have_text(first)
    assert page.locator("[aria-pressed=true]").inner_text() == page.locator(".big-answers button").nth(0).inner_text()
    page.locator(".big-answers button").nth(1).click()
    page.locator(".big-answers button").last.click()
    page.locator(".shown .go .button").click()
    page.get_by_role("button", name="Otwórz pytania").click()
    assert page.locator(".answers input:checked:not([value=not_asked])").evaluate_all(
        "all => all.map((each) => each.value)"
    ) == ["no"]


@pytest.mark.rest
@pytest.mark.sampled(1)
def test_hide_shows_a_calendar_and_leads_back_only_to_the_page_between(page):
    to_the_person(page, "vi")
    start(page)
    page.locator(".big-answers button").nth(0).click()
    page.get_by_role("button", name="Ẩn màn hình").click()
    expect(page).to_have_title("Kalendarz")
    words = page.inner_text("body")
    assert re.search(r"\d\d\.\d{4}", words) and "KCIK" not in words and "Rozpoznaj" not in words
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator("tbody td").count() % 7 == 0 and page.locator("thead th").count() == 7
    page.get_by_role("button", name="Wróć").click()
    expect(page.locator("h1")).to_have_text("Urządzenie oddane")
    page.get_by_role("button", name="Otwórz pytania").click()
    assert page.locator(".answers input[value=yes]:checked").count() == 1


@pytest.mark.rest
def test_from_the_page_between_the_person_gets_back_to_the_statements(page):
    to_the_person(page, "vi")
    start(page)
    page.locator(".big-answers button").last.click()
    page.locator(".shown .go .button").click()
    expect(page.locator("h1")).to_have_text("Urządzenie oddane")
    page.get_by_role("button", name="Quay lại").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")


@pytest.mark.rest
def test_the_questions_open_also_where_back_was_pressed_behind_the_calendar(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    to_the_person(page, "vi")
    start(page)
    page.get_by_role("button", name="Ẩn màn hình").click()
    for step in (2, 1, 0):
        page.evaluate("history.back()")
        page.wait_for_function(f"history.state.step === {step}")
    page.get_by_role("button", name="Wróć").click()
    page.get_by_role("button", name="Quay lại").click()
    expect(page.locator(".statement")).to_be_visible()
    page.evaluate("history.back()")
    page.get_by_role("button", name="Otwórz pytania").click()
    expect(page.locator("h1")).to_have_text("Pytania")
    expect(page.get_by_role("button", name="Pokaż osobie")).to_be_visible()
    context.close()


def test_the_phones_back_never_leads_the_person_to_the_officers_pages(browser, served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    page = ready(context)
    to_the_person(page, "vi")
    start(page)
    page.evaluate("history.back()")
    expect(page.locator(".big-answers")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    for _ in range(2):
        page.evaluate("history.back()")
        expect(page.locator("h1")).to_have_text("Urządzenie oddane")
    page.evaluate("history.go(2)")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("button", name="Ẩn màn hình").click()
    page.evaluate("history.back()")
    page.wait_for_timeout(300)  # what must not change has no event to wait for
    expect(page).to_have_title("Kalendarz")
    context.close()
