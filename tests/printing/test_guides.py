"""The guides are one page each, say today's facts, and are the pages of docs/pl/ too."""

import re
from pathlib import Path

import pytest

from screening import cli
from screening.casework.guides import guide
from screening.core import durations
from screening.core.documents import BY_NAME, GUIDES
from screening.printing import page_html
from tests.guides_on_page import FOLDER, page, path
from tests.printing.read import breaches, by_pdftotext, by_pypdf, pages

MOST_PICTURES = 2
PROSE = [*Path("templates/print").glob("guide*.html")]


@pytest.fixture(scope="module")
def printed(printer, content):
    return {reader: printer.pdf(guide(reader, content), "pl").pdf for reader in GUIDES}


@pytest.mark.parametrize("reader", GUIDES)
def test_a_guide_is_one_page_that_anybody_can_read_with_at_most_two_pictures(printed, content, reader):
    assert len(pages(printed[reader])) == 1
    assert breaches(printed[reader]) == ()
    assert 0 < page_html(guide(reader, content), "pl").count("<img") <= MOST_PICTURES
    assert printed[reader].count(b"/Subtype /Image") >= 1


@pytest.mark.parametrize("reader", GUIDES)
def test_the_numbers_and_the_hours_of_the_content_stand_on_a_guide(printed, content, reader):
    text = by_pdftotext(printed[reader])
    for contact in (content.contacts["kcik_phone"], content.contacts["emergency"]):
        assert contact.value in text
    assert content.contacts["kcik_phone"].hours.polish in text and content.catalogue.edition in text


@pytest.mark.parametrize("reader", ["officer", "social"])
def test_who_talks_to_people_is_told_of_refusal_child_hiding_and_trouble_and_types_no_command(printed, content, reader):
    text = by_pdftotext(printed[reader])
    for heading in (
        "W jakiej kolejności",
        "Co wynik znaczy",
        "Osoba odmawia",
        "Dziecko",
        "Ktoś patrzy",
        "coś nie działa",
    ):
        assert heading in text
    for step in guide(reader, content).child_steps:
        assert step.polish in by_pypdf(printed[reader])  # two columns: it reads one after the other
    assert "Dysk jest pełny" in text and "Nie pamiętasz hasła" in text and f"{durations.LOCK_MINUTES} minut" in text
    assert "screening" not in text and "make " not in text


def test_no_guide_types_a_fact_that_is_decided_elsewhere():
    typed = re.compile(r"\d{2,} (?:godzin|dni|minut)|\d{3} \d{2}|\b112\b")
    assert len(PROSE) > len(GUIDES)
    assert [file.name for file in PROSE if typed.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("reader", GUIDES)
def test_the_page_of_a_guide_in_docs_is_made_of_what_is_printed_and_is_current(content, reader):
    assert path(reader).read_text(encoding="utf-8") == page(reader, content), "run `make docs`"
    assert {file.name for file in FOLDER.glob("*.md")} == {path(each).name for each in GUIDES}


@pytest.mark.sampled(1)
@pytest.mark.parametrize("reader", GUIDES)
def test_the_command_prints_a_guide_without_data_and_without_a_case(tmp_path, monkeypatch, reader):
    monkeypatch.setenv("ROZPOZNAJ_DATA", str(tmp_path / "data"))
    written = tmp_path / BY_NAME[GUIDES[reader].KIND].file_name
    with pytest.raises(SystemExit) as ended:
        cli.main(["guide", reader, "-o", str(written)])
    assert not ended.value.code and len(pages(written.read_bytes())) == 1
    assert not (tmp_path / "data").exists()


def test_a_guide_for_nobody_is_one_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["guide", "judge", "-o", str(tmp_path / "guide.pdf")])
    said = capsys.readouterr().err
    assert ended.value.code == cli.BAD_INPUT and said.count("\n") == 1
    assert all(reader in said for reader in GUIDES) and list(tmp_path.iterdir()) == []
