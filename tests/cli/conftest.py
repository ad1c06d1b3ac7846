"""A store that was set up once, a folder for each test, and the command run in this process."""

from pathlib import Path

import click
import pytest

from screening import cli
from screening import content as content_room
from screening.casework import CaseService
from screening.content import Content
from screening.exchange.case_file import read_case
from screening.printing.printer import Printed
from screening.storage import AuditEvent
from tests.cli.commands import Place
from tests.exchange.builders import a_file
from tests.inside.casework import let_in
from tests.storage.opening import PASSPHRASE, open_quick

CASE, LINES, BACKUP = "case.json", "cases.jsonl", "backup"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Place:
    folder = tmp_path_factory.mktemp("store")
    (folder / CASE).write_bytes(a_file(danger=True))
    (folder / LINES).write_bytes(a_file() + b"\n")
    store = open_quick(folder / "data")
    desk = CaseService(store, content)
    store.note(AuditEvent.SET_UP, desk.now(), revision=store.vault.generation)
    let_in(desk.lock, "test")
    code = desk.take_in(read_case(a_file(), content.catalogue)).code
    store.close()
    return Place(folder, {"case": code})


class FakePrinter:
    """Prints at once."""

    def pdf(self, *_: object) -> Printed:
        return Printed(b"%PDF-1.7\n", ())

    def close(self) -> None:
        pass


@pytest.fixture
def place(made: Place, content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Place:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROZPOZNAJ_DATA", str(made.folder / "data"))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: PASSPHRASE)
    monkeypatch.setattr(content_room, "load", lambda _: content)
    monkeypatch.setattr(content_room, "load_whole", lambda _: content)
    monkeypatch.setattr("screening.printing.Printer", FakePrinter)
    monkeypatch.setattr("screening.web.server.run", lambda *_, **__: None)
    given = {
        "case_file": made.folder / CASE,
        "file": made.folder / CASE,
        "lines": made.folder / LINES,
        "keys_file": made.folder / CASE,
        "folder": tmp_path / BACKUP,
        "output": tmp_path / "out",
        "document": "referral",
        "reader": "officer",
    }
    return Place(tmp_path, {name: str(value) for name, value in given.items()} | made.good)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]):
    """Runs a command line in this process; gives exit code, output, and what was said."""

    def command(*words: str) -> tuple[int, bytes, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(list(words))
        out, err = capfdbinary.readouterr()
        return ended.value.code or 0, out, err.decode()

    return command
