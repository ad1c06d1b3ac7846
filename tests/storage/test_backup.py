"""A backup is two files that come back whole, reveal nothing, and forget what was erased."""

import base64
import resource
import shutil
import stat
import subprocess
import sys
import time
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import event, select

from screening import settings
from screening.core.durations import KEYS_FILE_LIFE
from screening.storage import AuditEvent, CaseErased, StoreError, VaultState, WrongKey, age_encryption, open_store
from screening.storage.backup import backup
from screening.storage.backup_files import LARGEST
from screening.storage.restore import BATCH, restore
from screening.storage.tables import cases, unit_keys
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import PASSPHRASE, QUICK, open_new

CANARY = "Łucja mieszka na Żeglarskiej 7"
SECOND = timedelta(seconds=1)
DATA, KEYS = "rozpoznaj-20261123T120000Z-data.age", "rozpoznaj-20261123T120000Z-keys.json"


def opened(folder, **environment):
    return open_new(settings.load({"ROZPOZNAJ_DATA": str(folder), **environment}))


@pytest.fixture
def store(tmp_path):
    made = opened(tmp_path / "old")
    draft = made.vault.prepare(PASSPHRASE)
    made.vault.complete(draft, draft.kit)
    made.kit = draft.kit
    for name in "abc":
        made.create(name, f"{CANARY} {name}".encode(), **WHEN)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "stick"


def restored(keys, folder, now=NOW, environment=(), **by):
    found = settings.load({"ROZPOZNAJ_DATA": str(folder), **dict(environment)})
    return list(restore(keys, found, now, cost=QUICK, **(by or {"passphrase": PASSPHRASE})))


def image(folder):
    return {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def refused(keys, folder, match, error=StoreError, **how):
    before = image(folder)
    with pytest.raises(error, match=match):
        restored(keys, folder, **how)
    assert image(folder) == before


@pytest.mark.parametrize("way", ["passphrase", "kit"])
def test_what_was_backed_up_comes_back_whole(store, folder, tmp_path, way):
    store.erase("b", NOW)
    list(store.rotate(NOW))
    store.create("d", b"new", **WHEN)
    store.set_date("d", erase_after=NOW + SECOND, now=NOW, act=AuditEvent.FINISH, finished=True)
    before = store.open_cases(), [store.read(name) for name in "acd"]
    store.vault.lock()
    assert list(backup(store, folder, NOW))[-1] == (3, 3) and store.vault.state is VaultState.LOCKED
    assert sorted(path.name for path in folder.iterdir()) == [DATA, KEYS]
    by = {"passphrase": PASSPHRASE} if way == "passphrase" else {"kit": store.kit.lower()}
    assert restored(folder / KEYS, tmp_path / "new", NOW + KEYS_FILE_LIFE, **by)[-1] == (3, 3)
    assert image(tmp_path / "new").keys() == {
        tmp_path / "new" / "real" / name for name in ("", "audit.key", "vault.json", "rozpoznaj.sqlite")
    }
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in (tmp_path / "new" / "real").iterdir())
    again = opened(tmp_path / "new")
    again.vault.unlock(PASSPHRASE)
    assert (again.open_cases(), [again.read(name) for name in "acd"]) == before
    with pytest.raises(CaseErased):
        again.read("b")
    assert [entry.act for entry in again.newest_acts(2)] == [AuditEvent.RESTORE, AuditEvent.BACKUP]
    assert again.verify_trail() is None and again.overdue(NOW + SECOND) == ["d"]
    again.vault.recover(store.kit, "the second passphrase")
    again.close()


def test_progress_reaches_the_total_when_all_is_in_place(store, folder, tmp_path):
    for number in range(2 * BATCH):
        store.create(f"more-{number}", b"x", **WHEN)
    in_all = 2 * BATCH + 3
    for done, of in backup(store, folder, NOW):
        assert (of, done == in_all) == (in_all, (folder / KEYS).exists())
    steps = restored(folder / KEYS, tmp_path / "new")
    assert [done for done, of in steps if done] == [BATCH, 2 * BATCH, in_all] and steps == sorted(steps)


def secrets_of(store):
    keys, found = store.vault.keys, [PASSPHRASE.encode(), store.kit.encode(), CANARY.encode(), store.trail.key]
    with store.database.reading() as connection:
        rows = connection.execute(select(cases).where(cases.c.sealed.is_not(None))).mappings().all()
        found += [store.units.unwrap(connection, row) for row in rows]
    return [*found, keys.inbox_identity.encode(), *keys.roots.values(), *keys.units.values()]


