"""The waiting room: sealed, for whoever opens the lock, refused before it is promised, gone with its case."""

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from screening.casework import CaseService
from screening.casework.held_forms import PLACES, HeldForm, HeldFormSender, NoPlace, Waiting
from screening.storage import AuditEvent, DiskFull, Locked, open_store
from screening.storage.backup import strip
from screening.storage.database import FILE
from screening.storage.held_forms import new_row
from tests.builders import CASE_HOURS
from tests.inside.casework import packed, rows_that_wait, store_of
from tests.storage.opening import PASSPHRASE, QUICK

OTHER = "another long passphrase"
UNKNOWN = "0f8fad5b-d9cb-469f-a165-70867728950e"


def form(case_id: str = "", *, body: bytes = b"note=KANAREK&_end=1", visitor: str = "a") -> HeldForm:
    return HeldForm(case_id, f"/cases/{case_id}/triage" if case_id else "/cases/from-quick", body, "Firefox", visitor)


@pytest.fixture
def kept(desk) -> CaseService:
    """A desk over keys on the disk; its lock is open."""
    desk.lock.prepare("a", PASSPHRASE)
    desk.lock.complete("a", desk.lock.kit("a"))
    return desk


@pytest.fixture
def again(kept, tool_settings, content, clock):
    """The same data folder after the program was started anew."""
    opened = []

    def start() -> CaseService:
        opened.append(open_store(tool_settings, QUICK))
        return CaseService(opened[-1], content, clock, clock.running)

    yield start
    for store in opened:
        store.close()


