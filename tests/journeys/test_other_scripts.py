"""Own words in letters of another script stay within the page, and within the paper that the browser prints."""

import re
import subprocess

import pytest

from tests.journeys import arriving
from tests.journeys.walk import answer_yes, resize, save

LINK = "https://www.example.org/groups/praca-w-polsce/" + "0123456789" * 8


@pytest.mark.rest
@pytest.mark.parametrize("letter", ["محمد", "नमस्ते", "க" + "ா" * 159, "☀\u200d" * 70])
def test_a_line_with_letters_of_another_script_stays_within_page_and_paper(page, served, letter):
    case = arriving.open_case(page, served)
    answer_yes(page, "documents_withheld")
    page.goto(f"{case}/facts")
    page.locator("textarea[name=facts]").fill(f"Ogłoszenie wysłał {letter}: {LINK} OSTATNIE")
    save(page)
    wide = {}
    for width in (320, 1280):
        resize(page, {"width": width, "height": 900})
        for ending in ("referral", "documents/referral"):
            page.goto(f"{case}/{ending}")
            wide[width, ending] = page.evaluate("document.documentElement.scrollWidth") - width
    assert set(wide.values()) == {0}, wide
    printed = page.pdf(format="A4")
    words = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=printed, capture_output=True, check=True)
    ends = [
        float(right)
        for right in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">[^<]*OSTATNIE[^<]*<', words.stdout.decode())
    ]
    assert ends and max(ends) < 596
