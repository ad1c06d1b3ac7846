"""The three ways in Debian's Firefox: the quick check without a signal, a case, an exercise alone."""

import pytest

from screening.web.quick_app import create_quick_app
from tests.contacts import KCIK
from tests.journeys.classes import BEGGING
from tests.journeys.firefox import firefox, until
from tests.journeys.quick_server import Running
from tests.journeys.served import Served


@pytest.fixture
def fox(tmp_path):
    """A Firefox of its own."""
    with firefox(tmp_path / "profile") as opened:
        yield opened


def answers(fox) -> list[str]:
    return fox.run(
        "return [...document.querySelectorAll('.answers input:checked:not([value=not_asked])')]"
        ".map((each) => `${each.name}=${each.value}`)"
    )


def nothing_kept(fox) -> None:
    """Fail if Firefox would write a field or an answer of the page into its session file."""
    session = fox.session()
    assert "/quick/" in session, "the search must see the pages of the session"
    assert [mark for mark in ("debt_bondage", "documents_withheld", "xpath", "formdata") if mark in session] == []


@pytest.mark.rest
def test_the_quick_check_goes_on_in_firefox_when_the_server_is_gone(fox, tool_settings, content, printer):
    served = Running(create_quick_app(tool_settings, content, printer))
    try:
        fox.goto(f"{served.address}/quick")
        fox.one("#offline")
        kept = """const names = await caches.keys();
            const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
            const later = /[/]quick[/](leaflets|leaving|noticed)/;
            return found.flat().filter((each) => later.test(each.url)).length;"""
        until(lambda: fox.run(f"return (async () => {{ {kept} }})()") == 27, "leaflets and lists in nine languages")
    finally:
        served.stop()
    fox.goto(f"{served.address}/quick/leaving/uk")
    fox.heading("Виїзд на роботу: список для перевірки")
    for address in ("/quick/", "/quick?ui=en", "/quick"):
        fox.goto(served.address + address)
        fox.heading("Quick check" if "en" in address else "Szybka lista pytań")
    fox.choose("alone", "yes")
    fox.choose("age", "adult")
    fox.choose("forms", "labour")
    fox.choose("language", "uk")
    fox.press("main button", "Do pytań")
    fox.press("main button", "Wszystkie na jednej stronie")
    fox.heading("Pytania")
    fox.choose("answer.documents_withheld", "yes")
    fox.press("main button", "Pokaż osobie")
    until(lambda: fox.run("return document.documentElement.lang") == "uk", "the person's screen")
    fox.press(".shown .go .button")
    fox.press(".big-answers button")
    fox.driver.go_back()
    fox.one(".big-answers [aria-pressed=true]")
    fox.press(".big-answers button:last-child")
    fox.press(".shown .go .button")
    fox.heading("Urządzenie oddane")
    fox.press("button", "Otwórz pytania")
    fox.heading("Pytania")
    fox.choose("answer.debt_bondage", "yes")
    nothing_kept(fox)
    fox.press("main button", "Co z tego wynika")
    fox.one("h2", "Zgłoś do KCIK")
    fox.driver.go_back()
    fox.heading("Pytania")
    assert len(answers(fox)) == 3 and "answer.debt_bondage=yes" in answers(fox)
    fox.driver.go_forward()
    fox.one("h2", "Zgłoś do KCIK")
    nothing_kept(fox)
    fox.press("main a", "Ulotka dla osoby")
    fox.heading("Ulotka")
    fox.choose("safe", "yes")
    fox.press("main button", "Pokaż")
    assert KCIK in fox.one(".sheet[lang=uk]").text


def _at_the_first_indicators(fox, served: Served) -> None:
    """Come in, keep nothing, and open a case up to the first indicators."""
    fox.goto(served.link())
    until(lambda: "/start" not in str(fox.driver.get_url()), "the start link has led on")
    fox.goto(f"{served.address}/cases/")
    fox.press("form[action='/keep-nothing'] button")
    fox.one("main .notice b")
    fox.goto(f"{served.address}/cases/")
    fox.choose("profession", "police")
    fox.press("main button", "Otwórz sprawę")
    fox.choose("alone", "yes")
    fox.choose("language", "pl")
    fox.choose("age", "adult")
    fox.save()
    fox.choose("forms", "labour")
    fox.choose("setting", "workplace")
    fox.save()


