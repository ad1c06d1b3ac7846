"""Eight workers at one case lose no edit; a disk that fails at any statement leaves nothing half-written."""

import multiprocessing
import resource
import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from screening.storage import AuditEvent, CaseErased, DatabaseDamaged, DiskFull, NotSaved, StaleRevision
from screening.storage.errors import DiskUnreadable
from screening.storage.held_forms import OnDisk, new_row
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import open_quick

WORKERS = 8
FULL = "database or disk is full"


def editing(folder, who: int, edits: int, pipe) -> None:
    """Put one line after another into a case once told to begin; says of each edit whether it was saved."""
    store = open_quick(folder)
    pipe.send("ready")
    pipe.recv()
    for number in range(edits):
        line = f"{who}-{number}\n".encode()
        seen = store.read("a")
        try:
            saved = store.save("a", seen.plain + line, seen_revision=seen.revision, **WHEN)
            pipe.send((line, saved.revision))
        except StaleRevision:
            pipe.send((line, None))
    store.close()
    pipe.close()


@contextmanager
def _workers(folder, edits: int):
    """The pipes of the workers, all ready to begin."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.storage.victims"])
    processes, pipes = [], []
    for who in range(WORKERS):
        ours, theirs = context.Pipe()
        processes.append(context.Process(target=editing, args=(folder, who, edits, theirs)))
        processes[-1].start()
        theirs.close()
        pipes.append(ours)
    try:
        assert [pipe.recv() for pipe in pipes] == ["ready"] * WORKERS
        yield pipes
    finally:
        for process, pipe in zip(processes, pipes, strict=True):
            pipe.close()
            process.join()
            process.close()


def _heard(pipes, edits: int) -> list[tuple[bytes, int | None]]:
    """What each worker said of each of its edits."""
    for pipe in pipes:
        pipe.send("begin")
    words = []
    for number in range(edits):
        words += [pipe.recv() for pipe in pipes]
        if number % 50 == 49:
            print(f"{len(words)} of {edits * WORKERS} edits")
    return words


def _no_edit_is_lost(folder, edits: int) -> None:
    store = open_quick(folder)
    store.create("a", b"", **WHEN)
    with _workers(folder, edits) as pipes:
        words = _heard(pipes, edits)
    saved = sorted((revision, line) for line, revision in words if revision)
    assert len({line for line, _ in words}) == WORKERS * edits
    assert store.read("a").plain == b"".join(line for _, line in saved)
    assert [revision for revision, _ in saved] == list(range(2, len(saved) + 2))
    assert store.read("a").revision == 1 + len(saved) == 1 + store.acts_of("a", frozenset((AuditEvent.CHANGE,)))
    assert store.verify_trail() is None
    store.close()
    print(f"{len(words)} edits, {len(saved)} saved, {len(words) - len(saved)} refused, 0 lost")
    assert edits < len(saved) < len(words)


def test_eight_processes_that_edit_one_case_lose_no_edit(tmp_path):
    _no_edit_is_lost(tmp_path, 15)


@pytest.mark.full
def test_eight_processes_lose_none_of_two_hundred_edits_each(tmp_path):
    _no_edit_is_lost(tmp_path, 200)


ACTS = {
    "create": lambda store: store.create("b", b"new", **WHEN),
    "save": lambda store: store.save("a", b"two", seen_revision=1, **WHEN),
    "erase": lambda store: store.erase("a", NOW),
}
WRITES = {"create": 3, "save": 3, "erase": 4}  # an erasure takes what waits for the lock with it


@contextmanager
def _disk(store, failing: int | None = None):
    """Counts the statements that write; the failing one, counted from 0, finds the disk full."""
    writes = []

    def execute(cursor, statement, parameters, context):
        if statement.startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")):
            writes.append(statement)
            if len(writes) - 1 == failing:
                raise sqlite3.OperationalError(FULL)

    event.listen(store.database.engine, "do_execute", execute)
    yield writes
    event.remove(store.database.engine, "do_execute", execute)


def _one_case(store) -> OnDisk:
    """Store a case of which something waits for the open lock; what waits."""
    store.create("a", b"one", **WHEN)
    waiting = OnDisk(store.database, lambda: None)
    assert waiting.put(new_row("case", "a", NOW, b"typed"), most=1)
    return waiting


def _everything(store) -> list:
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        return [
            connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1").all()  # noqa: S608
            for table in ("cases", "unit_keys", "waiting", "audit", "audit_head")
        ]


def _is_done(store, waiting: OnDisk, act: str) -> None:
    """The act, done at last, did all it should and no more."""
    if act == "create":
        assert store.read("b").plain == b"new"
    elif act == "save":
        assert store.read("a").plain == b"two"
    else:
        with pytest.raises(CaseErased):
            store.read("a")
    assert len(waiting.all()) == (act != "erase")
    assert len(store.newest_acts(9)) == 2 and store.verify_trail() is None


@pytest.mark.parametrize("act", ACTS)
def test_each_act_writes_as_many_statements_as_are_made_to_fail(store, act):
    _one_case(store)
    with _disk(store) as writes:
        ACTS[act](store)
    assert len(writes) == WRITES[act], writes


@pytest.mark.parametrize(("act", "failing"), [(act, at) for act, number in WRITES.items() for at in range(number)])
def test_a_disk_full_at_any_statement_leaves_nothing_half_written(store, act, failing):
    waiting = _one_case(store)
    before = _everything(store)
    with _disk(store, failing) as writes, pytest.raises(NotSaved, match=FULL):
        ACTS[act](store)
    assert len(writes) == failing + 1 and _everything(store) == before and store.verify_trail() is None
    ACTS[act](store)
    _is_done(store, waiting, act)


@pytest.mark.parametrize("act", ACTS)
def test_a_disk_full_at_the_commit_leaves_nothing_half_written(store, act, monkeypatch):
    waiting = _one_case(store)
    before = _everything(store)

    def fail(_):
        raise sqlite3.OperationalError(FULL)

    with monkeypatch.context() as patched:
        patched.setattr(store.database.engine.dialect, "do_commit", fail)
        with pytest.raises(NotSaved, match=FULL):
            ACTS[act](store)
    assert _everything(store) == before and store.verify_trail() is None
    ACTS[act](store)
    _is_done(store, waiting, act)


@contextmanager
def _room_for(bytes_: int):
    """No file may become longer than this: for it the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [1024, 8192, 24576])
