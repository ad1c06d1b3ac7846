"""What the trainer presses counts for the class as the page showed it: once, and never for another round or class."""

import importlib
import json
import re

import pytest

from tests.web.classes import BEGGING, EXERCISE, HERE, act, release, work
from tests.web.page import Visitor

PAGES = {name: importlib.import_module(f"screening.web.training.{name}") for name in ("room", "trainer")}
OUT_OF_DATE = "Na zajęciach jest już następny krok"


def page_of(trainer: Visitor, what: str) -> list[tuple[str, str]]:
    """The fields of a button as the page shows it now."""
    trainer.get("/training/class/end" if what == "end" else "/training/class")
    form = next(each for each in trainer.page.forms if (each["action"] or "").endswith(f"/class/{what}"))
    return [(name, value) for name, value in form["fields"] if name not in ("exercise", "_end")]


def press(trainer: Visitor, what: str, fields: list[tuple[str, str]], **more: str) -> int:
    return trainer.post(f"/training/class/{what}", [*fields, *more.items(), ("_end", "1")]).status_code


def rounds(training) -> list[tuple[str, int, bool]]:
    return [(each.exercise, each.number, each.closed) for each in training.room.rounds]


def test_a_release_pressed_twice_releases_once_and_nobody_at_work_is_disturbed(training, trainer):
    trainee = training.trainee()
    fields = page_of(trainer, "release")
    assert press(trainer, "release", fields, exercise=EXERCISE) == 303
    address = work(trainee)
    assert press(trainer, "release", fields, exercise=EXERCISE) == 303
    assert rounds(training) == [(EXERCISE, 1, False)]
    assert trainee.get(f"{address}/overview").status_code == 200
    trainee.get("/room")
    trainee.press("/room/begin")
    assert trainee.path.startswith(address)


def test_a_release_of_a_page_that_is_out_of_date_changes_nothing_and_says_so(training, trainer):
    old = page_of(trainer, "release")
    release(trainer)
    assert press(trainer, "release", old, exercise=BEGGING) == 409
    assert trainer.page.h1 == [OUT_OF_DATE] and "/training/class" in trainer.page.links
    assert rounds(training) == [(EXERCISE, 1, False)]


def test_a_second_round_pressed_twice_is_one_round(training, trainer):
    release(trainer)
    act(trainer, "show")
    fields = page_of(trainer, "release")
    for _ in range(2):
        assert press(trainer, "release", fields, exercise=EXERCISE) == 303
    assert rounds(training) == [(EXERCISE, 1, True), (EXERCISE, 2, False)]


@pytest.mark.parametrize("what", ["close", "show", "end"])
def test_a_button_of_an_earlier_round_does_not_touch_the_next(training, trainer, what):
    release(trainer)
    old = page_of(trainer, what)
    release(trainer, BEGGING)
    assert press(trainer, what, old) == 409
    assert training.room.is_open and not training.room.current.closed


def test_a_button_of_an_earlier_class_does_not_touch_the_next(training, trainer):
    old = {what: page_of(trainer, what) for what in ("release", "end")}
    act(trainer, "end")
    opening = page_of(trainer, "open")
    for _ in range(2):
        assert press(trainer, "open", opening) == 303
    code = training.room.code
    assert press(trainer, "end", old["end"]) == 409
    assert press(trainer, "release", old["release"], exercise=EXERCISE) == 409
    assert press(trainer, "open", page_of(trainer, "release")[:1]) == 409
    assert training.room.code == code and not training.room.rounds


def test_a_form_that_says_nothing_of_the_class_changes_nothing(training, trainer):
    release(trainer)
    token = [("csrf_token", trainer.token)]
    for what in ("open", "close", "show", "end"):
        assert press(trainer, what, token) == 409
    assert rounds(training) == [(EXERCISE, 1, False)] and training.room.is_open


def test_buttons_pressed_where_there_is_nothing_to_do_are_no_failure(training):
    trainer = training.trainer()
    fields = page_of(trainer, "open")
    for what in ("close", "show"):
        assert press(trainer, what, fields) == 303
    assert press(trainer, "release", fields, exercise=EXERCISE) == 409
    assert trainer.get("/training/class/code.svg").status_code == 404
    assert trainer.get("/training/class/end").status_code == 303 and trainer.path == "/training/class"
    assert press(trainer, "export", fields) == 303
    act(trainer, "open")
    fields = page_of(trainer, "release")
    for what in ("close", "show", "close"):
        assert press(trainer, what, fields) == 303
    trainee = training.trainee()
    for path in ("/room/begin", "/room/finish"):
        assert trainee.post(path, [("csrf_token", trainee.token), ("_end", "1")]).status_code == 303
        assert trainee.path == "/room"


def test_joining_and_working_do_not_make_the_trainers_page_out_of_date(training, trainer):
    release(trainer)
    fields = page_of(trainer, "close")
    work(training.trainee())
    assert press(trainer, "close", fields) == 303 and training.room.current.closed


