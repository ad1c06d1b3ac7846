"""`docs/rules.md` says the rules of the code, and code cites headings that the page has; no other norm is cited."""

import re
from pathlib import Path

import pytest

from screening.core.instrument.vocabulary import DimensionId, Form, FormGroup, Interpreter, Profession
from screening.core.journey import Page
from screening.core.record.vocabulary import Urgent
from screening.core.rules import named_rows
from screening.core.rules.advice import AdviceCode
from screening.core.rules.assessment import IloClass, Rule
from screening.core.rules.law import MEANS_OF
from screening.core.rules.named_rows import MORE_PURPOSE_OF
from screening.core.rules.reasons import REASON_CODES
from tests.builders import CATALOGUE
from tests.documents_on_page import page as with_documents

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
ADVICE_READS = {"children_signs"}
HEADINGS = re.findall(r"^#+ (.+)$", PAGE, re.M)
SOURCES = [
    path
    for folder in ("screening", "templates", "tests")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".html", ".js") and "node_modules" not in path.parts
]


def section(heading: str) -> str:
    """The text under a heading, up to the next one."""
    return re.split(rf"^#+ {re.escape(heading)}$", PAGE, flags=re.M)[1].partition("\n#")[0]


def cells(heading: str) -> dict[str, list[str]]:
    """The rows of the tables of a section: the codes of the last cell by the first cell."""
    rows = [line.strip("|").split("|") for line in section(heading).splitlines() if line.startswith("| ")]
    return {row[0].strip(" `"): re.findall(r"`([a-z_]+)`", row[-1]) for row in rows}


@pytest.mark.parametrize("row, ids", [
    ("grave, any form", named_rows.GRAVE_IN_ANY_FORM),
    *((f"gain taken, {group}", ids) for group, ids in named_rows.GAIN_TAKEN.items()),
    ("dependence", named_rows.DEPENDENCE[FormGroup.BEGGING]),
    ("menace", (*named_rows.MENACE[FormGroup.FURTHER], *named_rows.MENACE_BY_CRIME)),
])  # fmt: skip
def test_the_groups_of_refer_an_adult_are_those_of_the_code(row, ids):
    assert [id_ for id_ in cells("Refer an adult")[row] if id_ in CATALOGUE.indicators] == list(ids)


@pytest.mark.parametrize("group", FormGroup)
def test_the_grave_rows_of_every_form_are_those_of_the_code(group):
    table = cells("Refer an adult")
    rows = {row: ids for row, ids in table.items() if row.startswith("grave,")}
    named = [id_ for row, ids in rows.items() if "any form" in row or group in row for id_ in ids]
    assert named == list(named_rows.GRAVE[group])


@pytest.mark.parametrize("code, named", [
    ("exploitation_and_vulnerability_indicated", (
        *named_rows.CARE_DEPENDENCY[FormGroup.LABOUR],
        *named_rows.DAILY_DEPENDENCY[FormGroup.LABOUR],
        *named_rows.HELD[FormGroup.LABOUR],
    )),
    ("grave_with_act", named_rows.GRAVE_WITH_ACT[FormGroup.FURTHER]),
    ("gain_taken_and_dependence", (
        *named_rows.UNPAID[FormGroup.LABOUR],
        *named_rows.CARED_FOR[FormGroup.LABOUR],
        *named_rows.GAIN_OF_DEPENDENT[FormGroup.SEXUAL],
    )),
])  # fmt: skip
def test_the_rows_that_a_line_names_are_those_of_the_code(code, named):
    line = re.search(rf"^\| \w \| `{code}` \| (.+) \|$", section("Refer an adult"), re.M)
    assert [id_ for id_ in re.findall(r"`([a-z_]+)`", line[1]) if id_ in CATALOGUE.indicators] == [*named]


def test_every_purpose_with_rows_of_its_own_stands_on_the_page():
    purposes = cells("Law checklist")
    assert {purpose: tuple(purposes[purpose]) for purpose in MORE_PURPOSE_OF} == MORE_PURPOSE_OF
    assert purposes["slavery"] == [*named_rows.SLAVERY]


def test_circumstances_law_rows_and_signs_of_one_kind_are_those_of_the_code():
    text = " ".join(section("The words of the rules").split())

    def named(word: str) -> list[str]:
        return re.findall(r"`(\w+_\w+)`", re.search(rf"- \*\*{word}\*\*(.+?)(?= - \*\*|$)", text)[1])

    assert named("Circumstances") == [*named_rows.CIRCUMSTANCES]
    assert named("Law rows") == [*named_rows.LAW_ROWS, named_rows.LAW_ROW_WITHOUT_SEXUAL]
    assert named("Counted signs") == [id_ for kind in named_rows.SIGNS_TOGETHER for id_ in kind]


