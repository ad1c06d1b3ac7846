"""The order of the telephone call is one table: sheets, script, what is asked back and the quick check follow it."""

import re
from pathlib import Path

import pytest

import screening
from screening.core.record.case import Case
from screening.core.record.fields import leaves
from screening.core.referral.call import ASKED_BACK, CALL, REMINDED
from screening.core.referral.completeness import REQUIRED
from screening.printing import page_html
from screening.settings import folder
from screening.web.quick.bundle import ASKED_BY_KCIK
from tests.documents.test_rules_page import cells
from tests.inside.printing import draw_with
from tests.printing.sheets import child_case, sheet, typical_case

PACKAGE, TEMPLATES = Path(screening.__file__).parent, folder("templates")
THE_TABLE, OF_A_PAGE = "call.py", "journey.py"  # a page has its own order of fields
ALONE_IN_THE_RECORD = {"replies"}
WITHOUT_A_LINE = ["kcik_decision", "notification_decision"]
SPEAKING = ("call_on_sheet.html", "call_in_words.html")


def test_a_line_says_fields_that_the_record_has_and_each_line_is_there_once():
    known = {leaf.name for leaf in leaves(Case)} | ALONE_IN_THE_RECORD
    assert {name for line in CALL for name in line.says} <= known
    assert len({line.id for line in CALL}) == len(CALL)
    assert sum(line.part is not None for line in CALL) == 12


def test_kcik_asks_back_in_the_order_of_the_call_and_of_the_decisions_last():
    codes = list(dict.fromkeys(each.code for each in REQUIRED))
    assert codes == [*ASKED_BACK, *WITHOUT_A_LINE]
    assert len(set(ASKED_BACK)) == len(ASKED_BACK)


def test_the_quick_check_names_some_of_what_kcik_asks_back_in_the_same_order():
    assert all(set(line.reminds) <= set(line.asked_back) for line in CALL)
    assert [code for code in ASKED_BACK if code in REMINDED] == list(REMINDED)
    assert list(ASKED_BY_KCIK) == [f"gap_{code}" for code in REMINDED]


@pytest.mark.parametrize("file", SPEAKING)
def test_every_line_can_be_said_and_nothing_else(file):
    text = (TEMPLATES / "print" / file).read_text(encoding="utf-8")
    said = [line.id for line in CALL if line.part or file != "call_on_sheet.html"]
    assert sorted(re.findall(r"{% macro say_(\w+)\(", text)) == sorted(said)


LINE = re.compile(r'<div class="line[^"]*"><i class="n">(?:&#8199;)?(\d+) (.*?)</div>')


def lines_of(kind: str) -> list[str]:
    """The lines of the call on a paper, by their numbers."""
    case = typical_case() if kind == "script" else child_case()
    html = " ".join(page_html(sheet(case, kind), "pl").split())
    if kind == "script":
        return re.findall("<li.*?</li>", html.partition('<ol class="script">')[2].partition("</ol>")[0])
    rows = [(int(number), line) for number, line in LINE.findall(html)]
    assert sorted(number for number, _ in rows) == list(range(1, 13))
    return [line for _, line in sorted(rows)]


@pytest.mark.parametrize("kind", ["referral", "consultation", "script"])
def test_a_paper_follows_the_table_and_counts_its_numbers(kind, monkeypatch):
    usual = lines_of(kind)
    assert len(usual) >= 12
    draw_with(monkeypatch, "pl", call_lines=CALL[::-1])
    lines = lines_of(kind)
    end = [usual.pop()] if kind == "script" else []  # how the call ends is no line
    assert lines == [*usual[::-1], *end]


@pytest.mark.parametrize("kind", ["referral", "consultation"])
def test_a_sheet_has_the_lines_in_the_order_of_the_call(kind):
    html = " ".join(page_html(sheet(typical_case(), kind), "pl").split())
    assert [int(number) for number, _ in LINE.findall(html)] == list(range(1, 13))


def test_the_rules_say_the_lines_in_this_order():
    assert [id_ for id_ in cells("The telephone call") if id_ not in ("Line", "---")] == [line.id for line in CALL]


def test_nothing_else_has_the_order():
    """No other file lists three codes that follow each other in the call, or types the number of a line."""
    between = r"""(?:["'`]?[,;:\s]+["'`]?(?:gap_)?)"""
    runs = zip(ASKED_BACK, ASKED_BACK[1:], ASKED_BACK[2:], strict=False)
    listed = re.compile(r"\b(?:gap_)?(?:" + "|".join(between.join(run) for run in runs) + r")\b")
    typed = re.compile(r'line\(\d|class="n">(?:&#8199;)?\d')
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"), *TEMPLATES.rglob("*.html")]
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}
    assert {name for name, text in texts.items() if listed.search(text)} == {THE_TABLE, OF_A_PAGE}
    assert [name for name, text in texts.items() if typed.search(text)] == []
