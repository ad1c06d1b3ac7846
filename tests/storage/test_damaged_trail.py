"""A bad sector within the trail costs its rows, which are named as missing, and closes no case."""

from contextlib import closing

import pytest

from screening.storage import AuditEvent, renewal
from screening.storage.database import FILE
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.opening import PASSPHRASE, open_quick
from tests.storage.test_damaged_pages import PAGE

ROWS = 120
LEAVES = "SELECT pageno FROM dbstat WHERE name = 'audit' AND pagetype = 'leaf' ORDER BY path"


@pytest.fixture
def leaves(store) -> list[int]:
    """The pages of a long trail, in the order of its rows, after the program ended."""
    store.create("a", b"a", **WHEN)
    for _ in range(ROWS):
        store.note(AuditEvent.PRINT, NOW, case_id="a")
    with store.database.reading() as connection:
        found = list(connection.exec_driver_sql(LEAVES).scalars())
    store.close()
    return found


def spoil(folder, page: int) -> None:
    """Overwrite a page with what no page of SQLite holds."""
    file = folder / "real" / FILE
    content = bytearray(file.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = b"\xff" * PAGE
    file.write_bytes(content)


@pytest.mark.parametrize("which", [0, 1, -1], ids=["first", "within", "last"])
def test_the_program_starts_and_every_case_opens_is_saved_and_erased_in_time(leaves, tmp_path, which):
    spoil(tmp_path, leaves[which])
    with closing(open_quick(tmp_path)) as again:
        assert again.erase_unreadable(NOW) == []
        again.vault.unlock(PASSPHRASE)
        renewal.noted_differences(again, NOW)
        assert again.read("a").plain == b"a"
        assert again.save("a", b"new", seen_revision=1, **WHEN).plain == b"new"
        assert again.erase_overdue(LATER) == ["a"]


def test_the_rows_that_are_gone_are_named_and_all_others_stay(leaves, tmp_path):
    spoil(tmp_path, leaves[1])
    for _ in range(2):  # the second start finds a trail that can be read
        with closing(open_quick(tmp_path)) as again:
            fault = again.verify_trail()
            assert fault and fault.sentence == "this row is missing" and 1 < fault.sequence < ROWS
            there = {entry.sequence for entry in again.newest_acts(ROWS * 2)}
            gone = set(range(1, max(there) + 1)) - there
            assert gone == set(range(min(gone), max(gone) + 1)) and len(gone) < ROWS / 2
            again.note(AuditEvent.PRINT, NOW, case_id="a")
            assert again.count_acts(AuditEvent.PRINT, ["a"])["a"] > ROWS / 2


def test_the_new_table_takes_no_change_either(leaves, tmp_path):
    spoil(tmp_path, leaves[1])
    with closing(open_quick(tmp_path)) as again:
        for act in ("DELETE FROM audit", "UPDATE audit SET act = 'x'"):
            with pytest.raises(Exception, match="append"), again.database.writing() as connection:
                connection.exec_driver_sql(act)


def test_a_whole_trail_is_left_as_it_is(leaves, tmp_path):
    with closing(open_quick(tmp_path)) as again, again.database.reading() as connection:
        names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
    assert not {name for name in names if name.startswith("audit_damaged")}
