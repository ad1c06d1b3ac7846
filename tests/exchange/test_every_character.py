"""What a page accepts comes through every file and back: every field of a case, characters of every kind."""

import pytest

from screening import settings
from screening.casework import CaseService
from screening.casework.documents import document
from screening.content import Content
from screening.core.record.fields import Leaf, value_at, with_value
from screening.exchange import envelope, file_kinds
from screening.exchange.case_file import CaseFileError, read_case, write_case
from screening.printing import Printer
from screening.storage.backup import backup
from screening.storage.restore import restore
from tests.characters import categories, every, some, texts
from tests.conftest import Clock
from tests.exchange import quick_age
from tests.exchange.builders import a_file, referring, replying
from tests.exchange.full_cases import NOTED, WRITTEN, accepted, full_cases, whole_case
from tests.storage.opening import PASSPHRASE, QUICK, open_quick

KINDS = sorted({(leaf.mark.limit, leaf.mark.lines) for leaf in WRITTEN})


def test_every_field_of_a_case_comes_through_the_case_file_with_every_kind_of_character(content: Content):
    cases = list(full_cases(content, some()))
    print(f"{len(WRITTEN) + 1} fields, {len(some())} characters of {len(categories(some()))} categories in each")
    assert len(WRITTEN) > 20
    for case in cases:
        assert read_case(write_case(case), content.catalogue) == case


@pytest.mark.full
@pytest.mark.parametrize(("limit", "lines"), KINDS)
def test_every_kind_of_field_comes_through_with_all_characters(limit: int, lines: bool, content: Content):
    leaf = next(leaf for leaf in WRITTEN if (leaf.mark.limit, leaf.mark.lines) == (limit, lines))
    whole = whole_case(content)
    found = texts(limit, every())
    print(f"{len(every()):,} characters in {len(found):,} texts of at most {limit}")
    for text in found:
        case = with_value(whole, leaf.path, accepted(text, lines=lines, limit=limit))
        assert value_at(read_case(write_case(case), content.catalogue), leaf.path) == value_at(case, leaf.path)


@pytest.mark.full
def test_what_was_cleaned_comes_out_of_an_age_file(content: Content):
    for case in full_cases(content, some()):
        data = quick_age.seal(write_case(case), PASSPHRASE)
        assert read_case(envelope.opened(data, PASSPHRASE), content.catalogue) == case


@pytest.mark.sampled(1)
@pytest.mark.parametrize("how", ["age", "pdf"])
def test_what_was_cleaned_comes_out_of_the_file_that_the_tool_seals(how: str, content: Content, printer: Printer):
    *_, case = full_cases(content, some())
    sheet = printer.pdf(document("referral", case, content), "pl").pdf if how == "pdf" else b""
    plain = write_case(case)
    data = file_kinds.seal_pdf(sheet, plain, PASSPHRASE) if how == "pdf" else file_kinds.seal(plain, PASSPHRASE)
    assert read_case(envelope.opened(data, PASSPHRASE), content.catalogue) == case


# What the first edition wrote: tabs in a line, spaces and marks that nobody sees.
OF_THE_FIRST_EDITION = {
    "powiat\tkępiński": "powiat kępiński",
    "a\u00a0b\u200bc\u00add": "a bcd",
    "\ufeffAnna\u2028Maria": "Anna Maria",
    "a\ufffeb\U000e0041": "ab",
}


@pytest.mark.parametrize("leaf", WRITTEN, ids=lambda leaf: leaf.name)
@pytest.mark.parametrize(("text", "read"), OF_THE_FIRST_EDITION.items())
def test_a_file_of_the_first_edition_is_read_as_a_page_would(leaf: Leaf, text: str, read: str, content: Content):
    expected = read.replace("Anna Maria", "Anna\nMaria") if leaf.mark.lines else read
    assert value_at(read_case(referring(leaf.path, text), content.catalogue), leaf.path) == expected


def test_a_note_of_the_first_edition_with_a_tab_is_read(content: Content):
    assert read_case(replying(note="a\tb"), content.catalogue).reply(NOTED).note == "a b"


def test_a_text_that_grows_over_its_limit_when_it_is_composed_is_refused(content: Content):
    with pytest.raises(CaseFileError, match=r"context\.country: at most 60 characters are accepted\."):
        read_case(a_file(context={"country": "\u0958" * 60}), content.catalogue)


def test_every_field_comes_through_a_backup(content: Content, clock: Clock, tmp_path):
    store = open_quick(tmp_path / "old")
    desk = CaseService(store, content, clock, clock.running)
    before = {desk.take_in(case).id: case for case in full_cases(content, some())}
    list(backup(store, tmp_path / "stick", clock()))
    store.close()
    (keys,) = (tmp_path / "stick").glob("*-keys.json")
    there = settings.load({"ROZPOZNAJ_DATA": str(tmp_path / "new")})
    list(restore(keys, there, clock(), cost=QUICK, passphrase=PASSPHRASE))
    again = open_quick(tmp_path / "new")
    desk = CaseService(again, content, clock, clock.running)
    assert {listed.id: desk.read(listed.id).case for listed in desk.cases()} == before
    again.close()
