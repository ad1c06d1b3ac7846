"""A database knows whose it is; what a killed process left is cleared, and nothing else."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from screening import settings
from screening.storage import StoreError, database_files, open_store
from screening.storage.instance_lock import DatabaseInUse, only_server
from screening.storage.leftovers import PREFIX, work_folder
from tests.storage.conftest import WHEN
from tests.storage.first_edition import go_back
from tests.storage.opening import PASSPHRASE, QUICK, open_quick


def at(folder, **environment):
    return settings.load({"ROZPOZNAJ_DATA": str(folder), **environment})


def test_practice_never_writes_into_the_database_of_the_service(tmp_path):
    """One setting for both realms: practice keeps to its own folder."""
    shared = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    real = at(tmp_path / "data", ROZPOZNAJ_DATABASE=shared)
    training = at(tmp_path / "data", ROZPOZNAJ_DATABASE=shared, ROZPOZNAJ_REALM="training")
    assert real.database == shared and training.database == ""


def test_a_database_refuses_another_realm_and_another_data_folder(tmp_path):
    own = at(tmp_path / "one", ROZPOZNAJ_DATABASE=f"sqlite:///{tmp_path / 'shared.sqlite'}")
    for _ in range(2):
        open_store(own, QUICK).close()
    other = settings.Settings(data=tmp_path / "training", database=own.database, realm="training")
    with pytest.raises(StoreError, match="belongs to the service"):
        open_store(other, QUICK)
    with pytest.raises(StoreError, match="another data folder"):
        open_store(settings.Settings(data=tmp_path / "two", database=own.database), QUICK)
    store = open_store(own, QUICK)
    assert store.verify_trail() is None
    store.close()


GONE = {"it is missing": Path.unlink, "it is empty": lambda path: os.truncate(path, 0)}


@pytest.mark.parametrize("how", GONE)
@pytest.mark.parametrize("address", ["", "sqlite:///cases.sqlite"])
def test_a_database_that_is_gone_is_not_begun_anew_under_its_key_file(tmp_path, monkeypatch, address, how):
    """Nothing would be in the list, and a backup of the new one deletes the last good keys file."""
    monkeypatch.chdir(tmp_path)
    chosen = at(tmp_path / "data", ROZPOZNAJ_DATABASE=address)
    store = open_store(chosen, QUICK)
    draft = store.vault.prepare(PASSPHRASE)
    store.vault.complete(draft, draft.kit)
    store.create("a", b"one", **WHEN)
    store.close()
    path = database_files(chosen)[0].absolute()
    kept = path.read_bytes()
    GONE[how](path)
    for _ in range(2):
        with pytest.raises(StoreError, match=f"The database {re.escape(str(path))} is missing or empty"):
            open_store(chosen, QUICK)
    path.write_bytes(kept)
    store = open_store(chosen, QUICK)
    store.vault.unlock(PASSPHRASE)
    assert store.read("a").plain == b"one"
    store.close()


def test_a_database_without_tables_is_not_begun_anew_under_a_key_file_either(tmp_path):
    """So is a new database on a server, and a file that SQLite opened and never wrote to."""
    open_quick(tmp_path).close()
    path = tmp_path / "real" / "rozpoznaj.sqlite"
    path.unlink()
    with closing(sqlite3.connect(path)) as empty:
        empty.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size
    for _ in range(2):
        with pytest.raises(StoreError, match="The database holds nothing"):
            open_quick(tmp_path)
    with closing(sqlite3.connect(path)) as damaged:
        damaged.execute("CREATE TABLE cases (id)")
    with pytest.raises(StoreError, match="cannot be written"):
        open_quick(tmp_path)


def test_a_folder_of_the_first_edition_without_its_audit_key_is_refused_until_the_right_one_is_back(tmp_path):
    store = open_quick(tmp_path)
    store.create("a", b"a", **WHEN)
    key = tmp_path / "real" / "audit.key"
    go_back(store, tmp_path / "real" / "vault.json")
    aside = key.rename(tmp_path / "aside")
    for _ in range(2):
        with pytest.raises(StoreError, match=r"audit\.key is missing"):
            open_quick(tmp_path)
        assert not key.exists()
    aside.rename(key)
    store = open_quick(tmp_path)
    assert store.read("a").plain == b"a" and store.verify_trail() is None
    store.close()


def test_a_folder_whose_audit_key_is_gone_says_so_and_makes_no_other_in_its_place(tmp_path):
    store = open_quick(tmp_path)
    store.create("a", b"a", **WHEN)
    store.close()
    key = tmp_path / "real" / "audit.key"
    aside = key.rename(tmp_path / "aside")
    for _ in range(2):
        with pytest.raises(StoreError, match=r"audit\.key is missing"):
            open_quick(tmp_path)
        assert not key.exists()
    aside.rename(key)
    with closing(open_quick(tmp_path)) as store:
        assert store.read("a").plain == b"a"


def test_the_lock_of_a_server_is_on_the_database_itself(tmp_path):
    one = at(tmp_path / "one")
    open_store(one, QUICK).close()
    two = settings.Settings(data=tmp_path / "two", database=f"sqlite:///{one.data / 'rozpoznaj.sqlite'}")
    with only_server(one) as sure:
        assert sure
        for path in one.data.iterdir():
            if path.name not in ("rozpoznaj.sqlite", "audit.key"):
                path.unlink()
        with pytest.raises(DatabaseInUse), only_server(two):
            pass


def test_what_a_killed_process_left_is_cleared_at_the_next_start(tmp_path):
    store = open_quick(tmp_path)
    store.create("a", b"a", **WHEN)
    store.close()
    data = tmp_path / "real"
    old = data / "restoring"
    old.mkdir()
    for name in ("opened.json", "built.sqlite"):
        (old / name).write_bytes(b"x")
    for name in ("vault.json.new", "audit.key.new"):
        (data / name).write_bytes(b"x")
    left = [tmp_path / f"{PREFIX}left", data / f"{PREFIX}left"]
    for each in left:
        each.mkdir()
        (each / "rozpoznaj.sqlite").write_bytes(b"x")
    store = open_quick(tmp_path)
    assert store.read("a").plain == b"a"
    store.close()
    assert sorted(path.name for path in data.iterdir()) == [
        "audit.key",
        "rozpoznaj.lock",
        "rozpoznaj.sqlite",
        "vault.json",
    ]
    assert list(tmp_path.iterdir()) == [data]


def test_what_is_in_use_or_somebody_elses_is_left_alone(tmp_path):
    data = tmp_path / "real"
    (data / "restoring").mkdir(parents=True)
    (data / "restoring" / "mine.txt").write_bytes(b"x")
    (data / f"{PREFIX}link").symlink_to(data / "restoring")
    with work_folder(data) as used:
        (used / "x").write_bytes(b"x")
        open_quick(tmp_path).close()
        assert (used / "x").exists()
    assert not used.exists() and (data / "restoring" / "mine.txt").exists()
