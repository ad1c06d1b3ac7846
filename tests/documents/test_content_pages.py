"""The pages for experts and translators name the files, keys, limits, endings and domains that there are."""

import re
from pathlib import Path

import pytest

from screening.content import contacts, edition, indicators, limits, profiles, reference, signs, sources
from screening.content.loader import FILES
from screening.core.instrument.sentences import Condition
from screening.core.instrument.vocabulary import Method, Profession, Weight
from screening.translation import DOMAINS, languages

ROOT = Path(__file__).parents[2]
LIMITS = {
    "label": limits.LABEL, "question": limits.QUESTION, "statement": limits.STATEMENT,
    "child_question": limits.CHILD_QUESTION, "how": limits.HOW, "name": limits.NAME, "note": limits.NOTE,
    "sentence of guidance, screen, leaflet": limits.GUIDANCE, "entry of law": limits.LAW,
    "words said before the questions (introduction_…)": limits.INTRODUCTION,
}  # fmt: skip


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first_cells(text: str) -> list[str]:
    """The first cell of every row of the tables of a text."""
    return [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")]


def codes(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def section(name: str, heading: str) -> str:
    return page(name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_folder_names_every_file_it_holds():
    named = {code for cell in first_cells(page("indicators/README.md")) for code in codes(cell)}
    assert named == {*FILES, "exercises/"}


def test_every_key_of_an_indicator_is_explained_and_no_other():
    cells = first_cells(section("docs/indicators.md", "An indicator"))
    assert {code for cell in cells for code in codes(cell)} == set(indicators.KEYS)


def test_the_codes_of_weights_and_methods_are_those_of_the_program():
    text = section("docs/indicators.md", "An indicator")
    assert {*Method, *Weight} <= set(codes(text))


@pytest.mark.parametrize("file, keys", [
    ("signs.yaml", signs.KEYS), ("profiles.yaml", profiles.KEYS), ("contacts.yaml", contacts.KEYS),
    ("reference.yaml", (*reference.KEYS, *reference.PROFILE_KEYS)), ("sources.yaml", sources.KEYS),
    ("edition.yaml", ("edition", "earlier", "checked_on")),
])  # fmt: skip
def test_the_keys_of_another_file_are_explained_and_no_other(file, keys):
    line = next(line for line in section("docs/indicators.md", "Other files").splitlines() if f"`{file}`" in line)
    assert codes(line.split("|")[2]) == list(keys)
    assert edition.FILE in FILES


def test_the_limits_are_those_of_the_check():
    lines = section("docs/indicators.md", "How a file is written").splitlines()
    rows = [[cell.strip(" `") for cell in line.split("|")[1:3]] for line in lines if line.startswith("| ")]
    told = {name.replace("`", "").replace(" of a contact or profile", ""): number for name, number in rows}
    assert {name: number for name, number in told.items() if number.isdigit()} == {
        name: str(number) for name, number in LIMITS.items()
    }


def test_the_conditions_of_sentences_are_those_of_the_program():
    text = section("docs/indicators.md", "Lists and variants of sentences").partition("| Condition |")[2]
    found = [code for cell in first_cells("\n" + text) for code in codes(cell)]
    assert sorted(code for code in found if code not in set(Profession)) == sorted(Condition)
    assert len(found) == len(Condition) + 1


def test_the_domains_and_languages_of_the_translators_page_are_those_of_the_program():
    text = section("docs/translating.md", "Where")
    assert [code for cell in first_cells(text) for code in codes(cell)] == list(DOMAINS)
    row = next(line for line in text.splitlines() if line.startswith("| `person`"))
    offered = [each for each in languages().values() if "person" in each.domains]
    assert len(row.split("|")[-2].split(",")) == len(offered)


def test_the_links_of_the_folder_and_every_anchor_of_a_document_lead_somewhere():
    broken = []
    for path in (ROOT / "indicators" / "README.md", *ROOT.glob("docs/*.md")):
        for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", path.read_text(encoding="utf-8")):
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            known = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.M) if target.is_file() else []
            anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in known]
            if not target.exists() or (anchor and anchor not in anchors):
                broken.append(f"{path.name}: {link}")
    assert broken == []
