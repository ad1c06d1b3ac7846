"""What was altered, cut, moved or exchanged does not open: 100 % of the ways are refused, never plain bytes."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import settings as examples
from hypothesis import strategies as some

from screening import settings
from screening.storage import AuditEvent, DatabaseDamaged, SealBroken, StoreError, open_store
from screening.storage.database import FILE
from screening.storage.sealing import FORMAT, NONCE, SealContext, new_key, seal, unseal
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import PASSPHRASE, QUICK, open_quick

KEY = new_key()
FIELDS = [field.name for field in fields(SealContext)]


def _refused(blob: bytes, place: SealContext) -> bool:
    try:
        unseal(KEY, blob, place)
    except SealBroken:
        return True
    return False


def _blobs(number: int) -> list[tuple[bytes, SealContext]]:
    """Sealed texts of different lengths, each in a place of its own."""
    chance = Random(3)
    lengths = chance.sample(range(6000), number)
    places = [SealContext(f"r{at}", f"t{at}", f"c{at}", f"s{at}", at, f"k{at}") for at in range(number)]
    return [(seal(KEY, chance.randbytes(length), at), at) for length, at in zip(lengths, places, strict=True)]


def _flipped_bits_are_refused(number: int) -> None:
    chance, flipped = Random(4), 0
    for done, (blob, place) in enumerate(_blobs(number)):
        assert not _refused(blob, place)
        damaged = bytearray(blob)
        for at in range(len(blob)):
            bit = 1 << chance.randrange(8)
            damaged[at] ^= bit
            assert _refused(bytes(damaged), place), (len(blob), at, bit)
            damaged[at] ^= bit
        flipped += len(blob)
        if done % 10 == 9:
            print(f"{done + 1} of {number} blobs, {flipped} flipped bits refused")


def test_a_flipped_bit_at_every_byte_is_refused():
    _flipped_bits_are_refused(4)


@pytest.mark.full
def test_a_flipped_bit_at_every_byte_of_fifty_blobs_is_refused():
    _flipped_bits_are_refused(50)


def _cuts_are_refused(number: int) -> None:
    for blob, place in _blobs(number):
        for length in range(len(blob)):
            assert _refused(blob[:length], place) and (not length or _refused(blob[length:], place)), length


def test_a_blob_cut_at_every_length_is_refused():
    _cuts_are_refused(4)


@pytest.mark.full
def test_fifty_blobs_cut_at_every_length_are_refused():
    _cuts_are_refused(50)


@pytest.mark.parametrize("name", FIELDS)
def test_a_blob_is_refused_in_every_place_that_differs_in_one_field(name):
    blobs = _blobs(50)
    for (blob, place), (_, other) in combinations(blobs, 2):
        assert _refused(blob, replace(place, **{name: getattr(other, name)}))


def test_a_blob_is_refused_in_every_place_where_two_fields_were_exchanged():
    for blob, place in _blobs(4):
        for one, other in combinations(FIELDS, 2):
            exchanged = {one: getattr(place, other), other: getattr(place, one)}
            assert _refused(blob, replace(place, **exchanged))


_words = some.text(max_size=12)
_places = some.builds(SealContext, _words, _words, _words, _words, some.integers(0, 2**63), _words)


@examples(derandomize=True, deadline=None, max_examples=300)
@given(_places, _places, some.sets(some.sampled_from(FIELDS)))
def test_different_places_give_different_associated_data(one, other, same):
    other = replace(other, **{name: getattr(one, name) for name in same})
    assume(one != other)
    assert one.associated_data() != other.associated_data()


@examples(derandomize=True, deadline=None, max_examples=300)
@given(some.text("a\0\x01\x04", min_size=1, max_size=12), some.data())
def test_the_same_letters_divided_differently_give_different_associated_data(letters, data):
    def divided() -> SealContext:
        cuts = sorted(data.draw(some.lists(some.integers(0, len(letters)), min_size=4, max_size=4)))
        parts = [letters[a:b] for a, b in zip([0, *cuts], [*cuts, len(letters)], strict=True)]
        return SealContext(*parts[:4], 1, parts[4])

    one, other = divided(), divided()
    assume(one != other)
    assert one.associated_data() != other.associated_data()


def _nonces_are_distinct(number: int) -> None:
    place, seen = SealContext("real", "cases", "a", "record", 1, "k"), set()
    for done in range(1, number + 1):
        seen.add(seal(KEY, b"x", place)[len(FORMAT) : len(FORMAT) + NONCE])
        if done % 250_000 == 0:
            print(f"{done} of {number} seals")
    assert len(seen) == number


def test_no_nonce_is_used_twice_in_a_hundred_thousand_seals():
    _nonces_are_distinct(100_000)


@pytest.mark.full
def test_no_nonce_is_used_twice_in_a_million_seals():
    _nonces_are_distinct(1_000_000)


def _row(store, id_: str, table: str = "cases", key: str = "public_id") -> dict:
    with store.database.reading() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {table} WHERE {key} = ?", (id_,))  # noqa: S608
        return dict(found.mappings().one())


def _put(store, id_: str, **columns: object) -> None:
    pairs = ", ".join(f"{name} = ?" for name in columns)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE cases SET {pairs} WHERE public_id = ?", (*columns.values(), id_))  # noqa: S608


def _insert(store, table: str, row: dict) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608


def _does_not_open(store, id_: str) -> None:
    with pytest.raises((SealBroken, StoreError)):
        store.read(id_)


@pytest.fixture
def two(store, monkeypatch):
    """Cases a and b at revisions 2 and 3, under different unit keys, as a rotation that was stopped leaves them."""
    monkeypatch.setattr("screening.storage.unit_keys.BATCH", 1)
    for id_, saves in (("a", 1), ("b", 2)):
        store.create(id_, f"one of {id_}".encode(), **WHEN)
        for seen in range(1, saves + 1):
            store.save(id_, f"text {seen} of {id_}".encode(), seen_revision=seen, **WHEN)
    rotation = store.rotate(NOW)
    next(rotation)
    rotation.close()
    a, b = _row(store, "a"), _row(store, "b")
    assert all(a[name] != b[name] for name in SEALING)
    return store


SEALING = ("sealed", "wrapped_key", "key_id", "revision")
EXCHANGES = [names for number in range(1, 5) for names in combinations(SEALING, number)]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("names", EXCHANGES, ids="-".join)
def test_columns_exchanged_between_two_cases_open_neither(two, names):
    a, b = _row(two, "a"), _row(two, "b")
    _put(two, "a", **{name: b[name] for name in names})
    _put(two, "b", **{name: a[name] for name in names})
    _does_not_open(two, "a")
    _does_not_open(two, "b")


def test_two_cases_that_exchanged_their_ids_open_neither(two):
    for old, new in (("a", "c"), ("b", "a"), ("c", "b")):
        _put(two, old, public_id=new)
    _does_not_open(two, "a")
    _does_not_open(two, "b")


@pytest.mark.parametrize("name", ["id", "wrapped"])
def test_unit_keys_that_exchanged_a_column_open_no_case(two, tmp_path, name):
    keys = [_row(two, _row(two, id_)["key_id"], "unit_keys", "id") for id_ in "ab"]
    keys[0][name], keys[1][name] = keys[1][name], keys[0][name]
    with two.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM unit_keys")
    for key in keys:
        _insert(two, "unit_keys", key)
    again = open_quick(tmp_path)
    _does_not_open(again, "a")
    _does_not_open(again, "b")
    again.close()


@pytest.mark.parametrize("name", ["sealed", "wrapped_key"])
def test_a_flipped_bit_in_a_column_opens_no_case(store, name):
    store.create("a", b"KANAREK", **WHEN)
    whole = _row(store, "a")[name]
    for at in (0, len(whole) - 1, *Random(5).sample(range(len(whole)), 30)):
        _put(store, "a", **{name: whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]})
        _does_not_open(store, "a")
    _put(store, "a", **{name: whole})
    assert store.read("a").plain == b"KANAREK"


@pytest.mark.parametrize(
    "value",
    [b"", b"\x01", b"\x02", "text", None, 7],
    ids=repr,
)
@pytest.mark.parametrize("name", ["sealed", "wrapped_key"])
def test_a_column_that_holds_no_blob_opens_no_case(store, name, value):
    store.create("a", b"KANAREK", **WHEN)
    _put(store, "a", **{name: value})
    _does_not_open(store, "a")


def test_a_row_put_back_to_an_older_revision_is_told_by_the_trail(store):
    store.create("a", b"one", **WHEN)
    old = _row(store, "a")
    store.save("a", b"two", seen_revision=1, **WHEN)
    _put(store, "a", **{name: old[name] for name in SEALING})
    assert "older state" in store.verify_trail().sentence


def test_an_erased_row_put_back_is_told_by_the_trail(store):
    store.create("a", b"one", **WHEN)
    old = _row(store, "a")
    store.erase("a", NOW)
    _put(store, "a", **{name: old[name] for name in (*SEALING, "state")})
    assert "there again" in store.verify_trail().sentence


def _of_realm(folder, realm: str):
    return open_store(settings.load({"ROZPOZNAJ_DATA": str(folder), "ROZPOZNAJ_REALM": realm}), QUICK)


@pytest.mark.parametrize("keys", ["their own keys", "the same keys"])
def test_a_row_of_another_realm_does_not_open(store, tmp_path, data, keys):
    store.create("a", b"KANAREK", **WHEN)
    other = _of_realm(tmp_path, "training")
    if keys == "the same keys":
        shutil.copy(data / "vault.json", tmp_path / "training" / "vault.json")
        other.vault.unlock(PASSPHRASE)
    else:
        draft = other.vault.prepare(PASSPHRASE)
        other.vault.complete(draft, draft.kit)
    row = _row(store, "a")
    _insert(other, "cases", row)
    _does_not_open(other, "a")
    _insert(other, "unit_keys", _row(store, row["key_id"], "unit_keys", "id"))
    _does_not_open(other, "a")
    other.close()


@pytest.mark.parametrize("sequence", ["x", 2**63 - 1, 2**31 - 1, -1, 1.5])
def test_a_head_of_the_trail_that_cannot_go_on_is_told_as_damage_of_the_database(store, sequence):
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit_head SET sequence = ?", (sequence,))
    with pytest.raises(DatabaseDamaged):
        store.note(AuditEvent.PRINT, NOW)
    store.note_surely(AuditEvent.LOCK, NOW)
    assert store.verify_trail() is not None


@pytest.mark.parametrize("change", ["UPDATE alembic_version SET version_num = ''", "DELETE FROM alembic_version"])
def test_a_database_that_does_not_say_its_version_is_refused_with_one_sentence(store, tmp_path, change):
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql(change)
    with pytest.raises(DatabaseDamaged, match="version"):
        open_quick(tmp_path)


def test_a_database_whose_tables_are_damaged_is_refused_with_one_sentence_also_where_that_damage_is_no_text(tmp_path):
    open_quick(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "real" / FILE)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET name = CAST(x'fffe' AS TEXT), sql = '' WHERE name = 'cases'")
    with pytest.raises(DatabaseDamaged, match="damaged; restore a backup"):
        open_quick(tmp_path)
