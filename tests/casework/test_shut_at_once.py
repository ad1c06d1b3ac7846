"""The lock shuts at once, also while somebody works on the keys and the disk is slow."""

import threading

from screening.casework.lock import VaultState
from tests.inside.casework import store_of
from tests.patience import SECONDS, until

PASSPHRASE = "a passphrase of tests"


def test_nobody_is_in_from_the_press_on_and_who_works_on_the_keys_lets_nobody_in(desk, monkeypatch):
    desk.lock.prepare("a", PASSPHRASE)
    desk.lock.complete("a", desk.lock.kit("a"))
    store, works, goes_on = store_of(desk), threading.Event(), threading.Event()
    note = store.note

    def slow(*what, **more):
        works.set()
        assert goes_on.wait(SECONDS)
        return note(*what, **more)

    monkeypatch.setattr(store, "note", slow)
    other = threading.Thread(target=desk.lock.unlock, args=("b", PASSPHRASE))
    other.start()
    assert works.wait(SECONDS)
    desk.lock.shut()
    states = [desk.lock.state(each) for each in ("a", "b")]
    goes_on.set()
    other.join(SECONDS)
    assert states == [VaultState.LOCKED] * 2
    assert [desk.lock.state(each) for each in ("a", "b")] == [VaultState.LOCKED] * 2
    until(lambda: store.vault.state is VaultState.LOCKED, "the keys are dropped")
    desk.lock.unlock("b", PASSPHRASE)
    assert desk.lock.state("b") is VaultState.OPEN
