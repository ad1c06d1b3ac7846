"""A change of passphrase, a recovery and a new kit make new keys; what was altered meanwhile is told and put right."""

import json
import shutil
from datetime import timedelta

import pytest
from sqlalchemy import select

from screening import settings
from screening.casework.lock import Lock
from screening.storage import (
    AuditEvent,
    Difference,
    KeyFileMissing,
    Locked,
    NotSaved,
    SealBroken,
    StoreError,
    Vault,
    VaultState,
    WrongKey,
    age_encryption,
    open_store,
)
from screening.storage.renewal import noted_differences
from screening.storage.tables import cases, unit_keys
from tests.inside.casework import let_in
from tests.inside.storage import let_rows_wait, lose_waiting_rows
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.first_edition import go_back
from tests.storage.opening import PASSPHRASE, QUICK, open_quick

SECOND = "another long passphrase"
VAULT, DATABASE = "vault.json", "rozpoznaj.sqlite"


def at(folder):
    return open_store(settings.load({"ROZPOZNAJ_DATA": str(folder)}), QUICK)


def lock_of(store):
    return Lock(store, ["bursztyn"] * 8, lambda: NOW, lambda: 1e6, timedelta(minutes=15))


@pytest.fixture
def place(tmp_path):
    """A folder that was set up by its page, with two cases; its lock is open."""
    store = at(tmp_path)
    store.lock = lock_of(store)
    store.lock.prepare("v", PASSPHRASE)
    store.kit = store.lock.kit("v")
    store.lock.complete("v", store.kit)
    for name in "ab":
        store.create(name, name.encode(), **WHEN)
    store.data = tmp_path / "real"
    yield store
    store.close()


def again(store, passphrase=PASSPHRASE):
    """Shut and open; gives what was noticed."""
    store.lock.shut()
    store.lock.unlock("v", passphrase)
    return [each.what for each in store.lock.noticed]


def changed(store):
    store.lock.change_passphrase("v", PASSPHRASE, SECOND)
    return SECOND


def recovered(store):
    store.lock.shut()
    store.lock.recover("v", store.kit, SECOND)
    return SECOND


def with_new_kit(store):
    store.lock.prepare_kit("v", PASSPHRASE)
    store.new_kit = store.lock.new_kit("v")
    store.lock.complete_kit("v", store.new_kit)
    return PASSPHRASE


def rotated(store):
    list(store.rotate(NOW))
    return PASSPHRASE


WAYS = [changed, recovered, with_new_kit, rotated]


@pytest.mark.parametrize("way", WAYS)
def test_old_secrets_with_old_copies_open_nothing_that_is_made_later(place, tmp_path, way):
    thief = tmp_path / "thief" / "real"
    shutil.copytree(place.data, thief)
    old = at(tmp_path / "thief")
    old.vault.unlock(PASSPHRASE)
    assert old.read("a").plain == b"a"
    known = {row.id: old.units.opened(old.vault.keys, row._mapping) for row in rows_of(old, unit_keys)}
    roots, old_kit = dict(old.vault.keys.roots), place.kit
    old.close()
    secret = way(place)
    place.create("c", b"made later", **WHEN)
    place.save("a", b"saved later", seen_revision=1, **WHEN)
    assert place.read("b").plain == b"b" and len(place.vault.keys.roots) == 1
    place.database.empty_log()
    shutil.copy(place.data / DATABASE, thief / DATABASE)
    old = at(tmp_path / "thief")
    for by in (lambda: old.vault.unlock(PASSPHRASE), lambda: old.vault.open_by_kit(old_kit)):
        by()
        old.vault.keys.units.update(known)
        assert old.vault.keys.roots == roots
        for name in "ac":
            with pytest.raises((SealBroken, StoreError)):
                old.read(name)
    if secret != PASSPHRASE:
        with pytest.raises(WrongKey):
            Vault(place.data / VAULT, QUICK).unlock(PASSPHRASE)
    if way is with_new_kit:
        with pytest.raises(WrongKey):
            Vault(place.data / VAULT, QUICK).open_by_kit(old_kit)
        Vault(place.data / VAULT, QUICK).open_by_kit(place.new_kit)
    old.close()
    assert again(place, secret) == []


def rows_of(store, table):
    with store.database.reading() as connection:
        return connection.execute(select(table)).all()


def alter(place, change):
    path = place.data / VAULT
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


OTHER = age_encryption.new_identity()
LINES = [
    (lambda file: file["kit"].update(recipient=age_encryption.recipient_of(OTHER)), Difference.KIT),
    (lambda file: file["kit"].update(sealed=file["sealed"]), Difference.KIT),
    (lambda file: file.update(inbox=age_encryption.recipient_of(OTHER)), Difference.INBOX),
    (lambda file: file.update(inbox="x"), Difference.INBOX),
    (lambda file: file.update(generation=7), Difference.KEY_FILE),
    (lambda file: file.update(format="rozpoznaj-vault/1"), Difference.KEY_FILE),
]