# The end


def test_the_page_of_the_class_asks_before_it_ends(training, trainer):
    trainer.get("/training/class")
    assert "/training/class/end" in trainer.page.links
    assert not [form for form in trainer.page.forms if (form["action"] or "").endswith("/class/end")]
    release(trainer)
    assert trainer.get("/training/class/end").status_code == 200
    assert trainer.page.h1 == ["Zakończyć zajęcia?"] and "Ćwiczenie jest jeszcze otwarte" in trainer.page.text
    assert training.room.is_open and "/training/class" in trainer.page.links


def test_results_are_read_and_saved_after_the_end_until_another_class_is_opened(training, trainer):
    trainee = training.trainee()
    release(trainer)
    work(trainee, documents_withheld="yes")
    act(trainer, "end")
    assert trainee.get("/room").status_code == 409
    trainer.get("/training/class")
    assert "zatrzymanie dokumentów: jest 1" in trainer.page.html and "wyniki są niżej" in trainer.page.text
    assert json.loads(trainer.press("/class/export").data)["rounds"][0]["trainees"] == 1
    trainer.get("/training/class")
    assert trainer.press("/handout.pdf").data.startswith(b"%PDF")
    act(trainer, "open")
    trainer.get("/training/class")
    assert not training.room.rounds and "zatrzymanie dokumentów" not in trainer.page.html


def test_an_exercise_that_nobody_began_does_not_hide_the_results_before_it(training, trainer):
    trainee = training.trainee()
    release(trainer)
    work(trainee, documents_withheld="yes")
    release(trainer, BEGGING)
    act(trainer, "end")
    trainer.get("/training/class")
    assert "zatrzymanie dokumentów: jest 1" in trainer.page.html


def test_a_class_that_lasted_half_a_day_is_over_with_its_answers(training, trainer, clock):
    trainee = training.trainee()
    release(trainer)
    work(trainee, documents_withheld="yes")
    clock.advance(hours=12.1)
    trainer.get("/training/class")
    assert "zatrzymanie dokumentów: jest 1" in trainer.page.html
    act(trainer, "open")
    assert training.room.is_open


def test_the_trainers_page_knows_when_it_is_out_of_date(training, trainer):
    keys = []
    for what in ("", "close", "show", "end", "open"):
        if what:
            act(trainer, what)
        elif not what:
            release(trainer)
        trainer.get("/training/class")
        shown = re.search(r'data-key="([^"]+)"', trainer.page.html)
        state = json.loads(trainer.client.get("/training/class/state", base_url=HERE).data)
        assert shown and shown[1] == state["key"]
        keys.append(state["key"])
    assert len(set(keys)) == len(keys)


# The class goes on while a page is drawn, or a press is under way


def test_who_begins_while_another_exercise_is_released_gets_the_case_of_that_one(training, trainer, monkeypatch):
    trainee = training.trainee()
    release(trainer)
    trainee.get("/room")
    plain = training.room.begin

    def late(*asked):
        training.room.release(BEGGING)
        return plain(*asked)

    monkeypatch.setattr(training.room, "begin", late)
    assert trainee.press("/room/begin").status_code == 303
    (case_id,) = training.room.current.cases.values()
    assert training.desk.exercise_of(case_id).id == training.room.current.exercise == BEGGING


def test_results_are_drawn_as_they_were_when_the_class_goes_on_meanwhile(training, trainer, monkeypatch):
    trainee = training.trainee()
    release(trainer)
    work(trainee, documents_withheld="yes")
    act(trainer, "show")
    plain = PAGES["room"].shown_results

    def late(*asked):
        training.room.release(BEGGING)
        return plain(*asked)

    monkeypatch.setattr(PAGES["room"], "shown_results", late)
    assert trainee.get("/room").status_code == 200
    assert "zatrzymanie dokumentów: jest 1" in trainee.page.html


def test_a_page_of_the_trainer_that_was_drawn_while_the_class_went_on_is_out_of_date(training, trainer, monkeypatch):
    release(trainer)
    plain = PAGES["trainer"].shown_results

    def late(*asked):
        training.room.release(BEGGING)
        return plain(*asked)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(PAGES["trainer"], "shown_results", late)
        fields = page_of(trainer, "show")
    assert press(trainer, "show", fields) == 409
    assert not training.room.current.shown


def test_one_damaged_case_keeps_no_exercise_open(training, trainer):
    damaged, whole = training.trainee(), training.trainee()
    release(trainer)
    work(damaged)
    work(whole, documents_withheld="yes")
    case_id = next(iter(training.room.current.cases.values()))
    with training.store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET sealed = x'00' WHERE public_id = ?", (str(case_id),))
    act(trainer, "close")
    assert training.room.current.closed and len(training.room.current.answers) == 1
