"""The calendar day and the hour of Poland, and the only place where the clock of the machine is read.

Every instant is kept in UTC. A day, and a time that is shown or printed, is always the one of Poland, whatever zone
the machine is set to. Nothing else in the program turns an instant into a day.
"""

from datetime import UTC, date, datetime

from screening.core.record.moments import POLAND

NIGHT_ENDS = 6  # the hour from which "tonight" is another night than before it


def utc_now() -> datetime:
    """Return the time of this machine, in UTC."""
    return datetime.now(UTC)


def in_poland(moment: datetime) -> datetime:
    """Return the same instant by the clocks of Poland. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A time without a zone is no instant.")
    return moment.astimezone(POLAND)


def day_in_poland(moment: datetime) -> date:
    """Return the calendar day of an instant in Poland. Raises ValueError for a time without a zone."""
    return in_poland(moment).date()


def written_in_poland(text: str) -> str:
    """Return a written date and minute by the clocks of Poland, the same instant, as `2026-11-21T05:30`.

    What has no offset was written by these clocks and comes back as it is, and so does what is no such moment.
    """
    try:
        return in_poland(datetime.fromisoformat(text)).replace(tzinfo=None).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return text


def today() -> date:
    """Return the calendar day in Poland now."""
    return day_in_poland(utc_now())


def hour_on_the_day(moment: datetime, now: datetime) -> str:
    """Return the hour and minute of an instant in Poland; nothing if it is not the day of `now`."""
    return in_poland(moment).strftime("%H:%M") if day_in_poland(moment) == day_in_poland(now) else ""


def earlier_day(moment: datetime | None, now: datetime | None) -> str:
    """Return the day of an instant in Poland; nothing on that day itself, and where either is not known.

    What was written in a night is of an earlier day once that night is over, on the same date too: then with its hour.
    """
    if moment is None or now is None:
        return ""
    then, here = in_poland(moment), in_poland(now)
    if then.date() < here.date():
        return then.date().isoformat()
    over = then.date() == here.date() and then.hour < NIGHT_ENDS <= here.hour
    return written_in_poland(moment.isoformat()) if over else ""
