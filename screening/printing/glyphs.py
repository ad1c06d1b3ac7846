"""Which characters the printing fonts can show. One missing glyph would spoil the text of the whole PDF."""

import subprocess
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

FONTS = ("Noto Sans", "DejaVu Sans")
INVISIBLE = {"\n", "\t", "\u200b", "\u00ad", "\u2060"}


class FontMissing(Exception):
    """A printing font is not installed; the message is one sentence."""


@cache
def covered() -> frozenset[int]:
    """Code points that at least one of the printing fonts has a glyph for. Raises FontMissing."""
    points: set[int] = set()
    for family in FONTS:
        found = subprocess.run(  # noqa: S603
            ["fc-match", "-f", "%{family}|%{file}", f"{family}:style=Regular"],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        name, _, file = found.partition("|")
        if family not in name:
            raise FontMissing(
                f"The font {family} is missing; install it: apt-get install fonts-noto-core fonts-dejavu-core"
            )
        with TTFont(file, lazy=True) as font:
            points |= set(font.getBestCmap())
    return frozenset(points)


def shown(text: str, replaced: set[str]) -> str:
    """The text with every character that has no glyph written as `[U+1F9FF]`; those are added to `replaced`."""
    has_glyph = covered()
    parts = []
    for character in text:
        if ord(character) in has_glyph or character in INVISIBLE:
            parts.append(character)
        elif unicodedata.category(character) in ("Mn", "Me", "Cf") and not character.isprintable():
            continue
        else:
            replaced.add(character)
            parts.append(f"[U+{ord(character):04X}]")
    return "".join(parts)
