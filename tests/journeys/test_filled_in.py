"""Cases that are filled in on a telephone: how long their pages are, and that a fold tells what holds."""

import pytest
from playwright.sync_api import Page, expect

from screening.exchange.case_file import write_case
from tests.journeys import arriving
from tests.journeys.test_three_pages import HEIGHT, PHONE, SCROLLS
from tests.journeys.walk import choose, enter_values, resize, save
from tests.printing.sheets import CASES

PAGES = ("overview", "safety", "place", "needs", "referral", "talk")


def _taken_in(page: Page, served, folder, name: str) -> str:
    """A case of an officer's file on a telephone; gives its address."""
    file = folder / f"{name}.json"
    file.write_bytes(write_case(CASES[name]()))
    arriving.enter(page, served)
    page.goto("/cases/refer")
    choose(page, "service", "social_worker")
    page.set_input_files("input[name=file]", file)
    page.locator("form[enctype] button[type=submit]").click()
    page.wait_for_url("**/cases/*-*/*")
    resize(page, PHONE)
    return page.url.rpartition("/")[0]


@pytest.mark.rest
@pytest.mark.parametrize("name", ["typical", "child"])
def test_no_page_of_a_case_that_is_filled_in_is_longer_than_three_windows(page, served, tmp_path, name):
    case, found = _taken_in(page, served, tmp_path, name), {}
    for step in PAGES:
        page.goto(f"{case}/{step}")
        found[step] = round(float(page.evaluate(HEIGHT)), 2)
    print(f"scrolls of the case {name}:", found)
    # Who calls is typed on the referral where no unit is kept, as here: four fields more.
    assert max(length for step, length in found.items() if step != "referral") <= SCROLLS


@pytest.mark.rest
def test_no_page_of_a_case_that_is_filled_in_is_wider_than_a_narrow_telephone(page, served, tmp_path):
    case = _taken_in(page, served, tmp_path, "typical")
    page.goto(f"{case}/call")
    enter_values(page, institution="Straż Graniczna", unit="Placówka w Przykładowie", function="funkcjonariusz")
    enter_values(page, officer="st. chor. Jan Przykładowy", phone="600 100 200")
    save(page)
    resize(page, {"width": 320, "height": 640})
    wide = {}
    for step in PAGES:
        page.goto(f"{case}/{step}")
        wide[step] = page.evaluate("document.documentElement.scrollWidth")
    assert wide == dict.fromkeys(PAGES, 320)


@pytest.mark.rest
def test_what_was_changed_in_a_fold_keeps_it_open_until_it_is_saved_and_told(page, served):
    case = arriving.open_case(page, served, language="uk", interpreter="independent")
    page.goto(f"{case}/safety")
    fold = page.locator(".folded:has(#interpreter)")
    expect(fold.locator("summary")).to_have_text("Kto tłumaczy? Niezależny tłumacz – zmień")
    choose(page, "interpreter", "machine")
    fold.evaluate("fold => fold.open = false")
    expect(page.locator("#interpreter")).to_be_visible()
    expect(fold.locator("summary > b")).not_to_be_visible()
    save(page)
    page.goto(f"{case}/safety")
    expect(fold.locator("summary")).to_have_text("Kto tłumaczy? Aplikacja tłumacząca – zmień")
    expect(page.locator("#interpreter")).not_to_be_visible()
