"""The whole job by keyboard alone: Tab, arrows, Space and Enter."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.contacts import KCIK
from tests.journeys.walk import text_of

TABS = 120


def _focus(page: Page) -> dict:
    return page.evaluate(
        "() => { const e = document.activeElement; return {name: e.name || '', value: e.value || '', "
        "text: e.textContent.trim(), type: e.type || '', href: e.getAttribute('href') || ''} }"
    )


def _tab_to(page: Page, wanted) -> None:
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if wanted(_focus(page)):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            label = page.evaluate(
                "() => { const l = document.activeElement.closest('label');"
                " return l ? getComputedStyle(l).outlineStyle : '' }"
            )
            assert "solid" in (outline, label), "focus must be seen"
            return
    raise AssertionError("not reached by Tab")


def _radio(page: Page, name: str, value: str) -> None:
    _tab_to(page, lambda f: f["name"] == name)
    if _focus(page)["value"] == value:
        page.keyboard.press("Space")
    for _ in range(20):
        if page.evaluate(f'document.querySelector(\'input[name="{name}"][value="{value}"]\').checked'):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name}={value} not reached by arrows")


def _box(page: Page, name: str, value: str) -> None:
    _tab_to(page, lambda f: f["name"] == name and f["value"] == value)
    page.keyboard.press("Space")


def _press(page: Page, wanted) -> None:
    _tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _save(page: Page) -> None:
    _press(page, lambda f: f["type"] == "submit" and f["text"].startswith("Zapisz i") and not f["name"])


def _write(page: Page, name: str, keys: str) -> None:
    """Type into a field, a date or a list: the keys pick the entry of a list."""
    _tab_to(page, lambda f: f["name"] == name)
    page.keyboard.type(keys)


def _task(page: Page, step: str) -> None:
    """Unfold the list of all pages of the referral, and press the way to one."""
    _tab_to(page, lambda f: f["text"].startswith("Jeśli KCIK zapyta"))
    page.keyboard.press("Enter")
    _press(page, lambda f: f["name"] == "go" and f["value"] == step)


def _download(page: Page, file: Path) -> str:
    _tab_to(page, lambda f: f["type"] == "submit" and f["text"].startswith("PDF"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(file)
    return text_of(file)


@pytest.mark.rest
def test_a_person_is_screened_and_the_sheet_downloaded_by_keyboard_alone(page, tmp_path):
    page.goto("/")
    _press(page, lambda f: f["href"] == "/cases/#new")
    _radio(page, "profession", "border_guard")
    _press(page, lambda f: f["text"] == "Otwórz sprawę")
    _radio(page, "alone", "yes")
    _radio(page, "language", "pl")
    _radio(page, "age", "adult")
    _save(page)
    _box(page, "forms", "labour")
    _save(page)
    _radio(page, "answer.documents_withheld", "yes")
    _radio(page, "answer.debt_bondage", "yes")
    _save(page)
    assert "Zgłoś do KCIK" in page.locator("main").inner_text()
    _press(page, lambda f: f["href"].endswith("/referral"))
    _task(page, "documents")
    assert KCIK in _download(page, tmp_path / "sheet.pdf")


@pytest.mark.rest
def test_a_referral_is_prepared_and_printed_by_keyboard_alone(page, tmp_path):
    page.goto("/")
    _press(page, lambda f: f["href"] == "/cases/refer")
    _radio(page, "profession", "social_worker")
    _press(page, lambda f: f["text"] == "Zacznij zgłoszenie")
    _task(page, "safety")
    _radio(page, "alone", "yes")
    _radio(page, "language", "pl")
    _radio(page, "age", "adult")
    _save(page)
    _task(page, "talk")
    _box(page, "forms", "labour")
    _save(page)
    _task(page, "triage")
    _radio(page, "answer.documents_withheld", "yes")
    _radio(page, "answer.debt_bondage", "yes")
    _save(page)
    _task(page, "place")
    _write(page, "voivodeship", "lubels")
    _save(page)
    _task(page, "agreement")
    _radio(page, "contact", "yes")
    _radio(page, "share_name", "yes")
    _save(page)
    _task(page, "person")
    _write(page, "name", "Olena")
    _write(page, "birth_date", "01.01.1990")
    _save(page)
    _task(page, "decision")
    _radio(page, "kcik", "refer")
    _write(page, "decided_by", "Nowak")
    _save(page)
    said = _download(page, tmp_path / "referral.pdf")
    for words in ("Olena", "01.01.1990", "lubelskie", "Nowak", "zgłosić osobę"):
        assert words in said, words


@pytest.mark.sampled(1)
@pytest.mark.parametrize("script", [True, False])
def test_enter_on_the_first_page_of_the_quick_check_goes_on_and_changes_no_language(browser, served, script):
    context = browser.new_context(base_url=served.public, java_script_enabled=script)
    page = context.new_page()
    page.goto("/quick/")
    page.locator("input[name=forms][value=labour]").focus()
    page.keyboard.press("Space")
    page.locator("input[name=age][value=adult]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Pytanie 1 z 11" if script else "Pytania")
    context.close()
