"""An exercise is one wherever its file goes: no service takes it in, and every paper of it bears the mark."""

import json
from dataclasses import replace

import pytest

from screening.casework.documents import DOCUMENTS, LEAFLETS, made_from_file
from screening.core.record.referral import Agreement
from screening.core.record.vocabulary import ContactAgreement
from screening.core.referral.disclosure import as_handed_on
from screening.core.training.exercise import Exercise
from screening.exchange.case_file import case_json, read_case, write_case
from screening.printing import page_html
from tests.exchange import quick_age
from tests.exchange.pdfs import a_pdf
from tests.printing.sheets import PRINTED_AT
from tests.web.test_handing import PASSPHRASE, send_file

MARK = "ĆWICZENIE"


@pytest.fixture
def exercise(content) -> Exercise:
    return content.exercises.by_id["budowa_osmiu"]


@pytest.fixture
def file(content, exercise) -> bytes:
    return write_case(exercise.solved(content.catalogue))


def test_every_exercise_says_in_its_file_that_it_is_one(content):
    solved = [each.solved(content.catalogue) for each in content.exercises.by_id.values()]
    assert len(solved) > 30
    for case in solved:
        assert case_json(case)["exercise"] is True
        assert read_case(write_case(case), content.catalogue) == case


@pytest.mark.parametrize("contact", ContactAgreement)
def test_an_exercise_that_is_handed_on_stays_one(content, exercise, contact):
    case = replace(exercise.solved(content.catalogue), agreement=Agreement(contact))
    assert case_json(as_handed_on(case))["exercise"] is True


@pytest.mark.parametrize("kind", [*DOCUMENTS, *LEAFLETS, "card"])
def test_every_paper_of_an_exercise_bears_its_mark_and_no_other_does(content, file, kind):
    for data, is_marked in ((file, True), (file.replace(b' "exercise": true,\n', b""), False)):
        case = read_case(data, content.catalogue)
        made = made_from_file(kind, case, content, "pl", now=PRINTED_AT, realm="real", drafts="show")
        assert (MARK in page_html(made, "pl")) is is_marked


@pytest.mark.sampled(1)
@pytest.mark.parametrize("how", ["clear", "age", "pdf"])
def test_service_takes_in_no_exercise_however_it_is_wrapped(visitor, desk, file, how):
    age = quick_age.seal(file, PASSPHRASE)
    data = {"clear": file, "age": age, "pdf": a_pdf(PASSPHRASE, dane_age=age)}[how]
    assert send_file(visitor, data, "" if how == "clear" else PASSPHRASE) == 422
    assert "Ten plik to ćwiczenie, więc nie trafi do spraw prawdziwych osób. Nic nie zapisano." in visitor.page.text
    assert desk.cases() == []


def test_a_file_without_the_mark_or_with_a_plain_no_is_that_of_a_person(visitor, desk, file):
    plain = json.loads(file)
    del plain["exercise"]
    for each in (plain, {**plain, "exercise": False}):
        assert send_file(visitor, json.dumps(each).encode()) == 303
    assert [desk.read(each.id).case.exercise for each in desk.cases()] == [False, False]


@pytest.mark.parametrize("value", ["yes", 1, None, [], "true"])
def test_a_mark_that_is_neither_yes_nor_no_is_refused(visitor, desk, file, value):
    assert send_file(visitor, json.dumps({**json.loads(file), "exercise": value}).encode()) == 422
    assert "w miejscu: exercise" in visitor.page.text and desk.cases() == []
