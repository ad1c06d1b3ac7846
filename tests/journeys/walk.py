"""Walking a case in the browser, in the words of the page's language."""

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from screening.core.documents import TABLE
from screening.core.documents.table import FILE_TOGETHER
from tests.patience import BROWSER_MS

USUAL = ("pl", "vi", "ru")  # seen in each run: most marks, longest words; the others with `make test-full`


def in_each_language(codes: Iterable[str]) -> list[ParameterSet]:
    """These languages as parameters, a few of them in the usual run."""
    return [pytest.param(code, marks=() if code in USUAL else pytest.mark.full) for code in codes]


WORDS = {
    "pl": {"open": "Otwórz sprawę", "save": "Zapisz i dalej"},
    "en": {"open": "Open a case", "save": "Save and continue"},
}


def choose(page: Page, name: str, value: str) -> None:
    """Choose a radio or tick a box by its code; the label is what people press."""
    box = page.locator(f'input[name="{name}"][value="{value}"]').first
    if not box.is_checked():
        folded = page.locator(f'details:not([open]):has(input[name="{name}"][value="{value}"]) > summary').first
        if folded.is_visible():
            folded.click()
        page.locator(f'label:has(input[name="{name}"][value="{value}"])').first.click()
        expect(box).to_be_checked()


def save(page: Page) -> None:
    """Press the one button that saves, and wait for the page that answers."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.locator("main form button.button:not(.second)[type=submit]").first.click()


def keep_unit(page: Page, case: str, unit: dict[str, str]) -> None:
    """Write down whose unit a case is of, and have it kept, unless it is kept already."""
    page.goto(f"{case}/call")
    for name, value in unit.items():
        page.locator(f"input[name={name}]").fill(value)
    if page.locator("input[name=remember]").count():
        choose(page, "remember", "1")
    save(page)
    page.wait_for_url("**/referral")


def open_note(page: Page, row: str) -> None:
    """Unfold the note of an indicator: it comes with an answer, or with source and weight."""
    note = page.locator(f"#{row} .note > summary")
    if not note.is_visible():
        page.locator(f"#{row} .source > summary").click()
    note.click()


def save_what_waits(page: Page) -> None:
    """Save the newest page that waits after the lock; a page that was refused before waits on above it."""
    page.wait_for_url("**/waiting?**", timeout=BROWSER_MS)
    page.locator("form[action^='/waiting/'][action$='/save'] button").last.click()


def unfold_menu(page: Page) -> None:
    """Open the menu of the head where it is folded, as on a telephone."""
    folded = page.locator("header details:not([open]) > summary")
    if folded.is_visible():
        folded.click()


def shut(page: Page, to: str) -> None:
    """Shut the lock by a button (lock or quiet) or by three times Shift, and wait until the page it leads to stands.

    The page hides at once and leaves once the server has answered: what comes next must not meet that journey.
    """
    if to == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        if to == "lock":
            unfold_menu(page)
        page.locator(f"button[name=to][value={to}]").click()
    page.wait_for_url("**/unlock" if to == "lock" else "**/quiet*", timeout=BROWSER_MS)


def speak(page: Page, language: str) -> None:
    """Choose the page's language."""
    page.goto("/")
    if page.locator("html").get_attribute("lang") != language:
        unfold_menu(page)
        page.locator(f"button[name=language][value={language}]").click()


def open_case(page: Page, *, language: str, age: str, form: str, profession: str = "police") -> None:
    """From the start page through the opening to the triage."""
    speak(page, language)
    page.locator(".doors a[href^='/cases/#']").click()
    choose(page, "profession", profession)
    page.get_by_role("button", name=WORDS[language]["open"]).click()
    choose(page, "alone", "yes")
    choose(page, "language", "pl")
    choose(page, "age", age)
    save(page)
    choose(page, "forms", form)
    choose(page, "setting", "workplace")
    choose(page, "exploited_in", "poland")
    page.locator("input[name=signs]").first.check(force=True)
    save(page)


def back(page: Page) -> None:
    """Press Back and wait until another page stands there; the driver's own way fails while pages change process."""
    left = page.url
    page.evaluate("history.back()")
    page.wait_for_url(lambda address: address != left)


