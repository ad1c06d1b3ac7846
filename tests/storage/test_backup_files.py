"""What a backup holds is not believed: a forged line or table is refused, or named; what is damaged is named."""

import base64
import json
import sqlite3
from contextlib import closing
from hashlib import sha256

import pytest
from argon2.exceptions import HashingError

from screening import settings
from screening.storage import AuditEvent, Difference, StoreError, age_encryption, open_store
from screening.storage.backup import backup, strip
from screening.storage.renewal import noted_differences
from screening.storage.restore import restore
from tests.inside.storage import strip_copies_with
from tests.storage.conftest import NOW, WHEN
from tests.storage.events import DONE, KILL, hit
from tests.storage.first_edition import write_backup
from tests.storage.opening import PASSPHRASE, QUICK, open_quick

DATA, KEYS = "rozpoznaj-20261123T120000Z-data.age", "rozpoznaj-20261123T120000Z-keys.json"


@pytest.fixture
def store(tmp_path):
    made = open_quick(tmp_path / "old")
    for name in "abc":
        made.create(name, name.encode(), **WHEN)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "stick"


def restored(keys, folder, **by):
    """Restore; gives what was damaged, by its value."""
    found = settings.load({"ROZPOZNAJ_DATA": str(folder)})
    steps = restore(keys, found, NOW, cost=QUICK, **(by or {"passphrase": PASSPHRASE}))
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    return end.value.value


def refused(keys, folder, match):
    with pytest.raises(StoreError, match=match):
        restored(keys, folder)
    assert not folder.exists()


def setting(part, line, **values):
    return lambda *found: found[part][line].get("row", found[part][line]).update(values)


ANOTHER_KEY = {"table": "case_keys", "row": {"public_id": "z", "wrapped_key": "QUJD"}}
ANOTHER_TABLE = {"table": "alembic_version", "row": {"version_num": "9"}}
REFUSED = [
    *(setting(0, 0, **{name: value}) for name, value in [("cases", 2), ("format", 1), ("revision", "head")]),
    *(setting(0, 1, **{name: value}) for name, value in [("id", 2), ("public_id", "z"), ("more", 1)]),
    *(setting(0, 1, wrapped_key="QUJD"), setting(1, 0, audit_key="QUJD"), setting(1, 0, made_at="x")),
    *(setting(1, -1, public_id="z"), setting(1, -1, public_id=[])),
    *(lambda data, keys: data.pop(1), lambda data, keys: data.clear(), lambda data, keys: data.append(data[1])),
    *(lambda data, keys: data.append({}), lambda data, keys: keys.append(ANOTHER_KEY)),
    *(lambda data, keys: keys.append(1), lambda data, keys: data.append(ANOTHER_TABLE)),
    *(lambda data, keys: data[1].update(row=list(data[1]["row"])), lambda data, keys: data.pop(-1)),
]
NAMED = [
    *(setting(0, 1, revision=value) for value in (2, True, 2**62, "1", None)),
    *(setting(0, 1, sealed=value) for value in (None, "QUJD", 1, "?")),
    *(setting(1, -1, wrapped_key="QUJD"), lambda data, keys: keys.pop()),
]
FAULT = [
    *(setting(0, -1, seal="x"), setting(0, -2, actor="x"), setting(0, -2, at="x"), setting(0, -2, id="x")),
    lambda data, keys: data.pop(-2),
]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("change", REFUSED)
def test_a_line_of_the_first_edition_that_is_not_as_expected_is_refused(store, folder, tmp_path, change):
    refused(write_backup(store, folder, NOW, change), tmp_path / "new", "use another backup")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("change", NAMED)
def test_a_case_that_was_damaged_before_the_backup_is_named_and_the_others_come_back(store, folder, tmp_path, change):
    found = restored(write_backup(store, folder, NOW, change), tmp_path / "new")
    assert len(found.damaged) == 1
    again = open_quick(tmp_path / "new")
    whole = set("abc") - set(found.damaged)
    assert {again.read(name).plain for name in whole} == {name.encode() for name in whole}
    again.close()


@pytest.mark.parametrize("change", FAULT)
def test_a_damaged_row_of_the_trail_is_named_and_every_case_comes_back(store, folder, tmp_path, change):
    found = restored(write_backup(store, folder, NOW, change), tmp_path / "new")
    assert found.fault and not found.damaged


@pytest.mark.parametrize("way", ["passphrase", "kit"])
def test_a_backup_of_the_first_edition_comes_back_and_is_brought_to_this_one(store, folder, tmp_path, way):
    kit = age_encryption.new_identity()
    store.vault.renew(recipient=age_encryption.recipient_of(kit))
    keys = write_backup(store, folder, NOW)
    by = {"passphrase": PASSPHRASE} if way == "passphrase" else {"kit": kit}
    found = restored(keys, tmp_path / "new", **by)
    assert (found.damaged, found.fault) == ((), None)
    again = open_quick(tmp_path / "new")
    assert [again.read(name).plain for name in "abc"] == [b"a", b"b", b"c"]
    assert [each.what for each in noted_differences(again, NOW)] == [Difference.UNPROVEN]
    assert noted_differences(again, NOW) == () and json.loads(again.vault.path.read_text())["generation"] == 1
    again.close()


