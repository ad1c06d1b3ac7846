"""An answer of the person that was not saved, for whatever reason: the officer is told, and the person sees no page of
the officer's.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from screening.casework.errors import Busy, CaseFinished, DiskFull, NotSaved, StorageError
from screening.core.instrument.vocabulary import Age, Answer, Basis, Form
from tests.web.referral import fill, stored

LOST = "Tego, co osoba nacisnęła na ekranie, nie zapisano:"


@pytest.fixture
def lent(visitor, opened) -> str:
    """The case of somebody who speaks Ukrainian and reads the first question on the screen."""
    address = opened(until="triage")
    fill(visitor, address, "safety", language="uk", interpreter="independent")
    visitor.get(f"{address}/triage")
    visitor.send(button=("go", "lend"))
    visitor.send(at="0")
    return address


def _asked(visitor) -> str:
    return dict(visitor.page.form["fields"])["at"]


def _press(visitor, pressed: str) -> None:
    visitor.send(button=("bare", pressed))


def _read(desk, address: str):
    return desk.read(next(each.id for each in desk.cases() if str(each.id) in address))


def _changed(desk, address: str, **changes: object) -> None:
    """A colleague saves something of the case in another browser."""
    there = _read(desk, address)
    desk.save(there, replace(there.case, **changes), seen_revision=there.revision)


def _fails(problem: StorageError):
    def fail(*_: object, **__: object) -> None:
        raise problem

    return fail


def _take_back(visitor) -> None:
    if ("bare", "handed") not in visitor.page.form["buttons"] and ("bare", "open") not in visitor.page.form["buttons"]:
        _press(visitor, "stop")
    if ("bare", "open") not in visitor.page.form["buttons"]:
        _press(visitor, "handed")
    _press(visitor, "open")


@pytest.mark.parametrize(
    "problem", [Busy(), DiskFull(), NotSaved(), CaseFinished()], ids=lambda each: type(each).__name__
)
def test_a_save_that_fails_keeps_the_person_at_the_question_and_is_told_to_the_officer(
    visitor, lent, desk, monkeypatch, problem
):
    _press(visitor, "no")
    _press(visitor, "back")
    before, asked, shown = stored(desk, lent), _asked(visitor), visitor.page.h1
    with monkeypatch.context() as broken:
        broken.setattr(desk, "save", _fails(problem))
        _press(visitor, "yes")
    assert (visitor.response.status_code, visitor.page.lang, visitor.page.h1) == (200, "uk", shown)
    assert 'class="bar"' not in visitor.page.html and LOST not in visitor.page.text
    _take_back(visitor)
    assert visitor.path == f"{lent}/triage" and LOST in visitor.page.text
    label = desk.content.catalogue.indicators[asked].label
    assert label.polish in visitor.page.text.partition(LOST)[2][:300] and "Blokada" not in visitor.page.text
    assert stored(desk, lent) == before
    visitor.get(f"{lent}/triage")
    assert LOST not in visitor.page.text, "it is told once"


def test_what_the_person_pressed_again_and_was_saved_is_not_told(visitor, lent, desk, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(desk, "save", _fails(Busy()))
        _press(visitor, "yes")
    _press(visitor, "yes")
    _take_back(visitor)
    assert LOST not in visitor.page.text
    assert [each.answer for each in stored(desk, lent).replies.values() if each.basis] == [Answer.YES]


@pytest.mark.parametrize("pressed", ["yes", "", "back"])
def test_where_the_case_cannot_be_read_the_person_sees_the_page_between(visitor, lent, desk, monkeypatch, pressed):
    with monkeypatch.context() as broken:
        broken.setattr(desk, "read", _fails(Busy()))
        _press(visitor, pressed)
        assert visitor.response.status_code == 200 and ("bare", "open") in visitor.page.form["buttons"]
        visitor.get(f"{lent}/triage/lend")
        assert visitor.response.status_code == 200 and ("bare", "open") in visitor.page.form["buttons"]
    _take_back(visitor)
    assert (LOST in visitor.page.text) is (pressed == "yes")


@pytest.mark.parametrize(
    "changes",
    [{"age": Age.CHILD}, {"forms": frozenset({Form.BEGGING})}],
    ids=["a child", "another form"],
)
def test_an_answer_that_meets_what_a_colleague_changed_is_told(visitor, lent, desk, changes):
    _changed(desk, lent, **changes)
    _press(visitor, "yes")
    _take_back(visitor)
    assert LOST in visitor.page.text


def test_what_a_colleague_found_meanwhile_stays_and_is_not_told_as_lost(visitor, lent, desk):
    asked = _asked(visitor)
    found = replace(stored(desk, lent).reply(asked), answer=Answer.YES, basis=frozenset({Basis.DOCUMENT}))
    _changed(desk, lent, replies={asked: found})
    _press(visitor, "no")
    _take_back(visitor)
    assert LOST not in visitor.page.text and stored(desk, lent).replies == {asked: found}


def test_to_a_finished_case_the_person_answers_no_more(visitor, lent, desk):
    desk.retention.finished_for = timedelta(days=30)
    desk.finish(_read(desk, lent))
    _press(visitor, "yes")
    assert ("bare", "open") in visitor.page.form["buttons"]
    _take_back(visitor)
    assert LOST in visitor.page.text
    visitor.get(f"{lent}/triage/lend")
    assert visitor.path == f"{lent}/triage"


def test_nobody_but_the_officer_is_told(visitor, lent, desk, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(desk, "save", _fails(Busy()))
        _press(visitor, "yes")
    for address in ("/contacts", "/there-is-no-such-page"):
        visitor.get(address)
        assert LOST not in visitor.page.text, address
    visitor.get("/cases/")
    _take_back(visitor)
    assert LOST in visitor.page.text


def test_an_answer_that_meets_the_shut_lock_is_told_after_unlocking(visitor, lent, desk):
    desk.lock.shut()
    _press(visitor, "yes")
    assert LOST not in visitor.page.text, "nobody knows who sits before a shut lock"
    visitor.unlock()
    assert LOST in visitor.page.text and not any(each.basis for each in stored(desk, lent).replies.values())


def test_an_answer_on_a_screen_from_before_the_lock_was_opened_again_is_told(visitor, lent, desk):
    """The lock was shut and opened in another tab of the browser, and the person's screen stayed."""
    screen = visitor.filled(button=("bare", "no"))
    desk.lock.shut()
    visitor.unlock()
    visitor.post(f"{lent}/triage/lend", screen)
    assert visitor.page.lang == "uk" and not any(each.basis for each in stored(desk, lent).replies.values())
    _take_back(visitor)
    assert LOST in visitor.page.text


@pytest.mark.parametrize("is_lent_again", [False, True])
def test_an_answer_that_back_sends_again_is_not_told_where_the_case_has_it(visitor, lent, desk, is_lent_again):
    again = visitor.filled(button=("bare", "no"))
    _press(visitor, "no")
    _take_back(visitor)
    if is_lent_again:
        visitor.send(button=("go", "lend"))
    visitor.post(f"{lent}/triage/lend", again)
    _take_back(visitor)
    assert visitor.path == f"{lent}/triage" and LOST not in visitor.page.text


@pytest.mark.parametrize("pressed", ["open", "handed", "back", "stop"])
def test_what_is_no_answer_is_not_told_as_a_lost_one(visitor, lent, desk, pressed):
    desk.lock.shut()
    _press(visitor, pressed)
    visitor.unlock()
    assert visitor.response.status_code == 200 and LOST not in visitor.page.text
