"""Joining a class: codes, cookies of trainees, a full class, and what a trainee finds."""

import pytest

from screening.casework.training import joining
from tests.web.classes import HERE, act, release, work
from tests.web.page import Visitor


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:.3} {}", "-{}-"], ids=["as shown", "spaces", "in groups", "dashes"])
def test_a_code_is_taken_in_small_letters_and_in_groups(training, trainer, typed):
    code = training.room.code.lower()
    text = f"{code[:3]} {code[3:]}" if "3" in typed else typed.format(code)
    telephone = training.telephone()
    telephone.get("/join")
    telephone.press("/join", code=text)
    assert telephone.path == "/room"
    assert len(training.room.trainees) == 1


def test_a_picture_code_has_typed_the_code_already(training, trainer):
    trainer.get("/training/class")
    telephone = training.telephone()
    telephone.get(f"/join?code={training.room.code}")
    telephone.press("/join")
    assert telephone.path == "/room"
    assert trainer.client.get("/training/class/code.svg", base_url=HERE).mimetype == "image/svg+xml"


def test_a_telephone_stays_in_the_class_whatever_its_clock_says(training, trainer):
    telephone = training.telephone()
    telephone.get("/join")
    telephone.press("/join", code=training.room.code)
    telephone.get("/room/state")
    (cookie,) = [each for each in telephone.response.headers.getlist("Set-Cookie") if "visitor" not in each]
    assert "Max-Age=43200" in cookie and "Expires" not in cookie


def refused(telephone: Visitor, code: str, status: int, sentence: str) -> None:
    """The code is refused with a clear page that keeps what was typed, and lets nobody in."""
    telephone.get("/join")
    assert telephone.press("/join", code=code).status_code == status
    assert sentence in telephone.page.text
    assert telephone.page.title.startswith("ĆWICZENIE · Błąd:")
    assert ("code", code) in telephone.page.form["fields"]
    assert telephone.get("/cases/").status_code == 403


def test_a_wrong_code_is_kept_on_the_page_and_lets_nobody_in(training, trainer):
    refused(training.telephone(), "abc 1234 xy", 422, "Żadne zajęcia nie mają takiego kodu")
    refused(training.telephone(), "<b>&quot;", 422, "Żadne zajęcia nie mają takiego kodu")


def test_the_code_of_an_earlier_class_opens_nothing(training, trainer):
    old = training.room.code
    act(trainer, "end")
    act(trainer, "open")
    refused(training.telephone(), old, 422, "Żadne zajęcia nie mają takiego kodu")
    act(trainer, "end")
    refused(training.telephone(), old, 422, "Żadne zajęcia nie mają takiego kodu")


def test_a_code_is_good_for_twelve_hours(training, trainer, clock):
    code, trainee = training.room.code, training.trainee()
    clock.advance(hours=11.9)
    assert trainee.get("/room").status_code == 200
    clock.advance(hours=0.2)
    refused(training.telephone(), code, 422, "Żadne zajęcia nie mają takiego kodu")
    assert trainee.get("/room").status_code == 409
    assert "zajęcia się skończyły" in trainee.page.text and trainee.page.form["action"] == "/join"


def test_a_full_class_says_so(training, trainer, monkeypatch):
    monkeypatch.setattr(joining, "MOST_TRAINEES", 2)
    first = training.trainee()
    training.room.join(training.room.code, "another", "192.0.2.45")
    refused(training.telephone("192.0.2.46"), training.room.code, 409, "nie ma już miejsca")
    first.get("/join")
    first.press("/join", code=training.room.code)
    assert first.path == "/room"


def test_wrong_codes_of_one_telephone_are_told_apart_and_keep_nobody_out(training, trainer):
    flood = training.telephone()
    flood.get("/join")
    for _ in range(joining.FREE_MISTAKES):
        assert flood.press("/join", code="ZLE").status_code == 422
    refused(flood, "ZLE", 429, "Z tego adresu przyszło wiele błędnych kodów")
    training.trainee()
    refused(training.telephone("192.0.2.45"), "ZLE", 422, "Żadne zajęcia nie mają takiego kodu")
    flood.get("/join")
    flood.press("/join", code=training.room.code)
    assert flood.path == "/room" and len(training.room.trainees) == 2


def test_reloading_and_joining_twice_change_nothing(training, trainer):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee, documents_withheld="yes")
    trainee.get("/join")
    trainee.press("/join", code=training.room.code)
    trainee.get("/room")
    trainee.press("/room/begin")
    assert trainee.path.startswith(address)
    assert len(training.room.trainees) == 1 and len(training.room.current.cases) == 1


def test_a_trainee_who_erased_the_case_begins_anew(training, trainer):
    trainee = training.trainee()
    release(trainer)
    address = work(trainee)
    trainee.get(f"{address}/finish")
    trainee.send(confirm="1")
    trainee.get("/room")
    trainee.press("/room/begin")
    assert trainee.path.endswith("/safety") and not trainee.path.startswith(address)
