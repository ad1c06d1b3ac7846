"""The clocks of the tool: the one people set, the one that only runs, and the calendar day of Poland.

Every instant is kept in UTC. A day, and a time that is shown or printed, is always the one of Poland, whatever zone
the machine is set to. Nothing else in the program turns an instant into a day.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
RunningClock = Callable[[], float]
POLAND = ZoneInfo("Europe/Warsaw")


def utc_now() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


def in_poland(moment: datetime) -> datetime:
    """The same instant by the clocks of Poland. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A time without a zone is no instant.")
    return moment.astimezone(POLAND)


def day_in_poland(moment: datetime) -> date:
    """The calendar day of an instant in Poland. Raises ValueError for a time without a zone."""
    return in_poland(moment).date()


def today() -> date:
    """The calendar day in Poland now."""
    return day_in_poland(utc_now())


def shown(moment: datetime, *, seconds: bool = False) -> str:
    """An instant as people in Poland read it: day, hour and minute."""
    return in_poland(moment).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def running() -> float:
    """Seconds that only go forward and go on while the machine sleeps, where the system offers that."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
