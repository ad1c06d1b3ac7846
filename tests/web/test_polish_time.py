"""Every day and hour on a page is Poland's, over midnight and both changes of the clock."""

from datetime import UTC, datetime

import pytest

from tests.web.referral import agree
from tests.web.seeded import adult, open_case

# The instant, the same by the clocks of Poland in ISO form, and when a case opened then is erased, as pages write it.
INSTANTS = [
    (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "2026-11-23 13:00", "26.11.2026 13:00"),
    (datetime(2027, 1, 14, 23, 30, tzinfo=UTC), "2027-01-15 00:30", "18.01.2027 00:30"),
    (datetime(2027, 7, 14, 22, 30, tzinfo=UTC), "2027-07-15 00:30", "18.07.2027 00:30"),
    (datetime(2027, 3, 26, 12, 0, tzinfo=UTC), "2027-03-26 13:00", "29.03.2027 14:00"),
    (datetime(2027, 10, 29, 22, 30, tzinfo=UTC), "2027-10-30 00:30", "01.11.2027 23:30"),
]


def written(moment: str) -> str:
    """As a Polish page writes it."""
    year, month, rest = moment.split("-")
    return f"{rest[:2]}.{month}.{year}{rest[2:]}"


@pytest.fixture(params=INSTANTS, ids=lambda each: each[1])
def instant(request, clock):
    """The clock set before the desk is made, so that it has no doubts."""
    clock.time, by_the_wall, erased = request.param
    return by_the_wall, erased


def test_the_pages_of_a_case_show_polish_time(instant, visitor):
    by_the_wall, erased = instant
    address = open_case(visitor, until="talk")
    visitor.get(f"{address}/finish")
    assert f"usunięta {erased}" in visitor.page.text and "UTC" not in visitor.page.text
    visitor.get("/cases/")
    assert f"otwarta {written(by_the_wall)[:10]}" in visitor.page.text


def test_the_trail_and_the_neutral_page_show_polish_time(instant, visitor):
    by_the_wall, _ = instant
    visitor.get("/administration/audit")
    assert f"<td>{written(by_the_wall)}:00</td>" in visitor.page.html and "UTC" not in visitor.page.text
    visitor.get("/quiet")
    assert visitor.page.h1 == [f"{by_the_wall[5:7]}.{by_the_wall[:4]}"]


@pytest.mark.sampled(2)
def test_the_question_about_the_clock_shows_polish_time(instant, visitor, clock):
    by_the_wall, _ = instant
    clock.set_wrong(days=-1)
    visitor.get("/clock")
    assert written(by_the_wall) in visitor.page.text and "UTC" not in visitor.page.text


def test_the_recovery_kit_bears_the_day_in_poland(instant, newcomer):
    by_the_wall, _ = instant
    newcomer.get("/set-up")
    offered = newcomer.page.html.partition("<output ")[2].partition(">")[2].partition("</output>")[0]
    newcomer.post(
        "/set-up", [("csrf_token", newcomer.token), ("passphrase", offered), ("again", offered), ("_end", "1")]
    )
    assert newcomer.path == "/kit" and written(by_the_wall)[:10] in newcomer.page.text


@pytest.mark.sampled(2)
def test_a_child_born_today_by_the_calendar_of_poland_is_not_born_in_the_future(instant, visitor, task_list):
    by_the_wall, _ = instant
    adult(visitor, task_list, age="child")
    agree(visitor, task_list)
    visitor.get(f"{task_list}/person")
    assert visitor.send(birth_date=by_the_wall[:10]).status_code == 303


@pytest.mark.sampled(2)
def test_a_decision_is_stamped_with_polish_time(instant, visitor, desk, task_list):
    by_the_wall, _ = instant
    adult(visitor, task_list)
    visitor.get(f"{task_list}/decision")
    visitor.send(kcik="refer", notify="undecided", reason="x", decided_by="1")
    (listed,) = desk.cases()
    assert desk.read(listed.id).case.decisions.kcik.decided_at.startswith(by_the_wall.replace(" ", "T"))
