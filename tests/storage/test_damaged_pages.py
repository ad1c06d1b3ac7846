"""A bad sector within the record of one case, or within one form that waits, closes nothing else."""

import secrets
from contextlib import closing
from datetime import timedelta

import pytest

from screening.casework.held_forms import HeldForm, HeldForms, HeldFormSender
from screening.casework.retention import Retention
from screening.core.durations import HELD_FORM_KEPT_FOR
from screening.storage import AuditEvent, CaseDamaged, Difference, SealBroken, StorageError, renewal
from screening.storage.backup import backup
from screening.storage.database import FILE
from screening.storage.errors import StoreError
from tests.storage.conftest import LATER, NOW, WHEN
from tests.storage.opening import PASSPHRASE, held_forms, open_quick

LONG = secrets.token_bytes(12_000)  # goes on in pages of its own
PAGE = 4096


def spoil(folder, inside: bytes) -> None:
    """Overwrite with zeros, while no program runs, the first page that holds nothing but a part of these bytes."""
    file = folder / "real" / FILE
    content = bytearray(file.read_bytes())
    starts = range(PAGE, len(content), PAGE)
    at = next(start for start in starts if bytes(content[start + 4 : start + 68]) in inside)
    content[at : at + PAGE] = bytes(PAGE)
    file.write_bytes(content)


def sealed(store, table: str, where: str) -> bytes:
    with store.database.reading() as connection:
        return connection.exec_driver_sql(f"SELECT sealed FROM {table} WHERE {where}").scalar_one()  # noqa: S608


@pytest.fixture
def bad(store, tmp_path):
    """Three cases; pages of the second one's record are damaged since the program ended."""
    for name, plain in (("a", b"a"), ("b", LONG), ("c", b"c")):
        store.create(name, plain, **WHEN)
    of_b = sealed(store, "cases", "public_id = 'b'")
    store.close()
    spoil(tmp_path, of_b)
    with closing(open_quick(tmp_path)) as again:
        yield again


def test_it_is_named_and_the_others_are_whole(bad):
    with pytest.raises(CaseDamaged) as found:
        bad.read("b")
    assert found.value.number == 2 and bad.unreadable() == [2]
    assert [listed.public_id for listed in bad.open_cases()] == ["a", "b", "c"]
    assert (bad.read("a").plain, bad.read("c").plain) == (b"a", b"c")
    assert bad.save("a", b"new", seen_revision=1, **WHEN).plain == b"new" and bad.verify_trail() is None


def test_the_lock_opens_and_names_no_difference(bad):
    bad.vault.lock()
    bad.vault.unlock(PASSPHRASE)
    noticed = {each.what for each in renewal.noted_differences(bad, NOW)}
    assert noticed <= {Difference.UNTOLD}  # no row of these tests tells of the set-up


def test_whatever_is_done_to_it_says_that_this_case_is_damaged(bad):
    acts = {
        "save": lambda: bad.save("b", b"new", seen_revision=1, **WHEN),
        "finish": lambda: bad.set_date("b", erase_after=LATER, now=NOW, act=AuditEvent.FINISH, finished=True),
    }
    for name, act in acts.items():
        with pytest.raises(CaseDamaged):
            pytest.fail(f"{name} did nothing: {act()}")
    with pytest.raises(StorageError):
        bad.erase_damaged(2, NOW)
    assert bad.unreadable() == [2]


def test_the_others_are_erased_in_time_at_each_start_too(bad, tmp_path):
    assert bad.erase_overdue(LATER) == ["a", "c"] and bad.erase_overdue(LATER) == []
    assert [listed.public_id for listed in bad.open_cases()] == ["b"] and bad.unerased == {"b"}
    acts = [entry.act for entry in bad.newest_acts(9)]
    assert acts.count(AuditEvent.ERASE_OVERDUE) == 2 and bad.verify_trail() is None


def test_the_one_that_cannot_be_erased_stays_on_the_list(bad):
    retention = Retention(bad, lambda: LATER, lambda: 0.0, timedelta(0))
    assert retention.overdue() == {"a", "b", "c"}
    retention.erase_overdue()
    assert retention.overdue() == frozenset() and bad.overdue(LATER) == ["b"]


def test_new_keys_are_made_for_the_others_and_it_is_named(bad):
    steps = bad.rotate(NOW)
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    assert end.value.value == ["b"] and bad.read("a").plain == b"a"


def test_an_answer_about_the_day_moves_the_dates_of_the_others(bad):
    bad.confirm_clock(NOW, moved=timedelta(hours=1), from_=None)
    assert bad.newest_acts(1)[0].act is AuditEvent.CLOCK_CONFIRMED


def test_a_backup_says_that_the_database_is_damaged_and_not_that_the_disk_is_full(bad, tmp_path):
    with pytest.raises(StoreError) as said:
        list(backup(bad, tmp_path / "copies", NOW))
    assert "damaged" in str(said.value) and "free some space" not in str(said.value)
    assert not list((tmp_path / "copies").iterdir())


def held(store, now=NOW) -> HeldForms:
    return held_forms(store, lambda: now)


@pytest.fixture
def bad_form(store, tmp_path):
    """Two forms wait, one of a case; pages of the other are damaged since the program ended."""
    store.create("a", b"a", **WHEN)
    waiting = held(store)
    waiting.put(HeldForm("a", "/cases/a/safety", b"short", "", "v"), HeldFormSender.UNLOCKED)
    waiting.put(HeldForm("", "/cases/from-quick", LONG.hex().encode(), "", "v"), HeldFormSender.QUICK)
    of_it = sealed(store, "waiting", "case_id = ''")
    store.close()
    spoil(tmp_path, of_it)
    with closing(open_quick(tmp_path)) as again:
        yield again


def test_a_damaged_form_is_shown_as_one_and_the_other_can_be_read(bad_form):
    found = {each.case_id: each.form for each in held(bad_form).forms()}
    assert found[""] is None and found["a"].body == b"short"


def test_a_damaged_form_keeps_neither_its_case_nor_other_forms(bad_form):
    later = NOW + HELD_FORM_KEPT_FOR + timedelta(days=30)
    held(bad_form, later).end_overdue()
    assert bad_form.erase_overdue(later) == ["a"] and bad_form.open_cases() == []
    assert [each.case_id for each in held(bad_form).forms()] == [""]
    bad_form.confirm_clock(later, moved=timedelta(hours=1), from_=None)


def test_details_of_the_own_unit_whose_page_is_damaged_are_told_as_damaged_and_stop_no_start(store, tmp_path):
    store.create("a", b"a", **WHEN)
    store.keep_own_unit(b"x", NOW)
    with store.database.reading() as connection:
        root = "SELECT rootpage FROM sqlite_master WHERE name = 'own_unit'"
        page = connection.exec_driver_sql(root).scalar_one()
    store.close()
    file = tmp_path / "real" / FILE
    content = bytearray(file.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    file.write_bytes(content)
    with closing(open_quick(tmp_path)) as again:
        assert again.erase_unreadable(NOW) == []
        with pytest.raises(SealBroken):
            again.own_unit()
        assert again.read("a").plain == b"a"
