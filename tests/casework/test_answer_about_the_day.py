"""What day is it: the answer erases nothing and keeps nothing for years, whatever clock wrote the newest row."""

from datetime import timedelta

import pytest

from screening.casework.held_forms import HeldFormSender
from screening.core.durations import CASE_KEPT_FOR, EXTENSION, MOST_EXTENSIONS
from screening.storage import AuditEvent
from tests.builders import CASE_HOURS
from tests.casework.test_held_forms import form
from tests.casework.test_retention import start
from tests.inside.casework import store_of
from tests.storage.opening import PASSPHRASE

__all__ = ["start"]


def _opened(desk):
    desk.lock.unlock("a", PASSPHRASE)
    return desk


def _confirm(desk):
    """Somebody opens the lock and says what day it is, and it is the day that the clock shows."""
    _opened(desk).retention.confirm(desk.today())
    return desk


def _a_command_while_the_clock_is_wrong(start, clock, **by):
    """One row by a clock that is wrong for the time of a command, as of a backup by cron before the time is set."""
    store = store_of(start())
    clock.set_wrong(**by)
    store.note(AuditEvent.BACKUP, clock())
    clock.set_wrong(**{unit: -number for unit, number in by.items()})


@pytest.mark.parametrize("by", [{"hours": 2}, {"days": 5}, {"days": 10}, {"days": 3000}], ids=str)
def test_a_command_while_the_clock_was_ahead_takes_no_time_from_a_case(start, clock, by):
    case = _opened(start()).open(None)
    for hours in (20, 10):
        clock.advance(hours=hours)
        _a_command_while_the_clock_is_wrong(start, clock, **by)
        desk = _confirm(start())
        assert case.erase_after <= desk.read(case.id).erase_after <= clock() + CASE_KEPT_FOR
        assert desk.retention.erase_overdue() == []
    clock.advance(hours=CASE_HOURS)
    assert len(desk.retention.erase_overdue()) == 1


def _jump_that_shuts_the_lock(desk, clock, by):
    """The clock goes ahead while the lock is open: it shuts by that clock before anybody doubts it."""
    clock.set_wrong(**by)
    desk.lock.shut_if_idle()
    desk.retention.notice()


@pytest.mark.parametrize("by", [{"hours": 30}, {"days": 30}], ids=str)
def test_a_case_that_was_saved_while_the_clock_was_an_hour_ahead_is_not_erased_early_after_it_was_set_wrongly(
    start, clock, by
):
    clock.set_wrong(hours=1)
    desk = _opened(start())
    cases = desk.open(None), desk.open(None)
    desk.extend(cases[1], "person")
    clock.advance(minutes=10)
    _jump_that_shuts_the_lock(desk, clock, by)
    clock.set_wrong(**{unit: -number for unit, number in by.items()})
    clock.set_wrong(hours=-1)
    desk = _confirm(start())
    promised = CASE_KEPT_FOR, CASE_KEPT_FOR + EXTENSION
    for case, whole in zip(cases, promised, strict=True):
        left = desk.read(case.id).erase_after - clock()
        assert whole - timedelta(minutes=10) <= left <= whole
    assert desk.retention.erase_overdue() == []


@pytest.mark.parametrize("by", [{"days": -2200}, {"days": -70}], ids=str)
def test_a_command_while_the_clock_was_far_behind_keeps_no_case_for_years(start, clock, by):
    desk = _opened(start())
    case, extended = desk.open(None), desk.open(None)
    desk.extend(extended, "person")
    clock.advance(hours=20)
    _a_command_while_the_clock_is_wrong(start, clock, **by)
    desk = start()
    if desk.retention.doubtful():
        _confirm(desk)
    _opened(desk)
    assert case.erase_after <= desk.read(case.id).erase_after <= clock() + CASE_KEPT_FOR
    assert desk.read(extended.id).erase_after <= clock() + CASE_KEPT_FOR + EXTENSION


def test_a_case_of_a_flat_battery_keeps_its_time_also_after_the_next_command_with_a_clock_ahead(start, clock):
    clock.set_wrong(days=-2200)
    _confirm(start())
    case = _opened(start()).open(None)
    clock.set_wrong(days=2200)
    desk = _confirm(start())
    assert desk.read(case.id).erase_after == clock() + CASE_KEPT_FOR
    _a_command_while_the_clock_is_wrong(start, clock, days=9)
    assert _confirm(start()).read(case.id).erase_after == clock() + CASE_KEPT_FOR


def test_a_finished_case_is_kept_no_longer_than_the_institution_says_whatever_the_answer_moves(start, clock):
    days = timedelta(days=30)
    desk = _opened(start(finished_for=days))
    case = desk.open(None)
    desk.finish(case)
    _a_command_while_the_clock_is_wrong(start, clock, days=-2200)
    assert _confirm(start()).read(case.id).erase_after == clock() + days


def test_where_the_trail_is_damaged_no_answer_keeps_a_case_longer_than_its_extensions(start, clock):
    desk = _opened(start())
    case = desk.open(None)
    _a_command_while_the_clock_is_wrong(start, clock, days=-2200)
    with store_of(desk).database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET revision = 9 WHERE id = 1")
    longest = CASE_KEPT_FOR + MOST_EXTENSIONS * EXTENSION
    assert _confirm(start()).read(case.id).erase_after == clock() + longest


def test_what_waits_at_the_lock_becomes_no_older_by_an_answer(start, clock):
    desk = start()
    desk.held_forms.put(form(), HeldFormSender.ADMITTED)
    sent = clock()
    _a_command_while_the_clock_is_wrong(start, clock, days=10)
    desk = _confirm(start())
    desk.erase_in_time()
    assert [each.at for each in desk.held_forms.forms()] == [sent]
    clock.advance(hours=CASE_HOURS)
    desk.erase_in_time()
    assert desk.held_forms.forms() == []


def test_what_waits_from_a_run_whose_clock_was_right_keeps_its_time_whatever_the_next_one_measures(start, clock):
    desk = start()
    desk.held_forms.put(form(), HeldFormSender.ADMITTED)
    sent = clock()
    clock.advance(hours=9)
    clock.set_wrong(minutes=130)
    desk = _opened(start())
    assert not desk.retention.notice()
    clock.set_wrong(minutes=-130)
    assert desk.retention.notice()
    desk.retention.confirm(desk.today())
    assert [each.at for each in desk.held_forms.forms()] == [sent]
