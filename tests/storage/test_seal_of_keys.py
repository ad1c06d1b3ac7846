"""What stands in clear beside the keys decides nothing: not which key is the newest, not whose keys the kit opens."""

import base64
import json
import shutil

import pytest
from sqlalchemy import select, update

from screening.storage import Difference, SealBroken, StorageError, Vault, VaultState, WrongKey, age_encryption
from screening.storage.errors import KeysMissing, StoreError
from screening.storage.keys import dump, key_id, new_keys
from screening.storage.sealing import new_key, seal, unseal
from screening.storage.tables import cases, unit_keys
from screening.storage.unit_keys import EARLIER, NEWEST, Units
from screening.storage.vault_file import read_vault_file
from tests.inside.storage import check_of, is_sealed_as_newest, place_of_case_key
from tests.storage.conftest import NOW, WHEN
from tests.storage.test_renewal import PASSPHRASE, QUICK, SECOND, WAYS, again, at, place, rows_of

__all__ = ["place"]
FUTURE = "2099-01-01T00:00:00.000000+00:00"


def sql(store, statement, *values):
    with store.database.engine.begin() as connection:
        return connection.exec_driver_sql(statement, values).rowcount


def plain_of(store, name, unit_key, unit_key_id):
    """What a unit key opens of a case; raises SealBroken."""
    row = next(row._mapping for row in rows_of(store, cases) if row.public_id == name)
    return unseal(unit_key, row["wrapped_key"], place_of_case_key(store.units, name, unit_key_id))


@pytest.mark.parametrize("used_by", ["a kept case", "an erased row"])
@pytest.mark.parametrize("way", WAYS)
def test_an_old_unit_key_whose_time_is_altered_seals_nothing_that_comes(place, tmp_path, way, used_by):
    place.create("gone", b"gone", **WHEN)
    place.erase("gone", NOW)
    shutil.copytree(place.data, tmp_path / "thief" / "real")
    thief = at(tmp_path / "thief")
    thief.vault.unlock(PASSPHRASE)
    (old,) = rows_of(thief, unit_keys)
    known = thief.units.opened(thief.vault.keys, old._mapping)
    thief.close()
    if used_by == "an erased row":
        sql(place, "UPDATE cases SET wrapped_key = x'00', key_id = ? WHERE public_id = 'gone'", old.id)
    secret = way(place)
    place.lock.shut()
    sql(place, "UPDATE unit_keys SET made_at = ? WHERE id = ?", FUTURE, old.id)
    again(place, secret)
    place.create("later", b"later", **WHEN)
    place.save("a", b"saved later", seen_revision=1, **WHEN)
    for name in ("later", "a"):
        with pytest.raises(SealBroken):
            plain_of(place, name, known, old.id)
        assert place.read(name).plain.endswith(b"later")


def test_an_old_row_of_the_unit_key_put_back_is_not_the_newest(place):
    (old,) = rows_of(place, unit_keys)
    list(place.rotate(NOW))
    with place.database.writing() as connection:
        connection.execute(unit_keys.insert(), {**old._mapping, "root_id": place.vault.keys.newest})
    place.create("later", b"later", **WHEN)
    assert next(row.key_id for row in rows_of(place, cases) if row.public_id == "later") != old.id


def test_names_of_unit_keys_that_were_exchanged_give_no_old_key_to_a_new_case(place):
    place.lock.change_passphrase("v", PASSPHRASE, "another long passphrase")
    keys = {
        row.id: is_sealed_as_newest(place.units, place.vault.keys, row._mapping) for row in rows_of(place, unit_keys)
    }
    (newest,) = (id_ for id_, is_newest in keys.items() if is_newest)
    (old,) = keys.keys() - {newest}
    place.read("a")  # the old one is in memory now
    for one, other in ((newest, "aside"), (old, newest), ("aside", old)):
        sql(place, "UPDATE unit_keys SET id = ? WHERE id = ?", other, one)
    place.create("later", b"later", **WHEN)
    assert next(row.key_id for row in rows_of(place, cases) if row.public_id == "later") not in (old, newest)


def for_the_kit(place, plain):
    """Write the part of the kit anew, as somebody with the files and no secret can."""
    content = json.loads((place.data / "vault.json").read_text())
    content.pop("check")
    content["kit"]["sealed"] = base64.b64encode(age_encryption.encrypt(plain, content["kit"]["recipient"])).decode()
    (place.data / "vault.json").write_text(json.dumps({**content, "check": check_of(content)}))


def planted(place, change=lambda lines: None):
    """Write the part of the kit anew, with keys of one's own."""
    keys = new_keys()
    lines = read_vault_file(place.data / "vault.json").head.lines()
    change(lines)
    for_the_kit(place, dump(keys, lines))
    unit_key, units = new_key(), Units("real", None)
    wrapped = seal(keys.roots[keys.newest], unit_key, units.place("local", keys.newest, NEWEST))
    row = (key_id(unit_key), "local", keys.newest, wrapped, FUTURE)
    sql(place, "INSERT INTO unit_keys VALUES (?, ?, ?, ?, ?)", *row)
    return keys, unit_key


ONE_ROW = """INSERT INTO cases SELECT NULL, 'planted', unit, 'erased', edition, opened_at, changed_at, erase_after,
    revision, ?, x'00', NULL, NULL FROM cases WHERE id = 1"""


