"""While the lock is shut nothing is sealed to a line that somebody put into the key file."""

import json
import os
import shutil
import stat
from contextlib import closing
from pathlib import Path

import pytest

from screening import settings
from screening.casework.held_forms import HeldForm, HeldFormSender, NoPlace
from screening.storage import AuditEvent, Difference, OlderKeyFile, StoreError, WrongKey, age_encryption, open_store
from screening.storage.backup import backup
from screening.storage.errors import KeyFileDamaged, KeysMissing
from screening.storage.keys import KEPT_INBOXES
from screening.storage.vault_file import LARGEST
from tests.inside.storage import check_of, prove, proven
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import PASSPHRASE, QUICK, held_forms
from tests.storage.test_renewal import SECOND, again, at, changed, place, rotated, with_new_kit
from tests.storage.test_seal_of_keys import planted

__all__ = ["place"]
THIEF = age_encryption.new_identity()
FORM = HeldForm("a", "/cases/a/triage", b"note=KANAREK&_end=1", "Firefox", "v")


def plant(place, *, with_check=False, **lines):
    path = place.data / "vault.json"
    content = {**json.loads(path.read_text()), **lines}
    content.pop("check")
    path.write_text(json.dumps({**content, "check": check_of(content) if with_check else "0"}))


def put(store):
    held_forms(store, lambda: NOW).put(FORM, HeldFormSender.UNLOCKED)


def backed_up(store, folder):
    for _ in backup(store, folder, NOW):
        pass


@pytest.mark.parametrize("with_check", [False, True])
@pytest.mark.parametrize("last", ["opened", "changed", "set up"])
def test_at_the_shut_lock_nothing_is_sealed_to_a_planted_inbox(place, tmp_path, last, with_check):
    secret = PASSPHRASE
    if last == "opened":
        again(place)
    elif last == "changed":
        secret = changed(place)
    place.lock.shut()
    plant(place, inbox=age_encryption.recipient_of(THIEF), with_check=with_check)
    with pytest.raises(NoPlace):
        put(place)
    with pytest.raises(StoreError, match="altered"):
        backed_up(place, tmp_path / "stick")
    assert not (tmp_path / "stick").exists()
    again(place, secret)
    place.lock.shut()
    put(place)
    backed_up(place, tmp_path / "stick")
    again(place, secret)
    (waits,) = held_forms(place, lambda: NOW).forms()
    assert waits.form == FORM


def test_a_program_that_never_opened_the_file_looks_at_its_check(place, tmp_path):
    place.lock.shut()
    other = at(tmp_path)
    put(other)
    plant(place, inbox=age_encryption.recipient_of(THIEF))
    with pytest.raises(NoPlace):
        held_forms(other, lambda: NOW).put(
            HeldForm("b", "/cases/b/triage", b"x=1&_end=1", "", "v"), HeldFormSender.UNLOCKED
        )
    with pytest.raises(StoreError, match="altered"):
        backed_up(other, tmp_path / "stick")
    other.close()


def test_a_program_that_opened_the_file_once_seals_to_no_line_that_was_planted_since(place, tmp_path):
    place.lock.shut()
    with closing(at(tmp_path)) as other:
        other.vault.unlock(PASSPHRASE)
        other.vault.lock()
        plant(place, inbox=age_encryption.recipient_of(THIEF), with_check=True)
        with pytest.raises(NoPlace):
            put(other)


def test_what_waits_opens_after_many_changes_of_the_keys_and_the_key_file_stays_readable(place):
    place.lock.shut()
    put(place)
    again(place)
    for _ in range(KEPT_INBOXES - 1):
        place.vault.renew()
    (waits,) = held_forms(place, lambda: NOW).forms()
    assert waits.form == FORM
    for _ in range(3):
        place.vault.renew()
    assert len(place.vault.keys.inbox_identities) == KEPT_INBOXES >= 64
    again(place)
    assert (place.data / "vault.json").stat().st_size < LARGEST / 2


def test_an_older_key_file_is_not_backed_up(place, tmp_path):
    older = (place.data / "vault.json").read_bytes()
    rotated(place)
    newest = (place.data / "vault.json").read_bytes()
    place.lock.shut()
    (place.data / "vault.json").write_bytes(older)
    command = open_store(settings.load({"ROZPOZNAJ_DATA": str(tmp_path)}), QUICK)
    with pytest.raises(StoreError, match="older key file"):
        backed_up(command, tmp_path / "stick")
    (place.data / "vault.json").write_bytes(newest)
    backed_up(command, tmp_path / "stick")
    command.close()


