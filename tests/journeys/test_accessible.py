"""axe-core finds nothing on any page, at 320 and at 1280 px, with and without errors; nothing scrolls sideways."""

import pytest
from playwright.sync_api import expect

from screening.casework.documents import DOCUMENTS
from screening.core.journey import PAGES, Stage
from tests.engines.engines import examine
from tests.journeys import arriving
from tests.journeys.conftest import enter, follow
from tests.journeys.served import Served
from tests.journeys.walk import answer_yes, enter_values, open_case, resize, save, shut, speak

HUB = [
    *(each.page.value for each in PAGES if each.stage is not Stage.INDICATORS),
    *(f"documents/{kind}" for kind in DOCUMENTS),
    "exploitation-1",
    "destination_coercion-1",
]
WRONG = {
    "decision": {"notify": "done"},
    "place": {"persons": "wielu"},
    "person": {"birth_date": "2199-01-01"},
    "status": {"certificate": "issued", "certificate_on": "2199-01-01"},
    "done": {"kcik_called_at": "2199-01-01T10:00"},
    "handover": {"taken_at": "2199-01-01T10:00"},
    "finish": {},
}


@pytest.mark.parametrize(
    ("language", "age", "hub"),
    [
        pytest.param("pl", "adult", HUB[::16], id="some"),
        pytest.param("pl", "adult", HUB, marks=pytest.mark.rest, id="every-pl"),
        pytest.param("en", "child", HUB, marks=pytest.mark.full, id="every-en"),
    ],
)
def test_axe_finds_nothing_on_any_page(page, language, age, hub):
    faults: list[str] = []
    for path in ("/", "/contacts", "/cases/", "/cases/refer", "/cases/nothing"):
        page.goto(path)
        examine(page, faults)
    open_case(page, language=language, age=age, form="labour")
    answer_yes(page, "documents_withheld", "debt_bondage")
    address = page.url.rsplit("/", 1)[0]
    for step in hub:
        page.goto(f"{address}/{step}")
        examine(page, faults)
    assert not faults, "\n".join(faults)


@pytest.mark.rest
def test_axe_finds_nothing_where_errors_and_repetitions_are_shown(page):
    faults: list[str] = []
    open_case(page, language="pl", age="adult", form="labour")
    answer_yes(page, "documents_withheld", "debt_bondage")
    address = page.url.rsplit("/", 1)[0]
    page.goto(f"{address}/agreement")
    enter_values(page, contact="yes", share_name="yes")
    save(page)
    for step, values in WRONG.items():
        page.goto(f"{address}/{step}")
        enter_values(page, **values)
        save(page)
        expect(page.locator("#errors a").first).to_be_visible()
        examine(page, faults)
    page.goto(f"{address}/facts")
    enter_values(page, facts="PESEL 44051401359")
    save(page)
    examine(page, faults)
    page.goto(f"{address}/export")
    enter_values(page, passphrase="krótkie")
    page.locator("button[name=how][value=age]").click()
    examine(page, faults)
    page.goto("/cases/refer")
    page.locator("form[action='/cases/import'] input[value=police]").check()
    page.locator("form[action='/cases/import'] button.button").click()
    examine(page, faults)
    page.goto(f"{address}/site")
    page.locator("main form button.button[type=submit]").first.click()
    page.goto(f"{address}/site")
    examine(page, faults)
    assert not faults, "\n".join(faults)


@pytest.mark.full
def test_axe_finds_nothing_on_the_pages_of_the_lock(browser, tmp_path):
    served = Served(tmp_path)
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    faults: list[str] = []

    def look(path: str) -> None:
        page.goto(path)
        examine(page, faults)

    look("/")
    follow(page, served)
    look("/set-up")
    page.locator("form[action='/set-up'] button").click()
    examine(page, faults)
    offered = page.locator("output").inner_text()
    for name in ("passphrase", "again"):
        page.locator(f"input[name={name}]").fill(offered)
    page.locator("form[action='/set-up'] button").click()
    examine(page, faults)
    page.locator("textarea[name=kit]").fill(page.locator(".kit").inner_text())
    page.locator("form[action='/kit'] button").click()
    look("/passphrase")
    look("/administration/audit")
    open_case(page, language="pl", age="adult", form="labour")
    address, other = page.url, context.new_page()
    other.goto(address)
    answer_yes(other, "debt_bondage")
    answer_yes(page, "documents_withheld")
    examine(page, faults)
    shut(page, "quiet")
    examine(page, faults)
    for path in (address, "/recover"):
        look(path)
    speak(page, "en")
    look("/quiet")
    context.close()
    served.stop()
    assert not faults, "\n".join(faults)


@pytest.mark.rest
def test_the_marks_of_a_dimension_with_every_indicator_present_fit_a_telephone(page, served):
    arriving.open_case(page, served)
    answer_yes(page, "documents_withheld", "debt_bondage")
    page.goto(f"{page.url.rsplit('/', 1)[0]}/overview")
    resize(page, {"width": 320, "height": 900})
    page.locator("td.marks").first.evaluate("cell => { cell.textContent = '●'.repeat(25); }")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.rest
def test_axe_finds_nothing_in_the_dark_scheme(browser, served):
    context = browser.new_context(base_url=served.address, color_scheme="dark")
    page = context.new_page()
    enter(page, served)
    faults: list[str] = []
    open_case(page, language="pl", age="adult", form="begging")
    examine(page, faults)
    answer_yes(page, "earnings_handed_over")
    examine(page, faults)
    context.close()
    assert not faults, "\n".join(faults)