@pytest.mark.parametrize("with_row", [False, True])
@pytest.mark.parametrize("hidden", ["", "UPDATE cases SET state = 'erased'", "UPDATE cases SET key_id = 'none'"])
def test_keys_that_somebody_planted_for_the_kit_take_no_case_away(place, hidden, with_row):
    place.lock.shut()
    genuine = (place.data / "vault.json").read_bytes()
    _, unit_key = planted(place)
    if with_row:
        sql(place, ONE_ROW, key_id(unit_key))
    if hidden:
        sql(place, hidden)
    before = (place.data / "vault.json").read_bytes()
    with pytest.raises(KeysMissing, match="nothing was changed"):
        place.lock.recover("v", place.kit, SECOND)
    assert place.vault.state is VaultState.LOCKED and (place.data / "vault.json").read_bytes() == before
    assert again(place)[0] is Difference.KIT
    if hidden != "UPDATE cases SET key_id = 'none'":
        assert [place.read(name).plain for name in "ab"] == [b"a", b"b"]
    (place.data / "vault.json").write_bytes(genuine)


def test_planted_keys_seal_nothing_where_there_is_no_case_yet(place):
    """Without a case nothing could tell; and nothing that is sealed later is theirs."""
    for name in "ab":
        place.erase(name, NOW)
    place.lock.shut()
    sql(place, "DELETE FROM unit_keys")
    other = age_encryption.new_identity()
    thief, unit_key = planted(place, lambda lines: lines.update(kit=age_encryption.recipient_of(other)))
    sql(place, ONE_ROW, key_id(unit_key))
    place.lock.recover("v", place.kit, SECOND)
    place.create("later", b"later", **WHEN)
    assert place.vault.recipients()[1] == age_encryption.recipient_of(place.kit)
    assert (
        not set(thief.roots) & set(place.vault.keys.roots)
        and place.vault.keys.inbox_identity not in thief.inbox_identities
    )
    with pytest.raises(SealBroken):
        plain_of(place, "later", unit_key, key_id(unit_key))
    with pytest.raises(WrongKey):
        Vault(place.data / "vault.json", QUICK).open_by_kit(other)
    Vault(place.data / "vault.json", QUICK).open_by_kit(place.kit)


@pytest.mark.parametrize("lines", [{"generation": "x"}, {"generation": 2**80}, {"generation": None}, {"format": 1}])
def test_planted_lines_that_are_none_are_one_sentence(place, lines):
    place.lock.shut()
    planted(place, lambda sealed: sealed.update(lines))
    with pytest.raises(StoreError):
        place.lock.recover("v", place.kit, SECOND)
    assert place.vault.state is VaultState.LOCKED


@pytest.mark.parametrize("plain", [b"[" * 20_000, b'{"roots": ["%b"], "inboxes": ["\\ud800"]}' % (b"0" * 64)])
def test_planted_keys_that_are_none_are_one_sentence(place, plain):
    place.lock.shut()
    for_the_kit(place, plain)
    with pytest.raises(StorageError):
        place.lock.recover("v", place.kit, SECOND)
    assert again(place) == [Difference.KIT]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 2**63 - 1, "x", b"x", -1])
@pytest.mark.parametrize("way", WAYS)
def test_an_altered_number_in_the_trail_never_gets_into_a_key_file_that_then_opens_no_more(place, way, number):
    sql(place, "DROP TRIGGER audit_no_update")
    sql(place, "UPDATE audit SET revision = ? WHERE act = 'set_up'", number)
    again(place)
    for _ in range(2):
        secret = way(place)
        Vault(place.data / "vault.json", QUICK).unlock(secret)
        Vault(place.data / "vault.json", QUICK).open_by_kit(getattr(place, "new_kit", place.kit))
        again(place, secret)
        assert place.read("a").plain == b"a" and place.vault.recipients()
        list(place.rotate(NOW))
        place.lock.change_passphrase("v", secret, PASSPHRASE)


def test_a_damaged_record_keeps_nobody_from_recovering_the_others(place):
    sql(place, "UPDATE cases SET sealed = x'01', wrapped_key = x'01' WHERE public_id = 'a'")
    place.lock.shut()
    place.lock.recover("v", place.kit, SECOND)
    assert place.read("b").plain == b"b"


def as_before_this_seal(store):
    """Seal every unit key as it was sealed before the newest one was told apart."""
    keys, units = store.vault.keys, Units("real", store.vault)
    with store.database.writing() as connection:
        for row in connection.execute(select(unit_keys)).mappings().all():
            place_of = units.place(row["unit"], row["root_id"], EARLIER)
            wrapped = seal(keys.roots[row["root_id"]], units.opened(keys, row), place_of)
            connection.execute(update(unit_keys).where(unit_keys.c.id == row["id"]).values(wrapped=wrapped))


def test_a_database_from_before_the_seal_opens_and_gets_a_sealed_newest_key(place):
    as_before_this_seal(place)
    assert again(place) == []
    place.save("a", b"saved", seen_revision=1, **WHEN)
    place.create("c", b"c", **WHEN)
    newest = [
        row.id for row in rows_of(place, unit_keys) if is_sealed_as_newest(place.units, place.vault.keys, row._mapping)
    ]
    assert len(newest) == 1
    assert [row.key_id == newest[0] for row in rows_of(place, cases)] == [True, False, True]
    assert [place.read(name).plain for name in "abc"] == [b"saved", b"b", b"c"] and again(place) == []
