"""What the lock and the desk answer is what lies on the disk, wherever the disk fails."""

import os
import sqlite3
import threading
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event

from screening import settings
from screening.casework import CaseService
from screening.casework.retention import NoMoreExtensions
from screening.core.instrument.vocabulary import Profession
from screening.core.record.inspection import MOST_PERSONS
from screening.storage import KeysChanged, NotSaved, StaleRevision, VaultState, WrongKey, open_store
from tests.inside.casework import store_of
from tests.storage.opening import PASSPHRASE, QUICK

NEW = "another long passphrase"
MOST_EVENTS = 40


@contextmanager
def failing(desk, first: int, *, lasting: bool = True, error: int = 28):
    """The disk fails at an event that writes, counted from 0, and from then on; gives the events as they come."""
    events: list[str] = []
    engine, opened, synced, renamed = store_of(desk).database.engine, os.open, os.fsync, Path.replace

    def happens(name: str) -> bool:
        events.append(name)
        at = len(events) - 1
        return at >= first if lasting else at == first

    def execute(cursor, statement, parameters, context):
        if statement.startswith(("INSERT", "UPDATE")) and happens(statement.split("(")[0][:40]):
            raise sqlite3.OperationalError("database or disk is full")

    def fail(name, real):
        def call(*args, **more):
            if happens(name):
                raise OSError(error, os.strerror(error))
            return real(*args, **more)

        return call

    event.listen(engine, "do_execute", execute)
    os.open, os.fsync, Path.replace = fail("open", opened), fail("fsync", synced), fail("replace", renamed)
    try:
        yield events
    finally:
        os.open, os.fsync, Path.replace = opened, synced, renamed
        event.remove(engine, "do_execute", execute)


def _acts(desk) -> list[str]:
    return [entry.act.value for entry, _ in reversed(desk.acts(100))]


def _opens(desk, passphrase: str) -> bool:
    try:
        type(store_of(desk).vault)(store_of(desk).vault.path, QUICK).unlock(passphrase)
    except WrongKey:
        return False
    return True


def _set_up(desk) -> str:
    desk.lock.prepare("a", PASSPHRASE)
    kit = desk.lock.kit("a")
    desk.lock.complete("a", kit)
    return kit


ACTS = {
    "recover": ("keys_begun", lambda desk, kit: desk.lock.recover("b", kit, NEW)),
    "change_passphrase": ("keys_begun", lambda desk, kit: desk.lock.change_passphrase("b", PASSPHRASE, NEW)),
}


@pytest.fixture
def places(tmp_path, content, clock):
    """Desks on data folders of their own."""
    stores = []

    def make(name: object) -> CaseService:
        stores.append(open_store(settings.load({"ROZPOZNAJ_DATA": str(tmp_path / str(name))}), QUICK))
        return CaseService(stores[-1], content, clock, clock.running)

    yield make
    for store in stores:
        store.close()


def _at_event(desk, act: str, number: int, *, lasting: bool, error: int) -> bool:
    """Fail at one event of an act, and check what was said; False if the act has no such event."""
    begun, do = ACTS[act]
    kit = _set_up(desk)
    desk.lock.shut()
    said = "done"
    with failing(desk, number, lasting=lasting, error=error) as events:
        try:
            do(desk, kit)
        except KeysChanged as problem:
            assert str(problem) == KeysChanged.sentence
            said = "changed"
        except NotSaved:
            said = "not saved"
    if len(events) <= number:
        return False
    assert _opens(desk, NEW) is (said != "not saved") and _opens(desk, PASSPHRASE) is (said == "not saved"), events
    desk.lock.shut()
    desk.lock.unlock("c", PASSPHRASE if said == "not saved" else NEW)
    trail = _acts(desk)
    told = act in trail or "keys_untold" in trail
    assert told is (said != "not saved") and (said == "not saved" or begun in trail), trail
    assert desk.verify_trail() is None
    return True


