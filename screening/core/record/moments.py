"""A day, or a day and minute, as people in Poland write it: 28.11.2026, 28.11.2026 14:30.

A case holds the ISO form, by the clocks of Poland unless it has an offset. Whether such a day exists is checked later,
in core/referral/consistency.py.
"""

import re
from zoneinfo import ZoneInfo

POLAND = ZoneInfo("Europe/Warsaw")
NOW = "now"  # what a button sends in place of a time
_DAY = r"(?P<day>\d{1,2})[./ -](?P<month>\d{1,2})[./ -](?P<year>\d{4})"
_ISO_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
_TYPED = re.compile(rf"{_DAY}(?: r\.?)?(?:,? (?:godz\.? ?)?{_TIME})?", re.ASCII)
_ISO = re.compile(rf"{_ISO_DAY}(?:[T ]{_TIME})?", re.ASCII)


def read_moment(typed: str) -> str:
    """Return the ISO form of a day, or of a day and minute, from what people write; any other text as it is."""
    text = " ".join(typed.split())
    found = _TYPED.fullmatch(text) or _ISO.fullmatch(text)
    if not found:
        return typed
    day, time = found.group("year", "month", "day"), found.group("hour", "minute")
    return _joined("-", day) + ("T" + _joined(":", time) if time[0] else "")


def written_moment(text: str) -> str:
    """Return a day, or a day and minute, of a case as people in Poland write it; any other text as it is."""
    found = _ISO.fullmatch(text)
    if not found:
        return text
    day, time = found.group("day", "month", "year"), found.group("hour", "minute")
    return _joined(".", day) + (" " + _joined(":", time) if time[0] else "")


def _joined(mark: str, parts: tuple[str, ...]) -> str:
    return mark.join(part.zfill(2) for part in parts)
