"""A process killed at any moment loses nothing that was acknowledged, and leaves nothing half done."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest
from sqlalchemy import Engine, event

from screening import settings
from screening.storage import AuditEvent, CaseErased
from screening.storage.database import Database, address_of
from screening.storage.migrating import REVISIONS, migrate
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import open_quick
from tests.storage.victims import CASES, erasing, killed, migrating, rotating, saving

HEAD = REVISIONS[-1]
MOMENT = 0.02  # seconds; the longest pause before a kill, about as long as one save takes


def _whole(store) -> None:
    """The database is in order and its audit trail is whole."""
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert store.verify_trail() is None


def _content(number: int) -> bytes:
    return f"case {number} ".encode() * 100


def _filled(folder):
    store = open_quick(folder)
    for number in range(CASES):
        store.create(f"a{number}", _content(number), **WHEN)
    return store


def _started(act, *told):
    """A process at its act, and the pipe it speaks through."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.storage.victims"])
    heard, said = context.Pipe(duplex=False)
    process = context.Process(target=act, args=(*told, said))
    process.start()
    said.close()
    return process, heard


def _duration(act, folder) -> float:
    """Seconds from the begin of an act to its end when nobody kills it."""
    process, heard = _started(act, folder)
    with heard:
        heard.recv()
        begun = time.perf_counter()
        while heard.recv() != "done":
            pass
    took = time.perf_counter() - begun
    process.join()
    process.close()
    return took


def _longest(number: int, duration: float) -> float:
    """Until when a round is killed: anywhere in the act and a little beyond; every fourth round at its begin."""
    return duration * (1.15 if number % 4 else 0.05)


def _end(words: list) -> str:
    """Where the kill met an act."""
    return "after" if "done" in words else "during" if words else "before"


def _rounds(rounds: int, ends: Counter, least: dict[str, int]) -> Iterator[int]:
    """So many rounds, and up to ten times as many until the random moments met each part of the act often enough."""
    for number in range(10 * rounds):
        if number >= rounds and all(ends[end] >= count for end, count in least.items()):
            break
        yield number
        if number % 20 == 19:
            print(f"{number + 1} of {rounds} rounds: {dict(ends)}")
    print(dict(ends))
    assert all(ends[end] >= count for end, count in least.items()), ends


def _saves(folder, rounds: int, **least: int) -> None:
    store = open_quick(folder)
    store.create("a", b"1" * 400, **WHEN)
    store.close()
    chance, ends = Random(7), Counter()
    for number in _rounds(rounds, ends, least):
        words = killed(saving, folder, chance, MOMENT, words=number % 4)
        store = open_quick(folder)
        stored = store.read("a")
        assert not words or stored.revision >= words[-1]
        assert stored.plain == str(stored.revision).encode() * 400
        _whole(store)
        store.close()
        ends[_end(words)] += 1
    assert stored.revision > rounds


def test_no_acknowledged_save_is_lost(tmp_path):
    _saves(tmp_path, 8)


@pytest.mark.full
def test_no_acknowledged_save_is_lost_in_a_thousand_rounds(tmp_path):
    _saves(tmp_path, 1000, before=20, during=500)


def _each_is_whole(store) -> None:
    for number in range(CASES):
        assert store.read(f"a{number}").plain == _content(number)


def _one_root_and_one_unit_key(store) -> None:
    assert len(store.vault.keys.roots) == 1
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM unit_keys").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(DISTINCT key_id) FROM cases").scalar() == 1


def _rotations(folder, rounds: int, **least: int) -> None:
    _filled(folder).close()
    chance, ends, duration = Random(8), Counter(), _duration(rotating, folder)
    for number in _rounds(rounds, ends, least):
        words = killed(rotating, folder, chance, _longest(number, duration))
        ends["last step" if words and words[-1] == (CASES, CASES) else _end(words)] += 1
        store = open_quick(folder)
        _each_is_whole(store)
        _whole(store)
        store.close()
    store = open_quick(folder)
    list(store.rotate(NOW))
    _each_is_whole(store)
    _one_root_and_one_unit_key(store)
    store.close()


def test_a_killed_rotation_loses_no_case_and_the_next_one_completes(tmp_path):
    _rotations(tmp_path, 3)


@pytest.mark.full
def test_two_hundred_killed_rotations_lose_no_case(tmp_path):
    _rotations(tmp_path, 200, **{"before": 20, "during": 30, "last step": 1})


def _state(store, id_: str) -> str:
    with store.database.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT state, wrapped_key, sealed FROM cases WHERE public_id = ?", (id_,)
        ).one()
    rows = store.acts_of(id_, frozenset((AuditEvent.ERASE,)))
    if row == ("erased", None, None) and rows == 1:
        return "erased"
    return "open" if row[0] == "open" and row[1] and row[2] and rows == 0 else f"half erased: {row[0]}, {rows} rows"