def written_as(secret):
    yield from (secret, secret.hex().encode(), secret.hex().upper().encode())
    yield from (base64.b64encode(bytes(shift) + secret)[4:-4] for shift in range(3))
    text = secret.decode("utf-8", "replace")
    yield from (text.encode("utf-16-le"), text.encode("utf-16-be"))


def test_no_text_and_no_key_lies_in_clear_in_files_that_others_cannot_read(store, folder):
    list(backup(store, folder, NOW))
    for path in folder.iterdir():
        content = path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert not [form for secret in secrets_of(store) for form in written_as(secret) if form in content]


def test_the_data_file_alone_holds_no_key_even_for_who_has_passphrase_and_kit(store, folder):
    list(backup(store, folder, NOW))
    plain = age_encryption.decrypt((folder / DATA).read_bytes(), store.kit)
    assert plain == age_encryption.decrypt((folder / DATA).read_bytes(), store.vault.keys.inbox_identity)
    assert plain.startswith(b"SQLite format 3")
    with store.database.reading() as connection:
        wrapped = [*connection.scalars(select(cases.c.wrapped_key)), *connection.scalars(select(unit_keys.c.wrapped))]
    forms = (form for secret in [*wrapped, *secrets_of(store)] for form in written_as(secret))
    assert len(wrapped) == 4 and not [form for form in forms if form in plain]


def test_an_erased_case_comes_back_with_no_keys_file_made_after_nor_past_its_life(store, folder, tmp_path):
    list(backup(store, folder, NOW))
    store.erase("a", NOW)
    list(backup(store, folder, NOW + SECOND))
    newer = folder / KEYS.replace("0000Z", "0001Z")
    refused(folder / KEYS, tmp_path / "new", "14 days", now=NOW + KEYS_FILE_LIFE + SECOND)
    refused(folder / KEYS, tmp_path / "new", "clock", now=NOW - timedelta(days=1) - SECOND)
    (folder / DATA.replace("0000Z", "0001Z")).write_bytes((folder / DATA).read_bytes())
    refused(newer, tmp_path / "new", "another backup")
    (folder / KEYS).write_text((folder / KEYS).read_text().replace("2026-11-23", "2026-12-23"))
    (folder / DATA).rename(folder / DATA.replace("1123", "1223"))
    refused(folder / KEYS, tmp_path / "new", "damaged", now=NOW + timedelta(days=30))


def test_expired_keys_files_are_deleted_and_nothing_else(store, folder):
    folder.mkdir()
    old = f"{NOW - KEYS_FILE_LIFE - SECOND:rozpoznaj-%Y%m%dT%H%M%SZ-keys.json}"
    others = [old.replace("keys.json", "data.age"), "x" + old, old + ".txt", "rozpoznaj-99999999T999999Z-keys.json"]
    others += [f"{NOW - KEYS_FILE_LIFE:rozpoznaj-%Y%m%dT%H%M%SZ-keys.json}", "photo.json.new"]
    for name in (old, *others, DATA + ".new", KEYS + ".new", KEYS.replace("json", "age") + ".new"):
        (folder / name).write_bytes(b"x")
    steps = backup(store, folder, NOW)
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    assert end.value.value == 1
    assert {path.name for path in folder.iterdir()} == {*others, DATA, KEYS}


@pytest.mark.parametrize(
    "wrong", [{"passphrase": "another"}, {"passphrase": "\ud800"}, {"kit": "x"}, {"kit": age_encryption.new_identity()}]
)
def test_another_passphrase_or_kit_restores_nothing(store, folder, tmp_path, wrong):
    list(backup(store, folder, NOW))
    refused(folder / KEYS, tmp_path / "new", None, WrongKey, **wrong)


@pytest.mark.parametrize("place", ["new/real/cases.db", "new/real/inside/cases.db", "new/beside.db", "other/cases.db"])
@pytest.mark.parametrize("relative", [False, True])
def test_a_restored_database_is_where_the_settings_say(store, folder, tmp_path, monkeypatch, place, relative):
    list(backup(store, folder, NOW))
    monkeypatch.chdir(tmp_path)
    address = f"sqlite:///{place if relative else tmp_path / place}"
    where = {"ROZPOZNAJ_DATA": str(tmp_path / "new"), "ROZPOZNAJ_DATABASE": address}
    restored(folder / KEYS, tmp_path / "new", environment=where)
    again = open_store(settings.load(where), QUICK)
    again.vault.unlock(PASSPHRASE)
    assert again.read("a").plain == f"{CANARY} a".encode()
    again.close()


