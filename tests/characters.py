"""Characters to try in texts: some of every general category of Unicode, and all that come along with pastes."""

import unicodedata
from collections import defaultdict
from functools import cache
from itertools import chain

from screening.core.record.cleaning import SPACES, TAKEN_OUT

WHOLE = ("Cc", "Cf", "Zs", "Zl", "Zp")
SOME = 5
# Marks that change their number when a text is composed, letters that grow, joiners in words and emoji, Word's bullet.
ODD = (
    "\u0344",
    "\u0f73",
    "\ufb1d",
    "\u0958",
    "\u1100\u1161\u11a8",
    "می\u200cخواهم",
    "क्\u200dष",
    "👩🏽\u200d⚕️",
    "\uf0b7",
)


@cache
def every() -> tuple[str, ...]:
    """Every code point that is a character in UTF-8; surrogates are none."""
    return tuple(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)


@cache
def some() -> tuple[str, ...]:
    """All characters of the categories of `WHOLE`, a few of every other category, and the odd ones."""
    by_category = defaultdict(list)
    for character in every():
        by_category[unicodedata.category(character)].append(character)
    few = [
        group if category in WHOLE else [group[n * (len(group) - 1) // (SOME - 1)] for n in range(SOME)]
        for category, group in sorted(by_category.items())
    ]
    pasted = [chr(code) for first, last in TAKEN_OUT for code in (first, last) if not 0xD800 <= code < 0xE000]
    return tuple(dict.fromkeys(chain(*few, pasted, SPACES, ODD)))


def categories(characters: tuple[str, ...]) -> frozenset[str]:
    """The general categories of Unicode among these characters."""
    return frozenset(unicodedata.category(each) for each in "".join(characters))


def texts(limit: int, characters: tuple[str, ...]) -> list[str]:
    """Texts of at most so many characters that hold all of these, each between letters."""
    found = [""]
    for each in characters:
        piece = f"a{each}ż"
        if len(unicodedata.normalize("NFC", found[-1] + piece)) > limit:
            found.append("")
        found[-1] += piece
    return found
