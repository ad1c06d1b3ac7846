"""What the documents say is what the program does: settings, commands, paths."""

import re
import shlex
from pathlib import Path

import click
import pytest

from screening import settings
from screening.cli import cli
from tests.inside.tool import read_settings_file_with

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
FOLDERS = ("screening", "templates", "tests", "indicators", "translations", "docs", ".ci")


class Listening(dict):
    """A mapping that notes what it is asked for."""

    def __init__(self, **given: str) -> None:
        super().__init__(given)
        self.asked: set[str] = set()

    def get(self, key: str, default: object = None) -> object:
        self.asked.add(key)
        return super().get(key, default)


def rows(name: str) -> list[list[str]]:
    """The cells of every row of every table of a document."""
    lines = (ROOT / "docs" / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


def codes(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_setting_that_is_read_stands_in_the_table_and_no_other(monkeypatch):
    environ, file = Listening(ROZPOZNAJ_SETTINGS="x.toml"), Listening()
    read_settings_file_with(monkeypatch, lambda given: given.get("ROZPOZNAJ_SETTINGS") and file)
    usual = settings.load(environ)
    table = {codes(row[0])[0]: row for row in rows("settings.md")}
    assert table.keys() == environ.asked
    assert {codes(row[1])[0] for row in table.values() if codes(row[1])} == file.asked
    for name, value in (("LISTEN", usual.listen), ("DRAFTS", usual.drafts), ("REALM", usual.realm)):
        assert codes(table[f"ROZPOZNAJ_{name}"][3]) == [value]
    for name, value in (("IDLE_MINUTES", usual.idle_minutes), ("FINISHED_DAYS", usual.finished_days)):
        assert table[f"ROZPOZNAJ_{name}"][3] == str(value)
    for realm in settings.REALMS:
        assert str(settings.PORTS[realm]) in table["ROZPOZNAJ_PORT"][3]


def test_a_setting_is_read_nowhere_else():
    reading = [
        path.name
        for path in (ROOT / "screening").rglob("*.py")
        if re.search(r"environ\S*(\.get\(|\[)\s*f?[\"']ROZPOZNAJ", path.read_text(encoding="utf-8"))
    ]
    assert reading == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_a_document_names_exists(document):
    for words in re.findall(r"(?:^|`|; )screening ([a-z][^`\n;]*)", document.read_text(encoding="utf-8"), re.M):
        typed, command = shlex.split(words.partition("  ")[0].replace("'", ""), comments=True), cli
        while isinstance(command, click.Group) and typed:
            found = command.commands.get(typed.pop(0))
            assert found, f"{document.name}: screening {words}"
            command = found
        known = {
            option
            for each in command.get_params(click.Context(command))
            for option in (*each.opts, *each.secondary_opts)
        }
        assert {word for word in typed if word.startswith("-") and word != "-"} <= known, f"{document.name}: {words}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_exists(document):
    text = document.read_text(encoding="utf-8")
    links = [document.parent / link.partition("#")[0] for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text)]
    named = [ROOT / path for path in codes(text) if re.fullmatch(rf"({'|'.join(FOLDERS)})/[\w./-]+", path)]
    assert [str(path) for path in (*links, *named) if not path.exists() and "NNNN" not in path.name] == []


@pytest.mark.parametrize("document", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda path: path.name)
def test_a_decision_that_fell_in_part_names_the_one_that_came_after(document):
    text = document.read_text(encoding="utf-8")
    for number in re.findall(r"superseded in part by \[?(\d{4})", text):
        assert list(ROOT.glob(f"docs/decisions/{number}-*.md")) and number > document.name[:4]
