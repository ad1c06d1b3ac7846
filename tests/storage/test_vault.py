"""The passphrase or the kit opens the keys; nothing else does, and nothing of them lies in clear."""

import json
import stat
import sys

import pytest
from sqlalchemy import insert, select, update

from screening import settings
from screening.storage import COST, AuditEvent, CaseErased, Locked, StoreError, Vault, VaultState, WrongKey, open_store
from screening.storage.keys import Keys, key_id
from screening.storage.records import bind
from screening.storage.sealing import new_key, seal
from screening.storage.tables import cases, unit_keys
from screening.storage.unit_keys import Units
from tests.inside.storage import case_row, holds_no_key, place_of_case_key
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import PASSPHRASE, QUICK, open_quick


@pytest.fixture
def vault(tmp_path):
    made = Vault(tmp_path / "vault.json", QUICK)
    draft = made.prepare(PASSPHRASE)
    made.complete(draft, draft.kit)
    made.kit = draft.kit
    return made


def reopened(vault):
    return Vault(vault.path, QUICK)


def test_a_guess_costs_256_mebibyte_unless_somebody_says_otherwise():
    assert (COST.memory, COST.passes, COST.lanes) == (256 * 1024, 4, 4)


def test_nothing_is_written_before_the_kit_was_tried(tmp_path):
    vault = Vault(tmp_path / "vault.json", QUICK)
    draft, other = vault.prepare(PASSPHRASE), vault.prepare(PASSPHRASE)
    for kit in (other.kit, "", "AGE-SECRET-KEY-1", draft.kit[:-1], "x" * 10_000, draft.recipient):
        with pytest.raises(WrongKey):
            vault.complete(draft, kit)
    assert not list(tmp_path.iterdir()) and vault.state is VaultState.NEW
    vault.complete(draft, draft.kit)
    assert vault.state is VaultState.OPEN
    assert stat.S_IMODE((tmp_path / "vault.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("typed", [PASSPHRASE, f"  {PASSPHRASE}\n", PASSPHRASE.replace(" ", "   ")])
def test_the_passphrase_opens_the_same_keys(vault, typed):
    again = reopened(vault)
    assert again.state is VaultState.LOCKED
    again.unlock(typed)
    assert again.keys.roots == vault.keys.roots


@pytest.mark.parametrize("typed", ["", "another passphrase", PASSPHRASE.upper(), PASSPHRASE + "x", "x" * 100_000])
def test_another_passphrase_opens_nothing(vault, typed):
    again = reopened(vault)
    with pytest.raises(WrongKey):
        again.unlock(typed)
    with pytest.raises(Locked):
        _ = again.keys


def test_letters_with_marks_may_be_composed_or_not(tmp_path):
    vault = Vault(tmp_path / "vault.json", QUICK)
    draft = vault.prepare("zażółć gęślą jaźń")
    vault.complete(draft, draft.kit)
    reopened(vault).unlock("zaz\u0307o\u0301łc\u0301 ge\u0328s\u0301la\u0328 jaz\u0301n\u0301")


def _grouped(kit):
    return " ".join(kit[at : at + 4] for at in range(0, len(kit), 4))


@pytest.mark.parametrize("typed", [str, str.lower, _grouped, lambda kit: _grouped(kit).lower() + "\n"])
def test_the_kit_opens_the_same_keys_and_sets_a_new_passphrase(vault, typed):
    again = reopened(vault)
    again.recover(typed(vault.kit), "the second passphrase")
    assert again.keys.roots.items() > vault.keys.roots.items()
    third = reopened(vault)
    with pytest.raises(WrongKey):
        third.unlock(PASSPHRASE)
    third.unlock("the second passphrase")


def test_another_kit_changes_nothing(vault):
    before = vault.path.read_bytes()
    with pytest.raises(WrongKey):
        reopened(vault).recover(vault.prepare("x").kit, "the second passphrase")
    assert vault.path.read_bytes() == before


def test_a_locked_vault_holds_no_key(vault):
    vault.lock()
    assert vault.state is VaultState.LOCKED and holds_no_key(vault)


def test_no_key_and_no_passphrase_lies_in_the_file(vault):
    text = vault.path.read_text()
    for secret in (
        PASSPHRASE,
        vault.kit,
        vault.keys.inbox_identity,
        *(root.hex() for root in vault.keys.roots.values()),
    ):
        assert secret not in text


def test_a_vault_that_keeps_nothing_opens_again_by_its_word_alone(tmp_path):
    vault = Vault(tmp_path / "vault.json", QUICK)
    vault.keep_nothing("bursztyn")
    roots = vault.keys.roots
    vault.lock()
    with pytest.raises(WrongKey):
        vault.unlock("kasztan")
    vault.unlock(" Bursztyn ")
    assert vault.keys.roots == roots and not list(tmp_path.iterdir())
    vault.lock()
    vault.forget()
    assert vault.state is VaultState.NEW


def test_what_is_held_while_locked_is_read_after_unlocking(vault):
    again = reopened(vault)
    sealed = again.seal_to_inbox(b"typed text")
    assert b"typed text" not in sealed
    with pytest.raises(Locked):
        again.opened_from_inbox(sealed)
    again.unlock(PASSPHRASE)
    assert again.opened_from_inbox(sealed) == b"typed text"


@pytest.mark.parametrize("content", ["", "{}", "[]", "\x00", '{"format": "rozpoznaj-vault/1"}', "[" * 100_000])
def test_a_damaged_vault_file_is_refused(vault, content):
    vault.path.write_text(content)
    with pytest.raises(StoreError, match="damaged"):
        reopened(vault).unlock(PASSPHRASE)


def test_a_vault_file_that_asks_for_too_much_memory_is_refused(vault):
    content = json.loads(vault.path.read_text())
    content["argon2id"]["memory"] = 2**31
    vault.path.write_text(json.dumps(content))
    with pytest.raises(StoreError, match="damaged"):
        reopened(vault).unlock(PASSPHRASE)


def test_a_vault_file_that_others_can_read_is_refused(vault):
    vault.path.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        reopened(vault).unlock(PASSPHRASE)


def test_a_locked_store_lists_and_erases_but_reads_and_writes_nothing(store):
    store.create("a", b"one", **WHEN)
    store.vault.lock()
    assert [each.public_id for each in store.open_cases()] == ["a"]
    for act in (
        lambda: store.read("a"),
        lambda: store.save("a", b"two", seen_revision=1, **WHEN),
        lambda: store.create("b", b"one", **WHEN),
    ):
        with pytest.raises(Locked):
            act()
    store.erase("a", NOW)
    store.vault.unlock(PASSPHRASE)
    with pytest.raises(CaseErased):
        store.read("a")


def test_cases_of_a_run_that_kept_nothing_are_erased_at_the_next_start(tmp_path):
    first = open_store(settings.load({"ROZPOZNAJ_DATA": str(tmp_path)}), QUICK)
    first.note(AuditEvent.KEEP_NOTHING, NOW)
    first.vault.keep_nothing("bursztyn")
    first.create("a", b"one", **WHEN)
    first.close()
    second = open_quick(tmp_path)
    second.create("b", b"one", **WHEN)
    assert second.erase_unreadable(NOW) == ["a"]
    assert second.erase_unreadable(NOW) == []
    assert second.read("b").plain == b"one"
    second.close()


def test_what_a_running_process_keeps_in_memory_is_not_taken_for_what_an_earlier_one_left(tmp_path):
    """Its own keys are never dead to a process; dropping them for good erases what they sealed and no more."""
    chosen = settings.load({"ROZPOZNAJ_DATA": str(tmp_path)})
    first, second = open_store(chosen, QUICK), open_store(chosen, QUICK)
    for name, store in (("a", first), ("b", second)):
        store.vault.keep_nothing("bursztyn")
        store.create(name, b"one", **WHEN)
    assert second.forget_keys(NOW) == ["b"] and first.read("a").plain == b"one"
    assert first.erase_unreadable(NOW) == [] and first.read("a").plain == b"one"
    first.close()
    second.close()


def test_rotation_seals_the_key_of_every_unit_for_its_own_unit(store):
    for name in "ab":
        store.create(name, b"one", **WHEN)
    with store.database.engine.begin() as connection:
        units, keys = Units("real", store.vault), store.vault.keys
        other = new_key()
        wrapped = seal(keys.roots[keys.newest], other, units.place("border", keys.newest))
        row = {"id": key_id(other), "unit": "border", "root_id": keys.newest, "wrapped": wrapped, "made_at": NOW}
        connection.execute(insert(unit_keys), row)
        moved = case_row(store, connection, "b")
        case_key = units.unwrap(connection, moved)
        wrapped = seal(other, case_key, place_of_case_key(units, "b", row["id"]))
        copy = bind("real", case_key, {**moved, "unit": "border"})
        values = {"unit": "border", "key_id": row["id"], "wrapped_key": wrapped, "bound": copy}
        connection.execute(update(cases).where(cases.c.public_id == "b").values(values))
    for _ in range(2):
        list(store.rotate(NOW))
    assert store.read("a").plain == store.read("b").plain == b"one"
    with store.database.reading() as connection:
        rows = connection.execute(select(unit_keys)).mappings().all()
        assert {each["unit"] for each in rows} == {"local", "border"} and len(rows) == 2
        assert case_row(store, connection, "b")["unit"] == "border"


def test_rotation_gives_every_case_new_keys_and_forgets_the_old(store):
    for number in range(5):
        store.create(f"a{number}", str(number).encode(), **WHEN)
    store.erase("a4", NOW)
    old_roots = set(store.vault.keys.roots)
    assert list(store.rotate(NOW))[-1] == (4, 4)
    assert not old_roots & set(store.vault.keys.roots) and len(store.vault.keys.roots) == 1
    assert [store.read(f"a{number}").plain for number in range(4)] == [b"0", b"1", b"2", b"3"]
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(DISTINCT key_id) FROM cases WHERE state = 'open'").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM unit_keys").scalar() == 1


def test_a_rotation_that_stopped_anywhere_is_taken_up_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("screening.storage.unit_keys.BATCH", 1)
    store = open_quick(tmp_path)
    for number in range(4):
        store.create(f"a{number}", str(number).encode(), **WHEN)
    for stop in range(4):
        rotation = store.rotate(NOW)
        for _ in range(stop + 1):
            next(rotation)
        rotation.close()
        store.close()
        store = open_quick(tmp_path)
        assert [store.read(f"a{number}").plain for number in range(4)] == [b"0", b"1", b"2", b"3"]
        store.save("a0", b"0", seen_revision=stop + 1, **WHEN)
    list(store.rotate(NOW))
    assert len(store.vault.keys.roots) == 1
    assert [store.read(f"a{number}").plain for number in range(4)] == [b"0", b"1", b"2", b"3"]
    store.close()


def test_a_lock_that_shuts_while_the_keys_are_asked_for_gives_keys_or_says_so(vault):
    """Another thread shuts it at every line of that question in turn."""
    asked, ends = type(vault).keys.fget.__code__, set()
    for line in range(10):
        vault.unlock(PASSPHRASE)
        seen = []

        def shut(frame, what, _, line=line, seen=seen):
            if frame.f_code is asked and what == "line":
                seen.append(frame.f_lineno)
                if len(seen) == line + 1:
                    vault.lock()
            return shut

        sys.settrace(shut)
        try:
            ends.add(type(vault.keys))
        except Locked:
            ends.add(Locked)
        finally:
            sys.settrace(None)
    assert ends == {Keys, Locked}