@pytest.mark.parametrize("change, what", LINES)
def test_an_altered_line_of_the_key_file_is_told_and_put_right(place, change, what):
    place.lock.shut()
    alter(place, change)
    assert again(place) == [what]
    assert place.newest_acts(1)[0].act is AuditEvent.KEY_FILE_ALTERED
    assert again(place) == []
    assert place.vault.recipients() == [place.vault.keys.inbox_recipient, age_encryption.recipient_of(place.kit)]
    place.lock.shut()
    with pytest.raises(WrongKey):
        place.lock.recover("v", OTHER, SECOND)
    place.lock.recover("v", place.kit, SECOND)
    assert place.read("a").plain == b"a"


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_recipient_gets_no_key_by_any_later_change(place, tmp_path, way):
    """The keys go to the recipient that is sealed, not to the one that stands in clear."""
    place.lock.shut()
    alter(place, LINES[0][0])
    place.vault.unlock(PASSPHRASE)  # the act follows at once, nothing was looked at
    if way is recovered:
        place.vault.recover(place.kit, SECOND)
    else:
        let_in(place.lock, "v")
        way(place)
    with pytest.raises(WrongKey):
        Vault(place.data / VAULT, QUICK).open_by_kit(OTHER)


@pytest.mark.parametrize("line", ["salt", "memory", "sealed", "check"])
def test_a_damaged_key_file_is_not_taken_for_a_wrong_passphrase(place, line):
    def damage(file):
        if line in ("salt", "memory"):
            file["argon2id"][line] = "0" * 32 if line == "salt" else 16
        else:
            file[line] = file["kit"]["sealed"]

    place.lock.shut()
    alter(place, damage)
    if line == "check":
        assert again(place) == []
    else:
        with pytest.raises(StoreError, match="damaged"):
            place.vault.unlock(PASSPHRASE)


def test_a_key_file_of_the_first_edition_opens_and_is_brought_to_this_edition(tmp_path):
    first = open_quick(tmp_path)
    first.create("a", b"a", **WHEN)
    kit = first.vault.keys.inbox_identity
    go_back(first, tmp_path / "real" / VAULT)
    before = (tmp_path / "real" / VAULT).read_bytes()
    store = at(tmp_path)
    store.lock = lock_of(store)
    store.lock.unlock("v", PASSPHRASE)
    assert [each.what for each in store.lock.noticed] == [Difference.UNPROVEN]
    assert json.loads((tmp_path / "real" / VAULT).read_text())["format"] == "rozpoznaj-vault/2"
    assert store.vault.keys.inbox_identity == kit and again(store) == []
    assert None not in [row.bound for row in rows_of(store, cases)]
    with_new_kit(store)
    store.lock.shut()
    store.lock.recover("v", store.new_kit, SECOND)
    assert store.read("a").plain == b"a"
    (tmp_path / "real" / VAULT).write_bytes(before)
    assert again(store)[0] is Difference.OLDER, "a file of the first edition was put in the place of the newest"
    store.close()


def test_an_older_key_file_put_back_is_told_until_the_keys_are_changed(place):
    before = (place.data / VAULT).read_bytes()
    changed(place)
    place.lock.shut()
    (place.data / VAULT).write_bytes(before)
    for _ in range(2):
        assert again(place) == [Difference.OLDER]
    assert place.newest_acts(1)[0].act is AuditEvent.KEYS_OLDER


def test_a_change_of_the_keys_without_a_row_is_told_once(place):
    place.vault.renew(passphrase=SECOND)
    assert again(place, SECOND) == [Difference.UNTOLD]
    assert again(place, SECOND) == []


def test_no_row_no_change_of_keys(place, monkeypatch):
    def full(*_, **__):
        raise NotSaved

    before = (place.data / VAULT).read_bytes()
    monkeypatch.setattr(place, "note", full)
    for act in (
        lambda: place.lock.change_passphrase("v", PASSPHRASE, SECOND),
        lambda: place.lock.recover("v", place.kit, SECOND),
        lambda: list(place.rotate(NOW)),
    ):
        with pytest.raises(NotSaved) as refused:
            act()
        assert type(refused.value) is NotSaved and (place.data / VAULT).read_bytes() == before


@pytest.mark.parametrize("way", [changed, recovered])
def test_a_change_whose_row_was_never_written_is_done_and_told_at_the_next_opening(place, monkeypatch, way):
    let_rows_wait(monkeypatch, place)
    way(place)
    lose_waiting_rows(monkeypatch, place)  # the process that was to write the row is gone
    with pytest.raises(WrongKey):
        place.vault.unlock(PASSPHRASE)
    assert again(place, SECOND) == [Difference.UNTOLD]
    assert place.verify_trail() is None


