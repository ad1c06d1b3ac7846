"""Times that a wrong clock wrote into a case, put right once somebody has said what day it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from screening.core.record.case import Case
from screening.core.record.moments import POLAND
from screening.core.referral.consistency import is_ahead, is_over, readings

DECISIONS, DONE = ("kcik", "notification"), ("kcik_called_at", "notified_at")


def put_right(case: Case, now: datetime, moved: timedelta, from_: datetime | None) -> Case:
    """Return the case with the times of its decisions, of the call and of the notification by the right clock.

    `from_`: the wrong clock wrote what lies at or after this time, and `moved` is by how much it was wrong. The order
    of all these times remains: it decides what a paper says of a decision.
    Without `from_` nobody measured by how much: what is later than now is then of the wrong clock. The latest such time
    of a call or notification becomes now, and the others keep their distance from it. Of a decision alone nobody knows
    the hour any more, so it gets none.
    """
    done = [getattr(case.done, each) for each in DONE]
    times = [_decided_at(case, each) for each in DECISIONS] + done
    if from_:
        first = from_.replace(second=0, microsecond=0)
        wrong = [time for time in times if readings(time) and not is_over(time, first)]
    else:
        wrong = [time for time in times if is_ahead(time, now, timedelta(0))]
        if not set(wrong) & set(done):
            return _with_times(case, dict.fromkeys(wrong, ""))
        moved = min((now - readings(time)[0] for time in wrong), default=timedelta(0))
    return _with_times(case, {time: _moved(time, now, moved) for time in wrong})


def _decided_at(case: Case, name: str) -> str:
    decided = getattr(case.decisions, name)
    return decided.decided_at if decided else ""


def _with_times(case: Case, by_time: dict[str, str]) -> Case:
    """The case with each of these times replaced by its new one."""

    def new(time: str) -> str:
        return by_time.get(time, time)

    decisions, done = case.decisions, case.done
    for name in DECISIONS:
        if decided := getattr(decisions, name):
            decisions = replace(decisions, **{name: replace(decided, decided_at=new(decided.decided_at))})
    done = replace(done, kcik_called_at=new(done.kcik_called_at), notified_at=new(done.notified_at))
    return replace(case, decisions=decisions, done=done)


def _moved(time: str, now: datetime, by: timedelta) -> str:
    """A time moved by this much, to now at the latest, written as it was: with an offset or without."""
    right = min(readings(time)[0].astimezone(UTC) + by, now.astimezone(UTC)).astimezone(POLAND)
    written = right.isoformat(timespec="minutes")
    return written if datetime.fromisoformat(time).tzinfo else written.partition("+")[0]  # Poland is east of UTC
