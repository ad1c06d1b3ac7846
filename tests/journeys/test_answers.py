"""Answers on a page: four of them in a row, three states of a field, and what belongs to an answer comes with it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import arriving
from tests.journeys.test_three_pages import HEIGHT, PHONE, SCROLLS, SCROLLS_OF_QUESTIONS
from tests.journeys.walk import choose, resize, save

ROW = "#debt_bondage"
TOPS = "labels => new Set(labels.map(label => label.getBoundingClientRect().top)).size"
WORDS_HIGH = """title => {
  const words = document.createRange();
  words.selectNodeContents(title);
  return words.getBoundingClientRect().height;
}"""
STYLE = "chip => getComputedStyle(chip).borderTopStyle"


@pytest.fixture
def case(page: Page, served) -> str:
    return arriving.open_case(page, served)


@pytest.mark.rest
@pytest.mark.sampled(2)
@pytest.mark.parametrize(("width", "lines"), [(320, 2), (360, 1), (390, 1), (1280, 1)])
def test_four_equal_answers_stand_in_one_row_from_360_px(page, case, width, lines):
    resize(page, {"width": width, "height": 844})
    answers = page.locator(f"{ROW} .answers label")
    assert answers.count() == 4 and answers.evaluate_all(TOPS) == lines
    sizes = answers.evaluate_all("labels => labels.map(label => Math.round(label.getBoundingClientRect().width))")
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.rest
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_an_answer_on_a_line_of_the_referral_breaks_no_title(page, case, width):
    resize(page, {"width": width, "height": 844})
    page.goto(f"{case}/referral")
    title = page.locator(".lines h3").last
    before = title.evaluate(WORDS_HIGH)
    choose(page, "transport", "yes")
    assert title.evaluate(WORDS_HIGH) == before


@pytest.mark.rest
def test_a_pressed_answer_is_no_higher_and_its_mark_takes_no_line(page, case):
    resize(page, {"width": 390, "height": 844})
    words = page.locator(f"{ROW} .answers label:has([value=unclear]) span")
    before = words.bounding_box()["height"]
    choose(page, "answer.debt_bondage", "unclear")
    assert words.bounding_box()["height"] == before


@pytest.mark.rest
def test_what_belongs_to_an_answer_comes_with_it_and_is_never_preset(page, case):
    clear, basis, note = (page.locator(f"{ROW} {each}") for each in (".clear", ".basis", ".note"))
    for each in (clear, basis, note):
        expect(each).not_to_be_visible()
    choose(page, "answer.debt_bondage", "no")
    expect(basis).not_to_be_visible()
    for each in (clear, note):
        expect(each).to_be_visible()
    choose(page, "answer.debt_bondage", "yes")
    expect(basis).to_be_visible()
    assert basis.locator("input:checked").count() == 0


@pytest.mark.rest
def test_an_answer_is_taken_back_by_one_press(page, case):
    choose(page, "answer.debt_bondage", "yes")
    page.locator(f"{ROW} .clear").click()
    assert page.locator(f"{ROW} .answers input:checked").count() == 0
    save(page)
    page.goto(f"{case}/triage")
    assert page.locator(f"{ROW} input:checked").count() == 0


@pytest.mark.rest
@pytest.mark.parametrize("language", ["pl", pytest.param("vi", marks=pytest.mark.full)])
def test_a_page_of_answered_questions_is_short_and_each_unfolds_by_a_key_and_by_its_link(page, served, language):
    case = arriving.open_case(page, served, language=language, interpreter="independent")
    resize(page, PHONE)
    rows = page.locator(".q").evaluate_all("all => all.map(each => each.id)")
    for row in rows:
        choose(page, f"answer.{row}", "yes")
        choose(page, f"basis.{row}", "person")
    save(page)
    page.goto(f"{case}/triage")
    scrolls = round(float(page.evaluate(HEIGHT)), 2)
    print(f"{len(rows)} answered questions with {language}: {scrolls} scrolls")
    assert scrolls <= SCROLLS_OF_QUESTIONS
    line, clear = page.locator(f".settled:has({ROW}) > summary"), page.locator(f"{ROW} .clear")
    expect(clear).not_to_be_visible()
    line.press("Enter")
    expect(clear).to_be_visible()
    choose(page, "answer.debt_bondage", "no")
    save(page)
    page.goto(f"{case}/answers")
    scrolls = round(float(page.evaluate(HEIGHT)), 2)
    print(f"the list of {len(rows)} answers: {scrolls} scrolls")
    assert scrolls <= SCROLLS
    page.locator("a[href$='#debt_bondage']").click()
    expect(page.locator(f"{ROW} .answers [value=no]")).to_be_checked()
    expect(page.locator(f"{ROW} .answers")).to_be_visible()


@pytest.mark.rest
def test_nothing_pressed_is_dashed_and_a_known_answer_is_not(page, case):
    chip = page.locator(f"{ROW} .answers label").first
    assert chip.evaluate(STYLE) == "dashed"
    choose(page, "answer.debt_bondage", "yes")
    assert chip.evaluate(STYLE) == "solid"
    page.goto(f"{case}/done")
    known, quiet = (page.locator(f"#medical label:has([value={code}])") for code in ("yes", "unknown"))
    assert known.evaluate(STYLE) == "dashed"
    colour = "chip => getComputedStyle(chip).backgroundColor"
    choose(page, "medical", "yes")
    tint = known.evaluate(colour)
    choose(page, "medical", "unknown")
    assert quiet.evaluate(STYLE) == "solid" and quiet.evaluate(colour) != tint


@pytest.mark.rest
def test_what_hangs_on_an_answer_opens_under_it_and_stays_where_it_is_filled_in(page, case):
    page.goto(f"{case}/done")
    who = page.locator("input[name=notified_who]")
    expect(who).not_to_be_visible()
    choose(page, "notified", "yes")
    expect(who).to_be_visible()
    who.fill("dyżurny")
    save(page)
    page.goto(f"{case}/done")
    expect(who).to_be_visible()
    choose(page, "notified", "no")
    expect(who).to_be_visible()
