"""The details of the own unit open with the keys alone, follow every change of them, and are in no backup."""

import sqlite3
from contextlib import closing

import pytest

from screening.storage import AuditEvent, Locked, SealBroken
from screening.storage.backup import strip
from screening.storage.database import FILE
from screening.storage.renewal import renew
from tests.storage.conftest import NOW
from tests.storage.opening import PASSPHRASE, open_quick
from tests.storage.test_renewal import at

MARK = b"KANAREK 12 345 67 89"


def database(store) -> sqlite3.Connection:
    return sqlite3.connect(store.vault.path.with_name(FILE), isolation_level=None)


@pytest.fixture
def store(tmp_path):
    opened = open_quick(tmp_path)
    yield opened
    opened.close()


def test_details_are_read_as_they_were_kept_and_a_row_of_the_trail_says_so(store):
    assert store.own_unit() is None
    store.keep_own_unit(b"first", NOW)
    store.keep_own_unit(MARK, NOW)
    assert store.own_unit() == MARK
    assert [row.act for row in store.newest_acts(2)] == [AuditEvent.OWN_UNIT] * 2


def test_nobody_reads_or_keeps_them_while_the_lock_is_shut(store):
    store.keep_own_unit(MARK, NOW)
    store.vault.lock()
    for asks in (store.own_unit, lambda: store.keep_own_unit(b"another", NOW)):
        with pytest.raises(Locked):
            asks()
    store.vault.unlock(PASSPHRASE)
    assert store.own_unit() == MARK


def test_no_file_of_the_folder_holds_them_readable_before_or_after_they_are_removed(store):
    store.keep_own_unit(MARK, NOW)
    files = [path for path in store.vault.path.parent.iterdir() if path.is_file()]
    assert not [path.name for path in files if MARK in path.read_bytes()]
    with closing(database(store)) as raw:
        (sealed,) = raw.execute("SELECT sealed FROM own_unit").fetchone()
    store.keep_own_unit(b"", NOW)
    assert store.own_unit() is None
    assert not [path.name for path in files if path.exists() and sealed in path.read_bytes()]


def test_a_change_of_the_keys_takes_them_along_and_the_old_keys_open_them_no_more(store):
    store.keep_own_unit(MARK, NOW)
    old = dict(store.vault.keys.roots)
    renew(store, NOW, passphrase="another long passphrase")
    assert store.own_unit() == MARK and old.keys().isdisjoint(store.vault.keys.roots)
    for _ in store.rotate(NOW):
        pass
    assert store.own_unit() == MARK


@pytest.mark.parametrize(
    "what", ["sealed = x'00'", "sealed = zeroblob(64)", "sealed = 7", "sealed = substr(sealed, 2)"]
)
def test_altered_details_are_never_taken_for_real_ones(store, what):
    store.keep_own_unit(MARK, NOW)
    with closing(database(store)) as raw:
        raw.execute(f"UPDATE own_unit SET {what}")  # noqa: S608
    with pytest.raises(SealBroken):
        store.own_unit()
    renew(store, NOW, passphrase="another long passphrase")
    store.keep_own_unit(MARK, NOW)
    assert store.own_unit() == MARK


def test_the_name_of_the_root_in_clear_decides_nothing(store):
    store.keep_own_unit(MARK, NOW)
    with closing(database(store)) as raw:
        raw.execute("UPDATE own_unit SET root_id = 'memory-0123456789abcdef'")
    assert store.own_unit() == MARK


def test_details_of_another_tool_do_not_open_here(store, tmp_path):
    other = open_quick(tmp_path / "other")
    other.keep_own_unit(MARK, NOW)
    with closing(database(other)) as raw:
        row = raw.execute("SELECT * FROM own_unit").fetchone()
    other.close()
    with closing(database(store)) as raw:
        raw.execute("INSERT INTO own_unit VALUES (?, ?, ?)", row)
    with pytest.raises(SealBroken):
        store.own_unit()


def test_a_backup_holds_none_of_it(store):
    store.keep_own_unit(MARK, NOW)
    with closing(database(store)) as raw, closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        (sealed,) = raw.execute("SELECT sealed FROM own_unit").fetchone()
        raw.backup(copy)
        assert sealed not in strip(copy).content


def in_memory_at(folder):
    """A run that keeps nothing."""
    store = at(folder)
    store.note(AuditEvent.KEEP_NOTHING, NOW)
    store.vault.keep_nothing("bursztyn")
    return store


def test_where_nothing_is_kept_they_end_with_the_word(tmp_path):
    in_memory = in_memory_at(tmp_path)
    in_memory.keep_own_unit(MARK, NOW)
    assert in_memory.own_unit() == MARK
    in_memory.forget_keys(NOW)
    with closing(database(in_memory)) as raw:
        assert raw.execute("SELECT count(*) FROM own_unit").fetchone() == (0,)
    in_memory.close()


def test_what_a_run_that_was_killed_left_is_none_for_the_next_and_is_removed(tmp_path):
    killed = in_memory_at(tmp_path)
    killed.keep_own_unit(MARK, NOW)
    killed.close()
    following = in_memory_at(tmp_path)
    assert following.own_unit() is None
    following.erase_unreadable(NOW)
    with closing(database(following)) as raw:
        assert raw.execute("SELECT count(*) FROM own_unit").fetchone() == (0,)
    following.close()
