"""Links lead somewhere, named modules exist, decisions say how they stand, and the map names every room."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from screening import settings
from tests.documents.test_docs_are_true import codes, rows

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
DECISIONS = sorted(ROOT.glob("docs/decisions/*.md"))
BASES = (ROOT, ROOT / "screening", ROOT / "templates")
PATH = re.compile(r"(?<![\w/.<>-])[\w.-]+(?:/[\w.-]+)+\.(?:py|html|js|css|yaml|po|toml|md|svg)\b")
MODULE = re.compile(r"\bscreening(?:\.[a-z_]+)+\b")
LONGEST_README = 120


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchor(title: str) -> str:
    """How a heading is addressed."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_every_relative_link_leads_to_a_file_and_a_heading_of_it(document):
    for link in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", document.read_text(encoding="utf-8")):
        file, _, place = link.partition("#")
        target = document.parent / file if file else document
        assert target.exists(), link
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.M) if place else []
        assert not place or place in map(anchor, headings), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_every_file_and_module_that_is_named_exists(document):
    text = document.read_text(encoding="utf-8")
    bases = (*BASES, document.parent)
    lost = [path for path in PATH.findall(text) if not any((base / path).exists() for base in bases)]
    assert [path for path in lost if "NNNN" not in path] == []
    for module in MODULE.findall(text):
        place = ROOT / module.replace(".", "/")
        assert place.is_dir() or place.with_suffix(".py").is_file(), module


@pytest.mark.parametrize("document", DECISIONS, ids=ids)
def test_every_decision_says_how_it_stands_below_its_title(document):
    title, empty, status, *_ = document.read_text(encoding="utf-8").split("\n")
    assert re.match(rf"# {document.name[:4]}:? \S", title) and not empty
    assert re.match(r"Status: (accepted\.|superseded (in part )?by \[\d{4}\]\()", status)


READMES = ("README.md", "README.pl.md")
COMMAND = re.compile(r"(?<![\w/])(?:make|screening) [a-z][a-z-]*\b(?: --only quick)?(?=[` ])")
NAMED = re.compile(r"\b(?:docs/[\w./-]+|[A-Z]+\.md)")
FIXED = re.compile(r"\d\d \d{3} \d\d \d\d|\w+@\w+\.pl|www\.\w+\.pl|\b\d{4}\b|/quick(?:/[a-z]+)?")


def named_in(pattern: re.Pattern[str], readme: str) -> set[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    if pattern is COMMAND:
        text = " ".join(re.findall(r"```.*?```|`[^`]+`", text, re.S))
    return {each.rstrip("/.") for each in pattern.findall(text)} - {*READMES}


@pytest.mark.parametrize("pattern", [COMMAND, NAMED, FIXED], ids=["commands", "documents and pictures", "numbers"])
def test_the_readme_in_polish_names_what_the_english_one_names(pattern):
    english, polish = (named_in(pattern, readme) for readme in READMES)
    assert len(english) > 5
    assert english == polish


def test_each_readme_leads_to_the_other_in_its_first_lines_and_is_short():
    for readme, other in (READMES, READMES[::-1]):
        lines = (ROOT / readme).read_text(encoding="utf-8").splitlines()
        assert len(lines) < LONGEST_README
        assert any(f"]({other})" in line for line in lines[:4])


def test_the_readme_is_short_and_its_map_names_every_room():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < LONGEST_README
    rooms = [path.parent.name for path in (ROOT / "screening").glob("*/__init__.py")]
    assert [room for room in rooms if f"`screening/{room}/" not in text.partition("## Where things are")[2]] == []


def test_the_picture_of_the_floors_is_the_contract_that_is_checked():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    floors = next(each["layers"] for each in contracts["contracts"] if each["type"] == "layers")
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("```")[1]
    drawn = re.findall(r"screening\.\w+", picture)
    for floor in floors:
        names = set(floor.split(" | "))
        assert set(drawn[: len(names)]) == names
        del drawn[: len(names)]
    assert drawn == []


@pytest.mark.parametrize("row", rows("settings.md"), ids=lambda row: codes(row[0])[0])
def test_the_example_of_every_setting_can_be_used(row, tmp_path):
    name, example = codes(row[0])[0], codes(row[5])[0]
    if name == "ROZPOZNAJ_SETTINGS":
        example = str(tmp_path / Path(example).name)
        text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
        Path(example).write_text(re.findall(r"```toml\n(.*?)```", text, re.S)[0], encoding="utf-8")
    given = {"ROZPOZNAJ_DATA": "elsewhere"} | ({"ROZPOZNAJ_REALM": "training"} if name == "ROZPOZNAJ_LISTEN" else {})
    without, used = settings.load(given), settings.load(given | {name: example})
    field = codes(row[1])[0] if codes(row[1]) else "idle_minutes"
    assert getattr(used, field) != getattr(without, field)


def events(path: Path) -> set[str]:
    """The events that a module writes in the log."""
    calls = [each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(each, ast.Call)]
    named = "write" if path.name == "logs.py" else "logs.write"
    second = [call.args[1] for call in calls if ast.unparse(call.func) == named and len(call.args) > 1]
    choices = [(each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,) for each in second]
    return {ast.literal_eval(each) for choice in choices for each in choice}


def test_every_event_of_the_log_stands_in_the_table_and_no_other():
    written = set().union(*map(events, (ROOT / "screening").rglob("*.py")))
    assert {codes(row[0])[0] for row in rows("operating.md")} == written
