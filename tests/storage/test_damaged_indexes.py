"""A bad sector within an index of the database closes no case: all that an index holds is in the rows of its table."""

from contextlib import closing
from datetime import timedelta

import pytest

from screening.storage.backup import backup
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.opening import PASSPHRASE, open_quick
from tests.storage.test_damaged_trail import spoil

INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"
NAMES = (
    "ix_cases_key_id",
    "ix_cases_state_erase_after",
    "sqlite_autoindex_alembic_version_1",
    "sqlite_autoindex_cases_1",
    "sqlite_autoindex_unit_keys_1",
    "sqlite_autoindex_waiting_1",
)


@pytest.fixture(params=NAMES)
def bad(store, tmp_path, request):
    """A folder with two cases; the page of one index is damaged since the program ended."""
    for name in ("case-a", "case-b"):
        store.create(name, name.encode(), **WHEN)
    with store.database.reading() as connection:
        assert tuple(connection.exec_driver_sql(INDEXES).scalars()) == NAMES
        found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = connection.exec_driver_sql(found, (request.param,)).scalar_one()
    store.close()
    spoil(tmp_path, page)
    return tmp_path


def test_every_case_opens_is_saved_and_erased_in_time_from_the_next_start_on(bad):
    for revision in (1, 2):  # the second start finds indexes that can be read
        with closing(open_quick(bad)) as again:
            assert again.unreadable() == [] and again.read("case-b").plain
            assert again.save("case-b", b"new", seen_revision=revision, **WHEN).revision == revision + 1
            assert again.verify_trail() is None
    with closing(open_quick(bad)) as again:
        again.create("case-c", b"c", **{**WHEN, "erase_after": LATER + timedelta(days=1)})
        assert again.erase_overdue(LATER) == ["case-a", "case-b"]
        assert [listed.public_id for listed in again.open_cases()] == ["case-c"]


def test_keys_are_renewed_and_a_backup_is_made(bad, tmp_path):
    with closing(open_quick(bad)) as again:
        assert list(again.rotate(NOW)) and again.read("case-a").plain == b"case-a"
    with closing(open_quick(bad)) as again:
        again.vault.unlock(PASSPHRASE)
        assert list(backup(again, tmp_path / "copies", NOW)) and again.read("case-b").plain == b"case-b"
        assert len(list((tmp_path / "copies").iterdir())) == 2
