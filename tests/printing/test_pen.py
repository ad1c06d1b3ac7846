"""Room for a pen: on the script lines go down to the foot of the page."""

import pytest

from screening.printing import Printer
from tests.printing.picture import DPI, PAPER, drawn
from tests.printing.read import pages
from tests.printing.sheets import CASES, sheet

MILLIMETRE = DPI / 25.4
FOOT = 14  # millimetres of the page below the last line


def grey_rows(pdf: bytes, page: int) -> list[float]:
    """Where a line crosses the middle of a page, in millimetres from its top."""
    width, height, pixels = drawn(pdf, page)
    dark = [max(pixels[row * width + width // 4 : row * width + width * 3 // 4]) < PAPER for row in range(height)]
    return [row / MILLIMETRE for row in range(1, height) if dark[row] and not dark[row - 1]]


@pytest.mark.parametrize("name", ["typical", "child", "empty"])
def test_the_lines_of_the_script_for_notes_go_down_to_the_foot_of_its_last_page(printer: Printer, name):
    pdf = printer.pdf(sheet(CASES[name](), "script"), "pl").pdf
    lines = grey_rows(pdf, len(pages(pdf)))[-2:]
    assert len(lines) == 2 and 7 < lines[1] - lines[0] < 9
    assert 297 - FOOT - 9 < lines[1] < 297 - FOOT + 1
