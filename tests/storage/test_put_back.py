"""Old columns of a case put back with the seal they had: the trail knows better, with and without the keys."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from screening.core.durations import CASE_KEPT_FOR, EXTENSION
from screening.storage import AuditEvent, Difference, kept
from screening.storage.tables import cases
from tests.inside.casework import set_clock, store_of
from tests.inside.storage import write_in_first_format
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.test_renewal import again, place, put

__all__ = ["place"]
OLD = ("state", "erase_after", "bound")
WEEK_MORE = LATER + EXTENSION
MONTH = timedelta(days=30)
SECOND = timedelta(seconds=1)
PUT_BACK = "its case was put back to an older state"


def stands(store, *names):
    """The columns of case "a" as they stand in the table."""
    with store.database.engine.connect() as connection:
        listed = ", ".join(names)
        row = connection.exec_driver_sql(f"SELECT {listed} FROM cases WHERE public_id = 'a'").one()  # noqa: S608
        return dict(zip(names, row, strict=True))


def extended(store):
    asked = {
        "by": EXTENSION,
        "most": 2,
        "act": AuditEvent.EXTEND_PERSON,
        "acts": frozenset((AuditEvent.EXTEND_PERSON,)),
    }
    assert store.extend("a", seen=LATER, now=NOW, **asked)


def finished(store):
    store.set_date("a", erase_after=NOW + MONTH, now=NOW, act=AuditEvent.FINISH, finished=True)


def test_a_date_before_an_extension_put_back_with_its_seal_erases_nothing_early_and_is_told_and_put_right(place):
    old = stands(place, *OLD)
    extended(place)
    place.lock.shut()
    put(place, **old)
    assert "a" not in place.erase_overdue(LATER + timedelta(hours=1))
    assert place.verify_trail().sentence == PUT_BACK
    assert again(place) == [Difference.COLUMNS] and place.lock.noticed[0].cases == ("a",)
    assert place.read("a").erase_after == WEEK_MORE and place.read("a").plain == b"a"
    assert again(place) == [] and place.verify_trail() is None
    assert place.erase_overdue(WEEK_MORE) == ["a"]


@pytest.mark.parametrize("is_dated", [True, False])
def test_a_finished_case_put_back_as_open_is_finished_again_and_not_erased_before_somebody_was_told(place, is_dated):
    old = stands(place, *OLD)
    finished(place)
    if not is_dated:
        write_in_first_format(place)
    place.lock.shut()
    put(place, **old)
    late = LATER + timedelta(days=20)
    assert "a" not in place.erase_overdue(late)
    assert place.verify_trail().sentence == PUT_BACK
    set_clock(place.lock, lambda: late)
    assert again(place) == [Difference.COLUMNS] and place.lock.noticed[0].cases == ("a",)
    stored = place.read("a")
    assert stored.finished and stored.erase_after == (NOW + MONTH if is_dated else late + CASE_KEPT_FOR)
    assert again(place) == []


def test_a_date_shortened_while_the_lock_is_shut_erases_nothing_that_the_trail_saw_saved(place):
    place.lock.shut()
    put(place, erase_after="2020-01-01T00:00:00.000000+00:00", bound=None)
    assert place.erase_overdue(LATER - timedelta(seconds=1)) == []
    assert again(place) == [Difference.COLUMNS] and place.read("a").erase_after == LATER
    assert place.erase_overdue(LATER) == ["a", "b"]


def test_the_days_of_a_finished_case_put_back_are_told_and_put_right(place):
    finished(place)
    put(place, erase_after="2026-11-24T00:00:00.000000+00:00", bound=None)
    assert place.erase_overdue(NOW + MONTH - SECOND) == ["b"] and place.verify_trail().sentence == PUT_BACK
    assert again(place) == [Difference.COLUMNS] and place.read("a").erase_after == NOW + MONTH
    assert place.erase_overdue(NOW + MONTH) == ["a"]


@pytest.mark.parametrize("hours", [1, 24, 72, 96, 1000])
def test_a_row_is_verified_with_the_retention_that_held_when_it_was_written(place, hours):
    until = NOW + timedelta(hours=hours)
    place.create("c", b"c", edition="2026.1", now=NOW, erase_after=until)
    assert place.extend(
        "c", seen=until, by=timedelta(hours=hours), most=2, act=AuditEvent.EXTEND_KCIK, acts=frozenset(), now=NOW
    )
    assert place.verify_trail() is None and again(place) == []
    put(place, "c", erase_after=(until + timedelta(hours=hours) - SECOND).isoformat(timespec="microseconds"))
    assert place.verify_trail().sentence == PUT_BACK


@pytest.mark.parametrize("hours", [1, 24, 96, 1000])
def test_another_retention_calls_no_row_wrong_that_did_not_say_until_when(place, monkeypatch, hours):
    extended(place)
    write_in_first_format(place)
    monkeypatch.setattr(kept, "CASE_KEPT_FOR", timedelta(hours=hours))
    assert place.verify_trail() is None and again(place) == []
    put(place, erase_after=(WEEK_MORE - SECOND).isoformat(timespec="microseconds"))
    assert place.verify_trail().sentence == PUT_BACK


def test_a_day_written_into_a_row_whose_mark_does_not_cover_it_is_found(place):
    write_in_first_format(place)
    with place.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET erase_after = '2099-01-01T00:00:00.000000+00:00' WHERE id = 2")
    assert place.verify_trail().sequence == 2


def test_a_seal_of_an_earlier_revision_put_back_does_not_close_the_record(place):
    old = stands(place, "bound")
    place.save("a", b"saved later", seen_revision=1, **WHEN)
    put(place, **old)
    assert again(place) == [Difference.COLUMNS]
    assert (place.read("a").plain, place.read("a").revision) == (b"saved later", 2)
    assert again(place) == []


def test_rows_of_the_trail_that_were_altered_keep_no_case_and_move_no_date(place):
    year = "2099-01-01T00:00:00.000000+00:00"
    put(place, erase_after="2026-11-24T00:00:00.000000+00:00")
    with place.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql(f"UPDATE audit SET at = '{year}', erase_after = '{year}' WHERE act = 'create'")  # noqa: S608
    assert again(place) == [Difference.COLUMNS] and place.read("a").erase_after == LATER
    assert place.erase_overdue(LATER) == ["a", "b"]


@pytest.mark.parametrize("hours", [-500, -1, 1, 500])
def test_a_date_that_a_confirmed_clock_moved_is_no_difference(place, hours):
    extended(place)
    moved = timedelta(hours=hours)
    place.confirm_clock(NOW + moved, moved=moved, from_=None)
    assert again(place) == [] and place.verify_trail() is None
    assert place.erase_overdue(WEEK_MORE + moved) != []


def test_what_a_case_was_kept_for_is_never_less_than_the_trail_says(desk, clock):
    desk.lock.keep_nothing("a")
    case = desk.open(None)
    for hours in (1, 30, 71):
        clock.advance(hours=hours)
        now = desk.read(case.id)
        desk.save(now, now.case, seen_revision=now.revision)
        if hours > 1:
            desk.extend(desk.read(case.id), "person")
        assert desk.verify_trail() is None
    with store_of(desk).database.reading() as connection:
        until = connection.execute(select(cases.c.erase_after)).scalar_one()
    assert until == case.opened_at + timedelta(hours=31) + CASE_KEPT_FOR + 2 * EXTENSION
