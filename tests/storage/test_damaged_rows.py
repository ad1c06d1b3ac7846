"""One damaged row closes nothing: it is named and passed over, the others are whole, and it can be erased."""

from contextlib import closing

import pytest
from sqlalchemy import Integer, String, select

from screening.storage import AuditEvent, CaseDamaged, CaseErased, NoSuchCase, StorageError, renewal
from screening.storage.database import FILE
from screening.storage.errors import KeysMissing
from screening.storage.tables import NO_TEXT, NoText, cases, metadata
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.opening import open_quick

GARBAGE = {
    "empty": "''",
    "words": "'garbage'",
    "no text": "CAST(x'fffe' AS TEXT)",
    "bytes": "x'00'",
    "a number": "7",
    "a naive time": "'2026-11-23T12:00:00'",
}
SAMPLE = ("words", "no text")
VALUES = [each if each in SAMPLE else pytest.param(each, marks=pytest.mark.full) for each in GARBAGE]
IN_CLEAR = ("public_id", "state", "opened_at", "changed_at", "erase_after")
SEALED = ("revision", "wrapped_key", "sealed", "key_id")


@pytest.fixture
def three(store):
    """Three cases; the second is the one that gets damaged."""
    for name in "abc":
        store.create(name, name.encode(), **WHEN)
    return store


def damage(store, column: str, value: str, table: str = "cases", row: int = 2) -> None:
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_no_update")
        connection.exec_driver_sql(f"UPDATE {table} SET {column} = {value} WHERE id = {row}")  # noqa: S608


def _others_are_whole(store) -> None:
    assert [listed.public_id for listed in store.open_cases() if listed.public_id in "abc"][::2][0] == "a"
    assert (store.read("a").plain, store.read("c").plain) == (b"a", b"c")
    assert store.save("a", b"new", seen_revision=store.read("a").revision, **WHEN).plain == b"new"


@pytest.mark.sampled(3)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("column", IN_CLEAR + SEALED)
def test_a_damaged_column_is_named_and_the_others_are_whole(three, column, value):
    damage(three, column, GARBAGE[value])
    _others_are_whole(three)
    assert {listed.state for listed in three.open_cases()} == {"open"}
    assert all(listed.opened_at and listed.changed_at and listed.erase_after for listed in three.open_cases())
    names = [listed.public_id for listed in three.open_cases()]
    assert "a" in names and "c" in names
    unreadable = three.unreadable()
    assert unreadable == [2] and set(three.damaged()) <= {2}
    assert three.overdue(NOW) == [] and len(three.overdue(LATER)) >= 2
    with pytest.raises((CaseDamaged, KeysMissing, NoSuchCase)):
        three.read("b")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("column", IN_CLEAR + SEALED)
def test_a_damaged_case_can_be_erased_and_no_other(three, column, value):
    damage(three, column, GARBAGE[value])
    with pytest.raises(NoSuchCase):
        three.erase_damaged(1, NOW)
    three.erase_damaged(2, NOW)
    assert three.unreadable() == [] and three.newest_acts(1)[0].act is AuditEvent.ERASE
    with three.database.reading() as connection:
        row = connection.exec_driver_sql("SELECT state, wrapped_key, sealed FROM cases WHERE id = 2").one()
    assert row == ("erased", None, None) and three.verify_trail() is None
    with pytest.raises(NoSuchCase):
        three.erase_damaged(2, NOW)
    with pytest.raises(NoSuchCase):
        three.erase_damaged(99, NOW)


def test_overdue_cases_are_erased_beside_a_damaged_one(three):
    damage(three, "erase_after", "''")
    assert three.erase_overdue(LATER) == ["a", "c"] and three.unreadable() == [2]
    with pytest.raises(CaseErased):
        three.read("a")


def test_a_damaged_unit_key_is_told_as_missing_keys_and_not_as_damaged_cases(three, tmp_path):
    from tests.storage.opening import open_quick

    damage_all = "UPDATE unit_keys SET wrapped = x'00'"
    with three.database.engine.begin() as connection:
        connection.exec_driver_sql(damage_all)
    again = open_quick(tmp_path)
    with pytest.raises(KeysMissing):
        again.read("a")
    assert len(again.open_cases()) == 3
    again.close()


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("column", ["at", "actor", "act", "case_id", "revision", "mark", "format", "number"])
def test_a_damaged_row_of_the_trail_is_named_and_the_page_still_lists_all(three, column, value):
    damage(three, column, GARBAGE[value], table="audit")
    assert three.verify_trail().sequence == 2
    found = three.newest_acts(9)
    assert [entry.sequence for entry in found] == [3, 2, 1]
    assert all(isinstance(entry.number + entry.revision, int) and entry.case_id + entry.actor for entry in found)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("column", ["sequence", "mark", "seal"])
