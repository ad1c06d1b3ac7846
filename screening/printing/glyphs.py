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
SPOILING = frozenset("\u0eb3\u2028\u2029\ufff9\ufffa\ufffb")
INSTALL = "apt-get install fontconfig fonts-noto-core fonts-dejavu-core"


class FontMissing(Exception):
    """A printing font is not installed; the message is one sentence."""


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
        return frozenset(point for point in font.getBestCmap() if unicodedata.category(chr(point)) != "Cc")


@cache
def covered() -> frozenset[int]:
    """Code points that one of the printing fonts can show, in regular and in bold. Raises FontMissing."""
    families = [[_points(family, style) for style in STYLES] for family in FONTS]
    shared = frozenset().union(*(frozenset.intersection(*styles) for styles in families))
    return shared - frozenset(map(ord, SPOILING))


def shown(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with every character that cannot be shown written as `[U+1F9FF]`, and those characters.

    So are the marks that turn the reading order. Joiners and variation selectors without a glyph are left out.
    """
    has_glyph = covered()
    parts = []
    replaced = set()
    for character in text:
        if unicodedata.category(character) in ("Zl", "Zp"):
            parts.append(" ")
        elif character in INVISIBLE or (ord(character) in has_glyph and character not in TURNING):
            parts.append(character)
        elif character not in TURNING and (
            unicodedata.category(character) == "Cf" or unicodedata.name(character, "").startswith("VARIATION")
        ):
            continue
        else:
            replaced.add(character)
            parts.append(f"[U+{ord(character):04X}]")
    return "".join(parts), tuple(sorted(replaced))