def test_what_stands_in_the_way_of_a_restore_is_named(store, folder, tmp_path):
    list(backup(store, folder, NOW))
    (tmp_path / "left.db").touch()
    environment = {"ROZPOZNAJ_DATABASE": f"sqlite:///{tmp_path / 'left.db'}"}
    refused(folder / KEYS, tmp_path / "new", f"^{tmp_path / 'left.db'} holds", environment=environment)


@pytest.mark.parametrize("there", ["vault.json", "audit.key", "rozpoznaj.sqlite", "rozpoznaj.sqlite-wal"])
def test_a_data_folder_in_use_is_left_alone(store, folder, tmp_path, there):
    list(backup(store, folder, NOW))
    (tmp_path / "new" / "real").mkdir(parents=True)
    (tmp_path / "new" / "real" / there).write_bytes(b"x")
    refused(folder / KEYS, tmp_path / "new", f"^{tmp_path / 'new' / 'real'} holds")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{}", b"[]", b"\x00\xff", b"[" * 100_000, b'{"format": "rozpoznaj-keys-backup/2"}'),
        *((b'"sealed": "', b'"sealed": "A'), (b'"sealed": ', b'"more": [' + b"0, " * 100 + b'0], "sealed": ')),
        *((b'"vault": "', b'"vault": "x'), (b'"vault": "', b'"vault": ["'), (b"+00:00", b""), (b"up/2", b"up/3")),
        *((b"memory", b"memory-"), (b'"lanes\\": 1', b'"lanes\\": 1e999')),
    ],
)
def test_a_keys_file_that_is_none_is_refused(store, folder, tmp_path, content):
    list(backup(store, folder, NOW))
    keys = folder / KEYS
    whole = keys.read_bytes()
    keys.write_bytes(whole.replace(*content) if isinstance(content, tuple) else content)
    assert keys.read_bytes() != whole
    refused(keys, tmp_path / "new", "damaged")


def test_a_keys_file_that_is_too_large_is_refused_before_it_is_read(store, folder, tmp_path, monkeypatch):
    assert LARGEST == 200_000_000
    list(backup(store, folder, NOW))
    monkeypatch.setattr("screening.storage.backup_files.LARGEST", (folder / KEYS).stat().st_size - 1)
    refused(folder / KEYS, tmp_path / "new", "damaged")


