"""One module turns an instant into a day or an hour; nobody else asks a clock."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THE_ONE = ROOT / "screening" / "local_time.py"
FILES = sorted(path for path in (ROOT / "screening").rglob("*.py") if path != THE_ONE)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OF_THE_MACHINE = {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp", "localtime", "gmtime", "ctime"}
CLASSES = {"date", "datetime", "time"}


def _asks_for_a_day(tree: ast.AST) -> list[int]:
    """Lines that turn an instant into a day, forget its zone, or read a clock of the machine.

    A date that was typed is no instant.
    """
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, of = node.func.attr, node.func.value
        typed = isinstance(of, ast.Call) and isinstance(of.func, ast.Attribute) and of.func.attr == "fromisoformat"
        reads_clock = name in OF_THE_MACHINE and isinstance(of, ast.Name) and of.id in CLASSES
        in_zone_of_machine = name == "astimezone" and not node.args and not node.keywords
        takes_day = name == "date" and not node.args and not typed
        forgets_zone = name == "replace" and any(
            each.arg == "tzinfo" and isinstance(each.value, ast.Constant) for each in node.keywords
        )
        if reads_clock or in_zone_of_machine or takes_day or forgets_zone:
            found.append(node.lineno)
    return found


def test_no_other_module_asks_a_clock_or_takes_the_day_of_an_instant():
    found = {str(path): _asks_for_a_day(ast.parse(path.read_text(encoding="utf-8"))) for path in FILES}
    assert len(found) > 150 and {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "now.date()",
        "date.today()",
        "datetime.now(UTC)",
        "datetime.now()",
        "datetime.utcnow()",
        "moment.astimezone().date()",
        "moment.astimezone()",
        "date.fromtimestamp(0)",
        "time.localtime()",
        "self.now().date()",
        "moment.replace(tzinfo=None)",
    ],
)
def test_every_way_to_ask_is_noticed(line):
    assert _asks_for_a_day(ast.parse(line))


def test_a_typed_date_and_a_given_zone_are_no_question():
    lines = "datetime.fromisoformat(text).date(); moment.astimezone(UTC); desk.now(); moment.replace(tzinfo=UTC)"
    assert not _asks_for_a_day(ast.parse(lines))


def test_no_template_makes_a_day_or_an_hour_of_an_instant():
    made = re.compile(r"\.date\(\)|\.astimezone|\.isoformat|[a-z_]+(?<!today)\.strftime|UTC|\[:1[06]\]")
    assert {path.name: made.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES} == {
        path.name: [] for path in TEMPLATES
    }
