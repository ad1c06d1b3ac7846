"""Characters of pasted text that nobody typed: one function says what becomes of them, for pages and for files.

Decision 0013 says which characters are kept and why.
"""

import re
import unicodedata
from typing import NamedTuple

MOST_MARKS = 30  # of one letter; Unicode's stream-safe text allows as many (UAX 15, section 13)
SPACE, BREAK = " ", "\n"

# Unicode property Bidi_Control: such marks make a reader see another text than the one stored (TR 36, 3.1).
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
JOINERS = "\u200c\u200d"  # needed within Persian and Indic words and within emoji
EMOJI = 0x2600  # first of the symbols that a joiner may tie together
AFTER_CYRILLIC = 0x0590  # scripts from here on may need joiners

# Ranges, both ends included, of what is invisible or no character at all.
TAKEN_OUT = (
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x200B, 0x200B),
    (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFC), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)  # fmt: skip

_TABLE = {
    **{code: None for first, last in TAKEN_OUT for code in range(first, last + 1)},
    **dict.fromkeys(map(ord, SPACES), SPACE),
    **dict.fromkeys(map(ord, LINE_BREAKS), BREAK),
}


def _is_mark(character: str) -> bool:
    """Whether NFC sorts a character among its neighbours: it is a combining mark, or is made of such marks alone."""
    if unicodedata.combining(character) or not unicodedata.decomposition(character):
        return unicodedata.combining(character) > 0
    return all(map(unicodedata.combining, unicodedata.normalize("NFD", character)))


_MARKS = "".join(filter(_is_mark, map(chr, range(0x300, 0x20000))))  # no mark has a code outside this range
_RUN = re.compile(f"[{_MARKS}{JOINERS}]{{2,}}|[{JOINERS}]")
_JOINED = re.compile(f"([{JOINERS}])[{JOINERS}]+")
_NO_JOINERS = dict.fromkeys(map(ord, JOINERS))


class Cleaned(NamedTuple):
    """A text as it is kept, and whether its reader must know that it is not what was sent."""

    text: str
    changed: bool


def _may_join(base: str) -> bool:
    """Whether a joiner may follow: after a letter or vowel sign of a script that uses them, or after an emoji."""
    category, code = unicodedata.category(base), ord(base)
    if category in ("Lo", "Lm", "Mn", "Mc"):
        return code >= AFTER_CYRILLIC
    return category in ("So", "Sk") and code >= EMOJI


def _bounded(run: re.Match[str]) -> str:
    """A run of marks and joiners as it is kept: at most `MOST_MARKS`, joiners where one may be, no two in a row."""
    base = run.string[run.start() - 1] if run.start() else SPACE
    kept = _JOINED.sub(r"\1", run[0]) if _may_join(base) else run[0].translate(_NO_JOINERS)
    return kept[:MOST_MARKS]


def cleaned(text: str, *, lines: bool = True) -> Cleaned:
    """Return a text without what comes along with a paste; takes time in proportion to its length.

    Every kind of line break becomes a line end, or a space unless the text may have `lines`. Every other kind of space
    becomes a space. Controls, direction marks and invisible characters are taken out; joiners stay where words and
    emoji need them. Line ends of another system and composed letters are no change worth telling.
    At most `MOST_MARKS` marks stay after a letter: composing a text sorts them in quadratic time. A cleaned text stays
    as it is when it is cleaned again.
    """
    if text.isascii() and text.isprintable():
        return Cleaned(text, changed=False)
    sent = text.replace("\r\n", BREAK).replace("\r", BREAK)
    swept = sent.translate(_TABLE)
    if not lines:
        swept = swept.replace(BREAK, SPACE)
    kept = _RUN.sub(_bounded, swept)
    normal = unicodedata.normalize("NFC", kept)
    final = _RUN.sub(_bounded, normal)
    return Cleaned(final, changed=kept != sent or final != normal)
