"""The script draws missing texts as the server does: marked at their row, and not shown to the person."""

import pytest
from playwright.sync_api import expect

from screening.web.quick_app import create_quick_app
from tests.journeys.quick_server import running
from tests.journeys.test_offline import PHONE, begin, list_all, ready
from tests.journeys.walk import choose, in_each_language
from tests.missing_texts import missing

OTHERS = ("en", "uk", "ro", "bg", "vi", "fil", "es", "ru")
EACH = pytest.mark.parametrize("language", in_each_language(OTHERS))


@pytest.mark.rest
@EACH
def test_a_missing_question_is_marked_and_its_statement_is_not_shown(
    browser, tmp_path, tool_settings, content, printer, language
):
    row = content.catalogue.indicators["debt_bondage"]
    with missing(tmp_path, language, "person", [row.question.key, row.statement.key], "fuzzy"):
        app = create_quick_app(tool_settings, content, printer)
        with running(app) as served:
            context = browser.new_context(base_url=served.address, viewport=PHONE)
            page = ready(context)
            begin(page, language=language)
            marks = page.locator(".untranslated")
            expect(marks).to_have_count(1)
            assert marks.locator("span[lang=pl]").inner_text() == "jeszcze nie przetłumaczono"
            assert marks.locator(f"span[lang={language}]").inner_text()
            assert "nie pokazuje się osobie: 1." in page.inner_text("main")
            page.get_by_role("button", name="Pokaż osobie").click()
            page.locator(".shown button").first.click()
            seen = []
            while page.locator(".statement").count():
                seen.append(page.locator(".statement").inner_text())
                assert page.locator(".untranslated").count() == 0
                page.locator(".big-answers button").first.click()
                page.wait_for_function("(said) => document.querySelector('h1').innerText !== said", arg=seen[-1])
            assert len(seen) >= 8 and row.statement.polish not in seen
            context.close()


@pytest.mark.sampled(1)
@EACH
@pytest.mark.rest
def test_without_the_word_stop_nothing_is_shown_to_the_person(
    browser, tmp_path, tool_settings, content, printer, language
):
    with missing(tmp_path, language, "person", [content.shown["stop"].key]):
        app = create_quick_app(tool_settings, content, printer)
        with running(app) as served:
            context = browser.new_context(base_url=served.address, viewport=PHONE)
            page = ready(context)
            begin(page, language=language)
            assert page.get_by_role("button", name="Pokaż osobie").count() == 0
            assert "Nie wszystkie słowa wokół pytań" in page.inner_text("main")
            context.close()


@pytest.mark.rest
def test_english_pages_mark_a_label_and_a_sentence_in_polish(browser, tmp_path, tool_settings, content, printer):
    label = content.catalogue.indicators["debt_bondage"].label
    keys = [label.key, content.guidance["script_no_name"].key]
    with missing(tmp_path, "en", "content", keys):
        app = create_quick_app(tool_settings, content, printer)
        with running(app) as served:
            context = browser.new_context(base_url=served.address, viewport=PHONE)
            page = ready(context, "/quick/?ui=en")
            choose(page, "age", "adult")
            choose(page, "forms", "labour")
            page.locator("form[data-quick] button[type=submit]").click()
            list_all(page)
            legend = page.locator("legend:has(.untranslated)")
            expect(legend).to_have_count(1)
            assert legend.locator("span[lang=pl]").first.inner_text().lower() == label.polish.lower()
            page.get_by_role("button", name="What follows").click()
            assert page.locator("p.soft:has(.untranslated) span[lang=pl]").first.text_content()
            context.close()
