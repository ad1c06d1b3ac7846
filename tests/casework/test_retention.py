"""Erased in time, and never by a clock that nobody can believe."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.casework import CaseService, Rules
from screening.casework.retention import ClockDoubted, Doubt, NoMoreExtensions, OtherDay
from screening.core.durations import CASE_KEPT_FOR, EXTENSION
from screening.storage import CaseErased, CaseFinished, open_store
from tests.builders import CASE_HOURS
from tests.conftest import Clock
from tests.inside.casework import set_clock, store_of
from tests.storage.opening import PASSPHRASE, QUICK, open_quick


@pytest.fixture
def start(tool_settings, content, clock):
    """A desk over the same data folder, as after a start of the program; its lock is shut."""
    opened = []

    def begin(**rules) -> CaseService:
        opened.append(open_store(tool_settings, QUICK))
        begun = CaseService(opened[-1], content, clock, clock.running, Rules(**rules))
        begun.retention.notice()
        return begun

    first = begin()
    first.lock.prepare("a", PASSPHRASE)
    first.lock.complete("a", first.lock.kit("a"))
    first.lock.shut()
    yield begin
    for store in opened:
        store.close()


def _opened(desk: CaseService) -> CaseService:
    desk.lock.unlock("a", PASSPHRASE)
    return desk


def _confirm(desk: CaseService) -> None:
    """Somebody opens the lock and says what day it is, and it is the day that the clock shows."""
    _opened(desk).retention.confirm(desk.today())


def test_a_laptop_that_was_off_erases_what_is_overdue_at_the_next_start_while_locked(start, clock):
    _opened(start()).open(None)
    clock.advance(hours=CASE_HOURS)
    locked = start()
    assert len(locked.retention.erase_overdue()) == 1
    assert locked.retention.erase_overdue() == []


@pytest.mark.parametrize(
    ("wrong", "doubt"), [({"hours": -1}, Doubt.BEHIND), ({"days": 61}, Doubt.AHEAD)], ids=["behind", "far ahead"]
)
def test_a_clock_that_is_wrong_at_the_start_erases_nothing_until_somebody_confirms(start, clock, wrong, doubt):
    _opened(start()).open(None)
    clock.set_wrong(**wrong)
    desk = start()
    assert desk.retention.doubtful().doubt is doubt
    assert desk.retention.erase_overdue() == [] and len(desk.cases()) == 1
    _confirm(desk)
    assert desk.retention.doubtful() is None and len(desk.cases()) == 1


@pytest.mark.parametrize("hours", [-2, 2, 24 * 30])
def test_a_clock_that_jumps_while_running_erases_nothing(start, clock, hours):
    desk = _opened(start())
    desk.open(None)
    clock.set_wrong(hours=hours)
    doubtful = desk.retention.doubtful()
    assert doubtful.doubt is (Doubt.JUMPED if hours > 0 else Doubt.BEHIND)
    assert desk.retention.erase_overdue() == []


def test_a_machine_that_slept_has_not_jumped(start, clock):
    desk = _opened(start())
    desk.open(None)
    clock.advance(days=10)
    assert desk.retention.doubtful() is None
    assert len(desk.retention.erase_overdue()) == 1


def test_rows_written_while_in_doubt_do_not_make_the_clock_right(start, clock):
    _opened(start()).open(None)
    clock.set_wrong(days=3650)
    _opened(start()).lock.shut()
    assert start().retention.doubtful().doubt is Doubt.AHEAD
    assert start().retention.erase_overdue() == []
    clock.set_wrong(days=-3650)
    desk = start()
    assert desk.retention.doubtful().doubt is Doubt.UNSETTLED
    _confirm(desk)
    assert desk.retention.doubtful() is None and len(desk.cases()) == 1


def test_a_doubt_and_its_end_stand_in_the_trail_once(start, clock):
    desk = start()
    clock.set_wrong(hours=5)
    for _ in range(3):
        desk.retention.notice()
    clock.set_wrong(hours=-5)
    clock.advance(minutes=1)
    for _ in range(3):
        desk.retention.notice()
    assert [entry.act.value for entry, _ in desk.acts(2)] == ["clock_confirmed", "clock_doubted"]


def test_many_who_notice_a_doubt_at_once_write_it_once(start, clock):
    desk = start()
    for turn in range(5):
        clock.set_wrong(hours=5 if turn % 2 == 0 else -5)
        clock.advance(minutes=1)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: desk.retention.notice(), range(16)))
        assert {bool(each) for each in found} == {turn % 2 == 0}
    acts = [entry.act.value for entry, _ in desk.acts(50)]
    assert (acts.count("clock_doubted"), acts.count("clock_confirmed")) == (3, 2)


def test_looking_whether_the_clock_is_right_writes_nothing(start, clock):
    desk = start()
    before = desk.acts(50)
    clock.set_wrong(hours=5)
    assert all(desk.retention.doubtful() for _ in range(3)) and desk.acts(50) == before


def test_a_date_that_a_wrong_clock_set_is_brought_back_when_the_clock_is_confirmed(start, clock):
    desk = _opened(start())
    clock.set_wrong(days=3000)
    _confirm(desk)
    desk.open(None)
    clock.set_wrong(days=-3000)
    fresh = start()
    assert fresh.retention.doubtful().doubt is Doubt.BEHIND
    _confirm(_opened(fresh))
    clock.advance(days=17, minutes=1)
    assert len(fresh.retention.erase_overdue()) == 1


def test_a_case_is_kept_a_week_longer_for_a_reason_twice_at_most(start, clock):
    desk = _opened(start())
    case = desk.open(None)
    with pytest.raises(KeyError):
        desk.extend(case, "because")
    for reason in ("kcik", "person"):
        desk.extend(desk.read(case.id), reason)
    with pytest.raises(NoMoreExtensions):
        desk.extend(desk.read(case.id), "kcik")
    assert desk.read(case.id).erase_after - clock() == CASE_KEPT_FOR + 2 * EXTENSION
    now = desk.read(case.id)
    assert desk.save(now, now.case, seen_revision=now.revision).erase_after == now.erase_after


def test_a_finished_case_is_erased_at_once(start):
    desk = _opened(start())
    case = desk.open(None)
    desk.finish(case)
    with pytest.raises(CaseErased):
        desk.read(case.id)


def test_a_finished_case_is_kept_for_the_institutions_days_and_cannot_be_changed(start, clock):
    desk = _opened(start(finished_for=timedelta(days=30)))
    case = desk.open(None)
    desk.finish(case)
    finished = desk.read(case.id)
    assert finished.finished and finished.erase_after - clock() == timedelta(days=30)
    with pytest.raises(CaseFinished):
        desk.save(finished, finished.case, seen_revision=finished.revision)
    with pytest.raises(CaseFinished):
        desk.extend(finished, "kcik")
    clock.advance(days=30)
    assert desk.cases() == []


@pytest.mark.parametrize("by", [{"days": 30}, {"days": 59}, {"days": -40}], ids=str)
def test_a_doubt_outlives_a_restart_and_a_clock_that_was_set_right_meanwhile(start, clock, by):
    case = _opened(start()).open(None)
    first = start()
    clock.set_wrong(**by)
    assert first.retention.erase_overdue() == []
    for right_again in (False, True):
        if right_again:
            clock.set_wrong(**{unit: -number for unit, number in by.items()})
        clock.advance(hours=10)
        desk = start()
        assert desk.retention.doubtful() and desk.retention.erase_overdue() == []
    _confirm(desk)
    assert [each.id for each in desk.cases()] == [case.id]
    clock.advance(hours=CASE_HOURS)
    assert desk.cases() == []


@pytest.mark.parametrize("by", [{"hours": 2}, {"days": 30}, {"days": -40}, {"days": 3000}], ids=str)
def test_a_confirmed_jump_moves_every_date_by_it_and_its_way_back_moves_them_back(start, clock, by):
    desk = _opened(start())
    case = desk.open(None)
    clock.advance(hours=20)
    for back in (1, -1):
        clock.set_wrong(**{unit: number * back for unit, number in by.items()})
        assert desk.retention.doubtful()
        _confirm(desk)
        (left,) = desk.cases()
        assert left.hours_left == CASE_HOURS - 20
    assert desk.read(case.id).erase_after == case.erase_after
    clock.advance(hours=CASE_HOURS - 21)
    assert len(desk.cases()) == 1
    clock.advance(hours=1)
    assert desk.cases() == []


def test_a_clock_confirmed_while_40_days_behind_and_set_right_later_erases_nothing_unasked(start, clock):
    desk = _opened(start())
    desk.open(None)
    clock.set_wrong(days=-40)
    _confirm(desk)
    clock.set_wrong(days=40)
    clock.advance(minutes=40)
    assert desk.retention.erase_overdue() == [] and desk.retention.doubtful().doubt is Doubt.JUMPED
    desk = start()
    assert desk.retention.erase_overdue() == []
    _confirm(desk)
    assert len(desk.cases()) == 1


@pytest.mark.parametrize("back", [{"hours": 80}, {"days": 40}], ids=str)
def test_a_clock_confirmed_while_behind_and_set_right_while_the_program_was_off_is_asked_about(start, clock, back):
    desk = _opened(start())
    case = desk.open(None)
    clock.set_wrong(**{unit: -number for unit, number in back.items()})
    _confirm(desk)
    clock.advance(hours=1)
    clock.set_wrong(**back)
    desk = start()
    assert desk.retention.erase_overdue() == [] and desk.retention.doubtful().doubt is Doubt.FORWARD_AGAIN
    assert start().retention.erase_overdue() == []
    _confirm(desk)
    assert [each.id for each in desk.cases()] == [case.id]
    clock.advance(hours=CASE_HOURS)
    desk = start()
    assert desk.retention.doubtful() is None and desk.cases() == []


def test_after_a_step_back_that_was_right_nobody_is_asked_from_day_to_day(start, clock):
    _opened(start())
    clock.set_wrong(days=-10)
    _confirm(start())
    for _ in range(7):
        clock.advance(days=2)
        desk = start()
        assert desk.retention.doubtful() is None
        _opened(desk).lock.shut()
    clock.advance(days=11)
    assert start().retention.doubtful() is None


def test_a_machine_that_was_switched_off_has_not_jumped(start, clock):
    _opened(start()).open(None)
    clock.set_wrong(days=59)
    desk = start()
    assert desk.retention.doubtful() is None and desk.cases() == []


@pytest.mark.parametrize("time", ["x", "0001-01-01T00:00:00.000000+00:00", "9999-12-31T23:59:59.999999+00:00"])
@pytest.mark.parametrize("how_many", [1, 100])
def test_a_damaged_time_of_the_newest_row_is_a_doubt(start, clock, how_many, time):
    desk = _opened(start())
    desk.open(None)
    with store_of(desk).database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        newest = "UPDATE audit SET at = ? WHERE id IN (SELECT id FROM audit ORDER BY id DESC LIMIT ?)"
        connection.exec_driver_sql(newest, (time, how_many))
    clock.set_wrong(days=400)
    desk = start()
    assert desk.retention.doubtful() and desk.retention.erase_overdue() == []
    desk = start()
    assert desk.retention.erase_overdue() == []
    _confirm(desk)
    assert desk.retention.doubtful() is None and start().retention.doubtful() is None


@pytest.mark.parametrize("seconds", [1, 59])
def test_a_clock_that_the_machine_sets_back_a_little_is_believed(start, clock, seconds):
    desk = start()
    clock.set_wrong(seconds=-seconds)
    assert desk.retention.doubtful() is None and start().retention.doubtful() is None


def test_another_day_than_the_clock_shows_settles_nothing(start, clock):
    desk = _opened(start())
    desk.open(None)
    clock.set_wrong(days=30)
    before = desk.acts(50)
    for wrong in (-30, -1, 1, 366):
        with pytest.raises(OtherDay):
            desk.retention.confirm(desk.today() + timedelta(days=wrong))
    assert desk.acts(50) == before and desk.retention.doubtful()


def test_a_case_whose_time_may_be_over_stays_shut_while_the_clock_is_in_doubt(start, clock):
    desk = _opened(start())
    case = desk.open(None)
    clock.set_wrong(days=30)
    with pytest.raises(ClockDoubted):
        desk.read(case.id)
    _confirm(desk)
    assert desk.read(case.id).id == case.id


def test_threads_that_ask_at_once_doubt_no_clock_that_is_right(start):
    desk, last = start(), [0.0]

    def forward() -> datetime:
        last[0] += 0.001
        return datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(seconds=last[0])

    set_clock(desk.retention, forward)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            asked = lambda turn: desk.retention.notice() if turn % 5 == 0 else desk.retention.doubtful()  # noqa: E731
            assert not any(pool.map(asked, range(400)))
    finally:
        sys.setswitchinterval(switch)


def _unseen_jump(moves: list[tuple[str, int]]) -> bool:
    """Whether the clock was set while the program did not run: that looks like being switched off."""
    return any(move == "start" for move, _ in moves) and any(move == "jump" for move, _ in moves)


HOURS = st.integers(min_value=0, max_value=100)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), HOURS),
        st.tuples(st.just("jump"), st.integers(min_value=-200, max_value=3000)),
        st.tuples(st.just("start"), st.just(0)),
        st.tuples(st.just("change"), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_the_clock_does_a_case_is_never_erased_before_its_time(tmp_path_factory, content, moves):
    clock, folder = Clock(), tmp_path_factory.mktemp("moves")
    store = open_quick(folder)
    desk = CaseService(store, content, clock, clock.running)
    case = desk.open(None)
    passed, alive = 0.0, True
    for move, hours in moves:
        if move == "pass":
            clock.advance(hours=hours)
            passed += hours
        elif move == "jump":
            clock.set_wrong(hours=hours)
        elif move == "start":
            store.close()
            store = open_quick(folder)
            desk = CaseService(store, content, clock, clock.running)
        elif alive and not desk.retention.doubtful():
            now = desk.read(case.id) if passed < CASE_HOURS else None
            if now:
                desk.save(now, now.case, seen_revision=now.revision)
                passed = 0
        before = alive
        alive = alive and not desk.retention.erase_overdue()
        if before and not alive:
            assert passed >= CASE_HOURS or _unseen_jump(moves), moves
        if not desk.retention.doubtful() and alive and not any(move == "jump" for move, _ in moves):
            assert passed < CASE_HOURS, moves
    store.close()
