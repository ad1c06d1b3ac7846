"""The desk of the training realm: own cases alone, a lock that stands open, and nothing left after a restart."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screening import settings
from screening.casework.training.class_results import all_results, shown_results
from screening.casework.training.practice import PracticeService, open_for_practice
from screening.casework.transfer import plain_file
from screening.core.instrument.vocabulary import Answer, Profession
from screening.core.record.case import Reply
from screening.core.training.exercise import Exercise
from screening.storage import AuditEvent, CaseErased, NoSuchCase, VaultState, open_store
from tests.builders import CATALOGUE
from tests.inside.casework import owners_of
from tests.storage.opening import QUICK


@pytest.fixture
def start(tmp_path: Path, content, clock) -> Iterator:
    """A desk over the same data folder, as after a start of the program."""
    chosen = settings.load({"ROZPOZNAJ_DATA": str(tmp_path), "ROZPOZNAJ_REALM": "training"})
    opened = []

    def begin() -> PracticeService:
        opened.append(open_store(chosen, QUICK))
        open_for_practice(opened[-1], content.passphrase_words, clock)
        return PracticeService(opened[-1], content, clock, clock.running).of("anna")

    yield begin
    for store in opened:
        store.close()


@pytest.fixture
def practice(start) -> PracticeService:
    return start()


@pytest.fixture
def exercise(content) -> Exercise:
    return content.exercises.by_id["budowa_osmiu"]


def test_everybody_sees_their_own_cases_alone(practice, exercise):
    mine = practice.begin(exercise)
    practice = practice.of("bartek")
    theirs = practice.begin(exercise)
    assert [each.id for each in practice.cases()] == [theirs.id]
    with pytest.raises(NoSuchCase):
        practice.read(mine.id)
    practice = practice.of("anna")
    assert practice.read(mine.id).id == mine.id
    assert [each.id for each in practice.cases()] == [mine.id]


def test_nobody_erases_a_case_of_somebody_else(practice, exercise):
    mine = practice.begin(exercise)
    practice = practice.of("bartek")
    with pytest.raises(NoSuchCase):
        practice.erase(mine.id)
    practice = practice.of("anna")
    practice.erase(mine.id)
    with pytest.raises(CaseErased):
        practice.read(mine.id)


def test_who_has_no_name_sees_no_case(practice, exercise):
    kept = practice.begin(exercise)
    practice = practice.of("")
    assert practice.cases() == []
    owners_of(practice).clear()
    assert practice.cases() == []
    with pytest.raises(NoSuchCase):
        practice.read(kept.id)


def test_a_case_of_the_next_person_belongs_to_who_asked_for_it(practice, exercise):
    first = practice.begin(exercise)
    second = practice.next_person(first, seen_revision=first.revision)
    assert {each.id for each in practice.cases()} == {first.id, second.id}
    practice = practice.of("bartek")
    with pytest.raises(NoSuchCase):
        practice.read(second.id)


def test_a_case_knows_its_exercise_and_begins_with_its_service_and_no_answer(practice, content, exercise):
    kept = practice.begin(exercise)
    assert practice.exercise_of(kept.id) is exercise
    assert kept.case.context.profession is exercise.given.context.profession is Profession.POLICE
    assert (kept.case.replies, kept.case.signs, kept.case.forms, kept.case.age) == ({}, frozenset(), frozenset(), None)
    assert practice.exercise_of(practice.open(Profession.POLICE).id) is None


def test_the_lock_stands_open_for_everybody_and_never_shuts(practice, clock, exercise):
    kept = practice.begin(exercise)
    for visitor in ("anna", "bartek", ""):
        assert practice.lock.state(visitor) is VaultState.OPEN
    practice.lock.shut()
    clock.advance(hours=10)
    practice.lock.shut_if_idle()
    assert practice.lock.state("anna") is VaultState.OPEN
    assert practice.read(kept.id).id == kept.id
    assert AuditEvent.LOCK not in [entry.act for entry, _ in practice.acts(50)]


def test_no_passphrase_is_asked_for_and_no_key_is_written(practice, tmp_path, exercise):
    practice.begin(exercise)
    assert practice.lock.keeps_nothing
    assert [entry.act for entry, _ in practice.acts(50)][-1] is AuditEvent.KEEP_NOTHING
    assert not list(tmp_path.rglob("vault.json"))


def test_a_restart_erases_everything(start, exercise):
    before = start()
    kept = before.begin(exercise)
    after = start()
    after.retention.erase_unreadable()
    assert after.cases() == [] and after.exercise_of(kept.id) is None
    with pytest.raises((NoSuchCase, CaseErased)):
        after.read(kept.id)
    assert after.collect(kept.id) is None
    assert AuditEvent.ERASE_UNREADABLE in [entry.act for entry, _ in after.acts(3)]
    assert not after.room.is_open and after.compared == []


def test_the_data_of_the_realm_lie_in_a_folder_of_their_own(practice, tmp_path):
    assert {each.name for each in tmp_path.iterdir()} == {"training"}


# A class on the desk


@pytest.fixture
def answer(practice):
    """A trainee of the class answers the exercise that is open: as the key, or nothing."""
    practice.room.open()

    def work(name: str, *, as_key: bool = True, no: tuple[str, ...] = ()) -> None:
        trainee = practice.of(name)
        practice.room.join(practice.room.code, name, name)
        exercise = practice.content.exercises.by_id[practice.room.current.exercise]
        kept = trainee.read(practice.room.begin(name, lambda _: trainee.begin(exercise).id))
        case = exercise.solved(CATALOGUE) if as_key else exercise.given
        replies = {**case.replies, **{id_: Reply(Answer.NO) for id_ in no}}
        practice.save(kept, replace(case, replies=replies), seen_revision=kept.revision)
        practice.room.finish(name)

    return work


def test_results_are_collected_from_the_cases_of_all_trainees_whoever_asks(practice, answer):
    practice.room.release("budowa_osmiu")
    answer("anna")
    answer("bartek", no=("debt_bondage",))
    practice = practice.of("trainer")
    practice.room.close()
    (only,) = all_results(practice.room.rounds, practice.content)
    spread = {row.id: row for row in only.answers.rows}["debt_bondage"]
    assert spread.counts == {Answer.YES: 1, Answer.NO: 1}
    assert (only.answers.trainees, only.answers.same_advice) == (2, 2)
    assert practice.cases() == []


def test_a_case_saved_after_the_close_does_not_change_the_results(practice, answer):
    practice.room.release("budowa_osmiu")
    answer("anna")
    practice.room.show_results()
    kept = practice.read(practice.room.current.cases["anna"])
    practice.save(kept, replace(kept.case, replies={}), seen_revision=kept.revision)
    shown = shown_results(practice.room.rounds, practice.content)
    assert shown.rounds[0].answers.share_as_key == 1


def test_a_trainee_who_erased_the_case_is_not_counted(practice, answer):
    practice.room.release("budowa_osmiu")
    answer("anna")
    answer("bartek")
    erased = practice.room.current.cases["bartek"]
    practice.of("bartek").erase(erased)
    assert practice.collect(erased) is None and practice.collect(practice.room.current.cases["anna"])
    practice.room.close()
    assert all_results(practice.room.rounds, practice.content)[0].answers.trainees == 1


def test_nothing_is_shown_before_the_trainer_shows_it(practice, answer):
    assert shown_results(practice.room.rounds, practice.content) is None
    practice.room.release("budowa_osmiu")
    answer("anna")
    practice.room.close()
    assert shown_results(practice.room.rounds, practice.content) is None
    practice.room.show_results()
    assert shown_results(practice.room.rounds, practice.content).exercise.id == "budowa_osmiu"
    practice.room.release("kubek_przy_metrze")
    assert shown_results(practice.room.rounds, practice.content) is None


def test_a_second_round_stands_beside_the_first_with_all_rows_of_both(practice, answer):
    for as_key, no in ((False, ("hazardous",)), (True, ())):
        practice.room.release("budowa_osmiu")
        answer("anna", as_key=as_key, no=no)
        answer("bartek", as_key=as_key)
    practice.room.show_results()
    shown = shown_results(practice.room.rounds, practice.content)
    assert [each.answers.number for each in shown.rounds] == [1, 2]
    assert [each.answers.share_as_key for each in shown.rounds] == [0, 1]
    assert set(shown.rows) == shown.exercise.key.keys() | {"hazardous"}
    assert set(shown.signs) == shown.exercise.signs(CATALOGUE)
    assert shown.exercises == 1 and shown.kappa is None


def test_over_five_mixed_exercises_the_last_round_of_each_counts_and_kappa_is_shown(practice, answer):
    exercises = ("kubek_przy_metrze", "budowa_osmiu", "kontrola_grupowa", "akordeon_na_rynku", "emeryt_przy_dworcu")
    practice.room.release("budowa_osmiu")
    answer("anna", as_key=False)
    answer("bartek")
    for exercise in exercises:
        practice.room.release(exercise)
        answer("anna")
        answer("bartek")
    practice.room.show_results()
    shown = shown_results(practice.room.rounds, practice.content)
    assert (shown.exercises, shown.over_all.percent, shown.kappa) == (5, 1, 1)


def test_results_are_worked_out_once_a_round(practice, answer):
    practice.room.release("budowa_osmiu")
    answer("anna")
    practice.room.close()
    first = all_results(practice.room.rounds, practice.content)
    assert all_results(practice.room.rounds, practice.content)[0] is first[0]


def test_results_hold_neither_names_nor_ids_of_cases(practice, answer):
    practice.room.release("budowa_osmiu")
    answer("anna")
    case_id = practice.room.current.cases["anna"]
    practice.room.show_results()
    told = repr(shown_results(practice.room.rounds, practice.content))
    assert "anna" not in told and str(case_id) not in told


def test_every_case_of_practice_is_an_exercise_in_its_file_too(practice, exercise):
    opened = [practice.begin(exercise), practice.open(None), practice.take_in(replace(exercise.given, exercise=False))]
    opened.append(practice.next_person(opened[2], seen_revision=opened[2].revision))
    assert all(each.case.exercise for each in opened)
    assert json.loads(plain_file(practice, opened[2]))["exercise"] is True