OF_A_CASE = ("documents/script", "documents/steps", "documents/note", "decision", "safety", "overview")
OFFERED = "return [gBrowser.selectedBrowser.isArticle, !document.getElementById('reader-mode-button').hidden]"
LOOKED_AT = """const [done] = arguments; const ready = document.readyState === 'complete';
  ready ? requestIdleCallback(() => setTimeout(done, 0)) : addEventListener('load', () => setTimeout(done, 0));"""


def _reader_views(fox, case: str) -> dict[str, list[bool]]:
    """Of pages of a case: whether Firefox takes them for an article, and whether it shows the button."""
    seen = {}
    for page in OF_A_CASE:
        fox.goto(f"{case}/{page}")
        fox.one("h1")
        fox.driver.execute_async_script(LOOKED_AT)
        with fox.driver.using_context("chrome"):
            seen[page] = fox.driver.execute_script(OFFERED)
    return seen


@pytest.mark.rest
def test_a_case_runs_in_firefox_to_the_overview_in_no_reader_view_and_with_no_sheet_in_the_session_file(fox, tmp_path):
    served = Served(tmp_path / "data")
    try:
        _at_the_first_indicators(fox, served)
        fox.choose("answer.documents_withheld", "yes")
        fox.choose("answer.debt_bondage", "yes")
        fox.save()
        assert fox.driver.get_url().endswith("/overview")
        fox.one("h2", "Zgłoś do KCIK")
        case = fox.driver.get_url().rpartition("/")[0]
        assert _reader_views(fox, case) == {each: [False, False] for each in OF_A_CASE}
        fox.goto(f"{case}/referral")
        fox.one(".preview h2", "Tak wydrukuje się karta")
        session = fox.session()
        assert f"{case}/referral" in session, "the search must see the pages of the session"
        assert "zatrzymanie dokumentów" not in session.lower()
    finally:
        served.stop()


WOULD_ASK = "return gBrowser.selectedBrowser.asyncPermitUnload('dontUnload').then((may) => !may.permitUnload)"


@pytest.mark.rest
def test_a_refused_page_that_firefox_leaves_without_a_question_is_offered(fox, tmp_path):
    served = Served(tmp_path / "data")
    try:
        _at_the_first_indicators(fox, served)
        address = fox.driver.get_url().replace("triage", "place")
        fox.goto(address)
        fox.one("input[name=place]").send_keys("ż" * 161)
        fox.press("main form button.button:not(.second)[type=submit]")
        fox.one("#errors")
        with fox.driver.using_context("chrome"):
            assert not fox.driver.execute_script(WOULD_ASK), "nobody has touched this page"
        looks = (fox.goto(address) or fox.all("main a[href^='/waiting']") for _ in range(100))
        assert any(looks), "what was typed waits: it was sent before all of these pages were asked for"
        fox.press("main a[href^='/waiting']")
        fox.press("main a", "Zobacz, co wpisano")
        assert "ż" * 161 in fox.one("textarea").text
    finally:
        served.stop()


@pytest.mark.rest
def test_an_exercise_alone_runs_in_firefox_to_its_feedback(fox, tmp_path, content):
    exercise = content.exercises.by_id[BEGGING]
    served = Served(tmp_path / "data", realm="training")
    try:
        fox.goto(served.link())
        until(lambda: "/start" not in str(fox.driver.get_url()), "the start link has led on")
        fox.press("button", exercise.title.polish)
        fox.one("details.scene")
        fox.choose("alone", "yes")
        fox.choose("language", "pl")
        fox.choose("age", "adult")
        fox.save()
        fox.choose("forms", "begging")
        fox.press("details:has([name=setting]) > summary")
        fox.choose("setting", "street")
        fox.save()
        fox.press("#documents_withheld .ask summary")
        fox.one("#documents_withheld .ask p", exercise.said["documents_withheld"].polish)
        fox.choose("answer.documents_withheld", "no")
        fox.choose("answer.debt_bondage", "yes")
        fox.save()
        fox.press("button", "Zakończ ćwiczenie")
        fox.heading("Omówienie")
        assert exercise.key["debt_bondage"].reason.polish in fox.one("main").text
    finally:
        served.stop()
