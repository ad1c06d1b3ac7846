"""A bad sector within the table of cases costs the cases that begin there, which are named as missing, and no other."""

import sqlite3
from contextlib import closing

import pytest

from screening.storage import Difference, StorageError, renewal
from screening.storage.database import FILE
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.opening import open_quick
from tests.storage.test_damaged_trail import spoil

NAMES = [f"case-{number:02}" for number in range(12)]
LEAVES = "SELECT pageno FROM dbstat WHERE name = 'cases' AND pagetype = 'leaf' ORDER BY path"
LONG = b"x" * 9_000
PAGE, SECTOR = 4096, 512


def tables(folder) -> set[str]:
    """The tables of the database, read beside the program."""
    with closing(sqlite3.connect(folder / "real" / FILE)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def leaves(store) -> list[int]:
    """The pages with the beginnings of the cases, after the program ended."""
    for name in NAMES:
        store.create(name, LONG, **WHEN)
    with store.database.reading() as connection:
        found = list(connection.exec_driver_sql(LEAVES).scalars())
    store.close()
    assert len(found) > 1
    return found


@pytest.mark.parametrize("which", [0, -1], ids=["first", "last"])
def test_the_others_open_and_are_saved_and_those_that_are_gone_are_named(leaves, tmp_path, which):
    spoil(tmp_path, leaves[which])
    with closing(open_quick(tmp_path)) as again:
        there = [listed.public_id for listed in again.open_cases()]
        assert 0 < len(there) < len(NAMES) and again.unreadable() == []
        told = {each.what: each.cases for each in renewal.noted_differences(again, NOW)}
        assert set(told[Difference.MISSING]) == set(NAMES) - set(there)
        assert all(again.read(name).plain == LONG for name in there)
        assert again.save(there[0], b"new", seen_revision=1, **WHEN).plain == b"new"
    with closing(open_quick(tmp_path)) as again:  # the second start finds a table that can be read
        assert again.read(there[0]).plain == b"new" and again.verify_trail() is None
        assert again.erase_overdue(LATER) == there


@pytest.mark.parametrize("fill", [0, 255], ids=["zeros", "erased flash"])
@pytest.mark.parametrize("sector", [0, 1, 4, 7])
def test_one_bad_sector_of_such_a_page_stops_no_start_and_costs_few_cases(leaves, tmp_path, sector, fill):
    file = tmp_path / "real" / FILE
    content = bytearray(file.read_bytes())
    at = (leaves[0] - 1) * PAGE + sector * SECTOR
    content[at : at + SECTOR] = bytes([fill]) * SECTOR
    file.write_bytes(content)
    with closing(open_quick(tmp_path)) as again:
        there = [listed.public_id for listed in again.open_cases()]
        bad = len(again.unreadable())
        assert len(there) - bad >= len(NAMES) - 4
        assert again.damaged() is not None and set(again.erase_overdue(LATER)) >= set(there[-5:])


def test_of_a_case_that_moved_and_is_erased_nothing_is_left(leaves, tmp_path):
    spoil(tmp_path, leaves[0])
    file = tmp_path / "real" / FILE
    with closing(open_quick(tmp_path)) as again:
        last = NAMES[-1]
        with again.database.reading() as connection:
            found = "SELECT wrapped_key, sealed, bound FROM cases WHERE public_id = ?"
            secrets = [bytes(each)[:200] for each in connection.exec_driver_sql(found, (last,)).one()]
        assert [file.read_bytes().count(each) for each in secrets] == [1, 1, 1]
        again.erase(last, NOW)
        again.empty_log()
        assert [file.read_bytes().count(each) for each in secrets] == [0, 0, 0]


def test_a_table_that_is_whole_or_of_which_nothing_can_be_read_is_left_as_it_is(leaves, tmp_path):
    before = tables(tmp_path)
    open_quick(tmp_path).close()
    assert tables(tmp_path) == before
    for page in leaves:
        spoil(tmp_path, page)
    with closing(open_quick(tmp_path)) as again, pytest.raises(StorageError):
        again.open_cases()
    assert tables(tmp_path) == before