def test_a_backup_of_a_newer_program_is_refused(store, folder, tmp_path):
    keys = write_backup(store, folder, NOW, setting(0, 0, revision="9999"))
    refused(keys, tmp_path / "new", "newer version")


def forge(store, folder, statements=(), **head):
    """Make the files of a backup again, as somebody could who knows the recipients."""
    list(backup(store, folder, NOW))
    data, keys, to = folder / DATA, folder / KEYS, store.vault.recipients()
    copy = folder / "copy.sqlite"
    copy.write_bytes(age_encryption.decrypt(data.read_bytes(), store.vault.keys.inbox_identity))
    raw = sqlite3.connect(copy, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.close()
    data.write_bytes(age_encryption.encrypt(copy.read_bytes(), *to))
    outer = json.loads(keys.read_text())
    inner = json.loads(age_encryption.decrypt(base64.b64decode(outer["sealed"]), store.vault.keys.inbox_identity))
    outer["data_sha256"] = inner["data_sha256"] = sha256(data.read_bytes()).hexdigest()
    inner |= head
    sealed = age_encryption.encrypt(json.dumps(inner).encode(), *to)
    keys.write_text(json.dumps(outer | {"sealed": base64.b64encode(sealed).decode()}))
    return keys


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE cases"],
        ["DROP TABLE cases", f"CREATE VIEW cases AS {ENDLESS}"],
        ["ALTER TABLE cases ADD COLUMN more TEXT"],
        ["DELETE FROM cases WHERE id = 1"],
        ["UPDATE cases SET public_id = 'z' WHERE id = 1"],
        ["DROP TABLE owner", "CREATE VIRTUAL TABLE owner USING fts5(id)"],
    ],
    ids=range(6),
)
def test_a_copy_with_other_tables_or_cases_is_refused(store, folder, tmp_path, statements):
    refused(forge(store, folder, statements), tmp_path / "new", "use another backup")


@pytest.mark.parametrize(
    "head", [{"cases": 2}, {"cases": "3"}, {"revision": "x"}, {"vault_sha256": "x"}, {"case_keys": []}]
)
def test_a_keys_file_with_another_head_is_refused(store, folder, tmp_path, head):
    refused(forge(store, folder, **head), tmp_path / "new", "use another backup")


def test_a_copy_that_is_no_database_is_refused(store, folder, tmp_path):
    keys = forge(store, folder)
    content = age_encryption.encrypt(b"SQLite format 3\0" + b"x" * 5000, *store.vault.recipients())
    (folder / DATA).write_bytes(content)
    outer = json.loads(keys.read_text())
    inner = json.loads(age_encryption.decrypt(base64.b64decode(outer["sealed"]), store.vault.keys.inbox_identity))
    outer["data_sha256"] = inner["data_sha256"] = sha256(content).hexdigest()
    sealed = age_encryption.encrypt(json.dumps(inner).encode(), *store.vault.recipients())
    keys.write_text(json.dumps(outer | {"sealed": base64.b64encode(sealed).decode()}))
    refused(keys, tmp_path / "new", "use another backup")


def test_one_byte_that_is_no_letter_stops_no_backup(store, folder, tmp_path):
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET public_id = CAST(x'61ff' AS TEXT) WHERE public_id = 'a'")
    list(backup(store, folder, NOW))
    assert restored(folder / KEYS, tmp_path / "new").damaged == ("a\ufffd",)
    again = open_quick(tmp_path / "new")
    assert [again.read(name).plain for name in "bc"] == [b"b", b"c"]
    again.close()


def test_an_id_whose_bytes_are_no_text_any_more_stops_no_backup(store, folder, tmp_path):
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET public_id = x'61ff' WHERE public_id = 'a'")
    list(backup(store, folder, NOW))
    assert len(restored(folder / KEYS, tmp_path / "new").damaged) == 1
    again = open_quick(tmp_path / "new")
    assert [again.read(name).plain for name in "bc"] == [b"b", b"c"]
    again.close()


def test_the_data_file_named_in_place_of_the_keys_file_is_not_called_damaged(store, folder, tmp_path):
    list(backup(store, folder, NOW))
    refused(folder / DATA, tmp_path / "new", "name its keys file, which ends in keys.json")


