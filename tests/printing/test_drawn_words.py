"""What somebody wrote, as it is drawn: told from the words of the program on every page, and within its own row."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from time import process_time

import pytest

from screening.printing.quoting import as_written
from screening.settings import folder
from tests.printing.picture import PAPER, POINT, Picture, Word, drawn, words
from tests.printing.sheets import sheet, typical_case

LETTERS = "WMWMWMWM"  # none of them goes below its line
LINES = 60


def dots_under(page: Picture, word: Word) -> int:
    """How often light becomes dark in the row below a word where it does so most."""
    rows = range(round((word.bottom - 3) * POINT), round((word.bottom + 2) * POINT))
    drawn_there = (page.row(at, word.left, word.right) for at in rows)
    return max(sum(one >= PAPER > other for one, other in pairwise(row)) for row in drawn_there)


@pytest.mark.parametrize("lines", [1, LINES // 3, LINES])
@pytest.mark.parametrize("kind", ["referral", "note", "notification"])
def test_each_line_of_own_words_is_underlined_with_dots_on_every_page(printer, kind, lines):
    case = typical_case()
    facts = "\n".join([LETTERS] * lines)
    pdf = printer.pdf(sheet(replace(case, context=replace(case.context, facts=facts)), kind), "pl").pdf
    found = [word for word in words(pdf) if LETTERS in word.text]
    assert len(found) >= min(lines, 40)
    pages = {number: drawn(pdf, number) for number in {word.page for word in found}}
    assert len(pages) > 1 or lines < LINES or kind != "referral", "they go over a page"
    assert min(dots_under(pages[word.page], word) for word in found) > 15


TALL = {
    "above": "m\u0305",
    "above two letters": "e\u035e",
    "letters above": "o\u1dee",
    "below": "a\u0332",
    "Arabic": "م\u064c",
    "Hebrew": "ש\u0599",
    "Thai": "ก\u0e34",
    "Tibetan": "ཀ\u0fac",
    "Khmer": "ទ\u17d2ទ",
    "Zanabazar": "𑨘\U00011a47𑨘",
    "signs like marks": "\ufc61\ufc61",
    "numbers that climb": "\U0001ec8c\U0001ec8c",
}
MANY, FEW = 30, 2


def ink(page: Picture, word: Word) -> float:
    """How dark the box of a word is."""
    rows = range(round(word.top * POINT), round(word.bottom * POINT))
    return sum(255 * len(row) - sum(row) for row in (page.row(at, word.left, word.right) for at in rows))


@cache
def not_theirs(printer, kind: str, text: str) -> tuple[list[str], list[float]]:
    """The Latin words of a paper whose other own words are this text, and how dark each is."""
    case = typical_case()
    person = replace(case.person, name=text, unsafe_contact=text, safe_contact="kolega 600 100 200")
    case = replace(case, person=person, safety=replace(case.safety, place=text))
    pdf = printer.pdf(sheet(case, kind), "pl").pdf
    found = [word for word in words(pdf) if word.text.isascii() and word.text.isalnum() and len(word.text) > 2]
    pages = {number: drawn(pdf, number) for number in {word.page for word in found}}
    return [word.text for word in found], [ink(pages[word.page], word) for word in found]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("times", [FEW, MANY])
@pytest.mark.parametrize("kind", ["referral", "script", "note"])
@pytest.mark.parametrize("name", TALL)
def test_marks_one_over_the_other_blacken_no_word_of_another_field(printer, name, kind, times):
    letter = TALL[name]
    text = ((letter[0] + letter[1:] * times) * 5)[:160]
    (plain, before), (found, after) = not_theirs(printer, kind, letter[0] * 5), not_theirs(printer, kind, text)
    assert len(found) > 40 and sorted(found) == sorted(plain)
    for one, other in zip(sorted(zip(plain, before, strict=True)), sorted(zip(found, after, strict=True)), strict=True):
        assert other[1] < 1.25 * one[1] + 500, (one, other)


@pytest.mark.parametrize(
    ("text", "tall"),
    [
        ("Zażółć gęślą jaźń 601 234 567", False),
        ("Nguye\u0302\u0303n Thi\u0323 Thuỷ, Їжак, țață, Việt", False),
        ("ß\u0301 ❤\ufe0f 👩\u200d⚕️", False),
        ("ʼ ªº² § ½ € → ☎ ⚠", False),
        ("Աննա, ანა, Ἄννα", False),
        ("q\u0301\u0301", True),
        ("q\u0301\u034f\ufe0f\u0323", True),
        ("नाम", True),
        ("ที่", True),
        ("ទ\u17d2ទ", True),
        ("\U0001ec8c", True),
        ("\ufc61", True),
        ("\ufbc0", True),
        ("☀\u200d☀\u200d☀", True),
        ("a\u05eb", True),
        ("a" + "\u1acf" * 20, True),
        ("❤\ufe0f\u200d" * 80, True),
        ("\u0600\u06001", True),
        ("q\u0301\u200d\u0301", True),
    ],
)
def test_a_line_gets_a_box_where_marks_do_not_become_one_letter_signs_are_tied_or_a_script_may_leave_its_row(
    text, tall
):
    assert ('<span class="tall' in as_written(text)) is tall
    assert as_written(f"raz\n{text}\ndwa").count('"tall') == tall, "each line by itself"


def test_a_long_text_and_each_of_several_lines_is_a_block_of_its_own_for_fitting_boxes_takes_paper_minutes():
    style = (folder("templates") / "print" / "sheet.css").read_text(encoding="utf-8")
    assert re.search(r"^\.tall\.long \{ display: block;", style, re.MULTILINE)
    assert [as_written("ש" * length).count('"tall long"') for length in (80, 81, 600)] == [0, 1, 1]
    assert as_written("ש\nש").count('"tall long"') == 2


@pytest.mark.parametrize("part", ["\u094d", "\u200d", "क\u094d\u200d", "\u0301\u200d", "\ufe0f", "\u0903", "क"])
def test_marks_again_and_again_cost_no_more_than_their_length(part):
    began = process_time()
    as_written("क" + (part * 64 * 1024)[: 64 * 1024])
    as_written("क\u094d" + (part * 64 * 1024)[: 64 * 1024])
    assert process_time() - began < 2
