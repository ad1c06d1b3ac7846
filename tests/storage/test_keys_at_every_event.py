"""A change of the keys, a backup or a restore that dies, or meets a full disk, at any of its events."""

import errno
import os
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from screening import settings
from screening.casework.lock import Lock
from screening.storage import AuditEvent, Difference, StorageError, VaultState, WrongKey, open_store
from screening.storage.backup import backup
from screening.storage.leftovers import PREFIX
from screening.storage.restore import restore
from tests.storage.conftest import NOW, WHEN
from tests.storage.events import DONE, FAULTS, hit
from tests.storage.first_edition import go_back
from tests.storage.opening import PASSPHRASE, QUICK, open_quick

SECOND = "another long passphrase"
CASES = ("a", "b", "c")


def at(folder):
    return settings.load({"ROZPOZNAJ_DATA": str(folder)})


def opened(folder):
    store = open_store(at(folder), QUICK)
    store.lock = Lock(store, ["bursztyn"] * 8, lambda: NOW, lambda: 1e6, timedelta(minutes=15))
    return store


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """A folder that was set up by its page, with three cases, and one of the first edition; with their kits."""
    folder = tmp_path_factory.mktemp("origin")
    store = opened(folder / "this")
    store.lock.prepare("v", PASSPHRASE)
    kit = store.lock.kit("v")
    store.lock.complete("v", kit)
    for name in CASES:
        store.create(name, name.encode(), **WHEN)
    list(backup(store, folder / "stick", NOW))
    store.close()
    first = open_quick(folder / "first")
    for name in CASES:
        first.create(name, name.encode(), **WHEN)
    go_back(first, folder / "first" / "real" / "vault.json")
    return folder, kit


def changing(folder, _):
    opened(folder).lock.change_passphrase("v", PASSPHRASE, SECOND)


def recovering(folder, kit):
    opened(folder).lock.recover("v", kit, SECOND)


def renewing_the_kit(folder, _):
    lock = opened(folder).lock
    lock.prepare_kit("v", PASSPHRASE)
    lock.complete_kit("v", lock.new_kit("v"))


def rotating(folder, _):
    lock = opened(folder).lock
    lock.unlock("v", PASSPHRASE)
    list(lock.rotate())


def upgrading(folder, _):
    opened(folder).lock.unlock("v", PASSPHRASE)


def backing_up(folder, _):
    list(backup(opened(folder), folder / "copies", NOW))


def _passphrase(store):
    """The one passphrase that opens, whichever it is."""
    found = []
    for each in (PASSPHRASE, SECOND):
        try:
            store.vault.unlock(each)
            found.append(each)
        except WrongKey:
            pass
    assert len(found) == 1, found
    store.vault.lock()
    return found[0]


def _whole(folder, act):
    """One passphrase opens, every case is readable, nothing is left over, and the trail tells of every change."""
    store = opened(folder)
    passphrase = _passphrase(store)
    assert act in (changing, recovering) or passphrase == PASSPHRASE
    store.lock.unlock("v", passphrase)
    noticed = {each.what for each in store.lock.noticed}
    acts = {entry.act for entry in store.newest_acts(50)}
    assert noticed <= {Difference.UNTOLD, Difference.UNPROVEN}, noticed
    assert (
        passphrase == PASSPHRASE
        or acts & {AuditEvent.CHANGE_PASSPHRASE, AuditEvent.RECOVER}
        or Difference.UNTOLD in noticed
    )
    assert [store.read(name).plain for name in CASES] == [name.encode() for name in CASES]
    assert len(store.vault.keys.roots) == 1 and store.verify_trail() is None
    store.create("new", b"new", **WHEN)
    store.lock.shut()
    store.lock.unlock("v", passphrase)
    assert store.lock.noticed == () and store.read("new").plain == b"new"
    store.close()
    nothing_left(folder)


def nothing_left(folder):
    names = [path.name for path in folder.rglob("*") if folder / "copies" not in path.parents]
    assert not [name for name in names if name.startswith(PREFIX) or name.endswith(".new")], names


ACTS = [changing, recovering, renewing_the_kit, rotating, upgrading, backing_up]


