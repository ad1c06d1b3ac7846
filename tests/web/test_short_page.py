"""A further person of an inspection: one page, then back to the table."""

from uuid import UUID

import pytest

from screening.core.instrument.vocabulary import Age, Answer
from tests.web.conftest import SAFE

ALONE, WHO = "Zaznacz, czy możesz rozmawiać z osobą na osobności", "Zaznacz, kto tłumaczy"


@pytest.fixture
def first(visitor, opened) -> str:
    """The address of the first person's case, with the page of the inspection shown."""
    address = opened(until="overview")
    visitor.get(f"{address}/site")
    return address


def _add(visitor, age: str = "adult") -> str:
    """Press the age group of a further person; gives the address of the case."""
    visitor.press("/next-person", age=age)
    return visitor.path.rsplit("/", 1)[0]


def _case(desk, address: str):
    return desk.read(UUID(address.split("/")[2])).case


def test_a_further_person_takes_one_page_and_the_save_returns_to_the_table(visitor, first, desk):
    address = _add(visitor)
    assert visitor.path == f"{address}/short"
    visitor.send(**SAFE, answer__debt_bondage="yes", answer__documents_withheld="yes", basis__debt_bondage="person")
    assert visitor.path == f"{address}/site"
    case = _case(desk, address)
    assert (case.age, case.safety.alone, case.reply("debt_bondage").answer) == (Age.ADULT, "yes", Answer.YES)
    row = next(each for each in visitor.page.html.split("<tr") if ">P2<" in each)
    assert "Zgłoś do KCIK" in row and "na osobności" in row and "atrzymanie dokumentów" in row
    assert visitor.get(f"{address}/overview").status_code == 200


def test_what_was_pressed_for_the_next_person_is_the_age_and_nothing_else(visitor, first, desk):
    address = _add(visitor)
    case = _case(desk, address)
    assert (case.age, case.safety.alone, case.safety.interpreter, case.replies) == (Age.ADULT, None, None, {})
    values = {name: value for name, value in visitor.page.form["fields"] if value}
    assert values.keys() <= {"csrf_token", "revision", "seen", "_end"}


def test_another_age_pressed_on_a_page_that_the_browser_kept_is_not_the_case_of_the_first_press(visitor, first, desk):
    """Back without a script shows the table as it was: after "adult" in error, "child" opened the adult's case."""
    _add(visitor)
    visitor.get(f"{first}/site")
    form = next(form for form in visitor.page.forms if form["action"].endswith("/next-person"))
    kept = [field for field in form["fields"] if field[0] != "_end"]
    opened = []
    for age in ("adult", "adult", "child"):
        visitor.post(f"{first}/next-person", [*kept, ("age", age), ("_end", "1")])
        opened.append(visitor.path)
    assert opened[0] == opened[1] != opened[2] and _case(desk, opened[2]).age is Age.CHILD


def test_a_child_gets_the_questions_of_a_child(visitor, first, desk):
    for age in ("child", "uncertain"):
        address = _add(visitor, age)
        asked = {name for name in visitor.page.html.split('"') if name.startswith("answer.")}
        assert "answer.dest_no_guardian" in asked and "answer.threat_denounce" not in asked
        visitor.get(f"{first}/site")
    assert _case(desk, address).child_path


def test_who_was_there_and_who_interprets_must_be_said_and_no_answer_is_lost(visitor, first, desk):
    address = _add(visitor)
    visitor.send(answer__debt_bondage="no", note__debt_bondage="mówi cicho")
    assert visitor.response.status_code == 422 and ALONE in visitor.page.text and WHO in visitor.page.text
    assert ("note.debt_bondage", "mówi cicho") in visitor.page.form["fields"]
    assert _case(desk, address).replies == {}
    visitor.send(**SAFE)
    assert visitor.path == f"{address}/site" and _case(desk, address).reply("debt_bondage").note == "mówi cicho"


def test_a_save_on_top_of_another_shows_both(visitor, first, desk):
    address = _add(visitor)
    older = visitor.filled(**SAFE, answer__debt_bondage="no")
    visitor.send(alone="no", interpreter="machine", answer__debt_bondage="yes")
    visitor.get(f"{address}/short")
    assert visitor.post(f"{address}/short", older).status_code == 409
    assert visitor.page.html.count('class="other"') == 3
    visitor.send()
    assert visitor.path == f"{address}/site" and _case(desk, address).safety.alone == "yes"


def test_the_page_is_old_once_the_age_was_changed(visitor, first, desk):
    address = _add(visitor)
    older = visitor.filled(**SAFE, answer__debt_bondage="no")
    visitor.get(f"{address}/safety")
    visitor.send(**SAFE, age="child")
    assert visitor.post(f"{address}/short", older).status_code == 409
    assert _case(desk, address).replies == {} and "grupę wieku" in visitor.page.text


def test_what_was_answered_on_it_is_shown_when_the_token_no_longer_counts(visitor, first, desk):
    address = _add(visitor)
    sent = visitor.filled(**SAFE, answer__debt_bondage="yes", note__debt_bondage="dług")
    stale = [("csrf_token", "x") if name == "csrf_token" else (name, value) for name, value in sent]
    assert visitor.post(f"{address}/short", stale).status_code == 400
    assert "iewola za długi" in visitor.page.text and "Kto tłumaczy?" in visitor.page.text


def test_a_person_without_an_age_goes_through_the_pages_one_by_one(visitor, first):
    visitor.press("/next-person")
    assert visitor.path.endswith("/safety")


def test_only_a_person_of_an_inspection_has_the_page_and_only_our_fields_are_read(visitor, opened, first):
    address = _add(visitor)
    made_up = [*visitor.of_case, ("alone", "yes"), ("contact", "yes"), ("_end", "1")]
    assert visitor.post(f"{address}/short", made_up).status_code == 400
    visitor.get(f"{first}/site")
    assert visitor.post(f"{first}/next-person", [*visitor.of_case, ("age", "old"), ("_end", "1")]).status_code == 400
    alone = opened(until="overview")
    assert visitor.get(f"{alone}/short").status_code == 303
    assert visitor.path == f"{alone}/answers"
