"""Own words between quotation marks: nothing in them can end the quotation or look like a new field.

What a sign looks like is known from its name and its decomposition in Unicode, and no list of signs is kept here.
"""

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup, escape

# What each sign is taken for, one letter each: a line of text becomes a line of these, which patterns are searched in.
# A whole quotation mark, half of one high or low, the dot between fields, a blank, a sign that is not drawn, and so on.
WHOLE, HIGH, LOW, DOT, BLANK, UNSEEN, BRACKET, LETTER, OTHER = "M", "H", "L", "D", " ", "U", "B", "W", "O"

# Searched in the names that Unicode has for signs.
MARK = re.compile(
    "QUOTATION|DITTO|GERSHAYIM|DOUBLE (?:PRIME|ACUTE|GRAVE|COMMA|APOSTROPHE|TURNED COMMA|SHORT VERTICAL STROKE)"
)
HALF = re.compile(
    r"APOSTROPHE|QUOTATION|\bPRIME|\bACUTE\b|\bGRAVE\b|COMMA|GERESH|SALTILLO"
    "|MODIFIER LETTER.*(?:VERTICAL LINE|HALF RING)"
)
BELOW = re.compile(r"\bLOW\b|\bLOW-|^(?!MODIFIER|.*(?:QUOTATION|TURNED|ABOVE)).*COMMA")
LIKE_A_DOT = re.compile(
    r"\bDOT\b|\bDOTS-\d$|BULLET|INTERPUNCT|WORD SEPARATOR|HYPHENATION POINT|\bSPOT\b|(?<!-)\bCIRCLE\b|RING OPERATOR"
    "|SINGLE PUNCTUATION|SYLLABICS HYPHEN"
)

PAIR = f"(?:{WHOLE}|{HIGH}{UNSEEN}*{HIGH}|{LOW}{UNSEEN}*{LOW})"
SIGN = re.compile(
    rf"(?P<opening>(?<![^{BLANK}{BRACKET}]){PAIR})|(?P<closing>{PAIR})"
    rf"|(?P<dot>(?:(?<!{LETTER}){DOT}|{DOT}(?!{LETTER}))[{DOT}{BLANK}{UNSEEN}]*)"
)
# In a longer text all further lines become one, so that a sheet full of line ends can still be printed.
MOST_LINES = 40
BREAKS = re.compile(r"[^\S\n]*\n\s*")
# What each sign is to the order of reading (UAX 9), one letter each: a letter from the left, a digit, a mark on the
# sign before it, a sign that may begin a number, what has no direction of its own, and what ends a stretch.
STRONG, DIGIT, ON_TOP, BEFORE, NEUTRAL, END = "L", "D", "M", "+", "n", "x"
FROM_THE_RIGHT, TURNED = frozenset(("R", "AL")), frozenset(("R", "AL", "AN"))
# The blocks whose signs run from the right also where none is assigned yet (UAX 9, DerivedBidiClass).
FROM_THE_RIGHT_BY_BLOCK = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
TO_THE_ORDER = {
    "L": STRONG, "EN": DIGIT, "AN": DIGIT, "NSM": ON_TOP,
    **dict.fromkeys(("WS", "ON", "ES", "CS", "ET", "BN", ""), NEUTRAL),
}  # fmt: skip
# What is between letters from the right and line ends, without the signs at its edges.
STRETCH = re.compile(rf"(?:[{BEFORE}]{NEUTRAL}?){{0,2}}[{STRONG}{DIGIT}](?:[^{END}]*[{STRONG}{DIGIT}])?{ON_TOP}*")
# Isolated, each sign of it from left to right (Unicode UAX 9), also Arabic digits; named, so that no words hold it.
AS_IT_RUNS = Markup("&#8294;&#8237;{}&#8236;&#8297;")
FROM_THE_LEFT = Markup("&#8206;")
# What each sign adds to its row, one letter each: nothing, one mark, nothing seen, the next sign tied to it, or what
# only its font says.
FLAT, MARKED, PASSED, TIED, TALL = "f", "m", "p", "t", "T"
# Signs of format of these scripts are drawn, and no row breaks after one.
DRAWN = ("ARABIC ", "SYRIAC ", "KAITHI ", "EGYPTIAN ")
# Letters of these scripts stay within their row, whichever are beside them (measured over every letter of the printing
# fonts). So do all signs before the end of the block of Armenian.
ON_THE_LINE = ("LATIN ", "GREEK ", "CYRILLIC ", "ARMENIAN ", "GEORGIAN ")
AFTER_ARMENIAN = 0x0590
OVER_ITS_ROW = re.compile(f"{TALL}|{MARKED}[{PASSED}{TIED}]*{MARKED}|{TIED}.*{TIED}")
WITHIN_ITS_ROW = Markup('<span class="tall{}">{}</span>')
SHORT = 80  # signs of a text whose box is among words; to fit boxes round longer ones took paper minutes


def within_quotes(text: str) -> str:
    """Return the text as it is put between quotation marks, each of its lines on a line of its own and none of them
    empty.

    Signs like a quotation mark become « or »; those like the dot between fields a comma, but between two letters.
    """
    lines = [_line(line) for line in BREAKS.sub("\n", text.strip()).split("\n")]
    return "\n".join(
        (*lines[: MOST_LINES - 1], " / ".join(lines[MOST_LINES - 1 :])) if len(lines) > MOST_LINES else lines
    )


