"""The page of papers in the browser: few controls, short on a telephone, a sign of work, one paper for two presses."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys import arriving
from tests.journeys.walk import answer_yes, downloaded, open_case, resize
from tests.patience import until

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
CONTROLS = "[...document.querySelectorAll('main :is(a, button, summary, input:not([type=hidden]), textarea)')]"
MOST_CONTROLS, MOST_SCROLLS, MOST_SCROLLS_UNKNOWN = 16, 3, 3.6


def shown_controls(page: Page) -> int:
    """The controls of the page that can be seen, with nothing unfolded."""
    return int(page.evaluate(f"{CONTROLS}.filter((each) => each.checkVisibility()).length"))


def scrolls(page: Page) -> float:
    return float(page.evaluate("document.documentElement.scrollHeight / innerHeight"))


@pytest.fixture
def papers(page) -> Page:
    """The page of papers of an adult who says two strong things."""
    open_case(page, language="pl", age="adult", form="labour")
    answer_yes(page, "documents_withheld", "debt_bondage")
    page.goto(page.url.replace("/overview", "/documents"))
    return page


@pytest.mark.rest
@pytest.mark.sampled(1)
def test_the_page_has_few_controls_and_is_short_also_after_the_first_paper(papers, tmp_path):
    figures = {}
    for name in ("before", "after"):
        for size in (PHONE, DESK):
            resize(papers, size)
            figures[f"{name} {size['width']}"] = shown_controls(papers), round(scrolls(papers), 1)
        if name == "before":
            with papers.expect_event("domcontentloaded"):
                downloaded(papers, tmp_path, lambda: papers.get_by_role("button", name="Pobierz oba").click())
    print("papers, controls and scrolls:", figures)
    assert max(controls for controls, _ in figures.values()) <= MOST_CONTROLS
    assert max(figures[f"{name} 390"][1] for name in ("before", "after")) <= MOST_SCROLLS


@pytest.mark.rest
@pytest.mark.sampled(1)
def test_the_referral_and_the_decision_are_short_on_a_telephone(papers):
    """Of the referral neither the unit nor the agreement is known here; with both `test_to_the_sheet` measures it."""
    resize(papers, PHONE)
    figures = {}
    for name in ("referral", "decision", "export"):
        papers.goto(papers.url.rpartition("/")[0] + f"/{name}")
        figures[name] = round(scrolls(papers), 2), shown_controls(papers)
        assert papers.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    print("scrolls and controls:", figures)
    assert figures.pop("referral")[0] <= MOST_SCROLLS_UNKNOWN
    assert max(scrolled for scrolled, _ in figures.values()) <= MOST_SCROLLS


@pytest.mark.rest
@pytest.mark.sampled(1)
def test_no_paper_as_a_page_is_wider_than_a_narrow_telephone(papers):
    resize(papers, NARROW)
    links = papers.locator("a[href*='/documents/']").evaluate_all("all => all.map((each) => each.href)")
    assert all(any(f"/documents/{kind}?" in each for each in links) for kind in ("script", "steps", "referral"))
    for link in links:
        papers.goto(link)
        assert papers.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], link


@pytest.mark.rest
def test_a_paper_shows_that_it_is_made_and_a_second_press_prints_nothing(papers, tmp_path):
    asked = []
    papers.route("**/documents/together", lambda route: asked.append(route))
    button = papers.get_by_role("button", name="Pobierz oba")
    button.click()
    expect(papers.locator("#making")).to_have_text("Papier powstaje…")
    button.click()
    expect(papers.locator("#making")).to_contain_text("drugi raz się nie drukuje")
    assert len(asked) == 1
    with papers.expect_event("domcontentloaded"):
        file = downloaded(papers, tmp_path, asked[0].continue_)
    assert file.name == "papiery-razem.pdf"
    expect(papers.locator("#what-now")).to_be_focused()
    expect(papers.locator("#referral")).to_contain_text("pobrano")


@pytest.mark.rest
def test_without_script_a_press_gives_the_paper_and_the_page_says_so_when_it_is_opened_again(browser, served, tmp_path):
    context = browser.new_context(base_url=served.address, java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    arriving.enter(page, served)
    page.goto(f"{arriving.open_case(page, served)}/documents")
    downloaded(page, tmp_path, lambda: page.locator("form[action$='/documents/steps'] button").click())
    page.reload()
    expect(page.locator("#steps")).to_contain_text("pobrano")
    context.close()


HOLD_LATER = """() => {
  const plain = window.setTimeout;
  window.setTimeout = (act, after, ...rest) =>
    after === 500 ? ((window.later = act), 0) : plain(act, after, ...rest);
}"""


def test_what_follows_a_paper_does_not_hold_up_hiding(browser, own_server, tmp_path):
    """Half a second after a paper the page goes on to what is next: where it was hidden meanwhile, only the lock is
    next, also while the program is slow to answer.
    """
    context = browser.new_context(base_url=own_server.address, accept_downloads=True)
    page = context.new_page()
    arriving.enter(page, own_server)
    page.goto(f"{arriving.open_case(page, own_server)}/documents")
    page.evaluate(HOLD_LATER)
    downloaded(page, tmp_path, lambda: page.locator("form[action$='/documents/steps'] button").click())
    page.wait_for_function("() => window.later")
    slow: list[Route] = []
    page.route("**/quiet*", lambda route: route.continue_() if slow else slow.append(route))
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.locator("#calendar")).to_be_visible()
    until(lambda: page.wait_for_timeout(50) or slow, "the question whether the program is there")
    page.evaluate("() => window.later()")
    slow[0].continue_()
    page.wait_for_url("**/quiet*")
    assert page.goto("/cases/").status == 423
    context.close()