def put(place, of="a", **columns):
    pairs = ", ".join(f"{name} = ?" for name in columns)
    with place.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE cases SET {pairs} WHERE public_id = ?", (*columns.values(), of))  # noqa: S608


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "columns",
    [
        *(
            {"erase_after": when}
            for when in ("2020-01-01T00:00:00.000000+00:00", "2099-01-01T00:00:00.000000+00:00", "")
        ),
        *({"state": "finished"}, {"state": "erased"}, {"state": ""}, {"unit": "border"}, {"edition": "x"}),
        *({"revision": 0}, {"revision": 9}, {"opened_at": "x"}, {"changed_at": "2020-01-01T00:00:00.000000+00:00"}),
        {"bound": None},
        {"bound": b"x"},
    ],
)
def test_an_altered_column_is_told_at_the_next_opening_and_put_right(place, columns):
    put(place, **columns)
    assert again(place) == [Difference.COLUMNS] and place.lock.noticed[0].cases == ("a",)
    assert place.newest_acts(1)[0].case_id == "a"
    stored = place.read("a")
    assert (stored.plain, stored.erase_after, stored.revision, stored.finished) == (b"a", LATER, 1, False)
    assert again(place) == [] and place.verify_trail() is None


def test_a_case_taken_out_of_the_database_is_told_at_every_opening(place):
    with place.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM cases WHERE public_id = 'b'")
    for _ in range(2):
        assert again(place) == [Difference.MISSING] and place.lock.noticed[0].cases == ("b",)


def test_the_program_itself_leaves_no_difference_behind(place):
    place.save("a", b"x", seen_revision=1, **WHEN)
    place.set_date("a", erase_after=LATER + timedelta(days=7), now=NOW, act=AuditEvent.EXTEND_KCIK, finished=False)
    place.set_date("b", erase_after=NOW + timedelta(days=1), now=NOW, act=AuditEvent.FINISH, finished=True)
    place.confirm_clock(NOW, moved=timedelta(hours=5), from_=None)
    list(place.rotate(NOW))
    assert again(place) == []
    place.erase("a", NOW)
    assert again(place) == []


def test_a_lost_key_file_is_no_new_beginning(place):
    place.lock.shut()
    aside = (place.data / VAULT).rename(place.data / "aside")
    assert place.vault.state is VaultState.MISSING
    with pytest.raises(KeyFileMissing, match="put it back"):
        place.lock.unlock("v", PASSPHRASE)
    for act in (lambda: place.lock.prepare("v", SECOND), lambda: place.lock.keep_nothing("v")):
        with pytest.raises(Locked):
            act()
    aside.rename(place.data / VAULT)
    assert again(place) == [] and place.read("a").plain == b"a"


def test_where_every_case_is_erased_a_lost_key_file_is_a_new_beginning(place):
    for name in "ab":
        place.erase(name, NOW)
    place.lock.shut()
    (place.data / VAULT).unlink()
    assert place.vault.state is VaultState.NEW
    place.lock.prepare("v", SECOND)
    place.lock.complete("v", place.lock.kit("v"))
    place.create("c", b"c", **WHEN)
    assert place.read("c").plain == b"c" and again(place, SECOND) == []


def test_a_process_with_old_keys_stores_nothing_that_nobody_can_open(place, tmp_path):
    """Keys that another process renewed meanwhile: the import is refused, and the case is not acknowledged."""
    other = at(tmp_path)
    other.vault.unlock(PASSPHRASE)
    list(place.rotate(NOW))
    for act in (
        lambda: other.create("x", b"x", **WHEN),
        lambda: other.save("a", b"x", seen_revision=1, **WHEN),
        lambda: other.vault.renew(passphrase=SECOND),
    ):
        with pytest.raises(StoreError):
            act()
    assert [each.public_id for each in place.open_cases()] == ["a", "b"] and place.read("a").plain == b"a"
    other.close()


@pytest.mark.parametrize("harm", [{"sealed": b"x"}, {"wrapped_key": b"x"}, {"key_id": "none"}, {"erase_after": "x"}])
def test_one_damaged_record_stops_no_rotation_and_keeps_its_old_keys(place, harm):
    put(place, **harm)
    steps = place.rotate(NOW)
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    assert end.value.value == ["a"]
    assert place.read("b").plain == b"b"
    noted_differences(place, NOW)
    before = (place.data / VAULT).read_bytes()
    noted_differences(place, NOW)
    assert (place.data / VAULT).read_bytes() == before, "an opening goes on renewing"
