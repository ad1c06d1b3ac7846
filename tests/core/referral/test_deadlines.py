"""The certificate of art. 170: three months from issue, four for a minor; the last day is never guessed."""

import csv
from dataclasses import replace
from datetime import date, timedelta

import pytest

from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case
from screening.core.record.referral import Person, Status
from screening.core.record.vocabulary import AgeBand, Certificate
from screening.core.referral.deadlines import certificate_deadline, months_after
from tests.parts import days

ONE_DAY = timedelta(days=1)
SIX_YEARS = tuple(days(date(2024, 1, 1), date(2029, 12, 31)))


def months_later(day: date, months: int) -> date:
    """Another way to the same rule: walk month by month on the first days, then back from a day too many."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first + timedelta(days=31)).replace(day=1)
    number = day.day
    while True:
        try:
            return first.replace(day=number)
        except ValueError:
            number -= 1


def issued(on: str, age: Age | None = Age.ADULT, certificate: Certificate = Certificate.ISSUED) -> Case:
    return Case(edition="2026.1", age=age, status=Status(certificate=certificate, certificate_on=on))


@pytest.mark.parametrize("months", [1, 2, 3, 4, 6, 11, 12, 13, 24])
def test_so_many_months_after_any_day_of_six_years(months):
    for day in SIX_YEARS:
        assert months_after(day, months) == months_later(day, months), day


ENDS = """\
2026-11-23,3,2027-02-23
2026-11-23,4,2027-03-23
2026-11-28,3,2027-02-28
2026-11-29,3,2027-02-28
2026-11-30,3,2027-02-28
2027-11-29,3,2028-02-29
2027-11-30,3,2028-02-29
2026-10-31,4,2027-02-28
2027-10-31,4,2028-02-29
2028-02-29,3,2028-05-29
2026-01-31,3,2026-04-30
2026-05-31,4,2026-09-30
2026-12-31,3,2027-03-31
2026-09-30,3,2026-12-30
2026-08-31,4,2026-12-31
"""


@pytest.mark.parametrize(("day", "months", "end"), list(csv.reader(ENDS.splitlines())))
def test_a_month_without_that_day_ends_on_its_last_one(day, months, end):
    assert months_after(date.fromisoformat(day), int(months)) == date.fromisoformat(end)


@pytest.mark.parametrize("months", [3, 4])
def test_a_later_day_never_ends_sooner(months):
    for day in SIX_YEARS:
        assert months_after(day, months) <= months_after(day + ONE_DAY, months)


@pytest.mark.parametrize(
    ("age", "person", "months", "end", "if_minor"),
    [
        (Age.ADULT, Person(birth_date="1994-05-02"), 3, "2027-02-28", ""),
        (Age.ADULT, Person(age_band=AgeBand.UNDER_40), 3, "2027-02-28", ""),
        (Age.ADULT, Person(age_about=30), 3, "2027-02-28", ""),
        (Age.ADULT, Person(birth_date="2009-01-05"), 4, "2027-03-30", ""),  # 18 since
        (Age.ADULT, Person(birth_date="2008-11-30"), 3, "2027-02-28", ""),  # 18 on that day
        (Age.ADULT, Person(birth_date="2008"), 3, "2027-02-28", "2027-03-30"),
        (Age.ADULT, Person(age_band=AgeBand.UNDER_25), 3, "2027-02-28", "2027-03-30"),
        (Age.ADULT, Person(age_about=18), 3, "2027-02-28", "2027-03-30"),
        (Age.ADULT, Person(), 3, "2027-02-28", "2027-03-30"),
        (Age.CHILD, Person(), 4, "2027-03-30", ""),
        (Age.UNCERTAIN, Person(birth_date="2012-01-05"), 4, "2027-03-30", ""),
        (Age.UNCERTAIN, Person(birth_date="1994-05-02"), 3, "2027-02-28", "2027-03-30"),
        (Age.UNCERTAIN, Person(), 3, "2027-02-28", "2027-03-30"),
        (None, Person(), 3, "2027-02-28", "2027-03-30"),
    ],
)
def test_three_months_for_who_was_an_adult_on_the_day_of_issue_four_for_a_minor_and_in_doubt_both(
    age, person, months, end, if_minor
):
    deadline = certificate_deadline(replace(issued("2026-11-30", age), person=person))
    assert (deadline.issued_on, deadline.months, deadline.ends_on) == ("2026-11-30", months, end)
    assert deadline.if_minor_ends_on == if_minor


@pytest.mark.parametrize(("today", "over"), [("2027-02-28", False), ("2027-03-01", True), (None, False)])
def test_a_certificate_is_over_the_day_after_its_last(today, over):
    case = replace(issued("2026-11-30"), person=Person(birth_date="1994-05-02"))
    deadline = certificate_deadline(case, date.fromisoformat(today) if today else None)
    assert deadline.over is over


@pytest.mark.parametrize(("today", "over"), [("2027-03-01", False), ("2027-03-30", False), ("2027-03-31", True)])
@pytest.mark.parametrize("age", [Age.ADULT, Age.UNCERTAIN, None])
def test_where_the_age_on_the_day_of_issue_is_in_doubt_it_is_over_after_the_later_day(age, today, over):
    assert certificate_deadline(issued("2026-11-30", age), date.fromisoformat(today)).over is over


@pytest.mark.parametrize("certificate", [each for each in Certificate if each is not Certificate.ISSUED])
def test_no_deadline_without_an_issued_certificate(certificate):
    assert certificate_deadline(issued("2026-11-20", certificate=certificate)) is None


@pytest.mark.parametrize("on", ["", "20.11.2026", "2026-02-30", "2026-W48-1", "2026-11-20T12:00", "9999-12-31"])
def test_no_deadline_without_a_day_of_issue_that_can_be_read(on):
    assert certificate_deadline(issued(on)) is None


@pytest.mark.parametrize(
    ("today", "age", "within", "next_day"),
    [
        ("2027-01-23", Age.ADULT, 0, "2027-02-23"),
        ("2027-01-24", Age.ADULT, 30, "2027-02-23"),
        ("2027-02-08", Age.ADULT, 30, "2027-02-23"),
        ("2027-02-09", Age.ADULT, 14, "2027-02-23"),
        ("2027-02-23", Age.ADULT, 14, "2027-02-23"),
        ("2027-02-24", Age.CHILD, 30, "2027-03-23"),
        ("2027-03-24", Age.CHILD, 0, ""),
        ("2027-02-20", Age.UNCERTAIN, 14, "2027-02-23"),
        ("2027-02-24", Age.UNCERTAIN, 30, "2027-03-23"),
    ],
)
def test_thirty_and_fourteen_days_before_the_end_somebody_is_told(today, age, within, next_day):
    deadline = certificate_deadline(issued("2026-11-23", age), date.fromisoformat(today))
    assert (deadline.within, deadline.next_day) == (within, next_day)


def test_without_a_calendar_nobody_is_told():
    assert certificate_deadline(issued("2026-11-23")).within == 0