def _met(origin, tmp_path, act, fault, step):
    folder, kit = origin
    ends = Counter()
    for number in range(0, 1000, step):
        here = tmp_path / str(number)
        shutil.copytree(folder / ("first" if act is upgrading else "this"), here)
        code = hit(lambda here=here: act(here, kit), here, number, fault, StorageError)
        assert code != 1, (act.__name__, fault, number)
        _whole(here, act)
        shutil.rmtree(here)
        ends[code] += 1
        if code == DONE:
            break
    print(f"{act.__name__}, {fault}: {sum(ends.values())} points, ends {dict(ends)}")
    assert ends[DONE] == 1 and sum(ends.values()) > 1


@pytest.mark.sampled(2)
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_change_of_keys_or_a_backup_hit_at_some_events_leaves_everything_whole(origin, tmp_path, act, fault):
    _met(origin, tmp_path, act, fault, 31)


@pytest.mark.full
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_change_of_keys_or_a_backup_hit_at_any_event_leaves_everything_whole(origin, tmp_path, act, fault):
    _met(origin, tmp_path, act, fault, 1)


def _restores(origin, tmp_path, fault, step, elsewhere):
    folder, _ = origin
    (keys,) = (folder / "stick").glob("*-keys.json")
    for number in range(0, 1000, step):
        here = tmp_path / str(number)
        here.mkdir()
        given = {"ROZPOZNAJ_DATA": str(here / "new")}
        if elsewhere:
            given["ROZPOZNAJ_DATABASE"] = f"sqlite:///{here / 'x.sqlite'}"
        chosen = settings.load(given)

        def act(chosen=chosen):
            list(restore(keys, chosen, NOW, passphrase=PASSPHRASE, cost=QUICK))

        code = hit(act, here, number, fault, StorageError)
        assert code != 1, (fault, number)
        store = open_store(chosen, QUICK)
        is_there = store.vault.state is VaultState.LOCKED
        assert is_there or (store.vault.state is VaultState.NEW and store.open_cases() == [])
        store.close()
        if not is_there:
            shutil.rmtree(here / "new")
            for path in here.glob("x.*"):
                path.unlink()
            act()
        store = open_store(chosen, QUICK)
        store.vault.unlock(PASSPHRASE)
        assert [store.read(name).plain for name in CASES] == [name.encode() for name in CASES]
        store.close()
        nothing_left(here)
        shutil.rmtree(here)
        if code == DONE:
            break
    print(f"restore, {fault}: {number // step + 1} points")
    assert code == DONE and number > step


def test_a_restore_is_put_in_place_by_one_rename(origin, tmp_path):
    (keys,) = (origin[0] / "stick").glob("*-keys.json")
    built = set()
    for _ in restore(keys, at(tmp_path / "new"), NOW, passphrase=PASSPHRASE, cost=QUICK):
        built |= {path.stat().st_ino for path in tmp_path.rglob("*") if PREFIX in str(path) and path.is_dir()}
    assert (tmp_path / "new" / "real").stat().st_ino in built


@pytest.mark.parametrize("also_stays", [False, True])
def test_a_database_elsewhere_that_cannot_be_settled_is_taken_back_at_once_or_at_the_next_start(
    origin, tmp_path, monkeypatch, also_stays
):
    (keys,) = (origin[0] / "stick").glob("*-keys.json")
    database = tmp_path / "x.sqlite"
    chosen = settings.load({"ROZPOZNAJ_DATA": str(tmp_path / "new"), "ROZPOZNAJ_DATABASE": f"sqlite:///{database}"})
    fsync, unlink = os.fsync, Path.unlink

    def full(handle):
        if database.exists():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    def stays(path, *more, **how):
        if also_stays and path == database:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        unlink(path, *more, **how)

    with monkeypatch.context() as broken, pytest.raises(StorageError, match="try again"):
        broken.setattr(os, "fsync", full)
        broken.setattr(Path, "unlink", stays)
        list(restore(keys, chosen, NOW, passphrase=PASSPHRASE, cost=QUICK))
    assert database.exists() is also_stays
    store = open_store(chosen, QUICK)
    assert store.vault.state is VaultState.NEW
    store.close()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_restore_hit_at_some_events_is_all_there_or_not_at_all(origin, tmp_path, fault):
    _restores(origin, tmp_path, fault, 29, elsewhere=False)


@pytest.mark.full
@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_restore_hit_at_any_event_is_all_there_or_not_at_all(origin, tmp_path, fault, elsewhere):
    _restores(origin, tmp_path, fault, 1, elsewhere)
