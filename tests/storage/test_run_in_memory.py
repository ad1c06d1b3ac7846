"""What was in memory alone dies with its run; what only says so, in clear, does not."""

import sqlite3

import pytest
from sqlalchemy import event

from screening.storage import AuditEvent, Difference, VaultState
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import open_quick
from tests.storage.test_renewal import PASSPHRASE, again, at, place
from tests.storage.test_seal_of_keys import sql

__all__ = ["place"]


def kept_nothing(folder, *, asked=False):
    """A run that kept nothing, asked for its word in between or not, and was ended."""
    store = at(folder)
    store.note(AuditEvent.KEEP_NOTHING, NOW)
    store.vault.keep_nothing("bursztyn")
    if asked:
        store.note(AuditEvent.UNLOCK, NOW)
    store.create("lost", b"x", **WHEN)
    store.close()


@pytest.mark.parametrize("label", ["'memory-' || root_id", "'memory-0123456789abcdef'", "'x'", "''"])
def test_a_relabelled_unit_key_costs_no_case_and_is_told_and_put_right(place, tmp_path, label):
    place.lock.shut()
    place.erase("b", NOW)
    sql(place, f"UPDATE unit_keys SET root_id = {label}")  # noqa: S608
    start = at(tmp_path)
    assert start.erase_unreadable(NOW) == [] and [each.public_id for each in start.open_cases()] == ["a"]
    start.close()
    assert again(place) == [Difference.COLUMNS] and place.lock.noticed[0].cases == ("a",)
    assert place.read("a").plain == b"a"
    place.save("a", b"saved", seen_revision=1, **WHEN)
    assert again(place) == [] and place.read("a").plain == b"saved" and len(place.vault.keys.roots) == 1


def test_the_recovery_kit_opens_what_was_relabelled(place):
    place.lock.shut()
    sql(place, "UPDATE unit_keys SET root_id = 'memory-' || root_id")
    place.lock.recover("v", place.kit, "another long passphrase")
    assert place.read("a").plain == b"a" and again(place, "another long passphrase") == []


def test_cases_that_were_kept_need_their_key_file_whatever_their_key_is_called(place):
    place.lock.shut()
    sql(place, "UPDATE unit_keys SET root_id = 'memory-' || root_id")
    (place.data / "vault.json").unlink()
    assert place.vault.state is VaultState.MISSING


def test_what_a_run_kept_in_memory_is_erased_at_the_next_start_and_needs_no_key_file(tmp_path):
    kept_nothing(tmp_path, asked=True)
    start = at(tmp_path)
    assert start.vault.state is VaultState.NEW
    assert start.erase_unreadable(NOW) == ["lost"] and start.open_cases() == []
    start.close()


def test_what_this_run_keeps_in_memory_is_not_dead(tmp_path):
    store = at(tmp_path)
    store.note(AuditEvent.KEEP_NOTHING, NOW)
    store.vault.keep_nothing("bursztyn")
    store.create("a", b"a", **WHEN)
    assert store.erase_unreadable(NOW) == [] and store.read("a").plain == b"a"
    store.close()


def test_a_trail_that_is_not_whole_erases_nothing(tmp_path):
    kept_nothing(tmp_path, asked=True)
    start = at(tmp_path)
    sql(start, "DROP TRIGGER IF EXISTS audit_no_update")
    sql(start, "UPDATE audit SET act = 'keep_nothing' WHERE act = 'unlock'")
    assert start.erase_unreadable(NOW) == [] and len(start.open_cases()) == 1
    start.close()


@pytest.mark.parametrize("opened_by", [AuditEvent.SET_UP, AuditEvent.UNLOCK])
def test_what_was_made_after_a_key_file_was_opened_was_not_in_memory_alone(tmp_path, opened_by):
    """A run that kept nothing stands in the trail; then a key file was set up, or put back and opened."""
    kept_nothing(tmp_path)
    store = open_quick(tmp_path)
    assert store.erase_unreadable(NOW) == ["lost"]
    store.note(opened_by, NOW, revision=1)
    store.create("a", b"a", **WHEN)
    store.vault.lock()
    sql(store, "UPDATE unit_keys SET root_id = 'memory-' || root_id")
    assert store.erase_unreadable(NOW) == []
    store.vault.unlock(PASSPHRASE)
    assert store.read("a").plain == b"a"
    store.close()


def test_a_key_that_a_kept_case_needs_stays_though_it_is_called_dead(tmp_path):
    """One case of it is surely of a run that kept nothing, by the trail, another is not."""
    kept_nothing(tmp_path)
    store = open_quick(tmp_path)
    store.note(AuditEvent.SET_UP, NOW, revision=1)
    store.create("a", b"a", **WHEN)
    sql(store, "UPDATE unit_keys SET root_id = 'memory-' || root_id WHERE root_id NOT LIKE 'memory-%'")
    assert store.erase_unreadable(NOW) == ["lost"] and store.read("a").plain == b"a"
    store.vault.lock()
    store.vault.unlock(PASSPHRASE)
    assert store.read("a").plain == b"a"
    store.close()


def test_a_trail_of_very_many_cases_keeps_no_program_from_starting(tmp_path):
    """SQLite takes a bounded number of values in one statement."""
    kept_nothing(tmp_path)
    store, bounded = at(tmp_path), sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER
    event.listen(store.database.engine, "checkout", lambda raw, *_: raw.setlimit(bounded, 50))
    store.note(AuditEvent.KEEP_NOTHING, NOW)
    for number in range(60):
        store.note(AuditEvent.CREATE, NOW, case_id=f"gone-{number}")
    assert store.erase_unreadable(NOW) == ["lost"]
    store.close()
