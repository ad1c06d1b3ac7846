"""Dates that follow from the certificate of art. 170 of the Foreigners Act; information only, never a decision."""

import calendar
from dataclasses import dataclass
from datetime import date

from screening.core.instrument.vocabulary import Age
from screening.core.record.birth import MAJORITY, about, ages_on
from screening.core.record.case import Case
from screening.core.record.vocabulary import AgeBand, Certificate
from screening.core.referral.consistency import day_of

ADULT_MONTHS = 3
CHILD_MONTHS = 4
# Days before the certificate ends on which the officer is warned: a permit is asked for while the stay is legal.
WARNED = (14, 30)
# Whoever is in one of these age bands today was an adult on the day of issue of a certificate that is still valid.
GROWN = frozenset({AgeBand.UNDER_40, AgeBand.UNDER_60, AgeBand.OLDER})


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day a certificate was issued, for how many months, its last day, and whether that is over; days in ISO form.

    `if_minor_ends_on`: where nobody knows whether the person was a minor on the day of issue, the last day if so, else
    empty; it is then `over` after this later day. `next_day`: the first of these last days that has not passed.
    `within`: the least of WARNED that is no less than the days left to it, 0 if more are left.
    """

    issued_on: str
    months: int
    ends_on: str
    if_minor_ends_on: str = ""
    over: bool = False
    next_day: str = ""
    within: int = 0


def _within(last: date, today: date) -> int:
    """The least of WARNED that is no less than the days left; 0 if more days are left."""
    return next((days for days in WARNED if (last - today).days <= days), 0)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month if it has no such day (art. 57 k.p.a.)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _was_minor(case: Case, issued: date) -> bool | None:
    """Return whether the person was under 18 on the day of issue; None where that is in doubt.

    Who is a child today was one then. Of an adult, a birth date or an age tells; one who turned 18 since then has the
    certificate of a minor.
    """
    person = case.person
    born = ages_on(person.birth_date, issued)
    if case.age is Age.CHILD or (born and born[1] < MAJORITY):
        return True
    if case.age is not Age.ADULT:
        return None
    if born:
        return False if born[0] >= MAJORITY else None
    grown = person.age_band in GROWN or (person.age_about is not None and about(person.age_about)[0] > MAJORITY)
    return False if grown else None


def certificate_deadline(case: Case, today: date | None = None) -> Deadline | None:
    """Return until when the certificate is valid: 3 months from issue, 4 for a minor on that day (art. 172).

    The result has both days where it is in doubt whether the person was a minor. None if no certificate was issued, or
    its day is not known. Without `today` nothing is said to be over or near.
    """
    if case.status.certificate is not Certificate.ISSUED:
        return None
    issued = day_of(case.status.certificate_on)
    if issued is None or issued.year == date.max.year:  # no month can be added in the last year of `date`
        return None
    minor = _was_minor(case, issued)
    last, later = (months_after(issued, months) for months in (ADULT_MONTHS, CHILD_MONTHS))
    days = {True: (later,), False: (last,), None: (last, later)}[minor]
    coming = next((each for each in days if today and each >= today), None)
    return Deadline(
        issued_on=issued.isoformat(),
        months=CHILD_MONTHS if minor else ADULT_MONTHS,
        ends_on=(later if minor else last).isoformat(),
        if_minor_ends_on=later.isoformat() if minor is None else "",
        over=bool(today and days[-1] < today),
        next_day=coming.isoformat() if coming else "",
        within=_within(coming, today) if coming and today else 0,
    )
