"""A set-up, an opening, a save or an erasure that dies, or meets a full or broken disk, at any of its events."""

import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest

from screening.storage import AuditEvent, CaseErased, Difference, NoSuchCase, StorageError, VaultState
from tests.storage.conftest import NOW, WHEN
from tests.storage.events import DONE, FAULTS, hit
from tests.storage.opening import PASSPHRASE
from tests.storage.test_keys_at_every_event import nothing_left, opened

OLD, NEW = b"the old words", b"the new words"


def setting_up(folder):
    with closing(opened(folder)) as store:
        store.lock.prepare("v", PASSPHRASE)
        store.lock.complete("v", store.lock.kit("v"))


@contextmanager
def _unlocked(folder):
    with closing(opened(folder)) as store:
        store.lock.unlock("v", PASSPHRASE)
        yield store


def opening(folder):
    with _unlocked(folder) as store:
        store.create("b", NEW, **WHEN)


def saving(folder):
    with _unlocked(folder) as store:
        store.save("a", NEW, seen_revision=store.read("a").revision, **WHEN)


def erasing(folder):
    with _unlocked(folder) as store:
        store.erase("a", NOW)


ACTS = {opening: AuditEvent.CREATE, saving: AuditEvent.CHANGE, erasing: AuditEvent.ERASE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that was set up, with one case."""
    made = tmp_path_factory.mktemp("origin")
    setting_up(made)
    with _unlocked(made) as store:
        store.create("a", OLD, **WHEN)
    return made


def _words(store, name):
    try:
        return store.read(name).plain
    except (NoSuchCase, CaseErased):
        return None


def _key(folder):
    """The sealed key of the case as it lies in the database."""
    with closing(sqlite3.connect(next(folder.rglob("*.sqlite")))) as raw:
        (key,) = raw.execute("SELECT wrapped_key FROM cases WHERE public_id = 'a'").fetchone()
        return bytes(key)


def _on_disk(folder, found):
    return [path.name for path in folder.rglob("*") if path.is_file() and found in path.read_bytes()]


def _points(origin, tmp_path, act, fault, step):
    """Every folder that the act leaves when it is hit at its n-th event, and how it ended."""
    code, number = None, 0
    while code != DONE:
        here = tmp_path / str(number)
        if origin:
            shutil.copytree(origin, here)
        else:
            here.mkdir()
        code = hit(lambda here=here: act(here), here, number, fault, StorageError)
        assert code != 1, (act.__name__, fault, number)
        yield here, code == DONE
        shutil.rmtree(here)
        number += step
    assert number > step


def _set_up(tmp_path, fault, step):
    for here, done in _points(None, tmp_path, setting_up, fault, step):
        with closing(opened(here)) as store:
            state = store.vault.state
        assert state is VaultState.LOCKED or not done
        if state is VaultState.NEW:
            setting_up(here)
        with _unlocked(here) as store:
            store.create("a", OLD, **WHEN)
            assert store.verify_trail() is None and {each.what for each in store.lock.noticed} <= {Difference.UNTOLD}
        nothing_left(here)


def _acts(folder, tmp_path, act, fault, step):
    key = _key(folder)
    for here, done in _points(folder, tmp_path, act, fault, step):
        with _unlocked(here) as store:
            assert store.verify_trail() is None and store.lock.noticed == ()
            told = [entry.case_id for entry in store.newest_acts(20) if entry.act is ACTS[act]]
            a, b = _words(store, "a"), _words(store, "b")
            if act is opening:
                assert (a, b) in ((OLD, NEW), (OLD, None)) and (b == NEW or not done)
                assert (b is not None) == ("b" in told)
            elif act is saving:
                assert (a, b) in ((OLD, None), (NEW, None)) and (a == NEW or not done)
                assert (a == NEW) == ("a" in told)
            else:
                assert (a, b) in ((OLD, None), (None, None)) and (a is None or not done)
                assert (a is None) == ("a" in told) == (not _on_disk(here, key))
        nothing_left(here)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_set_up_hit_at_some_events_is_all_there_or_not_at_all(tmp_path, fault):
    _set_up(tmp_path, fault, 23)


@pytest.mark.full
@pytest.mark.parametrize("fault", FAULTS)
def test_a_set_up_hit_at_any_event_is_all_there_or_not_at_all(tmp_path, fault):
    _set_up(tmp_path, fault, 1)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_case_hit_at_some_events_is_as_it_was_or_as_it_should_be_and_the_trail_says_which(
    folder, tmp_path, act, fault
):
    _acts(folder, tmp_path, act, fault, 17)


@pytest.mark.full
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_case_hit_at_any_event_is_as_it_was_or_as_it_should_be_and_the_trail_says_which(folder, tmp_path, act, fault):
    _acts(folder, tmp_path, act, fault, 1)
