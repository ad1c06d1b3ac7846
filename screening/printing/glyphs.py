"""Which characters the printing fonts can show. One missing glyph would spoil the text of the whole PDF."""

import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from screening.translation import Translator

FIRST = ("Noto Sans",)
SYMBOLS = ("DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols2")
# Between them come all scripts: one family of Noto for each.
SCRIPTS = ("Noto Sans ", "Noto Serif ")
# Mathematical letters look like those of a label, and some digits come out with a wrong width.
UNSUITED = ("Noto Sans Math",)
REGULAR = ("Regular", "Book")  # names of a style that is not bold
LIST_FORMAT = "%{family[0]}|%{style[0]}|%{fontformat}|%{charset}\n"
JOINERS = {"\u200c", "\u200d"}
# They need no glyph.
INVISIBLE = {"\n", "\t", "\r", "\u200b", "\u00ad", "\u2060"}
# They change the direction of the text around them, so that a reader sees other text than was written.
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# They have a glyph, and yet a PDF with one of them fails (measured over every character of all these fonts).
SPOILING = frozenset({0x2028, 0x2029, 0xFFF9, 0xFFFA, 0xFFFB, 0x110CD, *range(0x1BCA0, 0x1BCA4)})
SHORT_RUN = 4  # characters; each of them is written by its number
MOST_RUNS = 20  # written so in one text
MOST_NAMED = 20  # characters in one list
INSTALL = "apt-get install fontconfig fonts-noto-core fonts-dejavu-core"

# A function that says a longer run in words: it gets how many characters the run has, and `U+…` of the first.
RunInWords = Callable[[int, str], str]


class FontMissing(Exception):
    """A printing font is not installed; the message is one sentence."""


def _points(charset: str) -> Iterator[int]:
    """The code points of a fontconfig character set, such as `20-7e a0`, without control characters and SPOILING."""
    for part in charset.split():
        first, _, last = part.partition("-")
        for point in range(int(first, 16), int(last or first, 16) + 1):
            if point not in SPOILING and unicodedata.category(chr(point)) != "Cc":
                yield point


