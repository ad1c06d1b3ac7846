"""Case files given away: only under a passphrase that every envelope carries, and only if they open again."""

import threading

import pytest

from screening.casework import Desk, handing
from screening.casework.handing import CannotHandOut, NotReadBack, TooLong, file_to_hand_out
from screening.exchange import envelope, limited_process
from screening.exchange.case_file import read_case
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.exchange.pdfs import a_pdf

PASSPHRASE = "siedem losowych wyrazow na papierze lezy"


@pytest.fixture
def on_desk(open_desk: Desk, content):
    return open_desk.take_in(read_case(a_file(danger=True), content.catalogue))


class _Printer:
    """Prints an empty page."""

    class _Printed:
        pdf = a_pdf()

    def pdf(self, *_: object) -> _Printed:
        return self._Printed()


LETTERS = ("p", "ż", "\N{GRINNING FACE}")
LENGTHS = [127, 128, 200, *(pytest.param(each, marks=pytest.mark.full) for each in (40, 80, 126, 129, 201, 300, 1000))]


@pytest.mark.parametrize("how", handing.HOW)
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_passphrase_gives_a_file_that_opens_or_none(open_desk, on_desk, monkeypatch, how, letter, length):
    monkeypatch.setattr(envelope, "seal", quick_age.seal)
    passphrase = (letter * length).encode()[:length].decode(errors="ignore")
    passphrase += "x" * (length - len(passphrase.encode()))
    try:
        data = file_to_hand_out(open_desk, _Printer(), on_desk, how, passphrase, shortest=8)
    except TooLong:
        assert length > 127
    else:
        assert length <= 127
        assert envelope.opened(data, passphrase) == handing._case_file(on_desk)


@pytest.mark.parametrize("how", handing.HOW)
@pytest.mark.parametrize(
    "seal",
    [lambda plain, _: quick_age.seal(plain, "another"), lambda plain, word: quick_age.seal(plain[:-1], word)],
    ids=["another passphrase", "another content"],
)
def test_what_cannot_be_read_back_does_not_leave(open_desk, on_desk, monkeypatch, how, seal):
    monkeypatch.setattr(envelope, "seal", seal)
    with pytest.raises(NotReadBack) as refused:
        file_to_hand_out(open_desk, _Printer(), on_desk, how, PASSPHRASE)
    assert isinstance(refused.value, CannotHandOut)
    assert all(entry.act.value != "export" for entry, _ in open_desk.acts(10))


@pytest.mark.parametrize("how", handing.HOW)
def test_while_other_files_are_opened_or_sealed_none_is_given_away(open_desk, on_desk, monkeypatch, how):
    monkeypatch.setattr(limited_process, "_admitted", threading.BoundedSemaphore(1))
    with limited_process._admitted, pytest.raises(NotReadBack):
        file_to_hand_out(open_desk, _Printer(), on_desk, how, PASSPHRASE)
    assert all(entry.act.value != "export" for entry, _ in open_desk.acts(10))