def test_one_table_alone_names_indicators():
    """Rules in Python and in the browser would else drift apart, and an expert would have to look for each."""
    files = [
        *ROOT.glob("screening/core/**/*.py"),
        *ROOT.glob("screening/web/**/*.py"),
        *ROOT.glob("screening/web/static/*.js"),
    ]
    ids = re.compile("[\"'](" + "|".join(CATALOGUE.indicators) + ")[\"']")
    assert [path.name for path in files if ids.search(path.read_text(encoding="utf-8"))] == ["named_rows.py"]


def test_no_script_lists_codes_that_the_rules_know():
    listed = re.compile(r"\[(?:\"(?:" + "|".join([*Form, *Interpreter, *Profession]) + r")\",? ?){2,}\]")
    scripts = ROOT.glob("screening/web/static/*.js")
    assert [path.name for path in scripts if listed.search(path.read_text(encoding="utf-8"))] == []


def test_the_exception_for_a_child_names_the_rows_of_the_code():
    mild, _, together = section("Refer a child").partition("A row is *mild*")[2].partition("One matter together are")
    every = re.search(r"in every profile `(\w+)`", mild)[1]
    of_group = {
        group: [*re.findall(r"`(\w+)`", re.search(rf"\b{group}\b(.+?)(?:;|\.)", " ".join(mild.split()))[1]), every]
        for group in FormGroup
    }
    assert of_group == {group: [*ids] for group, ids in named_rows.MILD.items()}
    kinds = [id_ for kind in named_rows.MILD_TOGETHER for id_ in kind]
    assert re.findall(r"`(\w+)`", together.partition("The others")[0]) == kinds


def test_the_means_of_each_dimension_are_those_of_the_code():
    for dimension in DimensionId:
        line = re.search(rf"^\| `{dimension}` \| (.+) \|$", section("Law checklist"), re.M)
        numbers = tuple(int(each) for each in re.findall(r"\d", line[1].partition(";")[0]))
        assert numbers == MEANS_OF.get(dimension, ())


def test_every_reason_is_on_the_page_and_no_other():
    advice = PAGE.partition("\n### Act now")[2].partition("\n## ")[0]
    known = {*REASON_CODES, *AdviceCode, *CATALOGUE.indicators, *Form, *Urgent, *ADVICE_READS}
    assert [code for code in REASON_CODES if f"`{code}`" not in advice] == []
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", advice)) <= known


@pytest.mark.parametrize("heading, codes", [
    ("State of a dimension", Rule),
    ("ILO/EC class", IloClass),
    ("Advice", AdviceCode),
    ("The words of the rules", DimensionId),
    ("The words of the rules", CATALOGUE.profiles),
    ("The path of a case", [page for page in Page if page is not Page.DIMENSION]),
])  # fmt: skip
def test_a_section_names_every_code_in_its_order(heading, codes):
    text = section(heading)
    found = [text.find(f"`{code}`") for code in codes]
    assert -1 not in found, [code for code, at in zip(codes, found, strict=True) if at < 0]
    assert found == sorted(found) or heading == "The path of a case"


def test_the_table_of_documents_is_that_of_the_code():
    assert with_documents(PAGE) == PAGE, "run make docs"
    assert len(cells("Who may be named, and what may leave")) > 10


def test_the_words_of_the_rules_are_true_of_the_content():
    left_out = [row.id for row in CATALOGUE.indicators.values() if row.not_asked_in]
    assert sorted(left_out) == ["labour_law_breach", "no_social_protection"]
    assert all(row.not_asked_in == {FormGroup.SEXUAL} for row in CATALOGUE.indicators.values() if row.not_asked_in)
    assert sum(sign.urgent for sign in CATALOGUE.signs.values()) == 1


def test_a_cited_heading_of_the_rules_exists():
    cited = {
        (path.name, heading)
        for path in SOURCES
        for heading in re.findall(r"docs/rules\.md: ([A-Z][^);.]+)[);.]", path.read_text(encoding="utf-8"))
    }
    assert cited
    assert [each for each in cited if each[1] not in HEADINGS] == []


def test_no_paper_from_outside_the_repository_is_cited():
    outside = re.compile(r"\b(design|dossier|procedure|needs) [0-9]+(\.[0-9]+)*\b(?! MiB)", re.I)
    found = [(path.name, each[0]) for path in SOURCES for each in outside.finditer(path.read_text(encoding="utf-8"))]
    assert found == []