@pytest.mark.parametrize("harm", ["missing", "cut", "flipped", "directory"])
def test_a_data_file_that_is_damaged_or_missing_is_refused(store, folder, tmp_path, harm):
    list(backup(store, folder, NOW))
    data = folder / DATA
    content = bytearray(data.read_bytes())
    data.unlink()
    if harm == "cut":
        data.write_bytes(content[:-1])
    if harm == "flipped":
        content[len(content) // 2] ^= 1
        data.write_bytes(content)
    if harm == "directory":
        data.mkdir()
    refused(folder / KEYS, tmp_path / "new", "beside the keys file")


@pytest.mark.parametrize(
    "how, match",
    [
        ({"environment": {"ROZPOZNAJ_REALM": "training"}}, "REALM"),
        ({"environment": {"ROZPOZNAJ_DATABASE": "postgresql://localhost/x"}}, "server"),
        ({"environment": {"ROZPOZNAJ_DATABASE": "sqlite:////proc/nowhere/x.sqlite"}}, "cannot be written"),
    ],
)
def test_a_backup_goes_to_its_own_realm_and_to_a_disk_that_takes_it(store, folder, tmp_path, how, match):
    list(backup(store, folder, NOW))
    refused(folder / KEYS, tmp_path / "new", match, **how)


def test_either_a_passphrase_or_a_kit_is_asked_for(tmp_path):
    for by in ({"passphrase": None}, {"passphrase": "x", "kit": "x"}):
        with pytest.raises(ValueError, match="either"):
            restored(tmp_path / KEYS, tmp_path / "new", **by)


def test_a_backup_or_a_restore_stopped_midway_leaves_nothing(store, folder, tmp_path):
    for number in range(2 * BATCH):
        store.create(f"more-{number}", b"x", **WHEN)
    for stop in range(1, 3):
        steps = backup(store, folder, NOW)
        assert all(done < of for done, of in (next(steps) for _ in range(stop)))
        steps.close()
        assert not list(folder.iterdir())
    assert len(list(backup(store, folder, NOW))) == 3
    for stop in range(1, 9):
        steps = restore(
            folder / KEYS, settings.load({"ROZPOZNAJ_DATA": str(tmp_path / "new")}), NOW, passphrase=PASSPHRASE
        )
        assert all(done < of for done, of in (next(steps) for _ in range(stop)))
        steps.close()
        assert not (tmp_path / "new").exists()
    assert restored(folder / KEYS, tmp_path / "new")


KILLED = """
import sys
from datetime import timedelta
from pathlib import Path
from screening.storage.backup import backup
from tests.storage.conftest import NOW
from tests.storage.test_backup import opened
store = opened(Path(sys.argv[1]))
for number in range(int(sys.argv[3]), 10**6):
    for _ in backup(store, Path(sys.argv[2]), NOW + timedelta(seconds=number)):
        print(flush=True)
        sys.stdin.readline()
"""


def _rounds(store, folder, tmp_path, rounds):
    for number in range(BATCH):
        store.create(f"more-{number}", b"x" * 4000, **WHEN)
    chance, found = Random(7), set()
    for number in range(rounds):
        call = [sys.executable, "-c", KILLED, tmp_path / "old", folder, str(1000 * number)]
        with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
            running.stdout.readline()
            running.stdin.write(b"\n")
            running.stdin.flush()
            running.stdout.readline()  # both files are encrypted, and neither has its name
            if number % 2:  # even rounds die between two steps, odd ones anywhere
                running.stdin.write(b"\n" * chance.randrange(1, 9))
                running.stdin.flush()
                time.sleep(chance.random() * 0.1)
            running.kill()
        found |= {path.suffix for path in folder.iterdir()}
        list(backup(store, folder, NOW + timedelta(seconds=1000 * number + 999)))
        assert not list(folder.glob("*.new"))
        for keys in folder.glob("*-keys.json"):
            assert restored(keys, tmp_path / "new", NOW + timedelta(seconds=1000 * number))
            shutil.rmtree(tmp_path / "new")
        for path in folder.iterdir():
            path.unlink()
        print(f"{number + 1} of {rounds} rounds")
    assert ".new" in found and store.verify_trail() is None


@pytest.mark.rest
def test_a_killed_backup_leaves_nothing_that_a_restore_accepts(store, folder, tmp_path):
    _rounds(store, folder, tmp_path, 4)


@pytest.mark.full
def test_two_hundred_killed_backups_leave_nothing_that_a_restore_accepts(store, folder, tmp_path):
    _rounds(store, folder, tmp_path, 200)


def test_what_is_erased_during_a_backup_does_not_stay_in_the_write_ahead_log(store, folder, tmp_path):
    for number in range(BATCH):
        store.create(f"more-{number}", b"x", **WHEN)
    event.listen(store.database.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout = 50"))
    steps = backup(store, folder, NOW)
    next(steps)
    with store.database.reading() as connection:
        sealed = connection.scalars(select(cases.c.sealed).where(cases.c.public_id == "a")).one()
    store.erase("a", NOW)
    assert list(steps)[-1] == (BATCH + 3, BATCH + 3)
    assert not [path for path, content in image(tmp_path / "old").items() if content and sealed in content]


def test_keys_that_change_meanwhile_are_noticed(store, folder, monkeypatch):
    real = store.vault.recipients
    monkeypatch.setattr(store.vault, "recipients", lambda: (list(store.rotate(NOW)), real())[1])
    with pytest.raises(StoreError, match="being changed"):
        list(backup(store, folder, NOW))
    assert not list(folder.iterdir())


def test_a_case_whose_key_died_with_an_earlier_run_stops_no_restore(store, folder, tmp_path):
    earlier = opened(tmp_path / "old")
    earlier.note(AuditEvent.KEEP_NOTHING, NOW)
    earlier.vault.keep_nothing("bursztyn")
    earlier.create("lost", b"x", **WHEN)
    earlier.close()
    list(backup(store, folder, NOW))
    assert restored(folder / KEYS, tmp_path / "new")[-1] == (4, 4)
    again = opened(tmp_path / "new")
    assert again.erase_unreadable(NOW) == ["lost"]
    again.close()


def test_what_keeps_nothing_cannot_be_backed_up(folder, tmp_path):
    for keep in (False, True):
        made = opened(tmp_path / "other")
        if keep:
            made.vault.keep_nothing("bursztyn")
        with pytest.raises(StoreError, match="set a passphrase"):
            list(backup(made, folder, NOW))
        made.close()
    assert not folder.exists()


@pytest.mark.parametrize("where", ["file/x", "file"])
def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(store, tmp_path, where):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(StoreError, match="choose another folder"):
        list(backup(store, tmp_path / where, NOW))


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(store, folder):
    for number in range(BATCH):
        store.create(f"more-{number}", b"x" * 4000, **WHEN)
    steps, (soft, hard) = backup(store, folder, NOW), resource.getrlimit(resource.RLIMIT_FSIZE)
    next(steps)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StoreError, match="free some space"):
            list(steps)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(folder.iterdir())
