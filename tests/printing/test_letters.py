"""Every letter of what a person reads has its form in the printing fonts, and stands clear of the line above."""

import re
import subprocess
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from screening.printing.glyphs import FIRST, covered, unshown
from screening.settings import folder
from screening.translation import languages, read_catalogue

EACH = pytest.mark.parametrize("language", [code for code, each in languages().items() if "person" in each.domains])
SHEET = (folder("templates") / "print" / "sheet.css").read_text(encoding="utf-8")


def letters(language: str) -> set[str]:
    """Every character of the person's catalogue, small and in capitals."""
    text = "".join(m.string for m in read_catalogue(language, "person") if m.id)
    return set(unicodedata.normalize("NFC", text + text.upper()))


def font(style: str) -> TTFont:
    file = subprocess.run(
        ["fc-match", "-f", "%{file}", f"{FIRST[0]}:style={style}"], capture_output=True, text=True, check=True
    ).stdout
    return TTFont(file)


def least_line_height() -> float:
    """The least line height, in em, that the sheet's style gives to what a person reads on leaflet and card."""
    named = re.findall(
        r"^\.(?:leaflet|easy|card|wallet|overleaf)(?![^{]*(?: b|\.untranslated) \{)[^{]*\{[^}]*line-height: ([\d.]+);",
        SHEET,
        re.MULTILINE,
    )  # not that of numbers, nor of words left in Polish
    named += re.findall(r"^body \{ font: [\d.]+pt/([\d.]+) ", SHEET, re.MULTILINE)
    assert len(named) >= 7
    return min(map(float, named))


@EACH
def test_every_character_has_a_glyph_in_regular_and_bold(language):
    text = "".join(sorted(letters(language)))
    assert len(text) > 50
    assert {each for each in letters(language) if ord(each) not in covered() and each != "\n"} == set()
    assert unshown("a" + text) == ()


@EACH
@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_marks_above_and_below_fit_between_the_lines_of_leaflet_and_card(language, style):
    with font(style) as file:
        names, glyphs, em = file.getBestCmap(), file["glyf"], file["head"].unitsPerEm
        drawn = [glyphs[names[ord(each)]] for each in letters(language) if ord(each) in names]
        high = max(each.yMax for each in drawn if hasattr(each, "yMax")) / em
        low = min(each.yMin for each in drawn if hasattr(each, "yMin")) / em
        assert high <= file["hhea"].ascent / em and -low <= -file["hhea"].descent / em, "nothing leaves its line box"
    assert high - low <= least_line_height(), (high, low)
