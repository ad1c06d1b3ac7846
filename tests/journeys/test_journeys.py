"""What people do: from the start page to a sheet in the hand, for every profile, in both languages."""

import pytest
from playwright.sync_api import expect

from screening.core.instrument.vocabulary import FormGroup
from screening.core.rules.questions import label
from tests.contacts import EVERY_WAY
from tests.journeys import arriving
from tests.journeys.conftest import enter
from tests.journeys.test_offline import list_all
from tests.journeys.walk import answer_yes, back, choose, download_sheet, open_case, open_note, save, text_of

PROFILES = [(form, age) for form in ("labour", "sexual", "begging") for age in ("adult", "child")]
YES = {
    ("labour", "adult"): ("documents_withheld", "debt_bondage"),
    ("labour", "child"): ("documents_withheld", "violence"),
    ("sexual", "adult"): ("forced_tasks_clients", "earnings_handed_over"),
    ("sexual", "child"): ("child_commercial_sex", "recordings_blackmail"),
    ("begging", "adult"): ("earnings_handed_over", "quota_punished"),
    ("begging", "child"): ("child_begging_for_others", "child_as_prop"),
}
WORDS = {"pl": "Zgłoś do KCIK", "en": "KCIK"}
IN_POLISH, IN_ENGLISH = {("sexual", "adult"), ("begging", "child")}, {("labour", "child")}  # of the usual run alone
WITHOUT_SCRIPT = ("labour", "adult")


def _journey(page, tmp_path, content, form, age, language, *, script=True):
    open_case(page, language=language, age=age, form=form)
    answer_yes(page, *YES[form, age])
    assert page.url.endswith("/overview")
    text = text_of(download_sheet(page, tmp_path, language, script=script))
    for contact in EVERY_WAY:
        assert contact in text
    assert WORDS[language] in text
    if language == "pl":
        for id_ in YES[form, age]:
            row = content.catalogue.indicators[id_]
            said = label(row, FormGroup(form)).polish
            assert said.split(" (")[0].lower()[:40] in text.lower(), id_
            name = next(d.name.polish for d in content.catalogue.dimensions if d.id == row.dimension)
            assert name.lower() in text.lower() or row.extensions, "an extension is listed apart from the dimensions"


def _profiles(usual: set[tuple[str, str]]) -> list:
    return [pytest.param(*each, marks=() if each in usual else pytest.mark.full) for each in PROFILES]


NOTE = 'textarea[name="note.documents_withheld"]'


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("form", "age"), _profiles(IN_POLISH))
def test_a_person_is_screened_and_the_sheet_downloaded_in_polish(page, tmp_path, content, form, age):
    _journey(page, tmp_path, content, form, age, "pl")


@pytest.mark.rest
@pytest.mark.parametrize(("form", "age"), _profiles(IN_ENGLISH))
def test_a_person_is_screened_and_the_sheet_downloaded_in_english(page, tmp_path, content, form, age):
    _journey(page, tmp_path, content, form, age, "en")


@pytest.mark.rest
def test_how_a_yes_is_known_is_never_ticked_by_the_program(page):
    open_case(page, language="pl", age="adult", form="labour")
    for id_ in ("debt_bondage", "threats_violence"):
        choose(page, f"answer.{id_}", "yes")
    assert page.locator(".basis input:checked").count() == 0
    save(page)
    back(page)
    assert page.locator(".answers input:checked").count() == 2
    assert page.locator(".basis input:checked").count() == 0


def test_back_does_not_bring_typed_text_back(page, served):
    arriving.open_case(page, served)
    open_note(page, "documents_withheld")
    page.locator(NOTE).fill("KANAREK")
    page.goto("/")
    back(page)
    assert page.locator(NOTE).input_value() == ""


@pytest.mark.rest
def test_the_page_is_cross_origin_isolated(page):
    page.goto("/")
    assert page.evaluate("crossOriginIsolated") is True


@pytest.mark.rest
def test_a_case_runs_from_start_to_sheet_without_script(browser, served, tmp_path, content):
    context = browser.new_context(base_url=served.address, java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    enter(page, served)
    _journey(page, tmp_path, content, *WITHOUT_SCRIPT, "pl", script=False)
    page.reload()
    expect(page.locator("#what-now.first")).to_be_visible()
    context.close()


@pytest.mark.rest
def test_the_quick_check_made_by_script_presses_nothing(page):
    page.goto("/quick/")
    assert page.locator("main input:checked").count() == 0
    choose(page, "age", "adult")
    choose(page, "forms", "labour")
    save(page)
    page.locator(".big-answers button").first.wait_for()
    assert page.locator("main [aria-pressed=true], main input:checked").count() == 0
    list_all(page)
    assert page.locator("main input:checked").count() == 0
    choose(page, "answer.documents_withheld", "yes")
    assert page.locator("main input:checked").count() == 1
