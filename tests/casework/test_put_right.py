"""What was decided while the clock was ahead came before what is done once it is right."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.casework.put_right import confirm_day
from screening.core.record.case import Case
from screening.core.record.moments import POLAND
from screening.core.record.referral import Decisions, Done, KcikDecision, NotificationDecision
from screening.core.record.vocabulary import Authority, KcikChoice, NotificationChoice, YesNoUnknown
from screening.core.referral.calling import kcik_choice
from screening.core.referral.notifying import notification_state
from screening.core.referral.wrong_clock import put_right
from screening.local_time import written_in_poland
from tests.builders import a_case

POLICE = frozenset({Authority.POLICE})
DECIDED = Decisions(
    KcikDecision(KcikChoice.NOT_NOW, "bo tak", "Anna"),
    NotificationDecision(NotificationChoice.WILL_NOTIFY, reason="bo tak", decided_by="Anna", to=POLICE),
)


@pytest.fixture
def decided_by_a_clock_ahead(clock, request):
    """A desk where both decisions were made while the clock was ahead by this much, which is right again by now."""

    def opened(**ahead):
        clock.set_wrong(**ahead)
        open_desk = request.getfixturevalue("open_desk")
        case = open_desk.take_in(a_case(yes=["documents_withheld", "debt_bondage"]))
        decided = open_desk.decided(case.case, replace(case.case, decisions=DECIDED), open_desk.now())
        open_desk.save(case, decided, seen_revision=case.revision)
        clock.set_wrong(**{name: -value for name, value in ahead.items()})
        at = written_in_poland(clock().isoformat())
        clock.advance(minutes=1)
        open_desk.retention.notice()
        return open_desk, case.id, at

    return opened


@pytest.mark.parametrize("ahead", [{"minutes": 60}, {"days": 20}])
def test_a_call_after_a_decision_of_a_clock_ahead_ends_it(clock, ahead, decided_by_a_clock_ahead):
    open_desk, id_, at = decided_by_a_clock_ahead(**ahead)
    wrong = open_desk.read(id_).case.decisions
    assert open_desk.retention.doubtful()
    confirm_day(open_desk, open_desk.today())
    now = open_desk.read(id_)
    assert written_in_poland(now.case.decisions.kcik.decided_at) == at
    clock.advance(minutes=1)
    told = written_in_poland(clock().isoformat())
    done = Done(kcik_called_at=told, notified=YesNoUnknown.YES, notified_at=told, notified_bodies=POLICE)
    after = replace(now.case, done=done)
    assert (kcik_choice(after), notification_state(after)) == (KcikChoice.CONSULT, NotificationChoice.DONE)
    before = replace(after, decisions=wrong)
    assert kcik_choice(before) is KcikChoice.NOT_NOW, "the hour of the wrong clock would hide the call"


@pytest.mark.parametrize("ahead", [{"minutes": 30}, {"minutes": 60}, {"hours": 2}], ids=str)
def test_who_comes_back_when_the_wrong_hour_is_over_is_asked_and_the_hour_is_put_right(
    clock, ahead, decided_by_a_clock_ahead
):
    open_desk, id_, at = decided_by_a_clock_ahead(**ahead)
    clock.advance(hours=3)
    assert open_desk.retention.notice(), "the difference is still there, whatever time has gone by"
    confirm_day(open_desk, open_desk.today())
    decisions = open_desk.read(id_).case.decisions
    assert {written_in_poland(each.decided_at) for each in (decisions.kcik, decisions.notification)} == {at}
    assert open_desk.retention.notice() is None


def test_what_was_written_before_the_clock_was_wrong_keeps_its_hour(clock, open_desk):
    case = open_desk.take_in(a_case(yes=["documents_withheld"]))
    decided = open_desk.decided(case.case, replace(case.case, decisions=DECIDED), open_desk.now())
    saved = open_desk.save(case, decided, seen_revision=case.revision)
    clock.advance(hours=1)
    open_desk.retention.notice()
    clock.set_wrong(hours=5)
    open_desk.retention.notice()
    confirm_day(open_desk, open_desk.today())
    clock.set_wrong(hours=-5)
    open_desk.retention.notice()
    confirm_day(open_desk, open_desk.today())
    assert open_desk.read(case.id).case.decisions == saved.case.decisions


def _at(decided: str, called: str) -> Case:
    decisions = Decisions(
        *(each and replace(each, decided_at=decided) for each in (DECIDED.kcik, DECIDED.notification))
    )
    done = Done(kcik_called_at=called, notified=YesNoUnknown.YES, notified_at=called, notified_bodies=POLICE)
    return replace(a_case(), decisions=decisions, done=done)


def _order(case: Case) -> tuple[object, object]:
    return kcik_choice(case), notification_state(case)


@given(
    decided=st.integers(0, 600),
    called=st.integers(0, 600),
    now=st.integers(0, 700),
    by=st.integers(-400, 400),
    measured=st.booleans(),
)
def test_putting_right_turns_no_order_of_a_decision_and_a_call_round(decided, called, now, by, measured):
    """A paper that was right before the answer about the day is right after it."""
    midnight = datetime(2026, 11, 23, tzinfo=POLAND)
    time = lambda minutes: (midnight + timedelta(minutes=minutes)).isoformat(timespec="minutes")  # noqa: E731
    case = _at(time(decided), time(called))
    moved = timedelta(minutes=by)
    first = midnight if measured else None
    right = put_right(case, midnight + timedelta(minutes=now), moved, first)
    known = [at for at in (right.decisions.kcik.decided_at, right.done.kcik_called_at) if at]
    if (first is None and len(known) == 2) or (first and max(decided, called) + by <= now):
        assert _order(right) == _order(case)
    if first is None:
        assert all(datetime.fromisoformat(at) <= midnight + timedelta(minutes=now) for at in known)


def test_of_a_decision_whose_wrong_hour_nobody_measured_no_hour_is_made_up_and_a_later_call_counts():
    now = datetime(2026, 11, 23, 15, 30, tzinfo=POLAND)
    case = replace(_at("2026-11-23T16:00+01:00", ""), done=Done())
    right = put_right(case, now, timedelta(minutes=-300), None)
    assert (right.decisions.kcik.decided_at, right.decisions.notification.decided_at) == ("", "")
    called = replace(right, done=_at("", "2026-11-23T15:10").done)
    assert _order(called) == (KcikChoice.CONSULT, NotificationChoice.DONE)
