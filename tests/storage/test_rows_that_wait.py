"""Rows of the trail that must not fail wait for the next write; refused requests are counted in few rows."""

import sqlite3
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from screening.storage import AuditEvent, StaleRevision
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.test_truth import acts


@contextmanager
def no_row_can_be_written(store):
    """The disk is full for the database while this lasts."""

    def execute(cursor, statement, parameters, context):
        if statement.startswith(("INSERT", "UPDATE")):
            raise sqlite3.OperationalError("database or disk is full")

    event.listen(store.database.engine, "do_execute", execute)
    yield
    event.remove(store.database.engine, "do_execute", execute)


def test_a_row_that_must_not_fail_waits_and_comes_before_the_next(store):
    with no_row_can_be_written(store):
        store.note_surely(AuditEvent.LOCK, NOW)
        assert acts(store) == []
    store.note(AuditEvent.PRINT, LATER)
    assert acts(store) == ["lock", "print"] and store.verify_trail() is None
    assert store.newest_acts(2)[1].at == NOW


def test_a_row_that_waits_is_written_once_and_not_lost_by_a_refused_act(store):
    store.create("a", b"one", **WHEN)
    with no_row_can_be_written(store):
        store.note_surely(AuditEvent.LOCK, NOW)
    for _ in range(2):
        with pytest.raises(StaleRevision):
            store.save("a", b"two", seen_revision=7, **WHEN)
    store.note(AuditEvent.PRINT, NOW)
    store.note(AuditEvent.PRINT, NOW)
    assert acts(store) == ["create", "lock", "print", "print"]


def test_a_thousand_refused_requests_of_a_minute_make_two_rows_with_their_number(store):
    for number in range(1000):
        store.note_counted(AuditEvent.REFUSED_PERMISSION, NOW + timedelta(milliseconds=number))
    store.settle(NOW + timedelta(minutes=2))
    assert [entry.number for entry in reversed(store.newest_acts(9))] == [1, 999]
    assert store.verify_trail() is None


def test_the_number_of_a_row_of_the_trail_cannot_be_altered_unnoticed(store):
    for _ in range(3):
        store.note_counted(AuditEvent.REFUSED_PERMISSION, NOW)
    store.settle(LATER)
    for row, number in ((1, 7), (2, 1)):
        with store.database.engine.connect() as connection:
            connection.exec_driver_sql("DROP TRIGGER audit_no_update")
            connection.exec_driver_sql("UPDATE audit SET number = ? WHERE id = ?", (number, row))
            assert store.trail.verify(connection).sequence == row
            connection.rollback()
