"""`docs/rules.md` says the rules of the code, and code cites headings that the page has; no other norm is cited."""

import re
from pathlib import Path

import pytest

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import DimensionId, Form, Interpreter, Profession
from screening.core.journey import Page
from screening.core.rules import named_rows
from screening.core.rules.advice import AdviceCode
from screening.core.rules.assessment import IloClass, Rule
from screening.core.rules.law import MEANS_OF
from screening.core.rules.named_rows import MORE_PURPOSE_OF
from screening.core.rules.reasons import REASON_CODES
from tests.builders import CATALOGUE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
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
    ("grave, sexual and begging", named_rows.GRAVE_WHEN_SOLD_OR_BEGGING),
    ("gain taken, sexual", named_rows.GAIN_TAKEN[Form.SEXUAL]),
    ("gain taken, begging", named_rows.GAIN_TAKEN[Form.BEGGING]),
    ("dependence", named_rows.DEPENDENCE[Form.BEGGING]),
])  # fmt: skip
def test_the_groups_of_refer_an_adult_are_those_of_the_code(row, ids):
    assert cells("Refer an adult")[row] == list(ids)


def test_every_form_with_a_group_of_its_own_stands_on_the_page():
    assert {f"gain taken, {form}" for form in named_rows.GAIN_TAKEN} <= cells("Refer an adult").keys()
    purposes = cells("Law checklist")
    assert {form: tuple(purposes[form]) for form in MORE_PURPOSE_OF} == MORE_PURPOSE_OF


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
    exception = section("Refer a child").partition("One exception")[2]
    assert tuple(re.findall(r"`([a-z]+_[a-z_]+)`", exception)) == named_rows.LABOUR_LAW_ALONE[Form.LABOUR]


def test_the_means_of_each_dimension_are_those_of_the_code():
    for dimension in DimensionId:
        line = re.search(rf"^\| `{dimension}` \| (.+) \|$", section("Law checklist"), re.M)
        numbers = tuple(int(each) for each in re.findall(r"\d", line[1].partition(";")[0]))
        assert numbers == MEANS_OF.get(dimension, ())


def test_every_reason_is_on_the_page_and_no_other():
    advice = PAGE.partition("\n### Act now")[2].partition("\n## ")[0]
    known = {*REASON_CODES, *AdviceCode, *CATALOGUE.indicators, *Form}
    assert [code for code in REASON_CODES if f"`{code}`" not in advice] == []
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", advice)) <= known


@pytest.mark.parametrize("heading, codes", [
    ("State of a dimension", Rule),
    ("ILO/EC class", IloClass),
    ("Advice", AdviceCode),
    ("The words of the rules", DimensionId),
    ("The words of the rules", CATALOGUE.profiles),
    ("The path of a case", [page for page in Page if page is not Page.DIMENSION]),
    ("The path of a case", DOCUMENTS),
])  # fmt: skip
def test_a_section_names_every_code_in_its_order(heading, codes):
    text = section(heading)
    found = [text.find(f"`{code}`") for code in codes]
    assert -1 not in found, [code for code, at in zip(codes, found, strict=True) if at < 0]
    assert found == sorted(found) or heading == "The path of a case"


def test_the_words_of_the_rules_are_true_of_the_content():
    left_out = [row.id for row in CATALOGUE.indicators.values() if row.not_asked_in]
    assert sorted(left_out) == ["labour_law_breach", "no_social_protection"]
    assert all(row.not_asked_in == {Form.SEXUAL} for row in CATALOGUE.indicators.values() if row.not_asked_in)
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
