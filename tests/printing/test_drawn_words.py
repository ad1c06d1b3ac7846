"""What somebody wrote, as it is drawn: told from the words of the program on every page, and within its own row."""

from dataclasses import replace
from itertools import pairwise

import pytest

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
