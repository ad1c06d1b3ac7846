"""Case files given away: only under a passphrase that every envelope carries, and only if they open again."""

import unicodedata
from datetime import date, timedelta

import pytest

from screening.casework import CaseService, transfer
from screening.casework.transfer import CannotHandOut, NotConsistent, NotReadBack, TooLong, file_to_hand_out
from screening.exchange import envelope, file_kinds
from screening.exchange.case_file import CaseFileError, read_case
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.exchange.pdfs import a_pdf
from tests.inside.casework import case_file_of
from tests.inside.exchange import only_place

PASSPHRASE = "siedem losowych wyrazow na papierze lezy"


@pytest.fixture
def open_case(open_desk: CaseService, content):
    return open_desk.take_in(read_case(a_file(danger=True), content.catalogue))


class _Printer:
    """Prints an empty page."""

    class _Printed:
        pdf = a_pdf()

    def pdf(self, *_: object) -> _Printed:
        return self._Printed()


LETTERS = ("p", "ż", "\N{GRINNING FACE}")
LENGTHS = [127, 128, 200, *(pytest.param(each, marks=pytest.mark.full) for each in (40, 80, 126, 129, 201, 300, 1000))]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("how", transfer.made_at(transfer.Maker.PAGE))
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_passphrase_gives_a_file_that_opens_or_none(open_desk, open_case, monkeypatch, how, letter, length):
    monkeypatch.setattr(file_kinds, "seal", quick_age.seal)
    passphrase = (letter * length).encode()[:length].decode(errors="ignore")
    passphrase += "x" * (length - len(passphrase.encode()))
    try:
        data = file_to_hand_out(open_desk, _Printer(), open_case, how, passphrase, shortest=8)
    except TooLong:
        assert length > 127
    else:
        assert length <= 127
        assert envelope.opened(data, passphrase) == case_file_of(open_desk, open_case)


@pytest.mark.parametrize(
    ("spoken", "away"), [("Kirgiski", "kirgiski"), ("uk", "ukraiński"), ("KG", ""), ("ang", ""), ("po naszemu", "")]
)
def test_of_a_person_who_says_no_a_file_names_the_language_that_the_tool_knows(open_desk, content, spoken, away):
    case = read_case(a_file(context={"language": spoken}, agreement={"contact": "no"}), content.catalogue)
    file = transfer.plain_file(open_desk, open_desk.take_in(case))
    assert read_case(file, content.catalogue).context.language == away


def _of_a_child(born: date, agreed: dict[str, str]) -> bytes:
    return a_file(age="child", agreement=agreed, person={"birth_date": str(born)})


def test_a_child_who_comes_of_age_is_handed_on_and_nothing_leaves_that_the_next_program_refuses(open_desk, content):
    born = open_desk.today().replace(year=open_desk.today().year - 18)
    agreed = {"contact": "yes", "share_name": "yes"}
    data = a_file(age="child", agreement=agreed, person={"birth_date": born.isoformat()})
    case = read_case(data, content.catalogue, open_desk.today())
    assert case.age == "child" and case.person.birth_date == born.isoformat()
    file = transfer.plain_file(open_desk, open_desk.take_in(case))
    assert read_case(file, content.catalogue, open_desk.today()) == case
    lately, before = born - timedelta(days=20), born - timedelta(days=40)
    assert read_case(_of_a_child(lately, agreed), content.catalogue, open_desk.today()).person.birth_date == str(lately)
    for refused in (
        _of_a_child(before, agreed),
        _of_a_child(lately, agreed | {"contact": "no"}),
        _of_a_child(lately, agreed | {"contact": "unable"}),
        _of_a_child(lately, agreed | {"share_name": "no"}),
    ):
        with pytest.raises(CaseFileError, match=r"^person\.birth_date: "):
            read_case(refused, content.catalogue, open_desk.today())
    long_grown = a_file(age="child", agreement=agreed, person={"birth_date": str(born.year - 3)})
    old = open_desk.take_in(read_case(long_grown, content.catalogue))
    with pytest.raises(NotConsistent, match=r"^person\.birth_date: .* Correct it on the page of the case first\.$"):
        transfer.plain_file(open_desk, old)