def _on_disk(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


@contextmanager
def _database(folder):
    """The database as another program sees it; what is changed there is committed."""
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        yield connection


def _rows(folder) -> int:
    with _database(folder) as connection:
        return int(connection.execute("SELECT count(*) FROM waiting").fetchone()[0])


def test_what_waits_is_sealed_on_the_disk_outlives_a_restart_and_opens_for_whoever_has_the_passphrase(
    kept, again, tool_settings
):
    case = kept.open(None)
    kept.lock.shut()
    put = form(str(case.id))
    kept.held_forms.put(put, HeldFormSender.UNLOCKED)
    assert b"KANAREK" not in _on_disk(tool_settings.data) and b"triage" not in _on_disk(tool_settings.data)
    with pytest.raises(Locked):
        kept.held_forms.forms()
    later = again()
    assert later.held_forms.some_wait
    later.lock.unlock("quite another browser", PASSPHRASE)
    (found,) = later.held_forms.forms()
    assert found.form == put and found.at == kept.now()
    assert later.held_forms.forms() == [found]


def test_what_waits_opens_after_a_change_of_passphrase(kept):
    case = kept.open(None)
    kept.lock.shut()
    kept.held_forms.put(form(str(case.id)), HeldFormSender.UNLOCKED)
    kept.lock.unlock("a", PASSPHRASE)
    kept.lock.change_passphrase("a", PASSPHRASE, OTHER)
    (found,) = kept.held_forms.forms()
    assert found.form == form(str(case.id))


@pytest.mark.parametrize("place", list(HeldFormSender))
def test_no_place_is_promised_that_is_not_there_and_the_kinds_are_counted_apart(kept, place):
    case_id = str(kept.open(None).id)
    for number in range(PLACES[place]):
        kept.held_forms.put(form(case_id, body=b"%d" % number), place)
    with pytest.raises(NoPlace):
        kept.held_forms.put(form(case_id, body=b"one more"), place)
    bodies = [each.form.body for each in kept.held_forms.forms()]
    assert sorted(bodies) == sorted(b"%d" % number for number in range(PLACES[place]))
    for other in set(HeldFormSender) - {place}:
        kept.held_forms.put(form(case_id, body=other.encode()), other)


def test_a_form_sent_twice_waits_once_and_two_pages_of_one_address_wait_both(kept):
    for body in (b"1", b"1", b"2"):
        kept.held_forms.put(form(body=body), HeldFormSender.UNLOCKED)
    assert sorted(each.form.body for each in kept.held_forms.forms()) == [b"1", b"2"]


def test_a_form_of_a_case_that_is_not_there_finds_no_place(kept, clock):
    case = kept.open(None)
    kept.erase(case.id)
    for case_id in (str(case.id), "0f8fad5b-d9cb-469f-a165-70867728950e"):
        with pytest.raises(NoPlace):
            kept.held_forms.put(form(case_id), HeldFormSender.UNLOCKED)


@pytest.mark.parametrize("put", [form(UNKNOWN), form(visitor="")], ids=["of a case", "of a browser not let in"])
def test_before_there_are_keys_nothing_is_promised_but_to_the_quick_check_of_a_browser_that_was_let_in(desk, put):
    with pytest.raises(NoPlace):
        desk.held_forms.put(put, HeldFormSender.QUICK)
    assert desk.held_forms.unsealed == 0


def test_quick_checks_that_came_before_the_keys_wait_each_and_are_sealed_with_them(desk, tool_settings):
    most = PLACES[HeldFormSender.QUICK]
    for number in range(most):
        desk.held_forms.put(form(body=b"%d" % number), HeldFormSender.QUICK)
    desk.held_forms.put(form(body=b"0"), HeldFormSender.QUICK)
    with pytest.raises(NoPlace):
        desk.held_forms.put(form(body=b"one more"), HeldFormSender.QUICK)
    assert desk.held_forms.unsealed == most and desk.held_forms.some_wait
    desk.lock.prepare("a", PASSPHRASE)
    desk.lock.complete("a", desk.lock.kit("a"))
    desk.held_forms.seal()
    assert desk.held_forms.unsealed == 0 and _rows(tool_settings.data) == most
    found = desk.held_forms.forms()
    assert {each.form.body for each in found} == {b"%d" % number for number in range(most)}
    assert all(each.known for each in found)


def test_what_came_before_the_keys_and_cannot_be_written_waits_in_memory_and_is_shown(desk, monkeypatch):
    def full(*_, **__):
        raise DiskFull

    desk.held_forms.put(form(), HeldFormSender.QUICK)
    desk.lock.prepare("a", PASSPHRASE)
    desk.lock.complete("a", desk.lock.kit("a"))
    with monkeypatch.context() as trouble:
        trouble.setattr(rows_that_wait(desk.held_forms), "put", full)
        desk.held_forms.seal()
        (found,) = desk.held_forms.forms()
    assert found.form == form() and desk.held_forms.some_wait
    assert [each.id for each in desk.held_forms.forms()] == [found.id] and desk.held_forms.unsealed == 0
    desk.held_forms.drop(found.id)
    assert not desk.held_forms.some_wait


def test_what_came_before_the_keys_can_be_discarded_while_it_cannot_be_written(desk, monkeypatch):
    desk.held_forms.put(form(), HeldFormSender.QUICK)
    desk.lock.keep_nothing("a")
    monkeypatch.setattr(rows_that_wait(desk.held_forms), "put", lambda *_, **__: False)
    (found,) = desk.held_forms.forms()
    desk.held_forms.drop(found.id)
    assert desk.held_forms.forms() == [] and not desk.held_forms.some_wait


def test_what_waits_for_keys_ends_in_time(desk, clock):
    desk.held_forms.put(form(), HeldFormSender.QUICK)
    clock.advance(hours=CASE_HOURS - 1)
    desk.erase_in_time()
    assert desk.held_forms.unsealed == 1
    clock.advance(hours=1)
    desk.erase_in_time()
    assert desk.held_forms.unsealed == 0
    assert [(row.act, row.number) for row, _ in desk.acts(1)] == [(AuditEvent.HELD_FORM_ENDED, 1)]


@pytest.mark.parametrize("kept", ["in memory, sealed", "in memory, for keys"])
def test_the_answer_about_the_day_ends_nothing_that_waits_in_memory(desk, clock, kept):
    if "sealed" in kept:
        desk.lock.keep_nothing("a")
    clock.set_wrong(days=70)
    desk.held_forms.put(form(), HeldFormSender.QUICK)
    desk.retention.confirm(desk.today())
    clock.advance(hours=CASE_HOURS - 1)
    desk.erase_in_time()
    if "keys" in kept:
        desk.lock.keep_nothing("a")
    (found,) = desk.held_forms.forms()
    assert found.form == form()
    clock.advance(hours=1)
    desk.erase_in_time()
    assert desk.held_forms.forms() == []


@pytest.mark.parametrize("how", ["by hand", "in time, locked"])
def test_what_waits_is_erased_with_its_case(kept, clock, tool_settings, how):
    case, stays = kept.open(None), kept.open(None)
    kept.lock.shut()
    for each in (case, stays):
        kept.held_forms.put(form(str(each.id)), HeldFormSender.UNLOCKED)
    sealed = next(row.sealed for row in rows_that_wait(kept.held_forms).all() if row.case_id == str(case.id))
    if how == "by hand":
        kept.erase(case.id)
    else:
        kept.lock.unlock("a", PASSPHRASE)
        now = kept.read(stays.id)
        clock.advance(hours=CASE_HOURS - 1)
        kept.save(now, now.case, seen_revision=now.revision)
        kept.lock.shut()
        clock.advance(hours=1)
        kept.erase_in_time()
    assert [row.case_id for row in rows_that_wait(kept.held_forms).all()] == [str(stays.id)]
    assert sealed not in _on_disk(tool_settings.data)


def test_what_is_taken_out_is_off_the_disk(kept, tool_settings):
    kept.held_forms.put(form(), HeldFormSender.QUICK)
    (row,) = rows_that_wait(kept.held_forms).all()
    kept.held_forms.drop(row.id)
    assert not kept.held_forms.some_wait and row.sealed not in _on_disk(tool_settings.data)


@pytest.mark.parametrize("locked", [True, False])
def test_what_has_no_case_ends_in_time_and_never_by_a_clock_in_doubt(kept, clock, tool_settings, locked):
    kept.held_forms.put(form(), HeldFormSender.QUICK)
    if locked:
        kept.lock.shut()
    clock.set_wrong(days=30)
    kept.erase_in_time()
    assert _rows(tool_settings.data) == 1
    clock.set_wrong(days=-30)
    clock.advance(hours=CASE_HOURS - 1, minutes=59)
    kept.erase_in_time()
    assert _rows(tool_settings.data) == 1
    clock.advance(minutes=1)
    kept.erase_in_time()
    assert _rows(tool_settings.data) == 0
    assert [(row.act, row.number) for row, _ in kept.acts(1)] == [(AuditEvent.HELD_FORM_ENDED, 1)]


def test_what_waits_for_a_case_whose_id_was_damaged_ends_with_the_time_of_what_has_no_case(kept, clock, tool_settings):
    damaged, stays = kept.open(None), kept.open(None)
    for each in (damaged, stays):
        kept.held_forms.put(form(str(each.id)), HeldFormSender.UNLOCKED)
    with _database(tool_settings.data) as connection:
        connection.execute("UPDATE cases SET public_id = 'x' WHERE public_id = ?", [str(damaged.id)])
    (number,) = kept.damaged()
    kept.erase_damaged(number)
    clock.advance(hours=CASE_HOURS - 1)
    now = kept.read(stays.id)
    kept.save(now, now.case, seen_revision=now.revision)
    kept.erase_in_time()
    assert _rows(tool_settings.data) == 2
    clock.advance(hours=1)
    kept.erase_in_time()
    assert [row.case_id for row in rows_that_wait(kept.held_forms).all()] == [str(stays.id)]


def test_a_confirmed_clock_moves_the_end_of_what_has_no_case(kept, clock, tool_settings):
    kept.held_forms.put(form(), HeldFormSender.QUICK)
    clock.set_wrong(days=30)
    kept.retention.confirm(kept.today())
    kept.erase_in_time()
    assert _rows(tool_settings.data) == 1


@pytest.mark.parametrize("days", [30, -30, -2000])
@pytest.mark.parametrize("way", ["asked", "right again", "asked after it was set right at the next start"])
def test_what_met_the_lock_while_the_clock_was_wrong_waits_as_long_as_well(kept, clock, again, days, way):
    clock.set_wrong(days=days)
    kept = again() if "start" in way else kept
    kept.held_forms.put(form(), HeldFormSender.QUICK)
    if way != "asked":
        clock.set_wrong(days=-days)
    if way != "right again":
        kept.retention.confirm(kept.today())
    clock.advance(hours=CASE_HOURS - 1, minutes=59)
    kept.erase_in_time()
    assert len(rows_that_wait(kept.held_forms).all()) == 1
    clock.advance(minutes=1)
    kept.erase_in_time()
    assert rows_that_wait(kept.held_forms).all() == []


def test_a_damaged_form_is_named_and_closes_nothing(kept, tool_settings):
    case_id = str(kept.open(None).id)
    for body in (b"1", b"2", b"3"):
        kept.held_forms.put(form(case_id, body=body), HeldFormSender.UNLOCKED)
    with _database(tool_settings.data) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM waiting ORDER BY at, id")]
        connection.execute("UPDATE waiting SET sealed = 'x', at = 'never' WHERE id = ?", ids[:1])
        connection.execute("UPDATE waiting SET case_id = '' WHERE id = ?", ids[1:2])
    found = {each.id: each for each in kept.held_forms.forms()}
    assert [found[id_].form is None for id_ in ids] == [True, True, False]
    kept.erase_in_time()
    for id_ in ids:
        kept.held_forms.drop(id_)
    assert kept.held_forms.forms() == []


def test_no_backup_takes_the_room(kept, tool_settings):
    kept.held_forms.put(form(str(kept.open(None).id)), HeldFormSender.UNLOCKED)
    (row,) = rows_that_wait(kept.held_forms).all()
    made = sqlite3.connect(":memory:", isolation_level=None)
    with closing(sqlite3.connect(tool_settings.data / FILE)) as source, closing(made) as copy:
        source.backup(copy)
        assert row.sealed in copy.serialize()
        content = strip(copy).content
    assert row.id.encode() not in content and row.sealed not in content


def test_where_nothing_is_kept_the_room_is_memory_and_gone_with_the_word_and_with_its_case(open_desk, tool_settings):
    desk = open_desk
    case, stays = desk.open(None), desk.open(None)
    for each in (str(case.id), str(stays.id), ""):
        desk.held_forms.put(form(each), HeldFormSender.UNLOCKED)
    assert _rows(tool_settings.data) == 0 and len(desk.held_forms.forms()) == 3
    desk.erase(case.id)
    assert [each.case_id for each in desk.held_forms.forms()] == [str(stays.id), ""]
    desk.lock.shut()
    desk.lock.forget()
    desk.lock.keep_nothing("b")
    assert desk.held_forms.forms() == []


def test_a_form_that_cannot_be_written_is_not_promised(kept):
    with store_of(kept).database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE waiting RENAME TO gone")
    with pytest.raises(NoPlace):
        kept.held_forms.put(form(), HeldFormSender.QUICK)


def test_only_what_this_run_took_from_a_browser_that_it_let_in_is_of_known_origin(kept, again):
    room, case_id = kept.held_forms, str(kept.open(None).id)
    room.put(form(case_id), HeldFormSender.UNLOCKED)
    (known,) = rows_that_wait(room).all()
    room.put(form(visitor=""), HeldFormSender.QUICK)
    planted = [
        new_row(HeldFormSender.UNLOCKED, case_id, kept.now(), store_of(kept).vault.seal_to_inbox(packed(form(case_id))))
    ]
    planted += [replace(known, id="put in twice")]
    for row in planted:
        assert rows_that_wait(room).put(row, most=48)
    assert {each.id for each in room.forms() if each.known} == {known.id} and len(room.forms()) == 4
    room.drop(known.id)
    assert rows_that_wait(room).put(known, most=48)
    assert len(room.forms()) == 4 and not any(each.known for each in room.forms())
    room.put(form(case_id, body=b"again"), HeldFormSender.UNLOCKED)
    later = again()
    later.lock.unlock("a", PASSPHRASE)
    assert len(later.held_forms.forms()) == 5 and not any(each.known for each in later.held_forms.forms())


def test_a_form_that_names_what_is_no_case_here_puts_none_of_it_into_the_trail(kept):
    """Whoever can write the database can seal a form to the inbox, with whatever it says."""
    forged = Waiting("0", "Jan Kowalski", None, form("Jan Kowalski"), known=False)
    kept.held_forms.open("a", forged)
    kept.held_forms.discard(forged)
    written = [(entry.act, entry.case_id) for entry, _ in kept.acts(2)]
    assert written == [(AuditEvent.HELD_FORM_DISCARDED, ""), (AuditEvent.OPEN, "")]
