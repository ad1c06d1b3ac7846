"""The result of a case as one walks it: how high the page is, and what it takes to do what follows."""

import pytest
from playwright.sync_api import Page, expect

from tests.engines.engines import examine
from tests.journeys import arriving
from tests.journeys.walk import answer_yes, resize, save, wait_until

PHONE, SMALL, DESK = {"width": 390, "height": 844}, {"width": 320, "height": 640}, {"width": 1280, "height": 800}
SCROLLS, WITH_QUESTIONS, TARGET = 3, 4, 44
HIGH = "document.documentElement.scrollHeight / innerHeight"
FITS = "document.documentElement.scrollWidth <= innerWidth"
LOW = """least => [...document.querySelectorAll('main :is(button, .button, .strip a, .brief a)')]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least).map(each => each.outerHTML)"""


@pytest.fixture
def referred(page: Page, served) -> Page:
    """A case whose advice is to refer, at its result."""
    arriving.open_case(page, served)
    answer_yes(page, "documents_withheld", "debt_bondage", "low_no_pay")
    page.wait_for_url("**/overview")
    return page


@pytest.mark.rest
def test_the_result_is_short_and_nothing_on_it_is_cut_off_or_small(referred):
    found = {}
    for size in (DESK, PHONE, SMALL):
        resize(referred, size)
        found[size["width"]] = round(referred.evaluate(HIGH), 2)
        assert referred.evaluate(FITS) and referred.evaluate(LOW, TARGET) == [], size
    print("the result, scrolls:", found)
    assert found[DESK["width"]] <= SCROLLS and found[PHONE["width"]] <= SCROLLS


@pytest.mark.rest
def test_call_and_agreement_take_one_press_each_and_the_next_act_is_then_in_sight(referred):
    resize(referred, PHONE)
    for act, press in (("call", "[name=kcik_called_at]"), ("agreement", "[name=contact][value=yes]")):
        referred.locator(f".three button{press}").first.click()
        referred.wait_for_url("**/overview#now")
        expect(referred.locator(".next-act h3")).to_be_in_viewport()
        print(f"{act}: 1 tap, 1 page")
    assert referred.locator(".next-act a.button").get_attribute("href").endswith("/referral")


@pytest.mark.rest
@pytest.mark.sampled(1)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_questions_are_answered_without_leaving_and_a_double_press_answers_one(browser, served, script):
    context = browser.new_context(base_url=served.address, java_script_enabled=script, viewport=PHONE)
    page = context.new_page()
    arriving.enter(page, served)
    arriving.open_case(page, served)
    page.locator("main form button.button[type=submit]").first.click()
    page.wait_for_url("**/overview")
    print("the result with questions, scrolls:", round(page.evaluate(HIGH), 2) if script else "")
    assert page.locator(".here").count() == WITH_QUESTIONS
    asked = page.locator(".here button[value=no]").evaluate_all("all => all.map(each => each.name)")
    page.locator(".here button[value=no]").first.dblclick()
    page.wait_for_url("**/overview#questions")
    expect(page.locator(".notice[role=status]").last).to_contain_text("nie ma")
    now = page.locator(".here button[value=no]").evaluate_all("all => all.map(each => each.name)")
    assert asked[0] not in now and now[0] == asked[1]
    context.close()


@pytest.mark.rest
def test_how_it_is_known_follows_an_answer_at_once_by_keyboard(page, served):
    arriving.open_case(page, served)
    page.locator("main form button.button[type=submit]").first.click()
    page.wait_for_url("**/overview")
    page.locator(".here button[value=yes]").first.press("Enter")
    page.locator(".notice button[value=observed]").press("Enter")
    expect(page.locator(".notice[role=status]").last).to_contain_text("widzę")
    wait_until(page, "!document.querySelector('.notice button[value=observed]')")


@pytest.mark.rest
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.rest)])
def test_axe_finds_nothing_in_any_state_of_the_result_and_on_the_short_page(page, served, scheme):
    page.emulate_media(color_scheme=scheme)
    faults: list[str] = []
    case = arriving.open_case(page, served, age="child", form="begging")
    answer_yes(page, "violence")
    examine(page, faults)
    case = arriving.open_case(page, served)
    answer_yes(page)
    page.locator(".here button[value=yes]").first.click()
    page.locator(".notice button[value=observed]").wait_for()
    examine(page, faults)
    page.goto(f"{case}/triage")
    answer_yes(page, "documents_withheld", "debt_bondage")
    for press in ("kcik_called_at", "contact][value=unable"):
        page.locator(f".three button[name={press}]").first.click()
        page.wait_for_url("**/overview#now")
    examine(page, faults)
    page.goto(f"{case}/site")
    page.locator("button[name=age][value=adult]").click()
    page.wait_for_url("**/short")
    examine(page, faults)
    save(page)
    page.locator("#errors").wait_for()
    examine(page, faults)
    assert not faults, "\n".join(faults)
