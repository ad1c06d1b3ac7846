"""The place of the last talk is offered for the next one, and no paper says it of a person before somebody did."""

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Setting
from tests.web.conftest import open_case
from tests.web.referral import fill, stored

AT_WORK = "w miejscu pracy"
SHOWN_ON = ("referral", "consultation", "note", "notification")


def papers(visitor, address: str) -> str:
    """What all papers of a case say."""
    found = ""
    for kind in DOCUMENTS:
        visitor.get(f"{address}/documents/{kind}")
        found += " ".join(visitor.page.text.split())
    return found


@pytest.fixture
def talked(visitor) -> str:
    """A case of today whose talk took place at work."""
    address = open_case(visitor)
    fill(visitor, address, "talk", setting="workplace")
    assert papers(visitor, address).count(AT_WORK) == len(SHOWN_ON)
    return address


def test_a_blank_referral_of_the_same_day_has_no_place_of_anothers_talk(visitor, talked, desk):
    visitor.get("/cases/refer")
    visitor.send(profession="police")
    assert visitor.path.endswith("/referral")
    address = visitor.path.rsplit("/", 1)[0]
    fill(visitor, address, "facts", facts="Zgłoszenie ze szpitala.")
    assert address != talked and stored(desk, address).context.setting is None
    assert AT_WORK not in papers(visitor, address)


@pytest.fixture
def following(visitor, talked) -> str:
    """The next case of the day, whose page of the talk nobody has saved yet."""
    visitor.get("/cases/")
    visitor.send(profession="police")
    address = visitor.path.rsplit("/", 1)[0]
    fill(visitor, address, "safety", alone="yes", interpreter="independent", language="vi", age="adult")
    return address


def test_the_next_case_is_offered_that_place_and_holds_it_only_when_the_page_is_saved(visitor, following, desk):
    address = following
    fill(visitor, address, "facts", facts="Zgłoszenie ze szpitala.")
    assert stored(desk, address).context.setting is None and AT_WORK not in papers(visitor, address)
    fill(visitor, address, "talk", forms=["labour"])
    assert stored(desk, address).context.setting is Setting.WORKPLACE
    assert papers(visitor, address).count(AT_WORK) == len(SHOWN_ON)


def test_a_page_that_only_offers_is_left_without_a_question(visitor, following, desk):
    visitor.get(f"{following}/talk")
    assert dict(visitor.page.form["fields"])["setting"] == "workplace"
    visitor.send(go="safety")
    assert visitor.path == f"{following}/safety" and stored(desk, following).context.setting is None


def test_the_place_that_was_saved_is_not_offered_another(visitor, following, desk):
    fill(visitor, following, "talk", forms=["labour"], setting="")
    visitor.get(f"{following}/talk")
    assert "setting" not in dict(visitor.page.form["fields"]) and stored(desk, following).context.setting is None
