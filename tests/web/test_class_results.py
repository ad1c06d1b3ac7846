"""Results of a class: no person in them, hand-out and file, other files beside them."""

import json

import pytest

from screening.casework.training import class_results
from screening.core.instrument.vocabulary import Answer
from screening.translation import Translator
from tests.exchange.builders import a_file
from tests.web.classes import (
    BEGGING,
    EXERCISE,
    act,
    add_file,
    everything_in,
    fields_of,
    persons,
    release,
    work,
)
from tests.web.page import Visitor


@pytest.fixture
def with_results(training, trainer) -> Visitor:
    """The trainer after one round of two trainees whose results are shown."""
    trainees = [training.trainee(), training.trainee()]
    release(trainer)
    for trainee, answer in zip(trainees, ("yes", "no"), strict=True):
        work(trainee, documents_withheld=answer)
        trainee.press("/room/finish")
    act(trainer, "show")
    return trainer


def test_the_hand_out_and_the_file_of_results_hold_no_person(training, with_results):
    assert len(persons(training)) == 2 * 4
    pdf = with_results.press("/handout.pdf").data
    with_results.get("/training/class")
    file = with_results.press("/class/export").data
    assert pdf.startswith(b"%PDF") and json.loads(file)["rounds"][0]["trainees"] == 2
    text = everything_in(pdf) + file.decode()
    assert not [each for each in persons(training) if each in text]
    assert training.room.code not in text


def test_the_results_page_holds_no_person(training, with_results):
    trainee = training.trainee()
    assert trainee.page.h1[0].startswith("Wyniki")
    for page in (trainee.page.html, with_results.page.html):
        assert not [each for each in persons(training) if each in page]


def test_the_hand_out_is_made_in_the_languages_of_the_page_and_no_other(with_results):
    for language, status in (("en", 200), ("pl", 200), ("ru", 400), ("", 400)):
        with_results.get("/training/class")
        fields = fields_of(with_results, exercise=EXERCISE, language=language)
        assert with_results.post("/training/handout.pdf", fields).status_code == status, language


@pytest.fixture
def results_file(with_results) -> bytes:
    with_results.get("/training/class")
    return with_results.press("/class/export").data


def test_three_files_lie_side_by_side_and_a_fourth_does_not(with_results, results_file):
    for day in ("2026-01-01", "2026-02-02", "2026-08-08"):
        assert add_file(with_results, results_file.replace(b"2026-11-23", day.encode())) == 303
        assert Translator("pl").moment(day) in with_results.page.text
    assert "enctype" not in with_results.page.html
    assert add_file(with_results, results_file) == 422
    assert "Są tu już trzy pliki" in with_results.page.text
    with_results.get("/training/compare")
    assert with_results.page.html.count('<th scope="row">') == 3
    with_results.press("/compare")
    assert '<th scope="row">' not in with_results.page.html


BAD_FILES = {
    "nothing": b"",
    "no json": b"\xff\xfe",
    "a case file": a_file(replies={"debt_bondage": {"answer": "yes"}}),
    "another format": b'{"format": "rozpoznaj-class/2"}',
    "deep": b"[" * 100_000,
}


@pytest.mark.sampled(1)
@pytest.mark.parametrize("data", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_changes_nothing(with_results, results_file, data):
    add_file(with_results, results_file)
    assert add_file(with_results, data) == 422
    assert with_results.page.title.startswith("ĆWICZENIE · Błąd:")
    assert with_results.page.html.count('<th scope="row">') == 1


def test_a_file_with_forged_counts_changes_nothing(with_results, results_file):
    made = json.loads(results_file)
    for name, value in {"trainees": -1, "round": 0, "exercise": "../x", "share_as_key": 7, "extra": 1}.items():
        forged = {**made, "rounds": [{**made["rounds"][0], name: value}]}
        assert add_file(with_results, json.dumps(forged).encode()) == 422, name
    assert add_file(with_results, json.dumps({**made, "catalogue": "1999.1"}).encode()) == 422
    assert not with_results.page.html.count('<th scope="row">')


def test_what_a_class_answered_is_counted(training, with_results):
    (found,) = training.room.rounds
    rows = {row.id: row.counts for row in found.results.answers.rows}
    assert rows["documents_withheld"] == {Answer.YES: 1, Answer.NO: 1}


def test_results_are_worked_out_once_for_the_whole_class(training, trainer, monkeypatch):
    worked_out = []
    whole = class_results.agreement_over
    monkeypatch.setattr(class_results, "agreement_over", lambda rounds: worked_out.append(len(rounds)) or whole(rounds))
    trainees = [training.trainee(), training.trainee()]
    for exercise in (EXERCISE, BEGGING):
        release(trainer, exercise)
        act(trainer, "show")
        for trainee in trainees:
            trainee.get("/room")
            assert trainee.page.h1[0].startswith("Wyniki")
    assert worked_out == [1, 2]
