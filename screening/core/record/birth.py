"""A birth date that may be known in part, and an age said in years: what they mean and how they are written.

A case holds `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Nothing is made up: no first of January, no first of a month.
"""

import calendar
import re
from datetime import date

from screening.core.record.text_kinds import BIRTH

MAJORITY = 18
OLDEST_AGE = 120
OFF_BY = 1  # years by which an age that was said or guessed may be wrong

_MARK = "[./ -]"
_TYPED = tuple(
    re.compile(pattern.replace(" ", _MARK), re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})",
        r"(?P<month>\d{1,2}) (?P<year>\d{4})",
        r"(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>\d{4})",
        r"(?P<year>\d{4}) (?P<month>\d{1,2})",
        r"(?P<year>\d{4}) (?P<month>\d{1,2}) (?P<day>\d{1,2})",
    )
)
_OF_THE_YEAR = re.compile(r" ?r\.?$")

Years = tuple[int, int]  # the youngest and the oldest age that is possible


def age_on(born: date, day: date) -> int:
    """Return the full years on a day; somebody born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_between(text: str) -> tuple[date, date] | None:
    """Return the first and the last day that a birth date of a case may mean; None if there is no such date."""
    if not re.match(BIRTH, text, re.ASCII) or text != text.strip():  # `$` of the pattern lets a line end pass
        return None
    known = list(map(int, text.split("-")))
    try:
        first = date(*(*known, 1, 1)[:3])  # the first month and day where they are not known
    except ValueError:
        return None
    year, month = first.year, first.month if len(known) > 1 else 12
    return first, first if len(known) > 2 else date(year, month, calendar.monthrange(year, month)[1])


def ages_on(text: str, today: date) -> Years | None:
    """Return the youngest and the oldest full years for this birth date; None if it is no date or in the future."""
    span = born_between(text)
    if span is None or span[0] > today:
        return None
    return age_on(min(span[1], today), today), age_on(span[0], today)


def about(years: int) -> Years:
    """Return the youngest and the oldest years that an age which was said or guessed may mean."""
    return max(0, years - OFF_BY), years + OFF_BY


def apart(one: Years, other: Years) -> bool:
    """Return whether two ranges of years have no year in common."""
    return one[1] < other[0] or other[1] < one[0]


def read_birth(typed: str) -> str:
    """Return the birth date of a case from what people write: 1998, 05.1998, 12.05.1998, 1998-05-12; empty if it is
    none.
    """
    text = _OF_THE_YEAR.sub("", typed.strip())
    for pattern in _TYPED:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            read = "-".join(parts[name].zfill(2) for name in ("year", "month", "day") if parts.get(name))
            return read if born_between(read) else ""
    return ""


def written_birth(text: str) -> str:
    """Return a birth date of a case as people in Poland write it: 1998, 05.1998, 12.05.1998."""
    return ".".join(reversed(text.split("-")))
