"""Walking a case in the browser, in the words of the page's language."""

from pathlib import Path

from playwright.sync_api import Page

WORDS = {
    "pl": {"open": "Otwórz sprawę", "save": "Zapisz i dalej"},
    "en": {"open": "Open a case", "save": "Save and continue"},
}


def choose(page: Page, name: str, value: str) -> None:
    """Choose a radio or tick a box by its code; the label is what people press."""
    page.locator(f'input[name="{name}"][value="{value}"]').first.check(force=True)


def save(page: Page) -> None:
    """Press the one button that saves."""
    page.locator("main form button.button[type=submit]").first.click()


def speak(page: Page, language: str) -> None:
    """Choose the page's language."""
    page.goto("/")
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"button[name=language][value={language}]").click()


def open_case(page: Page, *, language: str, age: str, form: str, profession: str = "police") -> None:
    """From the start page through the opening to the triage."""
    speak(page, language)
    page.locator(".doors a").first.click()
    choose(page, "profession", profession)
    page.get_by_role("button", name=WORDS[language]["open"]).click()
    choose(page, "alone", "yes")
    choose(page, "interpreter", "not_needed")
    choose(page, "age", age)
    save(page)
    save(page)
    choose(page, "setting", "workplace")
    choose(page, "exploited_in", "poland")
    save(page)
    choose(page, "forms", form)
    save(page)
    page.locator("input[name=signs]").first.check(force=True)
    save(page)


def answer_yes(page: Page, *ids: str) -> None:
    """Answer these indicators of the page with yes, and save."""
    for id_ in ids:
        choose(page, f"answer.{id_}", "yes")
    save(page)


def download_sheet(page: Page, folder: Path, language: str) -> Path:
    """Download the sheet from the documents page; gives the file."""
    page.goto(page.url.rsplit("/", 1)[0] + "/documents")
    with page.expect_download() as download:
        page.locator(f"button[name=language][value={language}]").last.click()
    file = folder / "sheet.pdf"
    download.value.save_as(file)
    assert download.value.suggested_filename == "karta.pdf"
    return file
