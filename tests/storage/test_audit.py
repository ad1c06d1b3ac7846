"""One row for every act, in the same transaction; whatever is altered in the trail is found."""

from datetime import timedelta

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

from screening import settings
from screening.storage import AuditEvent, NotSaved, StaleRevision, StoreError, open_store
from screening.storage.migrating import MIGRATIONS, migrate
from tests.storage.conftest import LATER, NOW, WHEN


def _acts(store) -> list[str]:
    return [entry.act.value for entry in reversed(store.newest_acts(1000))]


def test_every_act_writes_one_row(store):
    store.create("a", b"one", **WHEN)
    store.save("a", b"two", seen_revision=1, **WHEN)
    store.note(AuditEvent.PRINT, NOW, case_id="a")
    store.erase("a", NOW)
    store.erase("a", NOW)
    store.create("b", b"one", **WHEN)
    store.erase_overdue(LATER)
    assert _acts(store) == ["create", "change", "print", "erase", "create", "erase_overdue"]
    assert store.verify_trail() is None


def test_an_act_that_is_refused_writes_no_row(store):
    store.create("a", b"one", **WHEN)
    with pytest.raises(StaleRevision):
        store.save("a", b"two", seen_revision=7, **WHEN)
    assert _acts(store) == ["create"]


@pytest.mark.parametrize("act", ["save", "erase", "create"])
def test_no_row_no_act(store, act):
    store.create("a", b"one", **WHEN)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit RENAME TO gone")
    with pytest.raises(NotSaved):
        if act == "save":
            store.save("a", b"two", seen_revision=1, **WHEN)
        elif act == "erase":
            store.erase("a", NOW)
        else:
            store.create("b", b"one", **WHEN)
    assert store.read("a").plain == b"one"
    assert len(store.open_cases()) == 1


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_trail(store, statement):
    store.create("a", b"one", **WHEN)
    with pytest.raises(DBAPIError, match="append-only"), store.database.engine.begin() as connection:
        connection.exec_driver_sql(statement)


CHANGES = {
    "removed": "DELETE FROM audit WHERE id = {id}",
    "altered": "UPDATE audit SET act = 'unlock' WHERE id = {id}",
    "moved in time": "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE id = {id}",
    "given to another case": "UPDATE audit SET case_id = 'b' WHERE id = {id}",
}


def _damage_is_found(store, rows: int, picked: range) -> None:
    for number in range(rows):
        store.note(AuditEvent.PRINT, NOW, case_id=f"a{number % 7}")
    with store.database.engine.connect() as connection:
        for trigger in ("audit_no_update", "audit_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.commit()
        for number in picked:
            for change in CHANGES.values():
                connection.exec_driver_sql(change.format(id=number))
                fault = store.trail.verify(connection)
                assert fault is not None and fault.sequence in (number, number + 1), (number, change, fault)
                connection.rollback()
        assert store.trail.verify(connection) is None


def test_a_row_altered_moved_or_removed_is_found_and_named(store):
    _damage_is_found(store, 60, range(1, 61))


@pytest.mark.full
def test_each_of_five_thousand_rows_altered_moved_or_removed_is_found(store):
    _damage_is_found(store, 5000, range(1, 5001, 25))


def test_two_rows_that_change_places_are_found(store):
    for number in range(9):
        store.note(AuditEvent.PRINT, NOW, case_id=f"a{number}")
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        for statement in ("SET id = 99 WHERE id = 3", "SET id = 3 WHERE id = 4", "SET id = 4 WHERE id = 99"):
            connection.exec_driver_sql(f"UPDATE audit {statement}")
    assert store.verify_trail().sequence == 3


def test_a_trail_cut_at_its_end_with_its_head_is_found(store):
    for _ in range(5):
        store.note(AuditEvent.PRINT, NOW)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.exec_driver_sql("DELETE FROM audit WHERE id = 5")
        connection.exec_driver_sql("UPDATE audit_head SET sequence = 4, mark = (SELECT mark FROM audit WHERE id = 4)")
    assert "head" in store.verify_trail().sentence


def test_a_trail_that_was_taken_away_whole_is_not_begun_anew(store, tmp_path):
    store.create("a", b"one", **WHEN)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.exec_driver_sql("DELETE FROM audit")
        connection.exec_driver_sql("DELETE FROM audit_head")
    with pytest.raises(StoreError, match="head of the audit trail"):
        open_store(settings.load({"ROZPOZNAJ_DATA": str(tmp_path)}))


def test_the_trail_never_holds_content(store, data):
    store.create("a", b"KANAREK", **WHEN)
    with store.database.reading() as connection:
        whole = str(connection.exec_driver_sql("SELECT * FROM audit").all())
    assert "KANAREK" not in whole


def test_rows_of_two_formats_verify_side_by_side(store):
    for second in range(1, 3):
        store.note_counted(AuditEvent.REFUSED_PERMISSION, NOW)
        store.note_counted(AuditEvent.REFUSED_PERMISSION, NOW + timedelta(seconds=second))
        store.note_counted(AuditEvent.REFUSED_PERMISSION, NOW + timedelta(seconds=second))
        store.settle(NOW + timedelta(hours=1))
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT format FROM audit").scalars().all() == [1, 2, 1, 2]
    assert store.verify_trail() is None


@pytest.mark.parametrize("number", [0, 2, 99, -1])
def test_a_row_that_names_another_format_is_found(store, number):
    store.create("a", b"one", **WHEN)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET format = ?", (number,))
    assert store.verify_trail().sequence == 1


def test_the_trail_stays_whole_when_the_format_goes_and_comes(store):
    for number in range(5):
        store.note(AuditEvent.PRINT, NOW, case_id=f"a{number}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.database.engine.begin() as connection:
        before = connection.exec_driver_sql("SELECT id, at, actor, act, case_id, revision, mark FROM audit").all()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        assert connection.exec_driver_sql("SELECT * FROM audit").all() == before
    migrate(store.database)
    assert store.verify_trail() is None and [each.id for each in before] == [1, 2, 3, 4, 5]
    with pytest.raises(DBAPIError, match="append-only"), store.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit")
    store.note(AuditEvent.PRINT, NOW)
    assert store.verify_trail() is None
