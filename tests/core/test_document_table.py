"""One table of documents: nothing else lists them, and each paper holds no more than its row says."""

import re
from pathlib import Path

import pytest

import screening
from screening.core.documents import BY_NAME, DOCUMENTS, LEAFLETS, TABLE, Reader, Redaction, in_reading_order
from screening.printing import page_html
from screening.settings import folder
from tests.printing.sheets import sheet, typical_case

PACKAGE = Path(screening.__file__).parent
THE_TABLE, ITS_WORDS = "core/documents/table.py", "wording/program.py"
MANY = 3
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
    assert IDENTITY not in text or redaction is Redaction.AS_AGREED
    assert OWN_WORDS not in text or redaction is not Redaction.CODES
    assert (OWN_WORDS in text) or redaction is not Redaction.FACTS


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_page_lists_every_document_once_and_the_wanted_sheet_first(anonymous):
    names = [each.name for each in in_reading_order(anonymous=anonymous)]
    assert sorted(names) == sorted(DOCUMENTS)
    ends = ("consultation", "referral") if anonymous else ("referral", "consultation")
    assert (names[0], names[-1]) == ends
