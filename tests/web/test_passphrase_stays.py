"""The passphrase of a file that somebody wrote down stays on the page until a file was made with it."""

import pytest

from screening.printing import PrinterBusy, PrintingError
from screening.storage import DiskFull, NotSaved
from tests.web.test_truth import full_disk

OWN = "siedem losowych wyrazow na papierze lezy"


@pytest.fixture
def documents(visitor, opened) -> str:
    """The address of a case with the page of its file open."""
    address = opened(until="triage")
    visitor.send(answer__debt_bondage="yes")
    visitor.get(f"{address}/export")
    return address


def passphrase(visitor) -> str:
    """The passphrase in the field of the page."""
    found = [dict(form["fields"]) for form in visitor.page.forms]
    return next(fields["passphrase"] for fields in found if "passphrase" in fields).strip()


def press(visitor, address: str, said: str, how: str) -> int:
    fields = [*visitor.of_case, ("passphrase", said), ("how", how), ("language", "pl"), ("_end", "1")]
    return visitor.post(f"{address}/export", fields).status_code


def test_the_page_shows_the_same_words_until_a_file_was_made_with_them(visitor, documents, monkeypatch):
    shown = passphrase(visitor)
    visitor.get(f"{documents}/export")
    assert passphrase(visitor) == shown
    assert press(visitor, documents, shown, "age") == 200
    visitor.get(f"{documents}/export")
    assert passphrase(visitor) != shown


def test_another_case_has_other_words(visitor, documents, opened):
    shown = passphrase(visitor)
    other = opened(until="triage")
    visitor.send(answer__debt_bondage="yes")
    visitor.get(f"{other}/export")
    assert passphrase(visitor) != shown


def refusing(problem: Exception):
    def refuse(*_, **__):
        raise problem

    return refuse


@pytest.mark.sampled(1)
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize(
    ("problem", "said_of_it"), [(DiskFull(), "dysk jest pełny"), (NotSaved(), "nie da się zapisać na dysku")]
)
def test_where_the_trail_cannot_be_written_the_passphrase_stays_on_the_page_and_after_back(
    visitor, documents, desk, monkeypatch, own, problem, said_of_it
):
    said = OWN if own else passphrase(visitor)
    monkeypatch.setattr(desk, "handed_out", refusing(problem))
    assert press(visitor, documents, said, "age") == 507
    assert passphrase(visitor) == said
    assert f"Nie powstał plik: {said_of_it}." in visitor.page.text
    assert "tekst jest nadal na stronie" not in visitor.page.text
    visitor.get(f"{documents}/export")
    assert passphrase(visitor) == said


@pytest.mark.parametrize("problem", [PrinterBusy(), PrintingError("The printing process ended; try once more.")])
def test_where_the_sheet_cannot_be_printed_the_passphrase_stays(visitor, documents, printer, monkeypatch, problem):
    monkeypatch.setattr(printer, "pdf", refusing(problem))
    said = passphrase(visitor)
    assert press(visitor, documents, said, "pdf") == 503 and passphrase(visitor) == said
    visitor.get(f"{documents}/export")
    assert passphrase(visitor) == said


def test_a_print_on_a_full_disk_says_that_no_pdf_was_made_and_what_still_works(visitor, documents, desk):
    said = passphrase(visitor)
    with full_disk(desk):
        visitor.post(f"{documents}/documents/referral", [*visitor.of_case, ("language", "pl"), ("_end", "1")])
        assert visitor.response.status_code == 507
        text = visitor.page.text
        assert "Nie powstał PDF: nie da się zapisać na dysku." in text and "Nie zapisano" not in text
        assert visitor.get(f"{documents}/documents/referral?language=pl").status_code == 200
        visitor.get(f"{documents}/export")
        assert passphrase(visitor) == said