def numbers_kept(text: str) -> Markup:
    """Return the text as HTML, each number in it with its parts in the order in which they were written.

    Among letters that run from the right the parts of a number change places, whatever is between them, and so do
    those in Arabic digits. So there each stretch without such letters that holds a number in parts is drawn from left
    to right. If letters from the left begin the text, all of it runs from the left; where they are within a stretch,
    the mark FROM_THE_LEFT says so in their place.
    """
    kinds = [unicodedata.bidirectional(each) or _by_block(each) for each in text]
    if TURNED.isdisjoint(kinds):
        return escape(text)
    first = next((at for at, kind in enumerate(kinds) if kind in FROM_THE_RIGHT), len(text))
    order = "".join(
        BEFORE if each in "+(" else TO_THE_ORDER.get(kind, END) for each, kind in zip(text, kinds, strict=True)
    )
    parts, at = [], 0
    for found in STRETCH.finditer(order):
        if DIGIT in found[0] and found[0].strip(DIGIT):
            stretch = text[found.start() : found.end()]
            if text.startswith(")", found.end()) and stretch.count("(") > stretch.count(")"):
                stretch += ")"
            begins = FROM_THE_LEFT if found.start() < first and STRONG in found[0] else ""
            parts += [escape(text[at : found.start()]), begins, AS_IT_RUNS.format(stretch)]
            at = found.start() + len(stretch)
    return Markup().join([*parts, escape(text[at:])])


def _by_block(character: str) -> str:
    """The class in UAX 9 of a sign that the Unicode of this Python does not know."""
    return "R" if FROM_THE_RIGHT_BY_BLOCK.match(character) else ""


def as_written(text: str) -> Markup:
    """Return the text as HTML, its numbers in order, and each line in a box that would be drawn over others.

    Marks on one letter are drawn one over the other: thirty of them reach over six rows. Some scripts set letters under
    letters, or climb. Signs that joiners tie are not broken at the end of a line, however many. All these would be
    drawn over other fields. The box cuts off what is outside it, and has room for what languages need.
    """
    lines = zip(text.split("\n"), numbers_kept(text).split("\n"), strict=True)
    how = " long" if len(text) > SHORT or "\n" in text else ""
    return Markup("\n").join(WITHIN_ITS_ROW.format(how, html) if _is_tall(line) else html for line, html in lines)


def _is_tall(line: str) -> bool:
    """Whether a letter has more marks than one that composing leaves, is tied to others, or may leave its row."""
    if line.isascii():
        return False
    return OVER_ITS_ROW.search("".join(map(_height_of, unicodedata.normalize("NFC", line)))) is not None


@lru_cache(8192)
def _height_of(character: str) -> str:
    """FLAT, MARKED, PASSED, TIED or TALL."""
    kind, name = unicodedata.category(character), unicodedata.name(character, "")
    if kind == "Cn":
        return TALL
    if name == "ZERO WIDTH JOINER":
        return TIED
    if kind == "Cf" and name.startswith(DRAWN):
        return TALL
    if kind == "Cf" or name.startswith("VARIATION SELECTOR"):
        return PASSED
    if kind in ("Mn", "Me") and name.startswith("COMBINING "):
        return MARKED
    is_flat = ord(character) < AFTER_ARMENIAN or name.startswith(ON_THE_LINE)
    return FLAT if is_flat or kind[0] in "PZC" or kind in ("So", "Sm", "Sc") else TALL


def _line(text: str) -> str:
    """A line with its quotation marks and dots replaced."""
    taken_for = "".join(map(_taken_for, text))
    parts, at = [], 0
    for found in SIGN.finditer(taken_for):
        before = taken_for[at : found.start()]
        if found["dot"]:
            before = before.rstrip(BLANK + UNSEEN)
        parts += [text[at : at + len(before)], {"opening": "«", "closing": "»", "dot": ", "}[found.lastgroup or ""]]
        at = found.end()
    return "".join([*parts, text[at:]])


def _is_unseen(character: str, name: str) -> bool:
    """Whether nothing is drawn for it. Marks that turn the reading order are not meant: paper shows their numbers."""
    kinds = unicodedata.category(character), unicodedata.bidirectional(character)
    return kinds == ("Cf", "BN") or "VARIATION SELECTOR" in name or "JOINER" in name or "VOWEL INHERENT" in name


@lru_cache(8192)
def _taken_for(character: str) -> str:
    """WHOLE, HIGH, LOW, DOT, BLANK, UNSEEN, BRACKET, LETTER or OTHER."""
    name = unicodedata.name(character, "")
    kind = unicodedata.category(character)
    if character.isspace() or name.endswith(" BLANK") or "FILLER" in name:
        return BLANK
    if _is_unseen(character, name):
        return UNSEEN
    if character in "([":
        return BRACKET
    if (kind in ("Lu", "Ll", "Lt") and "SALTILLO" not in name) or kind[0] in "MN" or "SYLLABLE" in name:
        return LETTER
    names = [name, *(unicodedata.name(each, "") for each in unicodedata.normalize("NFKD", character))]
    if "ANGLE QUOTATION" in name:
        return OTHER
    halves = [each for each in names[1:] if HALF.search(each)]
    if len(halves) > 1 or any(MARK.search(each) and "SINGLE" not in each for each in names):
        return WHOLE
    if halves or HALF.search(name):
        return LOW if BELOW.search(name) else HIGH
    if any(LIKE_A_DOT.search(each) for each in names) and " WITH " not in name:
        return DOT
    return LETTER if kind[0] == "L" else OTHER
