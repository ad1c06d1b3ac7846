"""One table of documents: nothing else lists them, and each paper holds no more than its row says."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

import screening
from screening.core.documents import BY_NAME, DOCUMENTS, LEAFLETS, TABLE, Reader, in_reading_order
from screening.core.documents.source import Recorded, Redacted
from screening.core.record.case import Case
from screening.core.record.fields import leaves, texts
from screening.core.referral.disclosure import AS_AGREED, FACTS
from screening.printing import page_html
from screening.settings import folder
from tests.printing.sheets import sheet, typical_case

PACKAGE = Path(screening.__file__).parent
THE_TABLE, ITS_WORDS = "core/documents/table.py", "wording/program.py"
MANY = 3
PRINTED_IN_WORDS = {"site", "came_from", "done"}
WORKED_OUT = {"language", "signs", "duty", "to"}  # under the name of a field what follows from several
IDENTITY, OWN_WORDS = "Olena Przykładowa", "Osoba sortuje owoce"


def _names_in(text: str) -> set[str]:
    """The names of documents in a text, but for where a class gives its own and a module the names it exports."""
    text = re.sub(r"KIND: ClassVar[^\n]*|__all__ = \[[^]]*\]", "", text)
    return {name for name in BY_NAME if re.search(rf"""["']{name}["']""", text)}


def test_no_other_module_template_or_script_lists_the_documents():
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"), *folder("templates").rglob("*.*")]
    found = {
        path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else folder("templates")).as_posix()
        for path in files
        if len(_names_in(path.read_text(encoding="utf-8"))) >= MANY
    }
    assert found - {THE_TABLE, ITS_WORDS} == set()


def test_a_file_name_says_the_kind_of_the_paper_and_is_no_position():
    of_a_case = [each.file_name for each in DOCUMENTS.values()]
    assert len(set(of_a_case)) == len(of_a_case)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*\.pdf", each.file_name) for each in TABLE)


def test_no_other_file_names_a_title_or_a_file_name():
    given = [text for each in DOCUMENTS.values() for text in (each.title, each.file_name)]
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"), *folder("templates").rglob("*.*")]
    named = re.compile("|".join(map(re.escape, given)))
    found = {path.relative_to(path.parents[2]).as_posix() for path in files if named.search(path.read_text("utf-8"))}
    assert found == {THE_TABLE}


def test_the_leaflets_of_a_person_bear_one_name_that_says_nothing():
    assert {BY_NAME[kind].file_name for kind in LEAFLETS} == {"numery.pdf"}
    assert {BY_NAME[kind].reader for kind in LEAFLETS} == {Reader.PERSON}


def test_every_document_has_its_templates():
    for each in TABLE:
        assert (folder("templates") / each.template).is_file()
        assert (folder("templates") / f"print/{each.name}_body.html").is_file()


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_holds_what_its_row_lets_it_hold(kind):
    text = page_html(sheet(typical_case(), kind), "pl")
    redaction = DOCUMENTS[kind].redaction
    assert IDENTITY not in text or redaction is AS_AGREED
    assert OWN_WORDS not in text or redaction.quotes
    assert (OWN_WORDS in text) or redaction is not FACTS


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_holds_the_case_as_its_row_lets_it_and_no_copy_of_its_fields(kind):
    case = typical_case()
    made = sheet(case, kind)
    assert isinstance(made, Recorded)
    shown = DOCUMENTS[kind].redaction.of(case)
    assert all(leaf.of(made.case) == leaf.of(shown) for leaf in texts(Case) if leaf.path[0] not in PRINTED_IN_WORDS)
    assert set(made.withheld) == {leaf.name for leaf in texts(Case) if leaf.of(case) != leaf.of(shown)}
    copied = {each.name for each in fields(made)} & {leaf.key for leaf in leaves(Case)}
    assert copied <= WORKED_OUT


def test_a_document_is_built_of_a_redacted_case_alone_and_its_row_alone_redacts():
    for each in DOCUMENTS.values():
        assert get_type_hints(each.build) == {"source": Redacted, "return": each.kind}
    texts_of = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert {name for name, text in texts_of.items() if re.search(r"(?<!def )\bredacted\(", text)} == {"table.py"}
    assert {name for name, text in texts_of.items() if re.search(r"(?<!class )\bRedacted\(", text)} == {"source.py"}


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_page_lists_every_document_once_and_the_wanted_sheet_first(anonymous):
    names = [each.name for each in in_reading_order(anonymous=anonymous)]
    assert sorted(names) == sorted(DOCUMENTS)
    ends = ("consultation", "referral") if anonymous else ("referral", "consultation")
    assert (names[0], names[-1]) == ends
