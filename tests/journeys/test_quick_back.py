"""Back, forward, reload, language and leaving in the quick check: no answer is lost unasked, and none is kept."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.contacts import DIAL
from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.journeys.served import Served
from tests.journeys.test_offline import PHONE, begin, hand_back, ready, start, title, to_the_result
from tests.journeys.walk import choose, wait_until
from tests.security.search import files_with

KCIK = f"a[href='{DIAL}']"


@pytest.fixture
def phone(browser: Browser, served: Served):
    context = browser.new_context(base_url=served.public, viewport=PHONE)
    yield context
    context.close()


def back(page: Page) -> None:
    page.evaluate("history.back()")


def forward(page: Page) -> None:
    page.evaluate("history.forward()")


def said(page: Page) -> list[str]:
    """The answers as they stand in the questions: only what was pressed."""
    return page.locator(".answers input:checked:not([value=not_asked])").evaluate_all(
        "found => found.map((each) => `${each.name}=${each.value}`).sort()"
    )


SAME = "Ta sama osoba: zachowaj odpowiedzi"
TWO = ["answer.debt_bondage=yes", "answer.documents_withheld=yes"]


@pytest.mark.rest
def test_back_goes_from_view_to_view_and_forward_again_with_every_answer(phone, content):
    triage = {each.id: each.triage for each in content.catalogue.profiles.values()}
    adults = next(id_ for id_ in triage["labour_adult"] if id_ not in triage["labour_child"] and "obs_" not in id_)
    page = ready(phone)
    begin(page, language="uk")
    to_the_result(page)
    back(page)
    title(page, "Pytania")
    assert said(page) == TWO
    back(page)
    title(page, "Szybka lista pytań")
    assert page.locator("input[name=age][value=adult]").is_checked()
    assert page.locator("input[name=language]:checked").input_value() == "uk"
    forward(page)
    title(page, "Pytania")
    forward(page)
    title(page, "Co wynika z odpowiedzi")
    back(page)
    title(page, "Pytania")
    choose(page, f"answer.{adults}", "yes")
    for age, there in (("uncertain", TWO), ("adult", sorted([*TWO, f"answer.{adults}=yes"]))):
        back(page)
        title(page, "Szybka lista pytań")
        choose(page, "age", age)
        page.get_by_role("button", name="Do pytań").click()
        page.get_by_role("button", name=SAME).click()
        title(page, "Pytania")
        assert said(page) == there


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("field", "value"), [("age", "child"), ("language", "uk")])
@pytest.mark.rest
def test_another_age_or_language_asks_whether_it_is_the_same_person_and_another_one_begins_without_answers(
    phone, field, value
):
    page = ready(phone)
    begin(page, language="vi")
    choose(page, "answer.documents_withheld", "yes")
    page.get_by_role("button", name="Pokaż osobie").click()
    start(page)
    page.locator(".big-answers button").first.click()
    page.locator(".big-answers button").last.click()
    hand_back(page)
    back(page)
    title(page, "Szybka lista pytań")
    page.get_by_role("button", name="Do pytań").click()
    title(page, "Pytania")
    known = said(page)
    back(page)
    choose(page, field, value)
    page.get_by_role("button", name="Do pytań").click()
    expect(page.locator(".whose")).to_be_focused()
    page.get_by_role("button", name="Inna osoba: zacznij bez odpowiedzi").click()
    title(page, "Pytania")
    assert known and said(page) == []
    back(page)
    expect(page.locator(".whose")).to_have_count(0)
    page.get_by_role("button", name="Do pytań").click()
    title(page, "Pytania")


@pytest.mark.rest
def test_the_browsers_history_holds_the_name_of_the_view_and_no_answer(phone):
    page = ready(phone)
    begin(page)
    choose(page, "answer.documents_withheld", "yes")
    seen = []
    for press in ("Pokaż osobie", None):
        if press:
            page.get_by_role("button", name=press).click()
        else:
            start(page)
            page.locator(".big-answers button").first.click()
        seen.append(page.evaluate("history.state"))
    assert [set(each) <= {"view", "at", "step"} for each in seen] == [True, True]
    assert [each["view"] for each in seen] == ["person", "person"] and seen[1]["at"] == 1
    assert page.url.endswith("/quick/")


@pytest.mark.rest
@pytest.mark.sampled(1)
@pytest.mark.parametrize("at", ["questions", "result"])
def test_leaving_with_answers_asks_once_and_staying_keeps_them(phone, at):
    page, asked = ready(phone), []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    begin(page)
    if at == "result":
        to_the_result(page)
    else:
        choose(page, "answer.documents_withheld", "yes")
    page.on("dialog", stay)
    with pytest.raises(Exception, match="ERR_ABORTED"):
        page.goto("/contacts")
    assert asked == ["beforeunload"]
    if at == "result":
        back(page)
        title(page, "Pytania")
    assert "answer.documents_withheld=yes" in said(page)


@pytest.mark.rest
def test_a_reload_with_answers_asks_and_without_any_does_not(phone):
    page, asked = ready(phone), []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.reload()
    assert asked == []
    begin(page)
    page.reload()
    title(page, "Szybka lista pytań")
    assert asked == ["beforeunload"] and page.locator("input[name=age]:checked").count() == 0
    page.reload()
    assert asked == ["beforeunload"]


@pytest.mark.rest
def test_an_entry_of_an_earlier_check_shows_a_first_page_that_leads_on(phone):
    page = ready(phone)
    page.on("dialog", lambda dialog: dialog.accept())
    begin(page)
    to_the_result(page)
    page.reload()  # a telephone does so by itself when it was used for a call meanwhile
    title(page, "Szybka lista pytań")
    back(page)
    title(page, "Szybka lista pytań")
    wait_until(page, "history.state.step === 1")
    begin(page)
    assert said(page) == []
    back(page)
    title(page, "Szybka lista pytań")
    forward(page)
    title(page, "Pytania")


@pytest.mark.rest
def test_a_call_is_no_leaving(phone):
    page, asked = ready(phone), []
    begin(page)
    to_the_result(page)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator(f".next {KCIK}").first.click()
    page.wait_for_timeout(500)  # what must not come has no event to wait for
    assert asked == []
    title(page, "Co wynika z odpowiedzi")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("view", ["home", "questions", "result"])
@pytest.mark.rest
def test_another_language_draws_the_same_view_with_the_same_answers(phone, view):
    page, asked = ready(phone), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    if view == "home":
        choose(page, "age", "adult")
        choose(page, "forms", "labour")
        choose(page, "language", "vi")
    else:
        begin(page, language="vi")
        choose(page, "answer.documents_withheld", "yes")
        if view == "result":
            to_the_result(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    if view == "home":
        title(page, "Quick check")
        assert page.locator("input[name=language]:checked").input_value() == "vi"
        page.get_by_role("button", name="To the questions").click()
        title(page, "Questions")
        assert page.locator(".q [lang=vi]").count() >= 5
    elif view == "questions":
        title(page, "Questions")
        assert said(page) == ["answer.documents_withheld=yes"]
    else:
        title(page, "What follows from the answers")
        back(page)
        title(page, "Questions")
        assert said(page) == TWO
    page.get_by_role("button", name="Polski").click()
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    assert asked == []


@pytest.mark.rest
def test_the_language_changes_without_a_signal_too(phone):
    page = ready(phone)
    phone.set_offline(True)
    begin(page)
    choose(page, "answer.documents_withheld", "yes")
    page.get_by_role("button", name="English").click()
    title(page, "Questions")
    assert said(page) == ["answer.documents_withheld=yes"]
    phone.set_offline(False)


def plain(browser: Browser, served: Served) -> BrowserContext:
    return browser.new_context(base_url=served.public, viewport=PHONE, java_script_enabled=False)


@pytest.mark.rest
def test_answers_that_the_plain_forms_carried_count_for_another_language_only_if_it_is_the_same_person(phone):
    page = phone.new_page()
    page.route("**/check.js*", lambda route: route.abort())  # a weak signal: the script comes with a later page
    page.goto("/quick/")
    begin(page, language="vi")
    choose(page, "answer.documents_withheld", "yes")
    page.unroute("**/check.js*")
    page.get_by_role("button", name="Wróć").click()
    title(page, "Szybka lista pytań")
    wait_until(page, "history.state?.view === 'home'")
    choose(page, "language", "uk")
    page.get_by_role("button", name="Do pytań").click()
    page.get_by_role("button", name="Inna osoba: zacznij bez odpowiedzi").click()
    title(page, "Pytania")
    assert said(page) == []


@pytest.mark.rest
def test_without_script_another_language_carries_what_was_said_on_every_page(browser, served):
    context = plain(browser, served)
    page = context.new_page()
    page.goto("/quick/")
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    page.get_by_role("button", name="English").click()
    title(page, "Quick check")
    assert page.locator("input[name=age][value=adult]").is_checked() and "lang=en" in page.content().replace('"', "")
    page.get_by_role("button", name="To the questions").click()
    choose(page, "answer.documents_withheld", "yes")
    page.get_by_role("button", name="Polski").click()
    title(page, "Pytania")
    assert said(page) == ["answer.documents_withheld=yes"]
    page.get_by_role("button", name="Wróć").click()
    title(page, "Szybka lista pytań")
    page.get_by_role("button", name="Do pytań").click()
    assert said(page) == ["answer.documents_withheld=yes"]
    page.get_by_role("button", name="Co z tego wynika").click()
    page.get_by_role("button", name="English").click()
    title(page, "What follows from the answers")
    page.get_by_role("button", name="Back to the questions").click()
    assert said(page) == ["answer.documents_withheld=yes"]
    context.close()


@pytest.mark.rest
def test_without_script_an_answer_survives_a_change_of_age_and_back(browser, served, content):
    triage = {each.id: each.triage for each in content.catalogue.profiles.values()}
    adults = next(id_ for id_ in triage["labour_adult"] if id_ not in triage["labour_child"] and "obs_" not in id_)
    context = plain(browser, served)
    page = context.new_page()
    page.goto("/quick/")
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    page.get_by_role("button", name="Do pytań").click()
    choose(page, f"answer.{adults}", "yes")
    for age, there in (("child", []), ("adult", [f"answer.{adults}=yes"])):
        page.get_by_role("button", name="Wróć").click()
        choose(page, "age", age)
        page.get_by_role("button", name="Do pytań").click()
        assert said(page) == there
    context.close()


@pytest.mark.rest
def test_the_profile_holds_no_answer_after_going_back_and_forward(playwright, served, tmp_path):
    profile = tmp_path / "profile"
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, base_url=served.public, viewport=PHONE
    )
    page = ready(context)
    begin(page, language="uk")
    to_the_result(page)
    for move, words in ((back, "Pytania"), (back, "Szybka lista pytań"), (forward, "Pytania")):
        move(page)
        title(page, words)
    page.get_by_role("button", name="Pokaż osobie").click()
    start(page)
    page.locator(".big-answers button").first.click()
    back(page)
    wait_until(page, "document.querySelector('[aria-pressed=true]') !== null")
    page.wait_for_timeout(1500)  # the browser writes its session file with a delay
    context.close()
    assert files_with(profile, "documents_withheld"), "the search must see the file of texts that the browser keeps"
    ids = ("documents_withheld", "debt_bondage")
    marks = [mark for id_ in ids for mark in (f"answer.{id_}", f'"{id_}":"yes"', f"{id_}=yes")]
    assert {mark: found for mark in marks if (found := files_with(profile, mark))} == {}
