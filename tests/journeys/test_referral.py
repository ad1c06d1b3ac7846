"""Preparing a referral in the browser, from the door to the paper and the end: the eight ways it is done."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.contacts import KCIK
from tests.journeys.walk import (
    answer_yes,
    back,
    begin_referral,
    choose,
    do_task,
    downloaded,
    enter_values,
    open_task,
    print_document,
    save,
    text_of,
    unfold_pages,
    unfold_paper,
)

YES = ("documents_withheld", "debt_bondage")
NAME, CONTACT, TOWN = "Olena Testowa", "przez siostrę, wieczorem", "Puławy"
WORDS = {
    "pl": {"refer": "zgłosić osobę", "notify": "zostanie złożone", "name": "imię i nazwisko"},
    "en": {"refer": "refer the person", "notify": "it will be made", "name": "name:"},
}


def _text(page: Page) -> str:
    return " ".join(page.locator("main").inner_text().split())


def _begin(page: Page, *, language: str = "pl", age: str = "adult", **context: str) -> None:
    """A referral with an age, labour suspected, and two strong indicators; on its task list."""
    begin_referral(page, language=language)
    do_task(page, "safety", alone="yes", language="pl", age=age, children="0")
    do_task(page, "talk", forms="labour", setting="office", **context)
    open_task(page, "triage")
    answer_yes(page, *YES)
    assert page.url.endswith("/referral")


def _decide(page: Page, kcik: str = "refer") -> None:
    do_task(
        page,
        "decision",
        kcik=kcik,
        reason="Dokumenty i dług.",
        decided_by="Nowak 4711",
        notify="will_notify",
        notify_reason="Obowiązek instytucji.",
        duty="institution",
        to="police",
    )


def _read_page(page: Page, kind: str) -> str:
    """From the task list to the documents and one of them as a page; its words."""
    open_task(page, "documents")
    unfold_paper(page, kind)
    page.locator(f"main a[href*='/documents/{kind}?language=pl']").click()
    return " ".join(page.locator("article.sheet").inner_text().split())


def _printed(page: Page, folder: Path, kind: str) -> str:
    """The words of a document printed from the documents page."""
    return text_of(print_document(page, folder, kind, "pl"))


@pytest.mark.rest
@pytest.mark.parametrize("language", ["pl", pytest.param("en", marks=pytest.mark.full)])
def test_a_social_worker_comes_from_the_door_by_the_task_list_to_the_printed_referral(page, tmp_path, language):
    _begin(page, language=language, citizenship="third_country")
    do_task(
        page, "call", kind="referral", urgency="today", institution="MOPS w Lublinie", function="pracownik socjalny"
    )
    do_task(page, "place", persons="1", voivodeship="lubelskie", place=TOWN, tonight="with_us")
    do_task(page, "facts", facts="Osoba sortuje owoce i śpi w hali.")
    do_task(page, "agreement", contact="yes", share_name="yes", informed_of_duty="yes")
    do_task(page, "person", name=NAME, birth_date="1990-01-01", safe_contact=CONTACT)
    do_task(page, "needs", services="food")
    do_task(page, "status", papers="taken")
    do_task(page, "done", notified="no", leaflet="not_safe")
    _decide(page)
    open_task(page, "documents")
    assert page.locator(".papers form").first.get_attribute("action").endswith("/documents/referral")
    said = text_of(print_document(page, tmp_path, "referral", language), pages=2)
    for words in (NAME, "MOPS w Lublinie", TOWN, CONTACT, "Nowak 4711", KCIK, *WORDS[language].values()):
        assert words in said, words


@pytest.mark.rest
def test_for_an_adult_who_refuses_the_consultation_comes_first_and_holds_nothing_of_the_person(page, tmp_path):
    _begin(page)
    do_task(page, "place", voivodeship="lubelskie", place=TOWN, persons="1")
    do_task(page, "agreement", contact="yes", share_name="yes")
    do_task(page, "person", name=NAME, birth_date="1990-01-01", safe_contact=CONTACT, relatives="syn 4 lata")
    do_task(page, "agreement", contact="no", share_name="no")
    assert "Skonsultuj się z KCIK bez danych osoby" in _text(page)
    open_task(page, "decision")
    assert "Umów drugi kontakt" in _text(page)
    back(page)
    _decide(page, "consult")
    do_task(page, "handover", next_contact="czwartek o 10, w ośrodku")
    open_task(page, "documents")
    assert "Nie podawaj nazwiska, telefonu ani miejsca" in _text(page)
    first, *_, last = page.locator(".papers form").evaluate_all("forms => forms.map(form => form.action)")
    assert first.endswith("/documents/consultation") and last.endswith("/documents/referral")
    referral, consultation = (_printed(page, tmp_path, kind) for kind in ("referral", "consultation"))
    for words in (NAME, "1990-01-01", CONTACT, "syn 4 lata", TOWN, "czwartek"):
        assert words not in referral and words not in consultation, words
    assert "nie podano w tej karcie" in referral
    assert "lubelskie" in referral and "lubelskie" in consultation
    back(page)
    assert "Umów drugi kontakt" in _read_page(page, "steps")


@pytest.mark.rest
def test_a_child_is_told_and_heard_and_named_without_any_agreement(page, tmp_path):
    _begin(page, age="child")
    open_task(page, "agreement")
    assert not page.locator("input[type=radio][name=contact], input[type=radio][name=share_name]").count()
    enter_values(page, child_told="yes", child_heard="yes")
    save(page)
    do_task(page, "person", name="Ala", birth_date="2016-05-05")
    open_task(page, "decision")
    for words in ("Powiedz dziecku, co się stanie, i wysłuchaj go", "Policję lub prokuratora oraz sąd rodzinny"):
        assert words in _text(page)
    back(page)
    do_task(page, "done", family_court="yes")
    open_task(page, "documents")
    said = _printed(page, tmp_path, "referral")
    for words in ("Ala", "zgoda niepotrzebna", "dziecku powiedziano, co się stanie: tak", "dziecko wysłuchane: tak"):
        assert words in said, words
    assert "sąd rodzinny: tak" in said
    back(page)
    assert "Zawiadom Policję lub prokuratora oraz sąd rodzinny" in _read_page(page, "steps")


ROUTES = {
    "a Pole returned from abroad": (
        {"citizenship": "poland", "exploited_in": "abroad"},
        "KCIK doradza przed powrotem i po nim",
        "art. 176",
    ),
    "a citizen of the Union": (
        {"citizenship": "eu", "exploited_in": "poland"},
        "Artykuły 170-180 ustawy o cudzoziemcach nie dotyczą obywateli Unii",
        "Poproś o zaświadczenie z art. 170",
    ),
}


@pytest.mark.rest
@pytest.mark.parametrize(("context", "shown", "not_shown"), ROUTES.values(), ids=ROUTES)
def test_the_steps_show_the_route_that_fits_the_status(page, tmp_path, context, shown, not_shown):
    _begin(page, **context)
    steps = _read_page(page, "steps")
    assert shown in steps and not_shown not in steps
    back(page)
    printed = _printed(page, tmp_path, "steps")
    assert shown in printed and not_shown not in printed


@pytest.mark.rest
def test_the_dates_of_a_certificate_are_worked_out_and_marked_as_information(page, tmp_path):
    _begin(page, citizenship="third_country")
    do_task(page, "status", certificate="issued", certificate_on="2026-11-20")
    steps = _read_page(page, "steps")
    assert "20.11.2026" in steps and "20.02.2027" in steps and "To tylko informacja" in steps
    back(page)
    assert "do 20.02.2027 (informacja)" in _printed(page, tmp_path, "referral")
    printed = _printed(page, tmp_path, "steps")
    assert "20.02.2027" in printed and "To tylko informacja" in printed


def _cases(page: Page) -> set[str]:
    """The code names of the open cases, as the door lists them."""
    page.goto("/cases/refer")
    return set(page.locator("main .links a").all_inner_texts())


def _take_in(page: Page, file: Path, passphrase: str) -> None:
    page.locator("form[action='/cases/import'] input[value=social_worker]").check()
    page.locator("input[name=file]").set_input_files(file)
    page.locator("input[name=passphrase]").fill(passphrase)
    page.locator("form[action='/cases/import'] button.button").click()


@pytest.mark.rest
@pytest.mark.parametrize("how", ["pdf", pytest.param("age", marks=pytest.mark.full)])
def test_an_officers_file_is_taken_in_handed_over_and_erased(page, tmp_path, how):
    _begin(page)
    do_task(page, "facts", facts="Osoba sortuje owoce i śpi w hali.")
    open_task(page, "documents")
    page.locator(".others > summary").click()
    page.locator("main a[href$='/export']").click()
    passphrase = page.locator("textarea[name=passphrase]").input_value()
    file = downloaded(page, tmp_path, lambda: page.locator(f"button[name=how][value={how}]").click())
    assert file.name == f"karta.{how}" and b"sortuje" not in file.read_bytes()

    before = _cases(page)
    _take_in(page, file, "inne hasło niż trzeba")
    assert page.locator("#errors").inner_text() == (
        "Hasło nie otwiera tego pliku albo plik jest uszkodzony. Nic nie zapisano."
    )
    assert _cases(page) == before
    _take_in(page, file, passphrase)
    assert page.url.endswith("/referral")
    code = page.locator(".case-name").inner_text().split()[-1]
    assert code not in before

    do_task(page, "agreement", contact="yes", share_name="no")
    _decide(page)
    open_task(page, "documents")
    said = _printed(page, tmp_path, "referral")
    assert "sortuje owoce" in said and code in said and "zgłosić osobę" in said
    page.locator("main a[href$='/handover']").last.click()
    enter_values(page, taken_by="KCIK, Anna", taken_at=f"{datetime.now():%Y-%m-%dT%H:%M}")
    save(page)
    assert page.url.endswith("/finish")
    choose(page, "confirm", "1")
    save(page)
    assert re.search(r"Sprawa \S+ została usunięta", _text(page))
    assert _cases(page) == before


@pytest.mark.rest
def test_a_site_of_four_shows_what_repeats_and_no_name(page):
    begin_referral(page)
    do_task(page, "talk", forms="labour")
    for number in range(1, 5):
        do_task(page, "safety", alone="yes", language="pl", age="adult")
        if number == 1:
            do_task(page, "agreement", contact="yes", share_name="yes")
            do_task(page, "person", name=NAME)
        if number in (1, 3):
            open_task(page, "triage")
            answer_yes(page, "debt_bondage")
        unfold_pages(page)
        page.locator("main p > button[value=overview]").last.click()
        page.locator("main .links a[href$='/site']").click()
        if number < 4:
            save(page)
            assert page.url.endswith("/referral")
    persons, repeated = page.locator("main table.dims").all()
    assert [each.split()[0] for each in persons.locator("tbody th").all_inner_texts()] == ["P1", "P2", "P3", "P4"]
    assert repeated.locator("tbody td").all_inner_texts() == ["2 z 4"]
    assert "dług" in repeated.inner_text() and NAME not in page.content()


@pytest.mark.rest
def test_a_pesel_typed_into_the_facts_is_pointed_out_and_can_be_taken_out(page):
    begin_referral(page)
    do_task(page, "facts", facts="Osoba ma PESEL 44051401359.")
    assert "numer PESEL" in page.locator("main .notice[role=status]").inner_text()
    page.locator("main .notice[role=status] button").click()
    assert page.locator("textarea[name=facts]").input_value() == "Osoba ma PESEL 44051401359."
    enter_values(page, facts="Osoba ma dokumenty.")
    save(page)
    assert not page.locator("main .notice[role=status]").count()


@pytest.mark.rest
@pytest.mark.parametrize(("born", "says"), [("2199-01-01", "To data w przyszłości"), ("2015-01-01", "nie ma 18 lat")])
def test_a_birth_date_that_cannot_be_is_a_field_error_and_everything_typed_stays(page, born, says):
    begin_referral(page)
    do_task(page, "safety", alone="yes", language="pl", age="adult")
    do_task(page, "agreement", contact="yes", share_name="yes")
    open_task(page, "person")
    enter_values(page, name=NAME, birth_date=born, safe_contact=CONTACT, reads="yes")
    save(page)
    expect(page).to_have_title(re.compile("^Błąd:"))
    assert says in page.locator("#birth_date .error").inner_text()
    page.locator("#errors a").click()
    assert page.evaluate("document.activeElement.name") == "birth_date"
    assert page.locator("input[name=birth_date]").input_value() == born
    for name, typed in {"name": NAME, "safe_contact": CONTACT}.items():
        assert page.locator(f"main input[name={name}]").input_value() == typed
    assert page.locator("input[name=reads][value=yes]").is_checked()
    enter_values(page, birth_date="1990-01-01")
    save(page)
    expect(page).to_have_url(re.compile("/referral$"))
