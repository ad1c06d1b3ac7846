"""A page of a PDF as a picture, for tests of what no reader of its text can see."""

import re
import subprocess
from typing import NamedTuple

DPI = 100
POINT = DPI / 72
PAPER = 240  # and more is white


class Picture(NamedTuple):
    """The pixels of a page in grey, one byte each, row by row."""

    width: int
    height: int
    pixels: bytes

    def row(self, at: int, left: float, right: float) -> bytes:
        """The pixels of a row between two places, in points from the left."""
        return self.pixels[at * self.width + round(left * POINT) : at * self.width + round(right * POINT)]


class Word(NamedTuple):
    """A word as it is drawn: its page, counted from 1, and its box in points."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def drawn(pdf: bytes, page: int) -> Picture:
    """A page, counted from 1, as it is drawn."""
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page), "-"]
    _, size, _, pixels = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    return Picture(width, height, pixels)


def words(pdf: bytes) -> list[Word]:
    """The words of a PDF with their places."""
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [
        Word(page, *map(float, box), text)
        for page, part in enumerate(found.split("<page ")[1:], 1)
        for *box, text in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', part)
    ]
