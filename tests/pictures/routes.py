"""The ways through the running program on which its pages are pictured."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from screening.exchange.case_file import write_case
from tests.journeys.classes import BEGGING, opening
from tests.journeys.conftest import follow, set_up
from tests.journeys.served import Served
from tests.journeys.walk import answer_yes, choose, open_case, save
from tests.pictures.tour import Tour
from tests.printing.sheets import CASES

TAKEN_IN = ("typical", "child")
SHOWING_CASES = {"/": "start", "/cases/": "cases", "/cases/refer": "refer", "/administration/audit": "trail"}
"""What is seen elsewhere, too, but other than empty only once there are cases."""


def entrance(page: Page, served: Served, tour: Tour) -> str:
    """From the start link through the set-up to the lock and back; return the passphrase."""
    follow(page, served)
    tour.take(page, "start-not-set-up")
    page.goto("/set-up")
    tour.take(page, "set-up")
    passphrase, _ = set_up(page, served)
    for path in ("/passphrase", "/new-kit", "/unit", "/nothing", "/quiet"):
        page.goto(path)
        tour.take(page, path[1:])
    page.goto("/")
    page.locator("button[name=to][value=lock]").first.click()
    page.wait_for_url("**/unlock")
    tour.take(page, "lock")
    page.goto("/recover")
    tour.take(page, "recover")
    page.goto("/unlock")
    page.locator("input[name=passphrase]").fill(passphrase)
    page.locator("form[action='/unlock'] button").click()
    return passphrase


def waiting(page: Page, passphrase: str, tour: Tour) -> None:
    """A page of a case that was saved while another tab had shut the lock."""
    other = page.context.new_page()
    other.goto("/")
    other.locator("button[name=to][value=lock]").first.click()
    other.wait_for_url("**/unlock")
    save(page)
    page.wait_for_url("**/unlock*")
    page.locator("input[name=passphrase]").fill(passphrase)
    page.locator("form[action='/unlock'] button").click()
    page.wait_for_url(lambda address: "/waiting" in address)
    tour.walk(page, page.url, "held", under="/waiting")
    other.close()


def cases(page: Page, folder: Path, passphrase: str, tour: Tour) -> None:
    """A case from its opening on, cases of a file, and what leads to them."""
    page.goto("/cases/")
    tour.walk(page, "/cases/", "none")
    open_case(page, language="pl", age="adult", form="labour")
    address = page.url.rsplit("/", 1)[0]
    answer_yes(page, "documents_withheld", "debt_bondage", "low_no_pay")
    below = "/" + address.split("/", 3)[3]
    tour.walk(page, f"{below}/overview", "adult", under=below)
    page.goto(f"{address}/facts")
    page.locator("main textarea").first.fill("Paszport odebrał właściciel kwatery.")
    waiting(page, passphrase, tour)
    for name in TAKEN_IN:
        file = folder / f"{name}.json"
        file.write_bytes(write_case(CASES[name]()))
        page.goto("/cases/refer")
        choose(page, "service", "social_worker")
        page.set_input_files("input[name=file]", file)
        page.locator("form[enctype] button[type=submit]").click()
        page.wait_for_url("**/cases/*-*/*")
        below = "/cases/" + page.url.split("/cases/")[1].split("/")[0]
        tour.walk(page, f"{below}/overview", f"file-{name}", under=below)
    for path, name in SHOWING_CASES.items():
        page.goto(path)
        tour.take(page, name)


def quick(browser: Browser, served: Served, tour: Tour, **how: Any) -> None:
    """The quick check with script and without, its lists and papers."""
    for script in (True, False):
        if script and not how.get("java_script_enabled", True):
            continue
        context = browser.new_context(base_url=served.public, **how | {"java_script_enabled": script})
        page, group = context.new_page(), "quick" if script else "plain"
        page.goto("/quick/")
        tour.take(page, f"{group}-first")
        choose(page, "age", "adult")
        choose(page, "forms", "labour")
        page.locator("main form .button[type=submit]").last.click()
        if script:
            page.locator(".q.alone").wait_for()
            tour.take(page, "quick-question")
            page.locator(".go .button.second").nth(1).click()
            page.locator(".answers").first.wait_for()
        tour.take(page, f"{group}-questions")
        for row in ("documents_withheld", "debt_bondage"):
            choose(page, f"answer.{row}", "yes")
        page.locator("main form .button:not(.second, .hidden)[type=submit]").first.click()
        tour.take(page, f"{group}-result")
        if not script:
            tour.walk(page, "/quick/", group, under="/quick")
        context.close()


def practice(page: Page, served: Served, tour: Tour) -> None:
    """An exercise alone, the drills, and a class before anybody came."""
    follow(page, served)
    tour.walk(page, "/training/", "practice")
    page.goto("/training/")
    page.locator(f"form[action*='{BEGGING}'] button").first.click()
    tour.take(page, "practice-exercise")
    opening(page, setting="street", form="begging")
    tour.take(page, "practice-questions")
    answer_yes(page, "documents_withheld")
    tour.take(page, "practice-overview")
    page.locator("form[action$='/feedback'] button").first.click()
    tour.take(page, "practice-feedback")
    page.goto("/training/class")
    page.locator("form[action$='/class/open'] button").first.click()
    tour.take(page, "class-open")
    page.goto("/training/class/projector")
    tour.take(page, "class-projector")
    page.goto("/training/class")
    code = page.locator("b.code").inner_text()
    page.goto("/training/class/end")
    tour.take(page, "class-end")
    page.goto("/join")
    tour.take(page, "class-join")
    page.locator("input[name=code]").fill(code)
    save(page)
    tour.take(page, "class-room")
