"""Dates that follow from the certificate of art. 170 of the Foreigners Act; information only, never a decision."""

import calendar
from dataclasses import dataclass
from datetime import date

from screening.core.record.case import Case
from screening.core.record.vocabulary import Certificate
from screening.core.referral.consistency import day_of

ADULT_MONTHS = 3
CHILD_MONTHS = 4


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a certificate was issued, for how many months, the last day (ISO dates), and whether that is over."""

    issued_on: str
    months: int
    ends_on: str
    over: bool = False


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month if it has no such day (k.p.a.

    art. 57).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def certificate_deadline(case: Case, today: date | None = None) -> Deadline | None:
    """Return until when the certificate is valid: 3 months from issue, 4 for a minor (art.

    172); None if none was issued.
    """
    if case.status.certificate is not Certificate.ISSUED:
        return None
    issued = day_of(case.status.certificate_on)
    if issued is None or issued.year == date.max.year:
        return None
    months = CHILD_MONTHS if case.child_or_in_doubt else ADULT_MONTHS
    last = months_after(issued, months)
    return Deadline(issued.isoformat(), months, last.isoformat(), over=bool(today and last < today))