@pytest.mark.parametrize("how", transfer.made_at(transfer.Maker.PAGE))
@pytest.mark.parametrize(
    "seal",
    [lambda plain, _: quick_age.seal(plain, "another"), lambda plain, word: quick_age.seal(plain[:-1], word)],
    ids=["another passphrase", "another content"],
)
def test_what_cannot_be_read_back_does_not_leave(open_desk, open_case, monkeypatch, how, seal):
    monkeypatch.setattr(file_kinds, "seal", seal)
    with pytest.raises(NotReadBack) as refused:
        file_to_hand_out(open_desk, _Printer(), open_case, how, PASSPHRASE)
    assert isinstance(refused.value, CannotHandOut)
    assert all(entry.act.value != "export" for entry, _ in open_desk.acts(10))


@pytest.mark.parametrize("how", transfer.made_at(transfer.Maker.PAGE))
def test_while_other_files_are_opened_or_sealed_none_is_given_away(open_desk, open_case, monkeypatch, how):
    with only_place(monkeypatch), pytest.raises(NotReadBack):
        file_to_hand_out(open_desk, _Printer(), open_case, how, PASSPHRASE)
    assert all(entry.act.value != "export" for entry, _ in open_desk.acts(10))


PARTED, COMPOSED = (unicodedata.normalize(form, "Zażółć gęślą jaźń 17 razy") for form in ("NFD", "NFC"))


@pytest.mark.parametrize(
    ("how", "sealed_with", "typed"),
    [
        ("age", PARTED, COMPOSED),
        ("age", COMPOSED, PARTED),
        ("age", f"  {COMPOSED.replace(' ', '   ')}", COMPOSED),
        ("pdf", PARTED, COMPOSED.replace(" ", "  ")),
    ],
)
def test_a_passphrase_opens_however_a_keyboard_composes_its_letters(
    open_desk, open_case, content, clock, monkeypatch, how, sealed_with, typed
):
    monkeypatch.setattr(file_kinds, "seal", quick_age.seal)
    data = file_to_hand_out(open_desk, _Printer(), open_case, how, sealed_with, shortest=8)
    assert transfer.case_of(content, data, typed, clock().date(), None).danger


@pytest.mark.parametrize("sealed_with", [PARTED, COMPOSED.replace(" ", "  "), "x" * 300])
def test_what_another_tool_sealed_opens_as_it_was_sealed(content, clock, sealed_with):
    data = quick_age.seal(a_file(danger=True), sealed_with)
    assert transfer.case_of(content, data, sealed_with, clock().date(), None).danger


@pytest.mark.parametrize(
    ("typed", "openings"),
    [
        ("ceramika dialog latarnia pomost", 1),
        ("ceramika   dialog latarnia pomost", 2),
        ("Ceramika Dialog latarnia pomost", 2),
        (COMPOSED, 1),
        (PARTED, 2),
    ],
)
def test_a_wrong_passphrase_costs_one_opening_unless_it_may_have_been_sealed_in_two_ways(
    content, clock, monkeypatch, typed, openings
):
    tried: list[str] = []

    def refused(_: bytes, passphrase: str) -> bytes:
        tried.append(passphrase)
        raise envelope.NotOpened

    monkeypatch.setattr(envelope, "opened", refused)
    with pytest.raises(envelope.NotOpened):
        transfer.case_of(content, b"", typed, clock().date(), None)
    assert len(tried) == openings


def test_capitals_of_ones_own_made_of_our_words_still_open(content, clock):
    own = "Ceramika Dialog latarnia pomost"
    for typed, sealed_with in ((own, own), (own, own.lower()), (own.lower(), own.lower())):
        data = quick_age.seal(a_file(danger=True), sealed_with)
        assert transfer.case_of(content, data, typed, clock().date(), None).danger
