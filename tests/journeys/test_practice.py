"""One person alone with an exercise, in the browser: begin, ask, finish, print, read the feedback; and the drills."""

import pytest
from playwright.sync_api import expect

from tests.engines.engines import examine
from tests.journeys.classes import BEGGING, a_class, opening
from tests.journeys.test_three_pages import HEIGHT, PHONE, SCROLLS, SCROLLS_OF_QUESTIONS
from tests.journeys.walk import answer_yes, choose, enter_values, print_document, resize, save, text_of


@pytest.fixture(params=["pl", pytest.param("en", marks=pytest.mark.full)])
def practice(request, class_browser, hotspot):
    with a_class(class_browser, hotspot, request.param) as made:
        yield made


@pytest.mark.rest
def test_an_exercise_alone_from_the_start_link_to_the_feedback(practice, content, tmp_path):
    exercise = content.exercises.by_id[BEGGING]
    page = practice.trainer()
    faults: list[str] = []

    def look() -> None:
        examine(page, faults, (320,))

    look()
    page.get_by_role("button", name=practice.text(exercise.title)).click()
    expect(page.locator("details.scene")).to_contain_text(practice.text(exercise.scene)[:60])
    look()
    opening(page, setting="street", form="begging")
    answer = practice.text(exercise.said["documents_withheld"])
    asked = page.locator(".ask").filter(has_text=answer)
    expect(page.get_by_text(answer)).to_be_hidden()
    asked.get_by_text(practice.say("Ask the person")).click()
    expect(page.get_by_text(answer)).to_be_visible()
    look()
    choose(page, "answer.documents_withheld", "no")
    choose(page, "answer.debt_bondage", "yes")
    save(page)
    page.goto(f"{page.url.rpartition('/')[0]}/documents")
    sheet = print_document(page, tmp_path, "note", practice.language)
    assert "ĆWICZENIE" in text_of(sheet)
    practice.press(page, "End the exercise, show feedback")
    expect(practice.heading(page, "Feedback")).to_be_visible()
    over_read = page.locator("h2", has_text=practice.say("Read too much into it")).locator("+ ul")
    expect(over_read).to_contain_text(practice.text(exercise.key["debt_bondage"].reason))
    look()
    page.get_by_role("link", name=practice.say("Practise")).first.click()
    page.locator("details:has(.exercises a) > summary").click()
    expect(page.get_by_role("link", name=practice.say("done: feedback"))).to_have_count(1)
    assert not faults, "\n".join(faults)


@pytest.mark.rest
def test_the_choice_of_an_exercise_and_its_first_pages_are_short(practice, content):
    page = practice.trainer()
    resize(page, PHONE)
    page.goto("/training/")
    found = {"practice": page.evaluate(HEIGHT)}
    page.locator("form[action$='/begin'] button.button").click()
    expect(page.locator("details.scene[open]")).to_be_visible()
    found["safety"] = page.evaluate(HEIGHT)
    enter_values(page, alone="yes", language="pl", age="adult")
    save(page)
    page.wait_for_url("**/talk")
    found["talk"] = page.evaluate(HEIGHT)
    enter_values(page, forms="labour", setting="workplace", exploited_in="poland")
    save(page)
    page.wait_for_url("**/triage")
    questions = page.evaluate(HEIGHT)
    answer_yes(page, "documents_withheld", "debt_bondage")
    case = page.url.rpartition("/")[0]
    page.goto(f"{case}/referral")
    found["referral"] = page.evaluate(HEIGHT)
    page.goto(f"{case}/decision")
    practice.press(page, "End the exercise, show feedback")
    expect(practice.heading(page, "Feedback")).to_be_visible()
    found["feedback"] = page.evaluate(HEIGHT)
    print("an exercise, scrolls:", {name: round(each, 2) for name, each in {**found, "triage": questions}.items()})
    assert max(found.values()) <= SCROLLS and questions <= SCROLLS_OF_QUESTIONS


@pytest.mark.rest
def test_drills_and_the_comparison_of_files_are_accessible(practice, content, tmp_path):
    page = practice.trainer()
    faults: list[str] = []
    for drill in content.exercises.drills.values():
        page.goto("/training/#drills")
        page.get_by_role("link", name=practice.text(drill.title), exact=True).click()
        examine(page, faults, (320,))
        page.locator("main form button.button").click()
        examine(page, faults, (320,))
    page.goto("/training/compare")
    examine(page, faults, (320,))
    bad = tmp_path / "x.json"
    bad.write_text("{}")
    page.locator("#file").set_input_files(bad)
    practice.press(page, "Add to the table")
    expect(page.locator("#errors")).to_be_visible()
    examine(page, faults, (320,))
    assert not faults, "\n".join(faults)


@pytest.mark.rest
def test_drills_are_worked_with_the_keyboard_alone(practice, content):
    page = practice.trainer()
    drill = next(each for each in content.exercises.drills.values() if each.model is None)
    page.locator("details:has(#drills) > summary").press("Enter")
    page.get_by_role("link", name=practice.text(drill.title), exact=True).press("Enter")
    for number in range(len(drill.points)):
        page.locator(f"#step_{number}").focus()
        page.keyboard.type(str(number + 1))
    page.get_by_role("button", name=practice.say("Check the order")).press("Enter")
    right = page.get_by_text(practice.say("right"), exact=True)
    expect(right).to_have_count(len(drill.points))
