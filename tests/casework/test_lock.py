"""The lock: who may work, when it shuts by itself, what waits, and that every act leaves its row."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from screening.casework import CaseService, Rules
from screening.casework.unlock_attempts import LONGEST_WAIT, TooSoon, wait_after
from screening.storage import (
    AuditEvent,
    Locked,
    Misspelt,
    StorageError,
    VaultState,
    WrongKey,
    age_encryption,
    open_store,
)
from tests.inside.casework import refused_elsewhere, set_turn, store_of, turn_of
from tests.patience import SECONDS
from tests.storage.opening import PASSPHRASE, QUICK


def _acts(desk) -> list[str]:
    return [entry.act.value for entry, _ in reversed(desk.acts(100))]


def _set_up(desk) -> str:
    desk.lock.prepare("a", PASSPHRASE)
    kit = desk.lock.kit("a")
    desk.lock.complete("a", kit)
    return kit


@pytest.fixture
def again(tool_settings, content, clock):
    """The same data folder after the program was started anew."""
    opened = []

    def start() -> CaseService:
        opened.append(open_store(tool_settings, QUICK))
        return CaseService(opened[-1], content, clock, clock.running)

    yield start
    for store in opened:
        store.close()


def test_the_lock_shuts_although_the_clock_that_only_runs_stood_still_as_in_a_virtual_machine_that_was_paused(
    desk, clock
):
    _set_up(desk)
    clock.set_wrong(minutes=14)
    desk.lock.shut_if_idle()
    assert desk.lock.state("a") is VaultState.OPEN
    clock.set_wrong(minutes=1)
    desk.lock.shut_if_idle()
    assert store_of(desk).vault.state is VaultState.LOCKED


def test_a_clock_that_is_set_back_does_not_keep_the_lock_open(desk, clock):
    _set_up(desk)
    clock.set_wrong(hours=-2)
    clock.advance(minutes=15)
    assert desk.lock.state("a") is VaultState.LOCKED


def test_each_browser_opens_the_lock_for_itself(desk):
    _set_up(desk)
    assert (desk.lock.state("a"), desk.lock.state("b")) == (VaultState.OPEN, VaultState.LOCKED)
    desk.lock.unlock("b", PASSPHRASE)
    assert desk.lock.state("b") is VaultState.OPEN


def test_the_lock_shuts_when_nobody_worked_for_the_idle_time_and_a_touch_begins_it_anew(desk, clock):
    _set_up(desk)
    clock.ran += 14 * 60
    desk.lock.touch()
    clock.ran += 14 * 60
    assert desk.lock.state("a") is VaultState.OPEN
    clock.ran += 60
    assert desk.lock.state("a") is VaultState.LOCKED
    with pytest.raises(Locked):
        desk.open(None)


class _Turn:
    """The turn of a lock; `waited` is set as soon as this thread asks for it."""

    def __init__(self, turn, of: threading.Thread) -> None:
        self.turn, self.of, self.waited = turn, of, threading.Event()

    def __enter__(self):
        if threading.current_thread() is self.of:
            self.waited.set()
        return self.turn.__enter__()

    def __exit__(self, *more):
        return self.turn.__exit__(*more)


def test_a_look_that_waits_while_somebody_opens_the_lock_does_not_shut_it_again(desk, clock, monkeypatch):
    _set_up(desk)
    desk.lock.shut()
    clock.ran += 3600
    looks = threading.Thread(target=desk.lock.shut_if_idle)
    turn, opens = _Turn(turn_of(desk.lock), looks), store_of(desk).vault.unlock

    def opens_while_somebody_looks(passphrase: str) -> None:
        opens(passphrase)
        looks.start()
        assert turn.waited.wait(SECONDS)

    set_turn(monkeypatch, desk.lock, turn)
    monkeypatch.setattr(store_of(desk).vault, "unlock", opens_while_somebody_looks)
    desk.lock.unlock("a", PASSPHRASE)
    looks.join(SECONDS)
    assert desk.lock.state("a") is VaultState.OPEN


def test_a_second_press_opens_no_lock_that_was_shut_meanwhile(desk):
    _set_up(desk)
    pressed = ("a", PASSPHRASE, "another long passphrase")
    seen = desk.lock.generation
    desk.lock.change_passphrase(*pressed, seen=seen)
    desk.lock.change_passphrase(*pressed, seen=seen)
    desk.lock.shut()
    with pytest.raises(Locked):
        desk.lock.change_passphrase(*pressed, seen=seen)
    assert store_of(desk).vault.state is VaultState.LOCKED


def test_the_institution_sets_the_idle_time(tool_settings, content, clock):
    store = open_store(tool_settings, QUICK)
    desk = CaseService(store, content, clock, clock.running, Rules(idle=timedelta(minutes=5)))
    _set_up(desk)
    clock.ran += 300
    assert desk.lock.state("a") is VaultState.LOCKED
    store.close()


def test_set_up_is_complete_only_after_the_kit_was_tried(desk):
    desk.lock.prepare("a", PASSPHRASE)
    kit = desk.lock.kit("a")
    for typed in ("", kit[:-1], kit[:-1] + ("P" if kit.endswith("Q") else "Q"), age_encryption.new_identity()):
        with pytest.raises(WrongKey):
            desk.lock.complete("a", typed)
    with pytest.raises(WrongKey):
        desk.lock.complete("b", kit)
    assert desk.lock.state("a") is VaultState.NEW and _acts(desk) == []
    desk.lock.complete("a", kit)
    assert desk.lock.state("a") is VaultState.OPEN and desk.lock.kit("a") is None


def test_keys_that_exist_are_never_replaced(desk):
    _set_up(desk)
    for act in (lambda: desk.lock.keep_nothing("a"), lambda: desk.lock.prepare("a", PASSPHRASE)):
        with pytest.raises(Locked):
            act()


def test_every_act_of_the_lock_writes_one_row_of_its_kind(desk, clock):
    kit = _set_up(desk)
    desk.lock.shut()
    desk.lock.shut()
    with pytest.raises(WrongKey):
        desk.lock.unlock("a", "wrong")
    desk.lock.unlock("a", PASSPHRASE)
    desk.lock.change_passphrase("a", PASSPHRASE, "another long passphrase")
    desk.lock.shut()
    desk.lock.recover("a", kit, PASSPHRASE)
    assert _acts(desk) == [
        "keys_begun",
        "set_up",
        "lock",
        "refused_unlock",
        "unlock",
        "unlock",
        "keys_begun",
        "change_passphrase",
        "lock",
        "keys_begun",
        "recover",
    ]


@pytest.mark.parametrize("act", ["unlock", "recover", "keep_nothing", "set_up"])
def test_no_row_no_opening(desk, act):
    kit = ""
    if act in ("unlock", "recover"):
        kit = _set_up(desk)
        desk.lock.shut()
    elif act == "set_up":
        desk.lock.prepare("a", PASSPHRASE)
        kit = desk.lock.kit("a")
    with store_of(desk).database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit RENAME TO gone")
    acts = {
        "unlock": lambda: desk.lock.unlock("a", PASSPHRASE),
        "recover": lambda: desk.lock.recover("a", kit, PASSPHRASE),
        "keep_nothing": lambda: desk.lock.keep_nothing("a"),
        "set_up": lambda: desk.lock.complete("a", kit),
    }
    with pytest.raises((StorageError, DBAPIError)):
        acts[act]()
    assert desk.lock.state("a") is not VaultState.OPEN
    with pytest.raises(Locked):
        _ = store_of(desk).vault.keys


def test_a_case_opened_leaves_one_row_for_each_time_the_lock_was_open(desk):
    _set_up(desk)
    case = desk.open(None)
    desk.read(case.id)
    desk.lock.shut()
    desk.lock.unlock("a", PASSPHRASE)
    for _ in range(3):
        desk.read(case.id)
    assert _acts(desk) == ["keys_begun", "set_up", "create", "lock", "unlock", "open"]


def test_waits_begin_after_five_wrong_tries_double_and_end_at_an_hour():
    assert [wait_after(tries) for tries in range(8)] == [0, 0, 0, 0, 0, 5, 10, 20]
    assert wait_after(100) == wait_after(10**6) == LONGEST_WAIT


def _fail(desk, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongKey):
            desk.lock.unlock("a", "wrong")


def test_after_five_wrong_tries_the_right_passphrase_has_to_wait_too(desk, clock):
    _set_up(desk)
    desk.lock.shut()
    _fail(desk, 5)
    with pytest.raises(TooSoon) as found:
        desk.lock.unlock("a", PASSPHRASE)
    assert found.value.seconds in (5, 6)
    clock.advance(seconds=5)
    _fail(desk, 1)
    clock.advance(seconds=9)
    with pytest.raises(TooSoon):
        desk.lock.unlock("a", PASSPHRASE)
    clock.advance(seconds=1)
    desk.lock.unlock("a", PASSPHRASE)
    desk.lock.shut()
    _fail(desk, 4)
    desk.lock.unlock("a", PASSPHRASE)


def test_the_wait_outlives_a_restart(desk, clock, again):
    _set_up(desk)
    desk.lock.shut()
    _fail(desk, 5)
    fresh = again()
    with pytest.raises(TooSoon):
        fresh.lock.unlock("a", PASSPHRASE)
    clock.advance(seconds=6)
    again().lock.unlock("a", PASSPHRASE)


def _wrong_kits(desk, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongKey):
            desk.lock.recover("b", age_encryption.new_identity(), PASSPHRASE)


def test_wrong_kits_and_wrong_passphrases_are_counted_apart(desk, again):
    kit = _set_up(desk)
    desk.lock.shut()
    _wrong_kits(desk, 5)
    for each in (desk, again()):
        with pytest.raises(TooSoon):
            each.lock.recover("a", kit, PASSPHRASE)
    desk.lock.unlock("a", PASSPHRASE)
    desk.lock.shut()
    _fail(desk, 5)
    with pytest.raises(TooSoon):
        desk.lock.unlock("a", PASSPHRASE)
    desk.lock.recover("a", kit, PASSPHRASE)


def _fail_elsewhere(desk, clock, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongKey):
            desk.lock.unlock("b", "wrong")
        clock.advance(seconds=wait_after(refused_elsewhere(desk.lock)))
        desk.lock.touch()


def test_while_somebody_works_wrong_words_from_elsewhere_cost_time_and_erase_nothing(desk, clock):
    word = desk.lock.keep_nothing("a")
    case = desk.open(None)
    for _ in range(5):
        with pytest.raises(WrongKey):
            desk.lock.unlock("b", "wrong")
    with pytest.raises(TooSoon):
        desk.lock.unlock("b", word)
    clock.advance(seconds=5)
    _fail_elsewhere(desk, clock, 5)
    assert desk.lock.state("a") is VaultState.OPEN and desk.read(case.id).id == case.id
    desk.lock.shut()
    _fail(desk, 4)
    desk.lock.unlock("a", word)
    assert desk.read(case.id).id == case.id


def test_wrong_passphrases_from_elsewhere_do_not_keep_the_owner_waiting(desk, clock, again):
    _set_up(desk)
    _fail_elsewhere(desk, clock, 6)
    desk.lock.change_passphrase("a", PASSPHRASE, "another long passphrase")
    _fail_elsewhere(desk, clock, 6)
    for each in (desk, again()):
        each.lock.shut()
        each.lock.unlock("a", "another long passphrase")


def test_only_who_has_the_lock_open_is_told_of_wrong_tries(desk):
    _set_up(desk)
    assert desk.lock.open_for() == {"a"}
    desk.lock.shut()
    assert desk.lock.open_for() == frozenset()


def test_slips_of_the_pen_in_a_kit_are_no_tries(desk):
    kit = _set_up(desk)
    desk.lock.shut()
    for _ in range(12):
        with pytest.raises(Misspelt):
            desk.lock.recover("a", kit[:-1], PASSPHRASE)
    desk.lock.recover("a", kit, PASSPHRASE)
    assert "refused_unlock" not in _acts(desk)


def test_a_changed_passphrase_needs_the_old_one(desk):
    _set_up(desk)
    with pytest.raises(WrongKey):
        desk.lock.change_passphrase("a", "wrong", "another long passphrase")
    desk.lock.shut()
    desk.lock.unlock("a", PASSPHRASE)


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_field_is_no_try_however_often_it_is_sent(desk, typed):
    word = desk.lock.keep_nothing("a")
    desk.lock.shut()
    for _ in range(9):
        with pytest.raises(WrongKey):
            desk.lock.unlock("a", typed)
    desk.lock.unlock("a", word)
    assert "refused_unlock" not in _acts(desk)


def test_where_nothing_is_kept_the_word_opens_and_five_wrong_ones_erase_everything(desk, clock):
    word = desk.lock.keep_nothing("a")
    case = desk.open(None)
    desk.lock.shut()
    _fail(desk, 4)
    desk.lock.unlock("a", word)
    assert desk.read(case.id).id == case.id
    desk.lock.shut()
    _fail(desk, 5)
    assert desk.lock.state("a") is VaultState.NEW and desk.cases() == []
    assert "erase_unreadable" in _acts(desk)


def test_cases_of_a_program_that_kept_nothing_are_gone_at_the_next_start(desk, again):
    desk.lock.keep_nothing("a")
    desk.open(None)
    fresh = again()
    fresh.retention.erase_unreadable()
    assert fresh.lock.state("a") is VaultState.NEW and fresh.cases() == []
    assert AuditEvent.ERASE_UNREADABLE in [entry.act for entry, _ in fresh.acts(3)]


def test_a_share_that_hangs_while_the_key_file_is_looked_at_does_not_keep_the_lock_open(desk, monkeypatch):
    _set_up(desk)
    hangs, answers = threading.Event(), threading.Event()

    def look() -> bool:
        hangs.set()
        return answers.wait(SECONDS)

    monkeypatch.setattr(store_of(desk).database, "is_in_place", look)
    looks = threading.Thread(target=desk.lock.keep_key_file)
    looks.start()
    assert hangs.wait(SECONDS)
    shuts = threading.Thread(target=desk.lock.shut)
    shuts.start()
    try:
        shuts.join(30)
        assert store_of(desk).vault.state is VaultState.LOCKED
    finally:
        answers.set()
        looks.join(SECONDS)
        shuts.join(SECONDS)