@pytest.mark.parametrize("way", [changed, with_new_kit])
def test_what_does_not_open_an_older_key_file_is_told_so(place, way):
    """A restored folder, or a program that keeps folders alike, put it back: today's passphrase or kit may be right."""
    older = (place.data / "vault.json").read_bytes()
    way(place)
    newest = (place.data / "vault.json").read_bytes()
    place.lock.shut()
    wrong = {changed: lambda: place.lock.unlock("v", SECOND), with_new_kit: lambda: recover(place, place.new_kit)}[way]
    (place.data / "vault.json").write_bytes(older)
    with pytest.raises(OlderKeyFile, match="put the newest one back"):
        wrong()
    (place.data / "vault.json").write_bytes(newest)
    for act in (lambda: place.lock.unlock("v", "a wrong one"), lambda: recover(place, age_encryption.new_identity())):
        with pytest.raises(WrongKey) as refused:
            act()
        assert type(refused.value) is WrongKey
    wrong()
    assert place.read("a").plain == b"a"


def recover(place, kit):
    place.lock.recover("v", kit, SECOND)


def test_an_older_key_file_gets_no_new_keys(place):
    """They would open no case here, and what is stored under them is lost when the newest file is put back."""
    older = (place.data / "vault.json").read_bytes()
    changed(place)
    newest = (place.data / "vault.json").read_bytes()
    place.lock.shut()
    (place.data / "vault.json").write_bytes(older)
    for change in (changed, with_new_kit, rotated):
        with pytest.raises(KeysMissing):
            change(place)
        assert (place.data / "vault.json").read_bytes() == older
    place.lock.shut()
    (place.data / "vault.json").write_bytes(newest)
    assert again(place, SECOND) == [] and place.read("a").plain == b"a"


def left_by_another_program(path, content):
    """As a program leaves it that keeps folders alike: others can read it."""
    path.unlink()
    path.write_bytes(content)
    path.chmod(0o644)


