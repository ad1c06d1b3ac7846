"""Another program changes the keys in the very moment in which this one opens them, and nothing is called damaged."""

from collections.abc import Callable

import pytest

from screening.storage import AuditEvent, Store, StoreError, WrongKey, renewal
from screening.storage.passphrase_key import hash_secret_raw
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import PASSPHRASE, open_quick

NEW = "another passphrase of tests"


@pytest.fixture
def pair(tmp_path):
    """The store of a program, open, and that of a command, shut, over one folder with a case."""
    program, command = open_quick(tmp_path), open_quick(tmp_path)
    program.note(AuditEvent.SET_UP, NOW, revision=program.vault.generation)
    program.create("a", b"whole", **WHEN)
    command.vault.lock()
    yield program, command
    program.close()
    command.close()


def _during_argon2(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> list[int]:
    """Do something while a passphrase becomes a key for the first time; return how often one did."""
    turns: list[int] = []

    def slow(*given: object, **more: object) -> bytes:
        turns.append(len(turns))
        if len(turns) == 1:
            act()
        return hash_secret_raw(*given, **more)

    monkeypatch.setattr("screening.storage.passphrase_key.hash_secret_raw", slow)
    return turns


def _changes_keys(program: Store, **how: str) -> Callable[[], None]:
    """An act of the program that makes new keys, with its row."""

    def act() -> None:
        renewal.renew(program, NOW, **(how or {"recipient": program.vault.recipients()[1]}))
        program.note(AuditEvent.NEW_KIT, NOW, revision=program.vault.generation)

    return act


def _acts(store: Store) -> list[AuditEvent | None]:
    return [entry.act for entry in store.newest_acts(50)]


def test_keys_that_were_changed_while_the_passphrase_was_worked_out_are_read_again(pair, monkeypatch):
    program, command = pair
    turns = _during_argon2(monkeypatch, _changes_keys(program))
    command.vault.unlock(PASSPHRASE)
    assert len(turns) == 2 and command.vault.generation == program.vault.generation
    assert renewal.noted_differences(command, NOW) == () and command.unreadable() == []
    assert AuditEvent.KEYS_OLDER not in _acts(command) and command.read("a").plain == b"whole"


def test_a_passphrase_that_was_changed_meanwhile_opens_nothing_and_nothing_is_called_older(pair, monkeypatch):
    program, command = pair
    _during_argon2(monkeypatch, _changes_keys(program, passphrase=NEW))
    with pytest.raises(WrongKey):
        command.vault.unlock(PASSPHRASE)
    assert AuditEvent.KEYS_OLDER not in _acts(command)


def test_a_file_that_is_not_changed_is_worked_out_once(pair, monkeypatch):
    turns = _during_argon2(monkeypatch, lambda: None)
    pair[1].vault.unlock(PASSPHRASE)
    assert turns == [0]


def test_keys_that_were_changed_right_after_they_were_opened_are_not_called_older(pair):
    program, command = pair
    command.vault.unlock(PASSPHRASE)
    _changes_keys(program)()
    with pytest.raises(StoreError, match="changed by another program"):
        renewal.noted_differences(command, NOW)
    assert AuditEvent.KEYS_OLDER not in _acts(command)


def test_no_case_is_called_damaged_where_the_keys_were_changed_during_the_check(pair):
    program, command = pair
    command.vault.unlock(PASSPHRASE)
    assert renewal.noted_differences(command, NOW) == ()
    command.vault.keys.units.clear()
    _changes_keys(program)()
    with pytest.raises(StoreError, match="changed by another program"):
        command.unreadable()


def test_an_older_key_file_that_is_put_back_is_still_called_older(pair):
    program, command = pair
    older = program.vault.path.read_bytes()
    _changes_keys(program)()
    program.vault.path.write_bytes(older)
    command.vault.unlock(PASSPHRASE)
    assert [each.what for each in renewal.noted_differences(command, NOW)] == [renewal.Difference.OLDER]
