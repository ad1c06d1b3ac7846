"""An inspection as one walks it on a telephone: what a further person takes."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import arriving
from tests.journeys.served import Served
from tests.journeys.walk import answer_yes, choose, resize

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
SCROLLS = 3
MOST_TAPS, MOST_SCROLLS, ANSWERS = 14, 5, 9
FITS = "document.documentElement.scrollWidth <= innerWidth"
APART = """() => [...document.querySelectorAll("table.work tbody tr")].every(row => {
  const name = document.createRange();
  name.selectNodeContents(row.querySelector("th"));
  return name.getBoundingClientRect().right <= row.lastElementChild.getBoundingClientRect().left;
})"""
HIGH = "document.documentElement.scrollHeight / innerHeight"


@pytest.mark.rest
def test_a_further_person_of_an_inspection_takes_one_page_and_few_taps(page: Page, served):
    case = arriving.open_case(page, served)
    answer_yes(page, "documents_withheld", "debt_bondage")
    page.wait_for_url("**/overview")
    resize(page, PHONE)
    page.goto(f"{case}/site")
    page.locator("button[name=age][value=adult]").click()
    page.wait_for_url("**/short")
    page.goto(f"{case}/site")
    page.locator("button[name=age][value=adult]").click()
    page.wait_for_url("**/short")
    taps, scrolls = 1, page.evaluate(HIGH)
    for name, value in (("alone", "yes"), ("interpreter", "not_needed")):
        choose(page, name, value)
        taps += 1
    rows = page.locator(".q").evaluate_all("all => all.map(each => each.id)")
    for row in rows[:ANSWERS]:
        page.locator(f"#{row} .four label:has([value=no])").click()
        taps += 1
    page.locator("#case-form .button[type=submit]").last.click()
    taps += 1
    page.wait_for_url("**/site")
    expect(page.locator("table.work tbody tr")).to_have_count(3)
    print(
        f"a further person: {taps} taps with {ANSWERS} of {len(rows)} answers, 1 page, {scrolls:.2f} scrolls;", end=" "
    )
    print(f"the table of three: {page.evaluate(HIGH):.2f} scrolls")
    assert taps <= MOST_TAPS and scrolls <= MOST_SCROLLS
    assert page.evaluate(FITS)
    assert page.evaluate(APART), "the name of a case runs into the time that is left"


@pytest.mark.rest
def test_the_start_page_with_six_cases_is_short(browser, tmp_path):
    served = Served(tmp_path / "data")  # one of its own: the list has nothing but these
    page = browser.new_context(base_url=served.address, viewport=PHONE).new_page()
    try:
        arriving.enter(page, served)
        for age, form in (("adult", "labour"), ("child", "begging"), ("adult", "sexual"), ("adult", "labour")):
            case = arriving.open_case(page, served, age=age, form=form)
            answer_yes(page)
            page.wait_for_url("**/overview")
        for age in ("adult", "child"):
            page.goto(f"{case}/site")
            page.locator(f"button[name=age][value={age}]").click()
            page.wait_for_url("**/short")
        page.goto("/")
        expect(page.locator("table.work tr:not(.group) > th[scope=row]")).to_have_count(6)
        for size in (PHONE, DESK):
            resize(page, size)
            print(f"start with six cases at {size['width']}: {page.evaluate(HIGH):.2f} scrolls")
            assert page.evaluate(HIGH) <= SCROLLS and page.evaluate(FITS)
    finally:
        page.context.close()
        served.stop()