HARM = {
    "deleted": lambda path, older: path.unlink(),
    "cut": lambda path, older: os.truncate(path, 100),
    "an older one": lambda path, older: path.write_bytes(older),
    "an older one that others can read": left_by_another_program,
    "an empty one that others can read": lambda path, older: left_by_another_program(path, b""),
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("is_shut", [False, True], ids=["open", "shut"])
@pytest.mark.parametrize("how", HARM)
def test_a_key_file_that_goes_while_the_program_works_is_put_back(place, how, is_shut):
    """A program that keeps folders alike, or tidies up: no case would ever open again, with the kit neither."""
    path = place.data / "vault.json"
    older = path.read_bytes()
    changed(place)
    newest = path.read_bytes()
    place.lock.keep_key_file()
    assert path.read_bytes() == newest and place.newest_acts(1)[0].act is not AuditEvent.KEY_FILE_ALTERED
    place.save("a", b"acknowledged", seen_revision=1, **WHEN)
    if is_shut:
        place.lock.shut()
    HARM[how](path, older)
    place.lock.keep_key_file()
    assert path.read_bytes() == newest and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert place.newest_acts(1)[0].act is AuditEvent.KEY_FILE_ALTERED
    assert again(place, SECOND) == [] and place.read("a").plain == b"acknowledged"


@pytest.mark.parametrize("how", [how for how in HARM if "older" not in how])
def test_the_key_of_the_trail_that_goes_while_the_program_works_is_put_back(place, tmp_path, how):
    """Without it no start opens the database again."""
    path = place.data / "audit.key"
    key = path.read_bytes()
    place.lock.shut()
    os.truncate(path, 9) if how == "cut" else HARM[how](path, b"")
    place.lock.keep_key_file()
    assert path.read_bytes() == key and stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(at(tmp_path)) as command:
        assert command.verify_trail() is None and command.newest_acts(1)[0].act is AuditEvent.KEY_FILE_ALTERED
    path.chmod(0o644)
    place.lock.keep_key_file()
    assert path.stat().st_mode & 0o044


def test_a_key_file_that_another_command_wrote_or_nobody_may_read_stays(place):
    path = place.data / "vault.json"
    place.vault.settle(frozenset())
    left = proven(place.vault)
    place.vault.settle(frozenset())
    prove(place.vault, left)
    written = path.read_bytes()
    place.lock.keep_key_file()
    path.chmod(0o644)
    place.lock.keep_key_file()
    assert path.read_bytes() == written and place.newest_acts(1)[0].act is not AuditEvent.KEY_FILE_ALTERED


def test_key_files_that_lie_on_a_stick_are_not_left_on_the_laptop_when_it_is_pulled_out(place, tmp_path):
    stick, older = tmp_path / "stick", (place.data / "vault.json").read_bytes()
    stick.mkdir()
    changed(place)
    names = ("vault.json", "audit.key")
    for name in names:
        (place.data / name).rename(stick / name)
        (place.data / name).symlink_to(stick / name)
    for harm in (lambda path: path.write_bytes(older), lambda path: os.truncate(path, 9), Path.unlink):
        for name in names:
            harm(stick / name)
        left = kept(stick)
        place.lock.keep_key_file()
        assert all((place.data / name).is_symlink() for name in names) and kept(stick) == left


def test_a_change_of_the_keys_goes_to_the_stick_where_the_key_file_lies_and_leaves_none_on_the_laptop(place, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    (place.data / "vault.json").rename(stick / "vault.json")
    (place.data / "vault.json").symlink_to(stick / "vault.json")
    changed(place)
    assert (place.data / "vault.json").is_symlink()
    assert again(place, SECOND) == [] and place.read("a").plain == b"a"


def test_a_key_file_of_another_data_folder_does_not_stay_in_the_place_of_this_one(place, tmp_path):
    """Neither was ever changed, so none is older. With the other one neither passphrase nor kit opens a case here."""
    path = place.data / "vault.json"
    ours = path.read_bytes()
    with closing(at(tmp_path / "other")) as other:
        draft = other.vault.prepare(SECOND)
        other.vault.complete(draft, draft.kit)
    path.write_bytes((tmp_path / "other" / "real" / "vault.json").read_bytes())
    place.lock.keep_key_file()
    assert path.read_bytes() == ours and place.newest_acts(1)[0].act is AuditEvent.KEY_FILE_ALTERED
    assert again(place) == [] and place.read("a").plain == b"a"


def test_a_key_file_that_is_as_it_was_opened_is_not_put_back_again_and_again(place):
    """Such as one with an altered line, which a full disk keeps from being put right."""
    plant(place, inbox=age_encryption.recipient_of(THIEF))
    place.vault.unlock(PASSPHRASE)
    place.lock.keep_key_file()
    assert place.newest_acts(1)[0].act is not AuditEvent.KEY_FILE_ALTERED


def test_an_older_key_file_that_the_same_passphrase_opens_does_not_take_the_place_of_the_newest_for_good(place):
    path = place.data / "vault.json"
    older = path.read_bytes()
    with_new_kit(place)
    newest = path.read_bytes()
    place.lock.shut()
    path.write_bytes(older)
    assert again(place) == [Difference.OLDER]
    with pytest.raises(StoreError, match="lock, and open them again"):
        place.create("c", b"c", **WHEN)
    place.lock.keep_key_file()
    assert path.read_bytes() == newest
    assert again(place) == [] and place.read("a").plain == b"a"


def kept(folder):
    return {name: (folder / name).read_bytes() for name in ("vault.json", "audit.key") if (folder / name).exists()}


def test_the_key_files_of_a_folder_that_is_put_in_the_place_of_this_one_are_left_alone(place, tmp_path):
    """Such as an older copy, while the program still runs: its cases open with its own keys alone."""
    place.database.empty_log()
    shutil.copytree(place.data, tmp_path / "copy")
    changed(place)
    newest = kept(place.data)
    place.data.rename(tmp_path / "moved away")
    place.data.mkdir()
    place.lock.keep_key_file()
    assert not kept(place.data)
    place.data.rmdir()
    (tmp_path / "copy").rename(place.data)
    (place.data / "audit.key").unlink()
    older = kept(place.data)
    place.lock.keep_key_file()
    assert kept(place.data) == older
    place.data.rename(tmp_path / "copy")
    (tmp_path / "moved away").rename(place.data)
    (place.data / "vault.json").unlink()
    place.lock.keep_key_file()
    assert kept(place.data) == newest


def test_a_unit_key_that_is_damaged_bars_nobody_from_new_keys(place):
    with place.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE unit_keys SET wrapped = x'00'")
    assert again(place, changed(place)) is not None


def test_a_recovery_that_was_refused_leaves_nobody_elses_inbox_behind(place):
    place.lock.shut()
    planted(place)
    with pytest.raises(StoreError, match="nothing was changed"):
        place.lock.recover("v", place.kit, SECOND)
    with pytest.raises(NoPlace):
        put(place)


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_a_key_file_with_a_damaged_byte_is_named_and_not_backed_up(place, tmp_path, bit):
    path = place.data / "vault.json"
    damaged = bytearray(path.read_bytes())
    damaged[damaged.index(b"recipient")] ^= bit
    path.write_bytes(damaged)
    with closing(at(tmp_path)) as command, pytest.raises(KeyFileDamaged):
        backed_up(command, tmp_path / "stick")
