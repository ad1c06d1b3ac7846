"""Somebody recorded as a child who is 18 by the birth date: every page and paper of the case says so."""

import pytest

from screening.core.instrument.vocabulary import Age
from tests.web.referral import fill
from tests.web.seeded import open_case

PAGE = "Według daty urodzenia ta osoba ma już 18 lat. Popraw wiek i zapytaj o zgodę:"
PAPER = "Według daty urodzenia ta osoba ma już 18 lat. Kartki mówią o dziecku, bo tak zapisano wiek."


@pytest.fixture
def child(visitor, clock) -> str:
    """A child who is 17 today and 18 tomorrow."""
    case = open_case(visitor, age="child", forms=("begging",))
    visitor.send(answer__documents_withheld="yes")
    born = clock().replace(year=clock().year - 18)
    fill(visitor, case, "person", birth_date=f"{born.day + 1}.{born.month}.{born.year}")
    return case


def _said(visitor, path: str) -> str:
    visitor.get(path)
    return " ".join(visitor.page.text.split())


def test_it_is_said_from_the_birthday_on(visitor, child, clock):
    papers = [f"{child}/documents/{kind}" for kind in ("referral", "notification", "note", "script", "steps")]
    pages = [f"{child}/{page}" for page in ("overview", "referral", "agreement", "decision", "documents", "person")]
    assert not [path for path in (*papers, *pages) if PAPER in _said(visitor, path) or PAGE in _said(visitor, path)]
    clock.advance(hours=36)
    visitor.unlock()
    assert [path for path in papers if PAPER not in _said(visitor, path)] == []
    assert [path for path in pages if PAGE not in _said(visitor, path)] == []


def test_it_is_no_longer_said_once_the_age_is_put_right(visitor, child, clock, desk):
    clock.advance(hours=36)
    visitor.unlock()
    visitor.get(f"{child}/safety")
    visitor.send(age="adult")  # the name goes with it where nobody agreed, so the page asks first
    visitor.send()
    assert desk.read(desk.cases()[0].id).case.age is Age.ADULT
    assert PAGE not in _said(visitor, f"{child}/overview")