@pytest.mark.sampled(1)
@pytest.mark.parametrize("act", ACTS)
def test_not_saved_means_that_the_old_passphrase_opens_and_done_that_the_new_one_does(places, act):
    number = 0
    while _at_event(places(number), act, number, lasting=True, error=28):
        number += 1
    assert 5 <= number < MOST_EVENTS


@pytest.mark.full
@pytest.mark.parametrize("error", [28, 5])
@pytest.mark.parametrize("lasting", [True, False])
@pytest.mark.parametrize("act", ACTS)
def test_the_same_with_every_error_at_every_event(places, act, lasting, error):
    number = 0
    while _at_event(places(number), act, number, lasting=lasting, error=error):
        number += 1
    print(f"{act}: {number} points, {'lasting' if lasting else 'once'}, error {error}")
    assert 5 <= number < MOST_EVENTS


@pytest.mark.parametrize("act", ACTS)
def test_damage_that_is_met_after_the_key_file_was_written_is_told_as_a_change(places, act):
    """A trigger stands for a damaged page: the database refuses a row, and no disk is full."""
    desk = places(act)
    kit = _set_up(desk)
    with store_of(desk).database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER damaged BEFORE INSERT ON unit_keys BEGIN SELECT RAISE(ABORT, 'malformed'); END"
        )
    desk.lock.shut()
    with pytest.raises(KeysChanged, match="were changed and hold"):
        ACTS[act][1](desk, kit)
    assert _opens(desk, NEW) and not _opens(desk, PASSPHRASE)


def test_a_set_up_is_done_or_not_done_at_every_event_of_it(places):
    number, went_on = 0, True
    while went_on:
        desk = places(number)
        desk.lock.prepare("a", PASSPHRASE)
        kit, said = desk.lock.kit("a"), "done"
        with failing(desk, number) as events:
            try:
                desk.lock.complete("a", kit)
            except NotSaved:
                said = "not saved"
        went_on = len(events) > number
        assert desk.lock.state("a") is (VaultState.OPEN if said == "done" else VaultState.NEW)
        if said == "not saved":
            desk.lock.complete("a", kit)
        assert _opens(desk, PASSPHRASE)
        desk.lock.shut()
        assert "set_up" in _acts(desk) and desk.verify_trail() is None
        number += 1
    assert number > 5


def test_keeping_nothing_on_a_full_disk_leaves_nobody_behind_a_word_that_was_never_shown(desk):
    with failing(desk, 0), pytest.raises(NotSaved):
        desk.lock.keep_nothing("a")
    assert desk.lock.state("a") is VaultState.NEW and not desk.lock.keeps_nothing
    assert desk.lock.keep_nothing("a")


def test_a_browser_that_an_error_of_another_one_shut_out_opens_the_lock_anew_for_itself(desk):
    """Once the next passphrase opened the lock for the other one, it opened it for this one as well."""
    _set_up(desk)
    with failing(desk, 0), pytest.raises(NotSaved):
        desk.lock.unlock("b", PASSPHRASE)
    assert desk.lock.state("a") is VaultState.LOCKED
    desk.lock.unlock("b", PASSPHRASE)
    assert (desk.lock.state("a"), desk.lock.state("b")) == (VaultState.LOCKED, VaultState.OPEN)
    assert _acts(desk)[-2:] == ["lock", "unlock"]


def test_shutting_never_fails_and_its_row_comes_with_the_next(desk, clock):
    _set_up(desk)
    with failing(desk, 0):
        desk.lock.shut()
        assert desk.lock.state("a") is VaultState.LOCKED
    desk.lock.unlock("a", PASSPHRASE)
    with failing(desk, 0):
        clock.ran += 3600
        assert desk.lock.state("a") is VaultState.LOCKED
    desk.lock.unlock("a", PASSPHRASE)
    assert _acts(desk)[-4:] == ["lock", "unlock", "lock", "unlock"]