def test_a_start_without_room_for_the_index_of_the_database_says_that_the_disk_is_full(tmp_path, room):
    """SQLite calls it a disk I/O error, for which a backup would be restored."""
    open_quick(tmp_path).close()
    with _room_for(room), pytest.raises(DiskFull):
        open_quick(tmp_path)
    open_quick(tmp_path).close()


@contextmanager
def a_disk_that_fails(store, code: int):
    """Every statement ends so while this lasts."""

    def execute(*_):
        problem = sqlite3.OperationalError("disk I/O error")
        problem.sqlite_errorcode = code
        raise problem

    event.listen(store.database.engine, "do_execute", execute)
    yield
    event.remove(store.database.engine, "do_execute", execute)


def test_a_disk_that_does_not_answer_is_not_told_as_a_damaged_database(store):
    store.create("a", b"a", **WHEN)
    for code, kind in (
        (sqlite3.SQLITE_IOERR_READ, DiskUnreadable),
        (sqlite3.SQLITE_IOERR_CORRUPTFS, DiskUnreadable),
        (sqlite3.SQLITE_IOERR_SHORT_READ, DatabaseDamaged),
        (sqlite3.SQLITE_CORRUPT, DatabaseDamaged),
    ):
        with a_disk_that_fails(store, code), pytest.raises(DatabaseDamaged) as told:
            store.open_cases()
        assert type(told.value) is kind and ("restore a backup" in str(told.value))
    with a_disk_that_fails(store, sqlite3.SQLITE_IOERR_READ), pytest.raises(NotSaved):
        store.save("a", b"b", seen_revision=1, **WHEN)
    assert store.read("a").plain == b"a"
