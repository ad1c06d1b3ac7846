"""What is said is what happened: busy, full and moved are told apart, erased is off the disk, no row decides alone."""

import errno
import fcntl
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select

from screening import settings
from screening.storage import AuditEvent, Busy, CaseErased, DataMoved, DiskFull, StaleRevision, renewal
from screening.storage.instance_lock import check_beside_server, only_server
from screening.storage.tables import cases
from tests.inside.storage import empty_log_with, wrap_connections
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.opening import open_quick

WEEK = timedelta(days=7)
FILE = "rozpoznaj.sqlite"
REASONS = frozenset((AuditEvent.EXTEND_KCIK,))


def everything(folder) -> bytes:
    """Every byte of a data folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def sealed_of(store, name: str) -> tuple[bytes, bytes]:
    """The key and the record of a case as they lie in the database."""
    with store.database.reading() as connection:
        found = select(cases.c.wrapped_key, cases.c.sealed).where(cases.c.public_id == name)
        return tuple(connection.execute(found).one())


def acts(store) -> list[str]:
    return [entry.act.value for entry in reversed(store.newest_acts(1000))]


@contextmanager
def another_program(data, statement: str):
    """Another program with a transaction open on the database."""
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as other:
        other.execute(statement)
        other.execute("SELECT count(*) FROM cases").fetchone()
        yield other
        other.execute("ROLLBACK")


@pytest.fixture
def impatient(monkeypatch):
    """Waiting for others ends at once, so that no test waits half a minute."""
    monkeypatch.setattr("screening.storage.audited.WAIT", 0.05)
    monkeypatch.setattr("screening.storage.audited.WRITE_WITHIN", 0.05)
    monkeypatch.setattr("screening.storage.database.WAIT_FOR_READERS", 0.05)


def test_a_write_holds_the_database_from_its_first_statement(store, data):
    other = sqlite3.connect(data / FILE, timeout=0)
    with closing(other), store.database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_database_that_another_program_writes_to_is_busy_and_not_full(store, data, impatient):
    with another_program(data, "BEGIN IMMEDIATE"), pytest.raises(Busy):
        store.create("a", b"one", **WHEN)
    store.create("a", b"one", **WHEN)


def test_a_lock_file_that_a_stopped_program_holds_ends_in_one_sentence(store, data, impatient):
    with (data / "rozpoznaj.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            store.note(AuditEvent.PRINT, NOW)
    store.note(AuditEvent.PRINT, NOW)


def test_a_full_disk_is_told_as_full(store):
    with store.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        for number in range(50):
            store.create(f"b{number}", bytes(200_000), **WHEN)


def _exchanged(data) -> None:
    shutil.copy(data / FILE, data / "copy")
    (data / "copy").rename(data / FILE)


def _older_in_place(data) -> None:
    """A copy of earlier is written over the database, as some synchronisers and people do."""
    path = data / FILE
    path.write_bytes((data / "older").read_bytes())


MOVES = {
    "the database was cut in place": lambda data: os.truncate(data / FILE, 4096),
    "the database was overwritten by an older copy": _older_in_place,
    "the folder was deleted": shutil.rmtree,
    "the folder was renamed": lambda data: data.rename(data.with_name("elsewhere")),
    "the database was deleted": lambda data: (data / FILE).unlink(),
    "the database was exchanged": _exchanged,
    "the log was deleted": lambda data: (data / f"{FILE}-wal").unlink(),
    "the log was emptied in place": lambda data: os.truncate(data / f"{FILE}-wal", 0),
    "the log was cut in place": lambda data: os.truncate(data / f"{FILE}-wal", 5000),
}


@pytest.mark.parametrize("move", MOVES)
def test_data_that_was_moved_under_the_program_is_noticed_at_the_next_write(store, data, move):
    shutil.copy(data / FILE, data / "older")
    store.create("a", bytes(50_000), **WHEN)
    store.database.empty_log()
    store.save("a", b"one", seen_revision=1, **WHEN)
    MOVES[move](data)
    for _ in range(2):
        with pytest.raises(DataMoved):
            store.save("a", b"two", seen_revision=2, **WHEN)


@pytest.mark.parametrize("gone", [("-wal",), ("-wal", "-shm"), ("",)], ids=str)
def test_a_log_that_was_deleted_under_the_program_is_not_made_anew_by_it(tmp_path, gone):
    """A connection opened after that would begin an empty one, and what was saved and told is lost for all of them.

    Where the database was taken away, it would take its log into another one.
    """
    with closing(open_quick(tmp_path)) as store:
        store.create("a", b"a", **WHEN)
        for ending in gone:
            (tmp_path / "real" / f"{FILE}{ending}").rename(tmp_path / f"aside{ending}")
        with store.database.reading() as connection:
            connection.exec_driver_sql("SELECT 1")
            for _ in range(2):
                with pytest.raises(DataMoved):
                    store.open_cases()
        assert store.read("a").plain == b"a"
        if "" in gone:
            (tmp_path / "aside").replace(tmp_path / "real" / FILE)
    with closing(open_quick(tmp_path)) as again:
        assert again.read("a").plain == b"a" and again.verify_trail() is None


def test_a_folder_that_is_gone_is_no_damage_that_a_backup_would_mend(store, data):
    with store.database.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
        data.rename(data.with_name("elsewhere"))
        with pytest.raises(DataMoved):
            store.open_cases()


def test_connections_that_are_all_closed_hold_no_log(store):
    store.create("a", b"a", **WHEN)
    store.database.engine.dispose()
    with store.database.reading() as one, store.database.reading() as two:
        assert one.exec_driver_sql("SELECT 1").scalar() == two.exec_driver_sql("SELECT 1").scalar()


def test_the_log_of_a_database_behind_a_link_is_watched_where_it_lies(tmp_path):
    """SQLite follows the link, so a file beside the link is none of its own."""
    (tmp_path / "real").mkdir()
    (tmp_path / "disk").mkdir()
    (tmp_path / "real" / FILE).symlink_to(tmp_path / "disk" / "cases")
    with closing(open_quick(tmp_path)) as store:
        store.create("a", b"a", **WHEN)
        chosen = settings.load({"ROZPOZNAJ_DATA": str(tmp_path)})
        with only_server(chosen):
            check_beside_server(chosen)
        (tmp_path / "disk" / "cases-wal").unlink()
        with pytest.raises(DataMoved):
            store.create("b", b"b", **WHEN)


def test_a_log_cut_under_the_program_damages_nothing_that_was_in_the_database_before(store, data, tmp_path):
    store.create("a", b"one", **WHEN)
    store.database.empty_log()
    store.save("a", b"two", seen_revision=1, **WHEN)
    before, log = (data / FILE).read_bytes(), data / f"{FILE}-wal"
    for length in (log.stat().st_size - 1, 0):
        os.truncate(log, length)
        with pytest.raises(DataMoved):
            store.save("a", b"three", seen_revision=2, **WHEN)
        assert not store.database.empty_log() and (data / FILE).read_bytes() == before
    store.close()
    again = open_quick(tmp_path)
    assert again.read("a").plain == b"one" and again.verify_trail() is None
    again.close()


def test_a_log_that_another_process_of_this_program_emptied_is_not_taken_for_a_cut_one(store, data, tmp_path):
    store.create("a", b"one", **WHEN)
    other = open_quick(tmp_path)
    assert other.database.empty_log() and (data / f"{FILE}-wal").stat().st_size == 0
    other.close()
    assert store.save("a", b"two", seen_revision=1, **WHEN).revision == 2
    store.database.empty_log()
    assert store.save("a", b"three", seen_revision=2, **WHEN).revision == 3


def test_a_log_that_could_not_be_emptied_is_watched_as_before(store, data, impatient):
    store.create("a", b"one", **WHEN)
    with another_program(data, "BEGIN"):
        store.save("a", b"two", seen_revision=1, **WHEN)
        assert not store.database.empty_log()
        os.truncate(data / f"{FILE}-wal", 5000)
        with pytest.raises(DataMoved):
            store.save("a", b"three", seen_revision=2, **WHEN)


class _KilledThere:
    """A connection whose process is killed when it has emptied the log."""

    def __init__(self, real):
        self._real = real

    def execute(self, statement):
        done = self._real.execute(statement)
        if "wal_checkpoint" in statement and done.fetchone()[0] == 0:
            os._exit(9)
        return done


def test_a_process_that_is_killed_as_it_empties_the_log_stops_no_other_one(store, tmp_path):
    for revision in range(1, 4):
        store.create(f"a{revision}", bytes(20_000), **WHEN)
    child = os.fork()
    if child == 0:
        wrap_connections(_KilledThere)
        open_quick(tmp_path)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert store.save("a1", b"saved", seen_revision=1, **WHEN).revision == 2


def test_a_save_that_is_done_is_said_to_be_done_even_if_the_lock_file_cannot_be_read(store, monkeypatch):
    store.create("a", b"one", **WHEN)

    def broken(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "pread", broken)
    assert store.save("a", b"two", seen_revision=1, **WHEN).revision == 2
    monkeypatch.undo()
    assert store.save("a", b"three", seen_revision=2, **WHEN).revision == 3


def test_an_erasure_that_was_killed_before_the_log_was_emptied_is_complete_after_the_next_start(
    store, data, tmp_path, monkeypatch
):
    store.create("a", b"one", **WHEN)
    before = sealed_of(store, "a")
    monkeypatch.setattr(store.database, "empty_log", lambda: False)
    store.erase("a", NOW)
    shutil.copytree(data, tmp_path / "killed" / "real")
    assert any(part in everything(tmp_path / "killed") for part in before)
    again = open_quick(tmp_path / "killed")
    assert not any(part in everything(tmp_path / "killed") for part in before)
    again.close()


def test_an_erasure_while_another_program_reads_says_so_and_is_completed_later(store, data, impatient):
    store.create("a", b"one", **WHEN)
    before = sealed_of(store, "a")
    with another_program(data, "BEGIN"):
        store.erase("a", NOW)
        assert store.log_holds_erased
    store.settle(NOW)
    assert not store.log_holds_erased and not any(part in everything(data) for part in before)


def test_an_erased_case_that_a_start_cannot_take_out_of_the_log_is_told_and_taken_out_later(
    store, data, tmp_path, impatient
):
    store.create("a", b"one", **WHEN)
    before = sealed_of(store, "a")
    with another_program(data, "BEGIN"):
        store.erase("a", NOW)
        again = open_quick(tmp_path)
        assert again.log_holds_erased
    again.settle(NOW)
    assert not again.log_holds_erased and not any(part in everything(data) for part in before)
    again.close()


def test_older_keys_that_a_renewal_cannot_take_out_of_the_log_are_told_and_taken_out_later(store, data, impatient):
    store.create("a", b"one", **WHEN)
    with another_program(data, "BEGIN"):
        renewal.renew(store, NOW)
        assert store.log_holds_erased
    store.settle(NOW)
    assert not store.log_holds_erased


def test_an_erasure_on_a_full_disk_is_done_or_not_done_and_never_half_told(store, monkeypatch):
    store.create("a", b"one", **WHEN)
    empty_log_with(monkeypatch, store, _no_space)
    store.erase("a", NOW)
    assert store.log_holds_erased
    with pytest.raises(CaseErased):
        store.read("a")


def _no_space(_):
    raise sqlite3.OperationalError("database or disk is full")


def test_a_record_that_forgets_leaves_nothing_older_that_its_key_opens(store, data):
    store.create("a", b"Imie Nazwisko", **WHEN)
    key, sealed = sealed_of(store, "a")
    store.save("a", b"nobody", seen_revision=1, forgets=True, **WHEN)
    assert store.read("a").plain == b"nobody"
    assert key not in everything(data) and sealed not in everything(data)


def test_a_case_that_was_kept_longer_meanwhile_is_not_erased_with_the_overdue_ones(store, monkeypatch):
    store.create("a", b"one", **WHEN)
    store.create("b", b"one", **WHEN)
    overdue = store.overdue

    def found(now):
        names = overdue(now)
        store.save("a", b"two", seen_revision=1, edition="2026.1", now=now, erase_after=now + WEEK)
        return names

    monkeypatch.setattr(store, "overdue", found)
    assert store.erase_overdue(LATER) == ["b"]
    assert store.read("a").plain == b"two"


def test_a_save_never_brings_the_day_of_erasure_nearer(store):
    store.create("a", b"one", **WHEN)
    assert _extend(store, LATER)
    saved = store.save("a", b"two", seen_revision=1, **WHEN)
    assert saved.erase_after == store.read("a").erase_after == LATER + WEEK


def _extend(store, seen) -> bool:
    return store.extend("a", seen=seen, by=WEEK, most=2, act=AuditEvent.EXTEND_KCIK, acts=REASONS, now=NOW)


def test_an_extension_pressed_twice_is_one_extension(store):
    store.create("a", b"one", **WHEN)
    assert _extend(store, LATER) and _extend(store, LATER)
    assert store.read("a").erase_after == LATER + WEEK and acts(store).count("extend_kcik") == 1
    assert _extend(store, LATER + WEEK) and not _extend(store, LATER + 2 * WEEK)
    assert store.read("a").erase_after == LATER + 2 * WEEK and acts(store).count("extend_kcik") == 2


def test_an_extension_of_a_day_that_is_another_one_by_now_is_refused(store):
    store.create("a", b"one", **WHEN)
    store.save("a", b"two", seen_revision=1, edition="2026.1", now=NOW, erase_after=LATER + timedelta(hours=5))
    with pytest.raises(StaleRevision):
        _extend(store, LATER)
    assert store.read("a").erase_after == LATER + timedelta(hours=5) and "extend_kcik" not in acts(store)