def _at_once(times: int, act) -> list[object]:
    """What an act returns, or raises, in so many threads at the same time."""
    ready, found = threading.Barrier(times), []

    def run() -> None:
        ready.wait()
        try:
            found.append(act())
        except (StaleRevision, NoMoreExtensions) as problem:
            found.append(problem)

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _next_of(acts: list) -> object:
    return acts.pop()()


def test_an_extension_pressed_six_times_at_once_is_one_week_and_one_row(open_desk):
    case = open_desk.open(None)
    _at_once(6, lambda: open_desk.extend(case, "kcik"))
    assert open_desk.read(case.id).erase_after == case.erase_after + timedelta(days=7)
    assert _acts(open_desk).count("extend_kcik") == 1


def test_an_extension_is_not_lost_by_a_save_at_the_same_moment(open_desk):
    for _ in range(10):
        case = open_desk.open(None)
        both = [partial(open_desk.extend, case, "kcik"), partial(open_desk.save, case, case.case, seen_revision=1)]
        _at_once(2, partial(_next_of, both))
        assert open_desk.read(case.id).erase_after == case.erase_after + timedelta(days=7)


def test_a_case_opened_by_three_presses_of_one_button_is_one_case(open_desk):
    new_id = uuid4()
    opened = _at_once(3, lambda: open_desk.open(None, new_id=new_id).id)
    assert len(set(opened)) == 1 == len(open_desk.cases())
    assert open_desk.open(None).id not in opened


def test_persons_opened_at_once_have_numbers_of_their_own_and_a_double_press_is_one_person(open_desk):
    first = open_desk.open(None)
    open_desk.next_person(first, seen_revision=1)
    first = open_desk.read(first.id)
    ids = [uuid4() for _ in range(4)] * 2
    waiting = list(ids)
    _at_once(8, lambda: open_desk.next_person(first, seen_revision=first.revision, new_id=waiting.pop()))
    persons = open_desk.persons_of(first.case.site.id)
    assert [each.case.site.number for each in persons.found] == [1, 2, 3, 4, 5, 6] and MOST_PERSONS > 6


@pytest.mark.parametrize("harm", ["sealed = x'00'", "key_id = 'of a unit key that is gone'"])
def test_one_damaged_record_closes_no_inspection(open_desk, harm):
    first, other = open_desk.open(None), open_desk.open(None)
    second = open_desk.next_person(first, seen_revision=1)
    with store_of(open_desk).database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE cases SET {harm} WHERE public_id = ?", (str(other.id),))  # noqa: S608
    persons = open_desk.persons_of(second.case.site.id)
    assert [each.id for each in persons.found] == [first.id, second.id] and persons.damaged == [2]
    assert open_desk.next_person(second, seen_revision=1).case.site.number == 3


def test_no_id_that_was_altered_closes_the_list(open_desk):
    first, other = open_desk.open(None), open_desk.open(None)
    with store_of(open_desk).database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET public_id = 'nobody' WHERE public_id = ?", (str(other.id),))
    assert [each.id for each in open_desk.cases()] == [first.id] and open_desk.damaged() == [2]
    assert open_desk.open(None).id and len(open_desk.acts(9)) == 4
    open_desk.erase_damaged(2)
    assert open_desk.damaged() == []


def test_a_page_that_a_browser_kept_never_leads_to_the_case_of_another_person(open_desk):
    new_id = uuid4()
    first = open_desk.open(None, new_id=new_id)
    assert open_desk.open(None, new_id=new_id).id == first.id
    assert open_desk.open(Profession.POLICE, new_id=new_id).id != first.id
    open_desk.save(first, first.case, seen_revision=1)
    assert open_desk.open(None, new_id=new_id).id != first.id


def test_a_kept_page_of_an_inspection_opens_another_person_once_the_one_before_was_worked_at(open_desk):
    first, new_id = open_desk.open(None), uuid4()
    second = open_desk.next_person(first, seen_revision=1, new_id=new_id)
    open_desk.save(second, second.case, seen_revision=1)
    third = open_desk.next_person(open_desk.read(first.id), seen_revision=2, new_id=new_id)
    assert third.id != second.id and third.case.site.number == 3
