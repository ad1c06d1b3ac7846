"""What a page says is what happened: hiding never fails, a log decides nothing, one press is one act."""

import io
import os
import pty
import sqlite3
import sys
import termios
import threading
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import event

from screening.storage import NotSaved
from screening.web.http import logs
from tests.inside.casework import rows_that_wait, store_of
from tests.refusals import refusals

BASE = "https://localhost"
FULL = "database or disk is full"


@contextmanager
def full_disk(desk):
    """No row can be written while this lasts."""

    def execute(cursor, statement, parameters, context):
        if statement.startswith(("INSERT", "UPDATE")):
            raise sqlite3.OperationalError(FULL)

    event.listen(store_of(desk).database.engine, "do_execute", execute)
    yield
    event.remove(store_of(desk).database.engine, "do_execute", execute)


def acts(desk) -> list[str]:
    return [entry.act.value for entry, _ in reversed(desk.acts(100))]


def _damage(desk, statement: str) -> None:
    with store_of(desk).database.engine.begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(("to", "path"), [("quiet", "/quiet"), ("lock", "/unlock")])
def test_hiding_and_locking_on_a_full_disk_lead_where_they_always_lead(visitor, desk, to, path):
    token = visitor.token
    with full_disk(desk):
        visitor.post("/lock", [("csrf_token", token), ("to", to), ("_end", "1")])
        assert (visitor.path == path and "112" not in visitor.page.text) or to == "lock"
        assert store_of(desk).vault.state.value == "locked"
    visitor.unlock()
    assert "lock" in acts(desk)


def test_hiding_leads_to_the_calendar_even_where_nothing_can_be_put_aside(visitor, opened, desk, monkeypatch):
    address = opened(until="triage")

    def fail(*_, **__):
        raise NotSaved

    monkeypatch.setattr(rows_that_wait(desk.held_forms), "put", fail)
    fields = [("csrf_token", visitor.token), ("to", "quiet"), ("path", f"{address}/triage"), ("body", "a=1&_end=1")]
    visitor.post("/lock", [*fields, ("_end", "1")])
    assert visitor.path == "/quiet" and store_of(desk).vault.state.value == "locked"
    visitor.unlock()
    assert "Nie udało się przechować otwartej strony" in visitor.page.text


