"""Room for a pen: on the script lines go down to the foot of the page."""

import subprocess

import pytest

from screening.printing import Printer
from tests.printing.read import pages
from tests.printing.sheets import CASES, sheet

DPI = 100
MILLIMETRE = DPI / 25.4
FOOT = 14  # millimetres of the page below the last line


def grey_rows(pdf: bytes, page: int) -> list[float]:
    """Where a line crosses the middle of a page, in millimetres from its top."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page), "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    _, size, _, pixels = drawn.split(b"\n", 3)
    width, height = map(int, size.split())
    dark = [max(pixels[row * width + width // 4 : row * width + width * 3 // 4]) < 240 for row in range(height)]
    return [row / MILLIMETRE for row in range(1, height) if dark[row] and not dark[row - 1]]


@pytest.mark.parametrize("name", ["typical", "child", "empty"])
def test_the_lines_of_the_script_for_notes_go_down_to_the_foot_of_its_last_page(printer: Printer, name):
    pdf = printer.pdf(sheet(CASES[name](), "script"), "pl").pdf
    lines = grey_rows(pdf, len(pages(pdf)))[-2:]
    assert len(lines) == 2 and 7 < lines[1] - lines[0] < 9
    assert 297 - FOOT - 9 < lines[1] < 297 - FOOT + 1
