"""From the start page to the first result on a telephone: taps, pages and scrolls, and what opens by itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import arriving
from tests.journeys.walk import choose, keep_unit, resize

PHONE = {"width": 390, "height": 844}
TAPS, PAGES, SCROLLS, SCROLLS_OF_QUESTIONS = 18, 4, 3, 4
ANSWERS = {
    "forced_tasks_clients": "yes",
    "earnings_handed_over": "yes",
    "documents_withheld": "no",
    "debt_bondage": "no",
}
HEIGHT = "document.documentElement.scrollHeight / innerHeight"
KEPT = {"institution": "SG", "unit": "Balice", "function": "oficer", "phone": "12 345 67 89"}


class Thumb:
    """What a thumb does: it taps what is in sight, and each page that it meets is measured as it comes."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.scrolls = page, 0, {}
        self._met()

    def _met(self) -> None:
        name = self.page.url.rstrip("/").rpartition("/")[2]
        self.scrolls[name] = round(float(self.page.evaluate(HEIGHT)), 2)

    def tap(self, what: str) -> None:
        self.page.locator(what).first.click()
        self.taps += 1

    def press(self, name: str, value: str) -> None:
        self.tap(f'label:has(input[name="{name}"][value="{value}"])')

    def go(self, what: str) -> None:
        left = self.page.url
        self.tap(what)
        self.page.wait_for_url(lambda address: address != left)
        self._met()

    def save(self) -> None:
        self.go(".go.last .button")


@pytest.fixture
def known(page: Page, served) -> Page:
    """A telephone whose unit, and where the last conversation was, are known."""
    case = arriving.open_case(page, served)
    keep_unit(page, case, KEPT)
    resize(page, PHONE)
    page.goto("/")
    return page


@pytest.mark.rest
def test_the_first_result_is_three_pages_away(known):
    thumb = Thumb(known)
    thumb.go(".doors a[href^='/cases/#']")
    thumb.go("#new button, form[action='/cases/'] button.button")
    for name, value in (("alone", "yes"), ("language", "pl"), ("age", "adult")):
        thumb.press(name, value)
    thumb.save()
    for name, value in (("informed_of_duty", "yes"), ("forms", "sexual"), ("exploited_in", "poland")):
        thumb.press(name, value)
    thumb.press("signs", "obs_fear_companion")
    thumb.save()
    for row, answer in ANSWERS.items():
        thumb.press(f"answer.{row}", answer)
        if answer == "yes":
            thumb.press(f"basis.{row}", "person")
    expect(known.locator(".of-all")).to_be_visible()
    thumb.save()
    assert known.url.endswith("/overview") and "Zgłoś do KCIK" in known.inner_text("main")
    pages = [name for name in thumb.scrolls if name in ("cases", "safety", "talk", "triage")]
    print(f"to the result: {thumb.taps} taps, {len(pages)} pages, nothing typed; scrolls: {thumb.scrolls}")
    assert thumb.taps <= TAPS and len(pages) <= PAGES
    for name in ("safety", "talk"):
        assert thumb.scrolls[name] <= SCROLLS
    assert thumb.scrolls["triage"] <= SCROLLS_OF_QUESTIONS


@pytest.mark.parametrize("language", ["uk", pytest.param("vi", marks=pytest.mark.rest)])
@pytest.mark.rest
def test_with_a_second_language_no_page_is_longer_than_it_may_be(page, served, language):
    case = arriving.open_case(page, served, language=language, interpreter="independent")
    resize(page, PHONE)
    found = {}
    for name in ("safety", "talk", "triage"):
        page.goto(f"{case}/{name}")
        found[name] = round(float(page.evaluate(HEIGHT)), 2)
    print(f"scrolls in Polish and {language}: {found}")
    assert found["talk"] <= SCROLLS and found["triage"] <= SCROLLS_OF_QUESTIONS


@pytest.mark.rest
def test_on_a_desk_the_persons_language_is_beside_the_polish_and_on_a_telephone_under_it(page, served):
    arriving.open_case(page, served, language="uk", interpreter="independent")
    row = page.locator(".q:has(.beside)").first
    places = [row.locator(f".sign{each}") for each in (":not([lang])", "[lang=uk]")]
    for size, is_beside in (
        (PHONE, False),
        ({"width": 1280, "height": 800}, True),
        ({"width": 1920, "height": 1080}, True),
    ):
        resize(page, size)
        page.reload()
        polish, theirs = (each.bounding_box() for each in places)
        assert (theirs["y"] < polish["y"] + polish["height"]) is is_beside
        assert (theirs["x"] >= polish["x"] + polish["width"] - 1) is is_beside


@pytest.mark.rest
def test_what_hangs_on_an_answer_opens_with_it(page, served):
    case = arriving.open_case(page, served, language="pl", interpreter="")
    resize(page, PHONE)
    page.goto(f"{case}/safety")
    interpreter, signs, typed = (
        page.locator(each) for each in ("#interpreter", "#children_signs", ".typed-other input")
    )
    for each in (interpreter, signs, typed):
        expect(each).not_to_be_visible()
    choose(page, "language", "other")
    expect(interpreter).to_be_visible()
    expect(typed).to_be_visible()
    choose(page, "children", "2")
    expect(signs).to_be_visible()
    page.goto(f"{case}/talk")
    page.locator("#signs details summary").click()
    shown = page.locator("#signs .choice:visible").count()
    choose(page, "forms", "begging")
    assert page.locator("#signs .choice:visible").count() > shown


@pytest.mark.rest
def test_the_bar_counts_what_is_answered(page, served):
    arriving.open_case(page, served)
    resize(page, PHONE)
    words = "getComputedStyle(document.querySelector('.of-all'), '::before').content"
    assert page.evaluate(words) == 'counter(answered) " "'
    counted = "document.querySelectorAll('.counted .q:has(.four :checked)').length"
    choose(page, "answer.debt_bondage", "yes")
    choose(page, "answer.documents_withheld", "no")
    assert page.evaluate(counted) == 2


@pytest.mark.rest
def test_words_to_say_are_folded_on_a_telephone_and_open_on_a_desk(page, served):
    case = arriving.open_case(page, served)
    page.goto(f"{case}/talk")
    for width, is_open in ((390, False), (1280, True)):
        resize(page, {"width": width, "height": 844})
        expect(page.locator(".say").first).to_be_visible(visible=is_open)
        expect(page.locator("aside li").first).to_be_visible(visible=is_open)
