"""The frame of every page: the two numbers, the five places, the way back, what was saved, the button that saves."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from screening.core.journey import Page, steps
from screening.local_time import hour_on_the_day
from tests.contacts import DIAL, KCIK
from tests.web.seeded import open_case

CURRENT = re.compile(r'aria-current="step"><b>([^<]+)</b>')
STATES = re.compile(r'<b>(\w+)</b> <span class="soft"><span aria-hidden="true">(.)</span>\s*([^<]+)</span>')
SAVED = re.compile(r'role="status">✓ Zapisano ([^<]+)<')
PLACES = ["Osoba", "Rozmowa", "Wynik", "Zgłoszenie", "Papiery"]
SAVES = "Zapisz i dalej"


def _head(visitor) -> str:
    return visitor.page.html.partition("<header")[2].partition("</header>")[0]


def _states(visitor) -> dict[str, tuple[str, str]]:
    return {name: (mark, word.strip()) for name, mark, word in STATES.findall(visitor.page.html)}


def test_the_head_has_two_numbers_to_call_and_the_hours_are_at_the_foot(visitor):
    visitor.get("/cases/")
    head, foot = _head(visitor), visitor.page.html.partition("<footer")[2]
    assert re.findall(r'href="(tel:[^"]+)"', head) == ["tel:112", DIAL]
    assert KCIK in head and "całą dobę" not in head and "całą dobę" in foot


@pytest.mark.parametrize("address", ["/training/", "/contacts", "/quick/"])
def test_in_practice_a_number_is_text_and_calls_nobody(trainer, address):
    trainer.get(address)
    assert KCIK in _head(trainer) and "tel:" not in trainer.page.html.partition("<body")[2]


def test_every_page_of_a_case_names_the_five_places_and_says_in_which_it_is(visitor, desk):
    address = open_case(visitor)
    case = desk.read(UUID(address.split("/")[2])).case
    for step in steps(desk.content.catalogue, case):
        visitor.get(f"{address}/{step.id}")
        assert list(_states(visitor)) == PLACES, step
        assert len(CURRENT.findall(visitor.page.html)) == 1, step
    visitor.get(f"{address}/documents/referral")
    assert list(_states(visitor)) == PLACES and CURRENT.findall(visitor.page.html) == ["Papiery"]


def test_a_place_says_by_a_word_and_a_mark_how_far_it_is(visitor):
    address = open_case(visitor, until="talk")
    assert _states(visitor)["Rozmowa"] == ("–", "nie zaczęto")
    assert re.fullmatch(r"\d+ do uzupełnienia|gotowe", _states(visitor)["Osoba"][1])
    visitor.send(forms=["labour"])
    mark, word = _states(visitor)["Rozmowa"]
    assert mark == "◐" and re.fullmatch(r"\d+ do uzupełnienia", word)
    visitor.get(f"{address}/documents")
    assert f"{address}/overview" not in visitor.page.links


def test_the_first_page_of_a_case_leads_back_to_the_cases_and_saves_first(visitor, desk):
    visitor.get("/cases/")
    visitor.send(profession="police")
    address = visitor.path
    assert "cases" in visitor.page.goes
    visitor.send(button=("go", "cases"), children="2", alone="yes", interpreter="not_needed", age="adult")
    assert visitor.path == "/cases/"
    assert desk.read(UUID(address.split("/")[2])).case.safety.children == 2


@pytest.mark.parametrize(
    ("address", "leads"), [("/cases/", "/"), ("/contacts", "/"), ("/cases/refer", "/"), ("/administration/audit", "/")]
)
def test_a_page_of_the_program_has_a_way_back_above_its_title(visitor, address, leads):
    visitor.get(address)
    above = visitor.page.html.partition("<main")[2].partition("<h1")[0]
    assert f'<a href="{leads}">← ' in above


def test_what_was_saved_is_said_with_the_hour_of_the_record_in_poland(visitor, clock):
    address = open_case(visitor, until="talk")
    assert SAVED.findall(visitor.page.html) == ["13:00"]
    clock.advance(minutes=10)
    visitor.get(f"{address}/safety")
    assert SAVED.findall(visitor.page.html) == ["13:00"]
    visitor.send(children="1")
    assert SAVED.findall(visitor.page.html) == ["13:10"]


def test_what_was_saved_on_another_day_is_said_with_the_day(visitor, clock):
    address = open_case(visitor, until="talk")
    clock.advance(hours=12)
    visitor.unlock()
    visitor.get(f"{address}/safety")
    assert SAVED.findall(visitor.page.html) == ["23.11.2026 13:00"]
    moment = datetime(2026, 11, 23, 22, 55, tzinfo=UTC)
    assert hour_on_the_day(moment, moment) == "23:55"
    assert hour_on_the_day(moment, moment + timedelta(minutes=10)) == ""


def test_a_case_that_was_only_opened_and_a_save_that_was_refused_say_nothing_of_saving(visitor):
    visitor.get("/cases/")
    visitor.send(profession="police")
    assert not SAVED.findall(visitor.page.html)
    visitor.send(alone="yes", interpreter="not_needed", age="adult")
    assert SAVED.findall(visitor.page.html)
    visitor.get(visitor.path.replace("talk", "safety"))
    assert visitor.send(children="dużo").status_code == 422
    assert not SAVED.findall(visitor.page.html)


@pytest.mark.parametrize("page", [Page.SAFETY, Page.TRIAGE, Page.CALL, Page.AGREEMENT, Page.DECISION, Page.HANDOVER])
def test_the_button_that_saves_says_the_same_on_every_page(visitor, page):
    address = open_case(visitor)
    visitor.get(f"{address}/{page}")
    last = visitor.page.html.partition('<p class="go last settles">')[2].partition("</p>")[0]
    assert re.sub(r"<[^>]+>", "", last).split("\n")[1].strip() == SAVES
