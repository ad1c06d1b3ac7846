"""The questions of the quick check one by one, the next person, and what the result says of what is known."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.double import hold_still, passed_over, press, settle
from tests.journeys.served import Served
from tests.journeys.test_offline import PHONE, begin, ready, to_the_result
from tests.journeys.test_quick_back import back, plain, said, title
from tests.journeys.walk import choose


def phone_of(browser: Browser, served: Served) -> BrowserContext:
    return browser.new_context(base_url=served.public, viewport=PHONE)


@pytest.fixture
def phone(browser: Browser, served: Served):
    context = phone_of(browser, served)
    yield context
    context.close()


@pytest.mark.rest
def test_with_script_the_questions_come_one_by_one_and_back_goes_one_question_back(phone):
    page = ready(phone)
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    page.get_by_role("button", name="Do pytań").click()
    answers = page.locator(".big-answers button")
    for number, pressed in ((1, "jest"), (2, "nie ma"), (3, "nie pytano")):
        title(page, f"Pytanie {number} z 11")
        assert page.locator(".q").count() == 1
        answers.get_by_text(pressed, exact=True).click()
    title(page, "Pytanie 4 z 11")
    back(page)
    back(page)
    title(page, "Pytanie 2 z 11")
    expect(answers.and_(page.locator("[aria-pressed=true]"))).to_have_text("nie ma")
    title(page, "Pytania")
    assert len(said(page)) == 2
    back(page)
    title(page, "Pytanie 1 z 11")


def test_a_double_press_answers_one_question_and_the_next_one_waits_to_be_read(phone):
    page = ready(phone)
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    hold_still(page)
    page.get_by_role("button", name="Do pytań").click()
    settle(page)
    press(page, page.locator(".big-answers button").first)
    title(page, "Pytanie 2 z 11")
    for at in range(5):
        press(page, page.locator(".big-answers button").nth(at))
    passed_over(page)
    title(page, "Pytanie 2 z 11")
    settle(page)
    press(page, page.locator(".big-answers button").nth(1))
    title(page, "Pytanie 3 z 11")


@pytest.mark.rest
def test_behind_the_last_question_comes_the_result_and_a_double_press_meets_nothing_of_it(phone):
    page = ready(phone)
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    hold_still(page)
    page.get_by_role("button", name="Do pytań").click()
    enough = page.get_by_role("button", name="Co z tego wynika")
    for number in range(1, 12):
        title(page, f"Pytanie {number} z 11")
        assert enough.count() == 0, "nothing was answered with yes"
        assert page.locator("fieldset#signs, fieldset .choice").count() == (number == 11)
        settle(page)
        press(page, page.locator(".big-answers button").nth(4 if number < 11 else 1))
    title(page, "Co wynika z odpowiedzi")
    press(page, page.get_by_role("button", name="Następna osoba"))
    passed_over(page)
    title(page, "Co wynika z odpowiedzi")
    back(page)
    title(page, "Pytanie 11 z 11")


@pytest.mark.rest
def test_where_it_is_enough_to_call_the_result_is_one_press_away(phone):
    page = ready(phone)
    choose(page, "alone", "yes")
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    page.get_by_role("button", name="Do pytań").click()
    enough = page.get_by_role("button", name="Co z tego wynika")
    number = 1
    while not enough.count():
        title(page, f"Pytanie {number} z 11")
        page.locator(".big-answers button").first.click()
        number += 1
        title(page, f"Pytanie {number} z 11")
    assert number < 8
    enough.click()
    expect(page.get_by_role("heading", name="Zgłoś do KCIK")).to_be_visible()


@pytest.mark.rest
@pytest.mark.parametrize("script", [True, False])
def test_the_next_person_keeps_form_and_language_and_gets_nothing_of_the_one_before(browser, served, script):
    context = phone_of(browser, served) if script else plain(browser, served)
    page = ready(context) if script else context.new_page()
    page.goto("/quick/")
    choose(page, "danger", "1")
    begin(page, language="uk")
    to_the_result(page)
    page.get_by_role("button", name="Następna osoba").click()
    title(page, "Szybka lista pytań")
    kept = page.locator("form#check input:checked").evaluate_all("all => all.map((each) => each.name + each.value)")
    assert kept == ["languageuk", "formslabour"]
    choose(page, "age", "adult")
    page.get_by_role("button", name="Do pytań").click()
    title(page, "Pytania")
    assert said(page) == []
    context.close()


@pytest.mark.rest
def test_the_result_says_what_is_known_in_the_words_of_the_pages(browser, served):
    found = []
    for context in (phone_of(browser, served), plain(browser, served)):
        page = context.new_page()
        page.goto("/quick/")
        begin(page, language="vi")
        to_the_result(page)
        found.append([each.strip() for each in page.locator(".known li").all_text_contents()])
        context.close()
    assert found[0] == found[1] and found[0][:2] == ["Tiếng Việt", "osoba dorosła"]
    assert "Zatrzymanie dokumentów" in found[0] and len(found[0]) == 5


@pytest.mark.rest
def test_a_talk_in_polish_needs_no_interpreter_and_another_language_asks_for_one(phone):
    page = ready(phone)
    asked = page.locator("#interpreter")
    expect(asked).to_be_hidden()
    choose(page, "language", "pl")
    expect(asked).to_be_hidden()
    begin(page)
    expect(page.locator(".notice.strong")).to_have_count(0)
    back(page)
    choose(page, "language", "vi")
    expect(asked).to_be_visible()
    assert page.locator("#interpreter input:checked").count() == 0
    page.get_by_role("button", name="Do pytań").click()
    title(page, "Pytania")
    expect(page.locator(".notice.strong")).to_contain_text("kto tłumaczył")


@pytest.mark.rest
def test_the_result_tells_what_was_sent_and_not_what_was_changed_later_on_the_first_page(phone):
    page = ready(phone)
    begin(page)
    to_the_result(page)
    told = page.locator(".known li").all_text_contents()
    back(page)
    title(page, "Pytania")
    back(page)
    title(page, "Szybka lista pytań")
    choose(page, "forms", "begging")
    page.evaluate("history.go(2)")
    title(page, "Co wynika z odpowiedzi")
    assert page.locator(".known li").all_text_contents() == told and not any("żebractwo" in each for each in told)


@pytest.mark.rest
@pytest.mark.sampled(1)
@pytest.mark.parametrize("script", [True, False])
def test_what_the_officer_found_is_not_asked_on_the_persons_screen(browser, served, content, script):
    context = phone_of(browser, served) if script else plain(browser, served)
    page = ready(context) if script else context.new_page()
    page.goto("/quick/")
    begin(page)
    choose(page, "answer.documents_withheld", "yes")
    page.get_by_role("button", name="Pokaż osobie").click()
    page.locator(".shown .go .button").first.click()
    found = []
    while page.locator(".statement").count():
        found.append(page.locator(".statement").inner_text())
        page.locator(".big-answers button").nth(1).click()
        expect(page.locator("h1")).not_to_have_text(found[-1])
    statement = content.catalogue.indicators["documents_withheld"].statement.polish
    assert len(found) > 5 and statement not in found
    context.close()
