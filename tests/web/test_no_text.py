"""One bit of a row turns its text into bytes: what it says is named or passed over, and nothing else closes."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from screening import settings
from screening.casework import CaseService
from screening.casework.held_forms import HeldForm, HeldFormSender
from screening.core.instrument.vocabulary import Profession
from screening.local_time import utc_now
from screening.storage import StorageError, renewal
from screening.storage.database import FILE
from screening.storage.tables import NO_TEXT, metadata
from screening.web.app import create_app
from screening.web.services import services_of
from tests.inside.casework import store_of
from tests.storage.opening import PASSPHRASE, open_new
from tests.web.page import Visitor
from tests.web.seeded import let_in

VISITOR, DAMAGED = "a", "Zapis jest uszkodzony"
TAKEN_OUT = "Z bazy zniknęły sprawy"
PAGES = ("/", "/cases/", "/waiting", "/administration/audit", "/unit", "/passphrase")
COMMANDS = (
    ("audit", "verify"),
    ("audit", "verify", "--records"),
    ("backup", "{folder}"),
    ("kit",),
    ("rotate",),
    ("export", "{code}", "-o", "{folder}/out.json", "--plain"),
)
# Which row of a table; the first where none is named.
ROWS = {"audit": "act = 'create'", "waiting": "case_id != ''"}
TURN = "CASE typeof({0}) WHEN 'blob' THEN CAST({0} AS TEXT) ELSE CAST({0} AS BLOB) END"
COLUMNS = [
    pytest.param(table.name, column.name, id=f"{table.name}.{column.name}")
    for table in metadata.sorted_tables
    for column in table.c
    if not (column.primary_key and column.type.python_type is int)
]


@dataclass
class Kept:
    """A data folder with two cases, a form that waits for each, details of the own unit, and its recovery kit."""

    folder: Path
    kit: str
    codes: tuple[str, str]
    ids: tuple[str, str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory, content) -> Kept:
    folder = tmp_path_factory.mktemp("kept")
    with closing(open_new(settings.load({"ROZPOZNAJ_DATA": str(folder)}))) as store:
        draft = store.vault.prepare(PASSPHRASE)
        renewal.set_up(store, draft, draft.kit, utc_now())
        service = CaseService(store, content)
        store.keep_own_unit(b"{}", utc_now())
        ids = tuple(str(service.open(Profession.POLICE).id) for _ in "ab")
        for each in ids:
            form = HeldForm(each, f"/cases/{each}/triage", b"note.debt_bondage=KANAREK&_end=1", "Firefox", VISITOR)
            service.held_forms.put(form, HeldFormSender.UNLOCKED)
        return Kept(folder, draft.kit, tuple(map(service.code_of, ids)), ids)


@pytest.fixture
def turned(kept, tmp_path):
    """What makes a copy of the folder in which a column of a row is bytes, or text where it was bytes."""

    def turn(table: str, column: str, *, row: str = "") -> settings.Settings:
        copy = tmp_path / f"{table}.{column}"
        shutil.copytree(kept.folder, copy)
        with closing(sqlite3.connect(copy / "real" / FILE)) as database, database:
            (trigger,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_no_update'").fetchone()
            database.execute("DROP TRIGGER audit_no_update")
            which = f"SELECT min(rowid) FROM {table} WHERE {row or ROWS.get(table, '1')}"  # noqa: S608
            turned = TURN.format(column)
            database.execute(f"UPDATE {table} SET {column} = {turned} WHERE rowid = ({which})")  # noqa: S608
            database.execute(trigger)
        return settings.load({"ROZPOZNAJ_DATA": str(copy)})

    return turn


@pytest.fixture
def started(content, printer, quick_bundle):
    """What starts the program over a folder, and lets a browser in."""
    stores = []

    def start(chosen: settings.Settings) -> Visitor:
        stores.append(open_new(chosen))
        app = create_app(chosen, CaseService(stores[-1], content), printer)
        app.testing = True  # an error that nobody expects fails the test
        services_of(app).bundle = quick_bundle
        visitor = Visitor(app.test_client())
        let_in(visitor)
        return visitor

    yield start
    for store in stores:
        store.close()


def _service(visitor: Visitor) -> CaseService:
    return services_of(visitor.client.application).case_service


def _acts(visitor: Visitor) -> list[str]:
    return [entry.act.value for entry, _ in _service(visitor).acts(99) if entry.act]


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_whatever_column_is_no_text_any_more_the_lock_opens_and_each_page_answers(kept, turned, started, table, column):
    chosen = turned(table, column)
    try:
        visitor = started(chosen)
    except StorageError as problem:  # one sentence at the start
        assert (table, str(problem)[-1]) in (("owner", "."), ("audit_head", "."))
        return
    assert visitor.unlock(PASSPHRASE).status_code in (303, 503)
    for page in PAGES:
        visitor.get(page)
    _service(visitor).lock.shut()
    visitor.get("/recover")
    if visitor.path == "/recover":
        visitor.send(kit=kept.kit, passphrase="another long passphrase", again="another long passphrase")
        assert visitor.response.status_code in (200, 303, 503)
    for page in PAGES:
        visitor.get(page)


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_whatever_column_is_no_text_any_more_each_command_ends_with_its_answer_or_a_sentence(
    kept, turned, terminal, tmp_path, table, column
):
    chosen = turned(table, column)
    for command in COMMANDS:
        words = [each.format(folder=tmp_path / "out", code=kept.codes[1]) for each in command]
        ran = terminal.run(words, [PASSPHRASE, PASSPHRASE, PASSPHRASE], chosen.data.parent)
        assert "does not expect" not in ran.stderr, (command, ran.stderr)


def test_where_the_row_of_an_opening_names_bytes_nothing_is_called_missing_and_the_trail_names_the_row(
    kept, turned, started
):
    visitor = started(turned("audit", "case_id"))
    for _ in "ab":
        assert visitor.unlock(PASSPHRASE).status_code == 303 and TAKEN_OUT not in visitor.page.text
        visitor.get("/cases/")
        assert all(code in visitor.page.text for code in kept.codes)
        _service(visitor).lock.shut()
    visitor.unlock(PASSPHRASE)
    visitor.get("/administration/audit")
    fault = store_of(_service(visitor)).verify_trail()
    assert "case_missing" not in _acts(visitor) and f"{NO_TEXT}{kept.ids[0]}" in visitor.page.text
    assert f"wiersz {fault.sequence}" in visitor.page.text


@pytest.mark.parametrize("column", ["id", "case_id", "place"])
def test_a_form_whose_row_holds_bytes_is_named_as_damaged_and_discarded_and_the_other_is_shown(
    kept, turned, started, column
):
    visitor = started(turned("waiting", column, row=f"case_id = '{kept.ids[0]}'"))
    visitor.unlock(PASSPHRASE)
    assert visitor.path.startswith("/waiting") and kept.codes[1] in visitor.page.text
    assert visitor.page.text.count(DAMAGED) == (column == "case_id")
    links = {link.partition("#")[0] for link in visitor.page.links if link.startswith("/waiting/")}
    for link in links:
        visitor.get(link)
        assert ("KANAREK" in visitor.page.text) == (DAMAGED not in visitor.page.text)
        visitor.press("/discard")
    assert len(links) == 2 and _service(visitor).held_forms.forms() == []


def test_what_cannot_be_told_after_the_lock_was_opened_does_not_say_that_it_is_shut(
    kept, turned, started, monkeypatch, capsys
):
    chosen = turned("audit", "actor")
    with closing(sqlite3.connect(chosen.data / FILE)) as database, database:
        database.execute("DELETE FROM cases WHERE public_id = ?", kept.ids[:1])
    visitor = started(chosen)

    def fail(_):
        raise TypeError

    monkeypatch.setattr(CaseService, "noticed", fail)
    assert visitor.unlock(PASSPHRASE).status_code == 303
    assert TAKEN_OUT in visitor.page.text and "case_missing" in _acts(visitor)
    assert '"error": "TypeError"' in capsys.readouterr().err
