"""The whole job by keyboard alone: Tab, arrows, Space and Enter."""

import pytest
from playwright.sync_api import Page

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
    _press(page, lambda f: f["type"] == "submit" and f["text"] == "Zapisz i dalej")


@pytest.mark.browser
def test_a_person_is_screened_and_the_sheet_downloaded_by_keyboard_alone(page, tmp_path):
    page.goto("/")
    _press(page, lambda f: f["href"] == "/cases/" and "Sprawdź osobę" in f["text"])
    _radio(page, "profession", "border_guard")
    _press(page, lambda f: f["text"] == "Otwórz sprawę")
    _radio(page, "alone", "yes")
    _radio(page, "interpreter", "independent")
    _radio(page, "age", "adult")
    _save(page)
    _save(page)
    _radio(page, "setting", "border")
    _save(page)
    _box(page, "forms", "labour")
    _save(page)
    _save(page)
    _radio(page, "answer.documents_withheld", "yes")
    _radio(page, "answer.debt_bondage", "yes")
    _save(page)
    assert "Zgłoś do KCIK" in page.locator("main").inner_text()
    _press(page, lambda f: f["href"].endswith("/documents"))
    _tab_to(page, lambda f: f["type"] == "submit" and f["name"] == "language" and f["text"].startswith("Pobierz"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
