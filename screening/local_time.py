"""The calendar day and the hour of Poland, and the only place where the clock of the machine is read.

Every instant is kept in UTC. A day, and a time that is shown or printed, is always the one of Poland, whatever zone
the machine is set to. Nothing else in the program turns an instant into a day.
"""

from datetime import UTC, date, datetime

from screening.core.record.moments import POLAND

NIGHT_ENDS = 6  # o'clock; from then on "tonight", written before, is a night that is over


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

    A text without an offset was written by these clocks; it comes back as it is, and so does a text that is no moment.
    """
    try:
        return in_poland(datetime.fromisoformat(text)).replace(tzinfo=None).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return text


def today() -> date:
    """Return the calendar day in Poland now."""
    return day_in_poland(utc_now())


def hour_on_the_day(moment: datetime, now: datetime) -> str:
    """Return the hour and minute of an instant in Poland, as `05:30`; an empty text if its day is not that of `now`."""
    return in_poland(moment).strftime("%H:%M") if day_in_poland(moment) == day_in_poland(now) else ""


def earlier_day(moment: datetime | None, now: datetime | None) -> str:
    """Return the day of an instant in Poland, as `2026-11-21`, if it was before the day of `now`; else an empty text.

    A night ends at `NIGHT_ENDS`: an instant before that hour counts as of an earlier day from that hour on, also on the
    same date; it is then returned with its hour, as `2026-11-21T05:30`. Where either is not known, the text is empty.
    """
    if moment is None or now is None:
        return ""
    then, now = in_poland(moment), in_poland(now)
    if then.date() < now.date():
        return then.date().isoformat()
    night_is_over = then.date() == now.date() and then.hour < NIGHT_ENDS <= now.hour
    return written_in_poland(moment.isoformat()) if night_is_over else ""
