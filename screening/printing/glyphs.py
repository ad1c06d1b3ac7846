"""Which characters the printing fonts can show. One missing glyph would spoil the text of the whole PDF."""

import subprocess
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

FONTS = ("Noto Sans", "DejaVu Sans")
STYLES = ("Regular", "Bold")
INVISIBLE = {"\n", "\t", "\r", "\u200b", "\u00ad", "\u2060"}
# They turn the order of what stands around them, so that a reader sees other text than was written.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# They have a glyph, and yet a PDF with one of them fails (measured over every character of both fonts).
SPOILING = frozenset({0x0EB3, 0x2028, 0x2029, 0xFFF9, 0xFFFA, 0xFFFB})
MARKS = frozenset(range(0x0300, 0x0370)) | frozenset(range(0x064B, 0x0656))  # so do other scripts' marks
INSTALL = "apt-get install fontconfig fonts-noto-core fonts-dejavu-core"


class FontMissing(Exception):
    """A printing font is not installed; the message is one sentence."""


def _harmless(point: int) -> bool:
    category = unicodedata.category(chr(point))
    return category != "Cc" and point not in SPOILING and (category[0] != "M" or point in MARKS)


def _points(family: str, style: str) -> frozenset[int]:
    try:
        found = subprocess.run(  # noqa: S603
            ["fc-match", "-f", "%{family}|%{file}", f"{family}:style={style}"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        raise FontMissing(f"The fonts cannot be looked up; install fontconfig: {INSTALL}") from None
    name, _, file = found.partition("|")
    if family not in name.split(","):
        raise FontMissing(f"The font {family} is missing; install it: {INSTALL}")
    with TTFont(file, lazy=True) as font:
        return frozenset(filter(_harmless, font.getBestCmap()))


@cache
def covered() -> frozenset[int]:
    """Code points that one of the printing fonts can show, in regular and in bold. Raises FontMissing."""
    families = [[_points(family, style) for style in STYLES] for family in FONTS]
    return frozenset().union(*(frozenset.intersection(*styles) for styles in families))


def _lone_mark(character: str, before: str) -> bool:
    """A combining mark with no letter to stand on."""
    return unicodedata.category(character)[0] == "M" and unicodedata.category(before)[0] not in "LM"


def _left_out(character: str) -> bool:
    """A joiner or variation selector, which has no form of its own."""
    return unicodedata.category(character) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(character, "")


def shown(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with every character that cannot be shown written as `[U+1F9FF]`, and those characters.

    So are the marks that turn the reading order. Joiners and variation selectors without a glyph are left out.
    """
    has_glyph = covered()
    parts = []
    replaced = set()
    before = " "
    for character in unicodedata.normalize("NFC", text):
        plain = ord(character) in has_glyph and character not in TURNING and not _lone_mark(character, before)
        if plain or character in INVISIBLE:
            parts.append(character)
            before = character
        elif unicodedata.category(character) in ("Zl", "Zp"):
            parts.append(" ")
            before = " "
        elif character in TURNING or not _left_out(character):
            replaced.add(character)
            parts.append(f"[U+{ord(character):04X}]")
            before = "]"
    return "".join(parts), tuple(sorted(replaced))