def _erasures(folder, rounds: int, **least: int) -> None:
    _filled(folder / "filled").close()
    shutil.copytree(folder / "filled", folder / "measured")
    chance, ends, duration = Random(9), Counter(), _duration(erasing, folder / "measured")
    for number in _rounds(rounds, ends, least):
        here = folder / str(number)
        shutil.copytree(folder / "filled", here)
        words = killed(erasing, here, chance, _longest(number, duration))
        store = open_quick(here)
        _whole(store)
        _each_is_whole_or_gone(store, [word for word in words if word != "done"])
        store.close()
        shutil.rmtree(here)
        ends[_end(words)] += 1


def _each_is_whole_or_gone(store, acknowledged: list[str]) -> None:
    for number in range(CASES):
        id_, state = f"a{number}", _state(store, f"a{number}")
        if state == "open" and id_ not in acknowledged:
            assert store.read(id_).plain == _content(number)
            continue
        assert state == "erased", (id_, state)
        with pytest.raises(CaseErased):
            store.read(id_)


def test_a_killed_erasure_leaves_each_case_whole_or_gone(tmp_path):
    _erasures(tmp_path, 3)


@pytest.mark.full
def test_two_hundred_killed_erasures_leave_each_case_whole_or_gone(tmp_path):
    _erasures(tmp_path, 200, before=5, during=100)


def _older(folder) -> None:
    """A data folder of the first program: cases without audit trail and unit keys."""
    where = settings.load({"ROZPOZNAJ_DATA": str(folder)})
    where.data.mkdir(parents=True)
    database = Database(address_of(where))
    migrate(database, "0001")
    with database.writing() as connection:
        for number in range(50):
            connection.exec_driver_sql(
                "INSERT INTO cases (public_id, unit, state, edition, opened_at, changed_at, erase_after, revision,"
                " key_id, sealed) VALUES (?, 'local', 'open', '2026.1', ?, ?, ?, 1, 'none', ?)",
                (f"a{number}", NOW.isoformat(), NOW.isoformat(), WHEN["erase_after"].isoformat(), _content(number)),
            )
    database.close()


def _revision(folder) -> str:
    with closing(sqlite3.connect(settings.load({"ROZPOZNAJ_DATA": str(folder)}).data / "rozpoznaj.sqlite")) as raw:
        return raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def _is_taken_up(folder) -> None:
    """The next start brings the tables to head, with all rows."""
    store = open_quick(folder)
    _whole(store)
    with store.database.reading() as connection:
        found = connection.exec_driver_sql("SELECT public_id, sealed FROM cases ORDER BY id").all()
    assert found == [(f"a{case}", _content(case)) for case in range(50)]
    store.create("new", b"new", **WHEN)
    assert store.read("new").plain == b"new" and store.verify_trail() is None
    store.close()
    assert _revision(folder) == HEAD


def _migrations(folder, rounds: int, **least: int) -> None:
    _older(folder / "measured")
    chance, ends, duration = Random(10), Counter(), _duration(migrating, folder / "measured")
    for number in _rounds(rounds, ends, least):
        here = folder / str(number)
        _older(here)
        words = killed(migrating, here, chance, _longest(number, duration))
        revision = _revision(here)
        assert revision == HEAD or (revision == "0001" and "done" not in words)
        ends["after" if revision == HEAD else "during" if number % 4 else "at its begin"] += 1
        _is_taken_up(here)
        shutil.rmtree(here)


def test_a_killed_migration_is_taken_up_at_the_next_start(tmp_path):
    _migrations(tmp_path, 3)


@pytest.mark.full
def test_two_hundred_killed_migrations_are_taken_up_at_the_next_start(tmp_path):
    _migrations(tmp_path, 200, **{"at its begin": 20, "during": 60, "after": 5})


def dying(folder, statement: int, said) -> None:
    """Migrate, and be killed right before this statement, counted from 0."""
    left = [statement]

    def count(*_):
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    event.listen(Engine, "before_cursor_execute", count)
    migrating(folder, said)


def _killed_at_statements(folder, step: int) -> int:
    """Migrations killed before every so many-th statement, until one has no such statement; gives how many."""
    for rounds in range(100):
        here = folder / str(rounds)
        _older(here)
        process, heard = _started(dying, here, rounds * step)
        process.join()
        code = process.exitcode
        process.close()
        heard.close()
        if code == 0:
            break
        assert code == -signal.SIGKILL and _revision(here) == "0001"
        _is_taken_up(here)
    return rounds


def test_a_migration_killed_at_some_of_its_statements_is_taken_up_at_the_next_start(tmp_path):
    assert _killed_at_statements(tmp_path, 5) >= 2


@pytest.mark.full
def test_a_migration_killed_at_any_of_its_statements_is_taken_up_at_the_next_start(tmp_path):
    assert _killed_at_statements(tmp_path, 1) >= 10