DAMAGES = ["sealed = x'00'", "sealed = NULL", "wrapped_key = x'00'", "wrapped_key = NULL", "key_id = 'x'", "sealed = 7"]
HEALED = ["erase_after = 'x'", "erase_after = '2020'", "state = 'x'", "revision = 9", "unit = ''"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("damage", DAMAGES + HEALED)
def test_one_damaged_record_makes_no_backup_worthless(store, folder, tmp_path, damage):
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE cases SET {damage} WHERE public_id = 'a'")  # noqa: S608
    list(backup(store, folder, NOW))
    found = restored(folder / KEYS, tmp_path / "new")
    assert (found.damaged, found.fault and found.fault.sequence) == (("a",), None)
    again = open_quick(tmp_path / "new")
    assert [again.read(name).plain for name in "bc"] == [b"b", b"c"]
    noticed = {each.what for each in noted_differences(again, NOW)}
    if damage in HEALED:
        assert Difference.COLUMNS in noticed and again.read("a").plain == b"a"
    again.erase("a", NOW)
    again.close()


@pytest.mark.parametrize("part", ["recipient", "sealed"])
def test_a_kit_that_was_damaged_in_the_keys_file_is_not_restored(store, folder, tmp_path, part):
    list(backup(store, folder, NOW))
    keys = folder / KEYS
    outer = json.loads(keys.read_text())
    vault = json.loads(outer["vault"])
    vault["kit"][part] = (
        age_encryption.recipient_of(age_encryption.new_identity()) if part == "recipient" else vault["sealed"]
    )
    keys.write_text(json.dumps(outer | {"vault": json.dumps(vault)}))
    refused(keys, tmp_path / "new", "use another backup")


def test_a_computer_with_too_little_memory_calls_no_backup_damaged(store, folder, tmp_path, monkeypatch):
    list(backup(store, folder, NOW))

    def has_none(*_, **__):
        raise HashingError("Memory allocation error")

    monkeypatch.setattr("screening.storage.passphrase_key.hash_secret_raw", has_none)
    refused(folder / KEYS, tmp_path / "new", "too little memory")


def test_a_disk_on_which_others_read_every_file_makes_no_backup_damaged(store, folder, tmp_path, monkeypatch):
    """Such as one that Windows uses as well."""
    list(backup(store, folder, NOW))
    monkeypatch.setattr(
        "screening.storage.key_file.sync_folder", lambda inside: inside.joinpath("opened.json").chmod(0o644)
    )
    refused(folder / KEYS, tmp_path / "new", "can be read by others")


def test_every_flipped_byte_of_a_keys_file_is_noticed(store, folder, tmp_path):
    list(backup(store, folder, NOW))
    keys = folder / KEYS
    whole = keys.read_bytes()
    for at in range(0, len(whole), len(whole) // 60):
        keys.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        refused(keys, tmp_path / "new", "use another backup|beside the keys file|14 days|later than now")


def test_the_copy_of_the_database_that_gets_encrypted_holds_no_wrapped_key(store, tmp_path):
    for number in range(300):
        store.create(f"more-{number}", b"x" * (number * 10), **WHEN)
    for number in range(0, 300, 3):
        store.erase(f"more-{number}", NOW)
    list(store.rotate(NOW))
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with closing(copy), store.database.reading() as connection:
        connection.connection.driver_connection.backup(copy)
        taken = strip(copy)
    assert len(taken.case_keys) == 203 and taken.unit_keys
    for wrapped in [*taken.case_keys.values(), *(row["wrapped"] for row in taken.unit_keys)]:
        assert wrapped[:13] not in taken.content and wrapped[-16:] not in taken.content


def test_a_backup_that_is_killed_leaves_no_copy_of_what_the_running_program_erases_afterwards(store, tmp_path):
    store.close()

    def back_up() -> None:
        tables = open_quick(tmp_path / "old")
        list(backup(tables, tmp_path / f"kept{event}", NOW))

    for event in range(1000):
        code = hit(back_up, tmp_path, event, KILL, OSError)
        assert not list((tmp_path / "old" / "real").glob("*/*"))
        if code == DONE:
            break
    assert code == DONE and event > 10


def test_a_copy_that_still_holds_a_key_becomes_no_backup(store, folder, monkeypatch):
    strip_copies_with(monkeypatch, ("DELETE FROM unit_keys",))
    with pytest.raises(StoreError, match="no backup was made"):
        list(backup(store, folder, NOW))
    assert not list(folder.iterdir())
    assert not [path for path in store.vault.path.parent.iterdir() if path.name.startswith(".")]


def test_a_restore_beside_a_database_elsewhere_is_whole_or_not_there(store, folder, tmp_path, monkeypatch):
    list(backup(store, folder, NOW))
    shared = tmp_path / "shared"
    shared.mkdir()
    chosen = settings.load(
        {"ROZPOZNAJ_DATA": str(tmp_path / "new"), "ROZPOZNAJ_DATABASE": f"sqlite:///{shared / 'x.sqlite'}"}
    )
    (shared / "restoring").mkdir()
    (shared / "restoring" / "mine.txt").write_bytes(b"x")
    list(restore(folder / KEYS, chosen, NOW, passphrase=PASSPHRASE, cost=QUICK))
    again = open_store(chosen, QUICK)
    again.vault.unlock(PASSPHRASE)
    assert again.read("a").plain == b"a" and again.newest_acts(1)[0].act is AuditEvent.RESTORE
    again.close()
    assert (shared / "restoring" / "mine.txt").exists()


def test_other_files_in_the_data_folder_are_left_alone(store, folder, tmp_path):
    list(backup(store, folder, NOW))
    data = tmp_path / "new" / "real"
    data.mkdir(parents=True)
    (data / "mine.txt").write_bytes(b"x")
    with pytest.raises(StoreError, match="other files"):
        restored(folder / KEYS, tmp_path / "new")
    assert (data / "mine.txt").read_bytes() == b"x"
