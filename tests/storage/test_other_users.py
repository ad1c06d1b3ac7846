"""Files of another user: the administrator's command takes none away, and what may not be used is named."""

import os
import stat

import pytest

from screening.settings import load
from screening.storage import StoreError, key_file, open_store
from screening.storage.backup import backup
from screening.storage.errors import KeyFileUnreadable
from tests.storage.conftest import NOW
from tests.storage.opening import open_quick

OTHER = 1234


def test_a_replaced_key_file_stays_that_of_its_owner_with_the_same_mode(tmp_path, monkeypatch):
    path, given = tmp_path / "vault.json", []
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "geteuid", lambda: OTHER)
    monkeypatch.setattr(os, "fchown", lambda _, *owner: given.append(owner))
    key_file.replace(path, b"new")
    are = path.stat()
    assert given == [(are.st_uid, are.st_gid)] and path.read_bytes() == b"new"
    assert stat.S_IMODE(are.st_mode) == 0o600


def test_who_may_give_nothing_away_replaces_a_key_file_all_the_same(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError

    path = tmp_path / "vault.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "geteuid", lambda: OTHER)
    monkeypatch.setattr(os, "fchown", refused)
    key_file.replace(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_key_file_of_another_user_is_not_said_to_be_missing(tmp_path):
    path = tmp_path / "vault.json"
    assert "chown" in str(KeyFileUnreadable(path, PermissionError(13, "Permission denied")))
    assert "put it back" in str(KeyFileUnreadable(path, FileNotFoundError(2, "No such file")))


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_a_file_of_the_database_that_may_not_be_written_is_named(tmp_path, monkeypatch, ending):
    open_quick(tmp_path).close()
    chosen = load({"ROZPOZNAJ_DATA": str(tmp_path)})
    path = chosen.data / f"rozpoznaj.sqlite{ending}"
    path.touch()
    monkeypatch.setattr(os, "access", lambda each, mode: str(each) != str(path))
    with pytest.raises(StoreError, match=rf"The file \S*rozpoznaj\.sqlite{ending} may not be written by this user"):
        open_store(chosen)


def test_two_computers_that_write_to_one_folder_at_once_are_told_so(tmp_path):
    """The unfinished files of one are taken away by the other."""
    store, folder = open_quick(tmp_path / "a"), tmp_path / "share"
    steps = backup(store, folder, NOW)
    next(steps)
    next(steps)
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(StoreError, match="Each computer needs a folder of its own"):
        list(steps)
    store.close()