class Broken(io.StringIO):
    """Standard error on a full disk."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("where", [Broken(), None])
def test_a_log_that_cannot_be_written_decides_no_answer(visitor, opened, desk, monkeypatch, where):
    address = opened(until="triage")
    monkeypatch.setattr(sys, "stderr", where)
    assert visitor.get("/cases/00000000-0000-4000-8000-000000000000/triage").status_code == 404
    visitor.get(f"{address}/triage")
    with full_disk(desk):
        visitor.send(**{"note.documents_withheld": "typed words", "answer.documents_withheld": "yes"})
    assert visitor.response.status_code == 507 and "typed words" in visitor.page.text


def a_full_pipe():
    out, into = os.pipe()
    os.set_blocking(into, False)
    with suppress(BlockingIOError):
        while True:
            os.write(into, b"x")
    os.set_blocking(into, True)
    return out, into


def a_terminal_that_is_stopped():
    out, into = pty.openpty()
    termios.tcflow(into, termios.TCOOFF)  # as Ctrl+S does
    return out, into


@pytest.mark.parametrize("stopped", [a_full_pipe, a_terminal_that_is_stopped, pty.openpty])
def test_a_log_that_takes_nothing_for_now_holds_nobody(stopped, monkeypatch):
    """A terminal that nobody reads has room for some lines, and then for half of one."""
    out, into = stopped()
    written = threading.Thread(target=lambda: [logs.write("error", "refused", route="r" * 30) for _ in range(500)])
    with os.fdopen(into, "w") as error:
        monkeypatch.setattr(sys, "stderr", error)
        written.start()
        written.join(30)
        held = written.is_alive()
        os.close(out)  # whoever waits is told that nobody reads any more
        written.join(30)
        monkeypatch.undo()
    assert not held


def test_refused_requests_are_counted_and_shown_with_their_number(app, visitor, desk):
    for _ in range(12):
        app.test_client().get("/cases/", base_url=BASE)
    assert refusals(desk) == 12 and acts(desk).count("refused_permission") == 2
    visitor.get("/administration/audit")
    assert "(11 razy)" in visitor.page.text


def test_a_refusal_needs_no_row_to_be_a_refusal(app, desk):
    with full_disk(desk):
        assert app.test_client().get("/cases/", base_url=BASE).status_code == 403
    assert refusals(desk) == 1


@pytest.mark.parametrize("statement", ["UPDATE audit SET act = 'later'", "UPDATE audit SET at = 'x'"])
def test_a_damaged_row_of_the_trail_is_on_its_page(visitor, desk, statement):
    _damage(desk, "DROP TRIGGER audit_no_update")
    _damage(desk, f"{statement} WHERE id = 1")
    assert visitor.get("/administration/audit").status_code == 200
    assert "nieczytelne" in visitor.page.text and "Dziennik" in visitor.page.text


def test_a_damaged_case_is_named_its_page_says_so_and_it_can_be_erased(visitor, opened, desk):
    first, second = opened(), opened()
    _damage(desk, "UPDATE cases SET sealed = x'00' WHERE id = 1")
    for page in ("", "/overview", "/finish"):
        assert visitor.get(f"{first}{page or '/'}").status_code == 409
        assert "uszkodzona" in visitor.page.title and "/cases/damaged/1" in visitor.page.links
    assert visitor.get(f"{second}/overview").status_code == 200
    visitor.get("/cases/damaged/1")
    visitor.send()
    assert visitor.response.status_code == 422
    visitor.send(confirm="1")
    assert visitor.path == "/cases/" and "usunięta" in visitor.page.text and visitor.get(f"{first}/").status_code == 410
    assert visitor.get(f"{second}/overview").status_code == 200


def test_a_case_that_opens_cannot_be_erased_as_a_damaged_one(visitor, opened, desk):
    opened()
    visitor.get("/cases/damaged/1")
    visitor.send(confirm="1")
    assert visitor.response.status_code == 404 and len(desk.cases()) == 1


@pytest.mark.parametrize("column", ["public_id", "erase_after", "state"])
def test_a_row_that_no_list_can_show_is_named_there(visitor, opened, desk, column):
    opened()
    second = opened()
    _damage(desk, f"UPDATE cases SET {column} = 'garbage' WHERE id = 1")  # noqa: S608
    assert visitor.get("/cases/").status_code == 200
    assert "/cases/damaged/1" in visitor.page.links and len(desk.cases()) == 1
    assert visitor.get(f"{second}/site").status_code == 200 and "/cases/damaged/1" in visitor.page.links


def test_one_form_sent_twice_opens_one_case(visitor, desk):
    visitor.get("/cases/")
    form, fields = visitor.page.form, visitor.filled(profession="police")
    for _ in range(3):
        visitor.post(form["action"], fields)
        assert visitor.path.endswith("/safety")
    assert len(desk.cases()) == 1
    visitor.get("/cases/")
    visitor.send(profession="police")
    assert len(desk.cases()) == 2


def test_the_next_person_asked_for_twice_is_one_person(visitor, opened, desk):
    visitor.get(f"{opened()}/site")
    form = next(each for each in visitor.page.forms if each["action"].endswith("/next-person"))
    for _ in range(2):
        visitor.post(form["action"], form["fields"])
        assert visitor.response.status_code == 200
    assert len(desk.cases()) == 2


@pytest.mark.parametrize("bad", ["garbage", "1" * 33])
def test_an_id_that_is_none_is_refused(visitor, desk, bad):
    visitor.get("/cases/")
    visitor.send(profession="police", new_case=bad)
    assert visitor.response.status_code == 400 and desk.cases() == []


def test_an_extension_sent_twice_is_one_week(visitor, opened, desk):
    visitor.get(f"{opened()}/finish")
    form = next(each for each in visitor.page.forms if each["action"].endswith("/extend"))
    before = desk.cases()[0].hours_left
    for _ in range(2):
        visitor.post(form["action"], [("reason", "kcik"), *form["fields"]])
    assert desk.cases()[0].hours_left == before + 7 * 24 and acts(desk).count("extend_kcik") == 1


def test_an_extension_of_another_day_shows_the_day_that_is(visitor, opened, desk, clock):
    address = opened()
    visitor.get(f"{address}/finish")
    form = next(each for each in visitor.page.forms if each["action"].endswith("/extend"))
    clock.advance(minutes=5)
    case = desk.read(desk.cases()[0].id)
    desk.save(case, case.case, seen_revision=case.revision)
    visitor.post(form["action"], [("reason", "kcik"), *form["fields"]])
    assert visitor.response.status_code == 409 and "zmienił się dzień" in visitor.page.text
    assert "extend_kcik" not in acts(desk)


def test_an_erased_case_that_another_program_still_reads_is_told_so(visitor, opened, desk, monkeypatch):
    address = opened()
    monkeypatch.setattr(store_of(desk).database, "empty_log", lambda: False)
    visitor.get(f"{address}/finish")
    visitor.send(confirm="1")
    assert "dzienniku bazy danych" in visitor.page.text
    monkeypatch.undo()
    desk.retention.erase_overdue()
    assert "dzienniku bazy danych" not in (visitor.get("/cases/") and visitor.page.text)


def test_what_was_typed_for_a_case_that_was_damaged_meanwhile_is_on_the_page_of_the_trouble(visitor, opened, desk):
    opened(until="triage")
    _damage(desk, "UPDATE cases SET sealed = x'00'")
    visitor.send(**{"note.documents_withheld": "typed <words>", "answer.documents_withheld": "yes"})
    assert visitor.response.status_code == 409 and "typed <words>" in visitor.page.text
    assert "csrf" not in visitor.page.text


def test_a_page_of_trouble_shows_nothing_typed_where_the_lock_is_shut(visitor, opened, desk, monkeypatch):
    opened(until="triage")

    def shut(*_, **__):
        desk.lock.shut()
        raise NotSaved

    monkeypatch.setattr(desk, "read", shut)
    visitor.send(**{"note.documents_withheld": "typed words", "answer.documents_withheld": "yes"})
    assert visitor.response.status_code == 507 and "typed words" not in visitor.page.text
