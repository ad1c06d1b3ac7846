"""What a command writes about the clock reaches the program that runs beside it, whose clock ran all the time."""

from datetime import timedelta

import pytest

from screening.casework.retention import Doubt, Retention
from screening.storage import open_store
from tests.builders import CASE_HOURS
from tests.casework.test_retention import start
from tests.storage.opening import PASSPHRASE, QUICK

__all__ = ["start"]


@pytest.fixture
def command(tool_settings, clock):
    """The look at the clock of a command that begins now, by a clock that may be wrong for it alone."""
    opened = []

    def begin(**wrong) -> Retention:
        opened.append(open_store(tool_settings, QUICK))
        by = timedelta(**wrong)
        return Retention(opened[-1], lambda: clock() + by, clock.running, timedelta(0))

    yield begin
    for store in opened:
        store.close()


def _acts(desk) -> list[tuple[str, str]]:
    return [(entry.act.value, entry.actor) for entry, _ in reversed(desk.acts(2))]


def _opened(desk):
    desk.lock.unlock("a", PASSPHRASE)
    return desk


@pytest.mark.parametrize("wrong", [{"minutes": -90}, {"days": -40}, {"days": 61}], ids=str)
def test_a_program_that_runs_ends_the_doubt_of_a_command_and_moves_no_date(start, clock, command, wrong):
    desk = _opened(start())
    case = desk.open(None)
    clock.advance(hours=1)
    assert command(**wrong).is_doubted() and command().is_doubted()
    assert desk.retention.notice() is None and not command().is_doubted()
    assert _acts(desk) == [("clock_doubted", "program"), ("clock_confirmed", "program")]
    assert desk.read(case.id).erase_after == case.erase_after
    assert start().retention.doubtful() is None
    clock.advance(hours=CASE_HOURS)
    assert desk.retention.erase_overdue() == [str(case.id)]


def test_a_program_that_doubts_the_clock_itself_asks_and_ends_no_doubt_of_a_command(start, clock, command):
    desk = _opened(start())
    case = desk.open(None)
    clock.set_wrong(days=30)
    assert not command().is_doubted()
    clock.set_wrong(days=-60)
    assert command().is_doubted()
    for _ in range(3):
        assert desk.retention.notice().doubt is Doubt.BEHIND and desk.retention.erase_overdue() == []
        assert command().is_doubted()
    desk.retention.confirm(desk.today())
    assert not command().is_doubted() and desk.cases()[0].hours_left == CASE_HOURS
    assert desk.read(case.id).id == case.id


def test_a_doubt_from_before_the_start_is_ended_by_an_answer_alone(start, clock, command):
    command(minutes=-30).is_doubted()
    desk = start()
    clock.advance(hours=1)
    assert desk.retention.notice().doubt is Doubt.UNSETTLED and command().is_doubted()
    _opened(desk).retention.confirm(desk.today())
    assert desk.retention.notice() is None and not command().is_doubted()


def test_a_command_that_believes_the_clock_ends_no_doubt_of_the_program(start, clock, command):
    desk, before = start(), command()
    clock.advance(minutes=1)
    clock.set_wrong(hours=5)
    assert desk.retention.notice()
    clock.set_wrong(hours=-5)
    assert before.is_doubted() and desk.acts(1)[0][0].act == "clock_doubted"


def test_after_an_answer_about_a_clock_that_was_ahead_backups_go_on(start, clock, command):
    """The machine was two hours ahead in the morning; somebody answered; at noon a command takes that for a jump."""
    clock.set_wrong(hours=2)
    desk = _opened(start())
    desk.open(None)
    clock.set_wrong(hours=-2)
    assert desk.retention.notice()
    desk.retention.confirm(desk.today())
    clock.advance(minutes=10)
    desk.lock.shut()
    clock.advance(minutes=160)
    assert desk.retention.notice() is None and command().doubtful().doubt is Doubt.FORWARD_AGAIN
    assert command().is_doubted()
    assert desk.retention.notice() is None
    for _ in range(3):
        assert not command().is_doubted()
        clock.advance(days=1)
        assert desk.retention.notice() is None