def test_a_damaged_head_of_the_trail_is_named(three, column, value):
    damage(three, column, GARBAGE[value], table="audit_head", row=1)
    assert three.verify_trail() is not None


@pytest.mark.parametrize("table", ["cases", "audit", "audit_head", "unit_keys"])
def test_whatever_table_is_missing_only_errors_of_storage_leave_it(three, table):
    with three.database.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    acts = {
        "read": lambda: three.read("a"),
        "list": three.open_cases,
        "verify": three.verify_trail,
        "acts": lambda: three.newest_acts(9),
        "create": lambda: three.create("d", b"d", **WHEN),
        "save": lambda: three.save("a", b"d", seen_revision=1, **WHEN),
        "erase": lambda: three.erase("a", NOW),
        "overdue": lambda: three.erase_overdue(LATER),
        "note": lambda: three.note(AuditEvent.PRINT, NOW),
    }
    failed = 0
    for act in acts.values():
        try:
            act()
        except StorageError:
            failed += 1
    assert failed >= (0 if table == "unit_keys" else 1)


@pytest.mark.parametrize(
    ("index", "inside"), [("sqlite_autoindex_cases_1", b"case-b"), ("sqlite_autoindex_unit_keys_1", None)]
)
def test_an_index_that_is_damaged_hides_no_case_after_the_next_start(store, tmp_path, index, inside):
    """The row is whole, and is listed; but what looks for it by its name would find that it never was."""
    for name in ("case-a", "case-b"):
        store.create(name, b"whole", **WHEN)
    file = tmp_path / "real" / FILE
    with store.database.reading() as connection:
        found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = connection.exec_driver_sql(found, (index,)).scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        inside = inside or connection.exec_driver_sql("SELECT id FROM unit_keys").scalar_one().encode()
    store.close()
    content = bytearray(file.read_bytes())
    at = content.index(inside, (page - 1) * size, page * size)
    content[at + len(inside) - 1] ^= 0x40
    file.write_bytes(content)
    with closing(open_quick(tmp_path)) as again:
        assert again.unreadable() == [] and again.read("case-b").plain == b"whole"
        assert again.save("case-b", b"new", seen_revision=1, **WHEN).revision == 2


def _missing(store) -> tuple[str, ...]:
    found = renewal.noted_differences(store, NOW)
    return next((each.cases for each in found if each.what is renewal.Difference.MISSING), ())


def test_no_column_is_read_as_anything_but_what_it_is_declared_to_be():
    plain = [column for table in metadata.tables.values() for column in table.c if type(column.type) is String]
    numbers = [column for table in metadata.tables.values() for column in table.c if type(column.type) is Integer]
    assert plain == [] and all(column.primary_key for column in numbers)


def test_what_is_no_text_is_read_as_a_text_that_names_nothing_and_its_row_is_found_by_it(three):
    damage(three, "public_id", "CAST(public_id AS BLOB)")
    damage(three, "key_id", "7.5", row=3)
    with three.database.reading() as connection:
        read = connection.execute(select(cases.c.public_id).order_by(cases.c.id)).scalars().all()
        assert read == ["a", f"{NO_TEXT}b", "c"] and {type(each) for each in read} == {str, NoText}
        assert connection.execute(select(cases.c.id).where(cases.c.public_id == read[1])).scalar() == 2
        assert connection.execute(select(cases.c.id).where(cases.c.public_id == f"{NO_TEXT}b")).scalar() is None


@pytest.mark.parametrize("row", [2, 4], ids=["its opening", "its erasure"])
def test_a_case_is_not_called_missing_because_a_row_of_the_trail_names_it_in_bytes(three, row):
    three.erase("a", NOW)
    damage(three, "case_id", "CAST(case_id AS BLOB)", table="audit", row=row)
    assert _missing(three) == () and three.verify_trail().sequence == row


def test_a_damaged_case_is_not_called_missing_and_one_that_is_gone_is_named_by_its_id(three):
    damage(three, "public_id", "CAST(public_id AS BLOB)")
    damage(three, "case_id", "CAST(case_id AS BLOB)", table="audit", row=3)
    assert _missing(three) == () and three.unreadable() == [2]
    with three.database.reading() as connection:
        (damaged,) = connection.execute(select(cases.c.public_id).where(cases.c.id == 2)).scalars()
    three.note(AuditEvent.PRINT, NOW, case_id=damaged)
    assert three.newest_acts(1)[0].case_id == ""
    with three.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM cases WHERE id = 3")
    assert _missing(three) == ("c",)
    damage(three, "case_id", "x'ff00'", table="audit", row=3)
    assert _missing(three) == ()
