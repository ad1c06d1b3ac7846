"""While a person answers the quick check in a browser whose lock is open, no case opens in that browser."""

import pytest

from screening.web.quick_app import create_quick_app
from tests.web.page import Visitor
from tests.web.seeded import open_case

START = {"age": "adult", "forms": ["labour"], "alone": "yes", "interpreter": "independent", "language": "uk"}
BETWEEN = "/cases/between"
SHUT = ("/", "/cases/", "/unit", "/administration/audit")


def _shown_to_the_person(visitor: Visitor) -> None:
    visitor.get("/quick/")
    visitor.send(**START)
    visitor.post("/quick/show", visitor.page.form["fields"])
    assert visitor.page.lang == "uk"


def _given_back(visitor: Visitor) -> None:
    """The officer's press on the page between."""
    visitor.post("/quick/questions", visitor.filled(button=("bare", "open")))


def _tell(visitor: Visitor, bare: str) -> int:
    """What the script of the quick check says to the server."""
    return visitor.post(BETWEEN, [("bare", bare), ("_end", "1")]).status_code


def _lent_by_forms(visitor: Visitor) -> None:
    _shown_to_the_person(visitor)


def _lent_by_script(visitor: Visitor) -> None:
    assert _tell(visitor, "lent") == 204


@pytest.fixture
def case(visitor) -> str:
    """The address of a case that stands on the start page."""
    return open_case(visitor, until="triage")


@pytest.mark.parametrize("lent", [_lent_by_forms, _lent_by_script])
def test_back_a_link_and_an_address_lead_to_the_page_between_and_show_no_case(visitor, case, lent):
    code = visitor.get("/").text.partition(f'href="{case}/"')[2][:300]
    assert code, "the start page shows the case"
    lent(visitor)
    for address in (*SHUT, f"{case}/triage", f"{case}/triage/lend"):
        visitor.get(address)
        assert visitor.path == BETWEEN and case not in visitor.page.html, address
    visitor.send(button=("bare", "open"))
    assert visitor.path == "/" and f"{case}/" in visitor.page.links


def test_who_takes_the_device_back_by_the_page_between_has_the_cases_again(visitor, case):
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "stop"))
    visitor.send(button=("bare", "handed"))
    visitor.get("/cases/")
    assert visitor.path == BETWEEN
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "handed"))
    _given_back(visitor)
    assert visitor.page.h1 == ["Pytania"]
    assert visitor.get("/cases/").status_code == 200 and visitor.path == "/cases/"
    _tell(visitor, "lent")
    _tell(visitor, "handed")
    visitor.get(f"{case}/triage")
    assert visitor.path == f"{case}/triage"


def test_the_quick_check_takes_no_device_back_that_was_lent_from_a_case(visitor, case):
    visitor.get(f"{case}/safety")
    visitor.send(language="uk", interpreter="independent")
    visitor.get(f"{case}/triage")
    visitor.send(button=("go", "lend"))
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "handed"))
    _given_back(visitor)
    for bare in ("lent", "handed", "open"):
        _tell(visitor, bare)
        visitor.get("/cases/")
        assert visitor.path == f"{case}/triage/lend"


@pytest.mark.parametrize("sent", ["the questions", "nothing chosen", "another language"])
def test_what_a_page_before_the_handing_over_sends_again_does_not_take_the_device_back(visitor, case, sent):
    """Without script the person's own Back, and one "send again", opened the list of cases."""
    visitor.get("/quick/")
    again = {
        "the questions": visitor.filled(**START),
        "nothing chosen": visitor.filled(),
        "another language": visitor.filled(**START, ui="en"),
    }
    _shown_to_the_person(visitor)
    visitor.post("/quick/questions", again[sent])
    assert visitor.response.status_code == (422 if sent == "nothing chosen" else 200)
    for address in SHUT:
        visitor.get(address)
        assert visitor.path == BETWEEN and case not in visitor.page.html, address


@pytest.mark.parametrize("sent_to", ["/quick/questions", BETWEEN])
def test_the_press_that_gave_the_device_back_does_so_once(visitor, case, sent_to):
    _shown_to_the_person(visitor)
    if sent_to == BETWEEN:
        visitor.get(BETWEEN)
    else:
        visitor.send(button=("bare", "handed"))
    press = visitor.filled(button=("bare", "open"))
    visitor.post(sent_to, press)
    assert visitor.get("/cases/").status_code == 200 and visitor.path == "/cases/"
    _shown_to_the_person(visitor)
    visitor.post(sent_to, press)
    visitor.get("/cases/")
    assert visitor.path == BETWEEN


def test_the_screen_of_the_person_before_is_not_shown_to_the_next_one(visitor, case):
    _shown_to_the_person(visitor)
    visitor.send(at="0")
    answered = visitor.filled(button=("bare", "yes"))
    visitor.post("/quick/show", answered)
    visitor.send(button=("bare", "handed"))
    _given_back(visitor)
    _shown_to_the_person(visitor)
    visitor.post("/quick/show", answered)
    assert visitor.path == BETWEEN


def test_the_quick_check_alone_opens_the_questions_by_the_same_press(tool_settings, content, printer):
    visitor = Visitor(create_quick_app(tool_settings, content, printer).test_client())
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "handed"))
    assert "word" not in dict(visitor.page.form["fields"])
    _given_back(visitor)
    assert visitor.page.h1 == ["Pytania"]


def test_what_was_sent_from_another_page_meanwhile_waits_for_the_officer(visitor, case):
    visitor.get(f"{case}/facts")
    form = visitor.filled(facts="napisane w drugiej karcie")
    _tell(visitor, "lent")
    visitor.post(f"{case}/facts", form)
    assert visitor.path == BETWEEN and "napisane" not in visitor.page.html
    visitor.send(button=("bare", "open"))
    assert visitor.path.startswith("/waiting")


def test_who_has_no_open_lock_hands_nothing_over(app, visitor, case):
    stranger = Visitor(app.test_client())
    assert _tell(stranger, "lent") == 204
    assert _tell(visitor, "nonsense") == 400
    visitor.get("/cases/")
    assert visitor.path == "/cases/"


def test_another_site_hands_nothing_over(visitor, case):
    assert visitor.post_raw(BETWEEN, "bare=lent&_end=1", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    visitor.get("/cases/")
    assert visitor.path == "/cases/"


def _hidden_by_forms(visitor: Visitor) -> None:
    _shown_to_the_person(visitor)
    visitor.send(button=("bare", "hide"))
    assert visitor.page.title == "Kalendarz"


def _hidden_by_script(visitor: Visitor) -> None:
    _lent_by_script(visitor)
    assert _tell(visitor, "hidden") == 204


@pytest.mark.parametrize("hidden", [_hidden_by_forms, _hidden_by_script])
def test_what_hides_the_persons_screen_of_the_quick_check_shuts_the_lock(visitor, case, hidden, desk):
    hidden(visitor)
    assert desk.lock.open_for() == frozenset()
    for address in ("/cases/", f"{case}/triage", BETWEEN):
        assert visitor.get(address).status_code in (303, 423), address
    visitor.unlock()
    visitor.get(f"{case}/triage")
    assert visitor.path == f"{case}/triage"


def test_nothing_is_shut_where_the_cases_are_not_open(visitor, case, desk, app):
    stranger = Visitor(app.test_client())
    _tell(stranger, "hidden")
    assert desk.lock.open_for() and visitor.get(f"{case}/triage").status_code == 200