def _installed() -> dict[str, frozenset[int]]:
    """The code points of each installed family, in regular and, where there is a bold style, in bold too.

    Those with a bold style come first: they are of scripts in daily use. A family without a space is left out, since
    a space between its letters is drawn in the same family.
    """
    try:
        listed = subprocess.run(  # noqa: S603
            ["fc-list", "-f", LIST_FORMAT],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        raise FontMissing(f"The fonts cannot be looked up; install fontconfig: {INSTALL}") from None
    styles: dict[str, dict[bool, frozenset[int]]] = {}
    for line in listed.splitlines():
        family, style, kind, charset = line.split("|")
        wanted = family in (*FIRST, *SYMBOLS) or (family.startswith(SCRIPTS) and family not in UNSUITED)
        if wanted and kind == "TrueType" and style in (*REGULAR, "Bold"):
            styles.setdefault(family, {}).setdefault(style == "Bold", frozenset(_points(charset)))
    whole = {family: each for family, each in styles.items() if 0x20 in each.get(False, ())}
    order = sorted(whole, key=lambda family: (True not in whole[family], family))
    return {family: frozenset.intersection(*whole[family].values()) for family in order}


@cache
def families() -> Mapping[str, frozenset[int]]:
    """Return the printing families in the order in which a character is looked for, each with its code points.

    A family that adds none is left out. Raises FontMissing.
    """
    installed = _installed()
    for needed in (*FIRST, SYMBOLS[0]):
        if needed not in installed:
            raise FontMissing(f"The font {needed} is missing; install it: {INSTALL}")
    scripts = [family for family in installed if family not in (*FIRST, *SYMBOLS)]
    found: dict[str, frozenset[int]] = {}
    seen: set[int] = set()
    for family in (*FIRST, *scripts, *(each for each in SYMBOLS if each in installed)):
        if installed[family] - seen:
            found[family] = installed[family]
            seen |= installed[family]
    return found


@cache
def _first_family() -> Mapping[int, str]:
    found: dict[int, str] = {}
    for family, points in families().items():
        for point in points:
            found.setdefault(point, family)
    return found


def covered() -> frozenset[int]:
    """Return the code points that one of the printing fonts can show, in regular and in bold. Raises FontMissing."""
    return frozenset(_first_family())


def families_for(text: Iterable[str]) -> tuple[str, ...]:
    """Return the families that these characters are printed in, in order; always `Noto Sans` and `DejaVu Sans`."""
    known = _first_family()
    used = {known.get(ord(character)) for character in set(text)} | {FIRST[0], SYMBOLS[0]}
    return tuple(family for family in families() if family in used)


def without_form(translator: Translator) -> RunInWords:
    """Return the function that says in this language how many characters cannot be printed, and the first of them."""

    def many(count: int, first: str) -> str:
        said = translator.ngettext(
            "%(num)s character without a printed form: %(first)s …",
            "%(num)s characters without a printed form: %(first)s …",
            count,
        )
        return said % {"num": count, "first": first}

    return many


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _fits(mark: str, before: str) -> bool:
    """Whether a combining mark is on a letter, or another mark, of a family that has this mark too."""
    family = _first_family().get(ord(before), "")
    return unicodedata.category(before)[0] in "LM" and bool(family) and ord(mark) in families()[family]


def _left_out(character: str) -> bool:
    """Whether a character is a joiner, variation selector or the like, which is not drawn."""
    return unicodedata.category(character) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(character, "")


@cache
def _plain() -> frozenset[str]:
    """The characters that can be shown whatever is before them: no combining mark, no direction mark."""
    shown_alone = {chr(point) for point in covered()} - DIRECTION_MARKS
    return frozenset(each for each in shown_alone if not _is_mark(each)) | INVISIBLE


def _numbers(run: list[str], many: RunInWords) -> str:
    """A run of characters without a form: a few by their numbers, many by how many they are."""
    listed = " ".join(f"U+{ord(character):04X}" for character in run[:SHORT_RUN])
    return f"[{listed}]" if len(run) <= SHORT_RUN else f"[{many(len(run), listed.split()[0])}]"


def _composed(html: str) -> str:
    """The HTML in composed letters; no mark that begins a text joins the end of the tag before it, as U+0338 would."""
    return ">".join(unicodedata.normalize("NFC", each) for each in html.split(">"))


def with_replaced(text: str, many: RunInWords) -> tuple[str, tuple[str, ...]]:
    """Return the HTML with every character that cannot be shown written as `[U+1F9FF]`, and those characters.

    So is every direction mark. A run of them is written in one pair of brackets; `many` says one that is longer than
    SHORT_RUN. After MOST_RUNS runs in one text each further run is `[?]`, so that no text grows much.
    Joiners and variation selectors without a glyph are left out.
    """
    plain, parts, replaced = _plain(), [], set()
    run: list[str] = []
    before, space, written = " ", "", 0
    for character in _composed(text):
        if character == " " and run:
            space = " "
            continue
        fits = character in plain or (
            character not in DIRECTION_MARKS and _is_mark(character) and _fits(character, before)
        )
        separator = unicodedata.category(character) in ("Zl", "Zp")
        if not (fits or separator):
            if character in DIRECTION_MARKS or not _left_out(character):
                run.append(character)
                replaced.add(character)
                space, before = "", "]"
            continue
        if run:
            written += 1
            parts += [_numbers(run, many) if written <= MOST_RUNS else "[?]", space]
            run, space = [], ""
        parts.append(" " if separator else character)
        if character == "<":
            written = 0
        if character not in JOINERS:
            before = " " if separator else character
    if run:
        parts.append(_numbers(run, many))
    return "".join(parts), tuple(sorted(replaced))


def unshown(text: str) -> tuple[str, ...]:
    """Return the characters of a text that paper cannot show. None is named where the fonts cannot be looked up."""
    try:
        return with_replaced(text, lambda count, first: "")[1]
    except FontMissing:
        return ()


def names_of(characters: Sequence[str]) -> str:
    """Return these characters as one text, each as it is and by its number; no more than MOST_NAMED of them."""
    listed = [f"{each} U+{ord(each):04X}" if each.isprintable() else f"U+{ord(each):04X}" for each in characters]
    return ", ".join(listed[:MOST_NAMED]) + (" …" if len(listed) > MOST_NAMED else "")