def wait_until(page: Page, holds: str) -> None:
    """Wait until an expression holds; the driver's own way is forbidden by our content security policy."""
    end = time.monotonic() + BROWSER_MS / 1000
    while not page.evaluate(holds):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(50)


def resize(page: Page, size: dict[str, int]) -> None:
    """Give the window a size, and wait until the page has it: what is measured at once may still be the old one's."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    wait_until(page, f"innerWidth === {size['width']} && innerHeight === {size['height']}")


def answer_yes(page: Page, *ids: str) -> None:
    """Answer these indicators of the page with yes, and save."""
    for id_ in ids:
        choose(page, f"answer.{id_}", "yes")
    save(page)


def downloaded(page: Page, folder: Path, press: Callable[[], None]) -> Path:
    """The file that a press hands out; its name says nothing of the case."""
    with page.expect_download() as download:
        press()
    file = folder / download.value.suggested_filename
    assert file.name in {FILE_TOGETHER, *(each.file_name for each in TABLE)} or file.stem == "karta"
    download.value.save_as(file)
    return file


def print_document(page: Page, folder: Path, kind: str, language: str, *, script: bool = True) -> Path:
    """Download a document from the page of papers, which by script then shows what is next; gives the file."""
    if language != "pl":
        page.locator(f"main .lead a[lang={language}]").click()
    unfold_paper(page, kind)
    with page.expect_event("domcontentloaded") if script else nullcontext():
        return downloaded(page, folder, lambda: page.locator(f"form[action$='/documents/{kind}'] button").click())


def unfold_paper(page: Page, kind: str) -> None:
    """Open the fold of the other papers where this one is among them."""
    if not page.locator(f"#{kind}").is_visible():
        page.locator(".others > summary").click()


def download_sheet(page: Page, folder: Path, language: str, *, script: bool = True) -> Path:
    """Download the first sheet of the documents page, reached from the overview; gives the file."""
    page.locator(".three a[href$='/referral']").click()
    open_task(page, "documents")
    return print_document(page, folder, "referral", language, script=script)


def text_of(file: Path, *, pages: int | None = None) -> str:
    """The words of a PDF, with single spaces; `pages` is how many it should have."""
    sheets = PdfReader(file).pages
    assert pages in (None, len(sheets))
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def begin_referral(page: Page, *, language: str = "pl") -> None:
    """From the start page through the door "prepare a referral" to its task list, as a social worker."""
    speak(page, language)
    page.locator(".doors a[href='/cases/refer']").click()
    choose(page, "profession", "social_worker")
    save(page)
    assert page.url.endswith("/referral")


def open_task(page: Page, step: str) -> None:
    """Press the way to a page in the folded list of all pages of the referral; from the papers go there first."""
    if page.url.partition("?")[0].endswith(f"/{step}"):
        return
    if not page.locator(".tasks").count():
        page.goto(page.url.rpartition("/")[0] + "/referral")
    unfold_pages(page)
    page.locator(f".tasks button[value={step}]").click()
    page.wait_for_url(f"**/{step}")


def unfold_pages(page: Page) -> None:
    """Open the list of all pages of the referral where it is folded."""
    folded = page.locator(".others:not([open]) > summary")
    if folded.count():
        folded.click()


def enter_values(page: Page, **values: str) -> None:
    """Fill in fields by name: press the choice, tick the box, pick from the list, or type."""
    for name, value in values.items():
        field = page.locator(f"main [name='{name}']").first
        kind = field.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            choose(page, name, value)
        elif kind == "select-one":
            field.select_option(value)
        else:
            _unfold(field)
            field.fill(value)


def _unfold(field: Locator) -> None:
    """Open the fold that a field is in, by its summary; a field that no fold hides stays as it is."""
    folded = field.locator("xpath=ancestor::details[not(@open)]/summary")
    if not field.is_visible() and folded.count():
        folded.click()


def do_task(page: Page, step: str, **values: str) -> None:
    """Open a page of the task list, fill it in, save, and be on the list again; after the decision on the papers."""
    open_task(page, step)
    enter_values(page, **values)
    save(page)
    page.wait_for_url("**/documents" if step == "decision" else "**/referral")
