"""Own words of trainees go no further than their own case: no page of a class, hand-out or file of results has them."""

import json

import pytest

from tests.inside.casework import collect_with
from tests.printing.read import by_pdftotext
from tests.printing.sheets import maximal_case
from tests.web.classes import EXERCISE, act, add_file, everything_in, release, work

MARK = "ZNAK7781"
HOSTILE = f'{MARK}</td><script src="//x.test">"\'{{{{ 7*7 }}}} '


@pytest.fixture
def closed(training, trainer):
    """The trainer, and two trainees, after a round whose cases hold hostile words wherever something can be written."""
    trainees = [training.trainee(), training.trainee()]
    release(trainer)
    for trainee in trainees:
        work(trainee)
        trainee.press("/room/finish")
    case = maximal_case(HOSTILE * 20)
    assert repr(case).count(MARK) > 100
    collect_with(training.room, lambda _: case)
    act(trainer, "show")
    return trainer, *trainees


def test_no_page_of_a_class_shows_what_a_trainee_wrote(closed):
    for visitor, path in zip(closed, ("/training/class", "/room", "/room"), strict=True):
        visitor.get(path)
        assert "Klucz" in visitor.page.text and MARK not in visitor.page.html and "x.test" not in visitor.page.html


def test_neither_hand_out_nor_file_nor_the_page_that_compares_files_holds_what_a_trainee_wrote(closed):
    trainer = closed[0]
    trainer.get("/training/class")
    pdf = trainer.press("/handout.pdf").data
    paper = by_pdftotext(pdf) + everything_in(pdf)
    trainer.get("/training/class")
    file = trainer.press("/class/export").data
    assert json.loads(file)["rounds"][0]["exercise"] == EXERCISE
    assert "ĆWICZENIE" in paper and MARK not in paper and MARK.encode() not in file
    assert add_file(trainer, file) == 303 and MARK not in trainer.page.html


PLACES = [("format",), ("catalogue",), ("date",), ("rounds", 0, "exercise"), ("rounds", 0, "round")]
NUMBERS = ("trainees", "same_advice", "refer", "share_as_key", "percent", "ac1", "alpha")


def test_hostile_words_in_any_place_of_a_file_of_results_are_refused_and_shown_nowhere(closed):
    trainer = closed[0]
    trainer.get("/training/class")
    whole = trainer.press("/class/export").data
    bad = [*PLACES, *(("rounds", 0, name) for name in NUMBERS), ("rounds", 0, "answers"), ("rounds", 0), ("rounds",)]
    for way in bad:
        for value in (HOSTILE, [HOSTILE], {HOSTILE: HOSTILE}, {"documents_withheld": {HOSTILE: 1}}):
            made = json.loads(whole)
            place = made
            for step in way[:-1]:
                place = place[step]
            place[way[-1]] = value
            assert add_file(trainer, json.dumps(made).encode()) == 422, (way, value)
            assert MARK not in trainer.page.html
    assert add_file(trainer, json.dumps({**json.loads(whole), HOSTILE: 1}).encode()) == 422
    assert '<th scope="row">' not in trainer.page.html and MARK not in trainer.page.html
