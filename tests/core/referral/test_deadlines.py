"""The certificate of art. 170: three months from issue, four for a minor; the last day is never guessed."""

import csv
from datetime import date, timedelta

import pytest

from screening.core.instrument.vocabulary import Age
from screening.core.record.case import Case
from screening.core.record.referral import Status
from screening.core.record.vocabulary import Certificate
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
    ("age", "months", "end"),
    [
        (Age.ADULT, 3, "2027-02-28"),
        (Age.CHILD, 4, "2027-03-30"),
        (Age.UNCERTAIN, 4, "2027-03-30"),
        (None, 3, "2027-02-28"),
    ],
)
def test_three_months_for_an_adult_and_four_on_the_child_path(age, months, end):
    deadline = certificate_deadline(issued("2026-11-30", age))
    assert (deadline.issued_on, deadline.months, deadline.ends_on) == ("2026-11-30", months, end)


@pytest.mark.parametrize(("today", "over"), [("2027-02-28", False), ("2027-03-01", True), (None, False)])
def test_a_certificate_is_over_the_day_after_its_last(today, over):
    deadline = certificate_deadline(issued("2026-11-30"), date.fromisoformat(today) if today else None)
    assert deadline.over is over


@pytest.mark.parametrize("certificate", [each for each in Certificate if each is not Certificate.ISSUED])
def test_no_deadline_without_an_issued_certificate(certificate):
    assert certificate_deadline(issued("2026-11-20", certificate=certificate)) is None


@pytest.mark.parametrize("on", ["", "20.11.2026", "2026-02-30", "2026-W48-1", "2026-11-20T12:00", "9999-12-31"])
def test_no_deadline_without_a_day_of_issue_that_can_be_read(on):
    assert certificate_deadline(issued(on)) is None
