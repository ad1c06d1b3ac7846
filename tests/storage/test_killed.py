"""A process killed at any moment loses nothing that was acknowledged, and leaves nothing half done."""

import shutil
from collections import Counter
from random import Random

import pytest

from screening import settings
from screening.storage import Act, CaseErased
from screening.storage.database import Database, migrate
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import open_quick
from tests.storage.victims import CASES, erasing, killed, migrating, rotating, saving


def _whole(store) -> None:
    """The database is in order and its audit trail is whole."""
    with store._database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert store.verify_trail() is None


def _content(number: int) -> bytes:
    return f"case {number} ".encode() * 100


def _filled(folder):
    store = open_quick(folder)
    for number in range(CASES):
        store.create(f"a{number}", _content(number), **WHEN)
    return store


def _saves(folder, rounds: int) -> None:
    store = open_quick(folder)
    store.create("a", b"1" * 400, **WHEN)
    store.close()
    chance = Random(7)
    for number in range(rounds):
        words = killed(saving, folder, chance, 0.1)
        store = open_quick(folder)
        stored = store.read("a")
        assert not words or stored.revision >= words[-1]
        assert stored.plain == str(stored.revision).encode() * 400
        _whole(store)
        store.close()
        if number % 50 == 49:
            print(f"{number + 1} of {rounds} rounds, revision {stored.revision}")
    assert stored.revision > rounds


def test_no_acknowledged_save_is_lost(tmp_path):
    _saves(tmp_path, 6)


@pytest.mark.full
def test_no_acknowledged_save_is_lost_in_a_thousand_rounds(tmp_path):
    _saves(tmp_path, 1000)


def _each_is_whole(store) -> None:
    for number in range(CASES):
        assert store.read(f"a{number}").plain == _content(number)


def _rotations(folder, rounds: int, ends: Counter) -> None:
    _filled(folder).close()
    chance = Random(8)
    for number in range(rounds):
        words = killed(rotating, folder, chance, 0.15)
        ends["whole" if "done" in words else "between" if words else "before"] += 1
        store = open_quick(folder)
        _each_is_whole(store)
        _whole(store)
        store.close()
        if number % 20 == 19:
            print(f"{number + 1} of {rounds} rounds: {dict(ends)}")
    store = open_quick(folder)
    list(store.rotate(NOW))
    _each_is_whole(store)
    assert len(store.vault.keys.roots) == 1
    store.close()


def test_a_killed_rotation_loses_no_case_and_the_next_one_completes(tmp_path):
    _rotations(tmp_path, 3, Counter())


@pytest.mark.full
def test_two_hundred_killed_rotations_lose_no_case(tmp_path):
    ends: Counter = Counter()
    _rotations(tmp_path, 200, ends)
    assert ends["between"] > 20, ends


def _state(store, id_: str) -> str:
    with store._database.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT state, wrapped_key, sealed FROM cases WHERE public_id = ?", (id_,)
        ).one()
    rows = store.acts_of(id_, frozenset((Act.ERASE,)))
    if row == ("erased", None, None) and rows == 1:
        return "erased"
    return "open" if row[0] == "open" and row[1] and row[2] and rows == 0 else f"half erased: {row[0]}, {rows} rows"


def _erasures(folder, rounds: int, ends: Counter) -> None:
    for number in range(rounds):
        here = folder / str(number)
        _filled(here).close()
        words = killed(erasing, here, Random(number), 0.15)
        store = open_quick(here)
        _whole(store)
        states = Counter(_state(store, f"a{case}") for case in range(CASES))
        assert set(states) <= {"open", "erased"}, states
        ends["whole" if "done" in words else "between" if words else "before"] += 1
        for id_ in (word for word in words if word != "done"):
            with pytest.raises(CaseErased):
                store.read(id_)
        store.close()
        shutil.rmtree(here)
        if number % 20 == 19:
            print(f"{number + 1} of {rounds} rounds: {dict(ends)}")


def test_a_killed_erasure_leaves_each_case_whole_or_gone(tmp_path):
    _erasures(tmp_path, 3, Counter())


@pytest.mark.full
def test_two_hundred_killed_erasures_leave_each_case_whole_or_gone(tmp_path):
    ends: Counter = Counter()
    _erasures(tmp_path, 200, ends)
    assert ends["between"] > 20, ends


def _older(folder) -> None:
    """A data folder of the first program: cases without audit trail and unit keys."""
    where = settings.load({"ROZPOZNAJ_DATA": str(folder)})
    where.data.mkdir(parents=True)
    database = Database(where.database)
    migrate(database, "0001")
    with database.writing() as connection:
        for number in range(50):
            connection.exec_driver_sql(
                "INSERT INTO cases (public_id, unit, state, edition, opened_at, changed_at, erase_after, revision,"
                " key_id, sealed) VALUES (?, 'local', 'open', '2026.1', ?, ?, ?, 1, 'none', ?)",
                (f"a{number}", NOW.isoformat(), NOW.isoformat(), WHEN["erase_after"].isoformat(), _content(number)),
            )
    database.close()


def _migrations(folder, rounds: int, ends: Counter) -> None:
    for number in range(rounds):
        here = folder / str(number)
        _older(here)
        words = killed(migrating, here, Random(number), 0.06)
        ends["whole" if "done" in words else "between"] += 1
        store = open_quick(here)
        _whole(store)
        with store._database.reading() as connection:
            found = connection.exec_driver_sql("SELECT sealed FROM cases ORDER BY id").scalars().all()
        assert found == [_content(case) for case in range(50)]
        store.close()
        shutil.rmtree(here)
        if number % 20 == 19:
            print(f"{number + 1} of {rounds} rounds: {dict(ends)}")


def test_a_killed_migration_is_taken_up_at_the_next_start(tmp_path):
    _migrations(tmp_path, 3, Counter())


@pytest.mark.full
def test_two_hundred_killed_migrations_are_taken_up_at_the_next_start(tmp_path):
    ends: Counter = Counter()
    _migrations(tmp_path, 200, ends)
    assert ends["between"] > 20, ends
