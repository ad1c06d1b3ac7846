"""Numbers and addresses in a text that could lead to a person: they are pointed out, never refused, never changed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from screening.casework.number_kinds import MOST_DIGITS, is_pesel, kind_of
from screening.core.record.fields import Number

LONGEST = 64 * 1024  # more than any text of a case, however many letters its characters become
SHORTEST = 8  # digits of a number; fewer are only looked for among the known ones
# Where a word or a number begins and ends.
START, END = r"(?<![^\W_])", r"(?![^\W_])"
# Digits of one number, with what people put between them; a comma, a colon or the end of a line may also part two.
BETWEEN = r"[\s\-./()|_·,:]"
DIGITS = re.compile(rf"(?:{START}|(?<=tel)|(?<=nr))(?:\+ ?)?\(?\d(?:{BETWEEN}{{0,4}}\d){{5,39}}{END}", re.IGNORECASE)
GROUP = re.compile(r"\+?[ (]{0,2}(\d+)")
NO_DIGIT = re.compile(r"\D")
PARTING = re.compile(r"[\n\r,:]")
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]|\(?(?:małpa|malpa)\)?) ?"
    r"[\w-]{1,63}(?: ?(?:\.|\(?kropka\)?|[(\[]dot[)\]]) ?[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
IBAN = re.compile(rf"{START}[A-Z]{{2}}\d{{2}}(?: ?[A-Z\d]{{4}}){{3,7}}(?: ?[A-Z\d]{{1,3}})?{END}", re.IGNORECASE)
IBAN_DIGITS = 12  # at least, so that words beside a few digits are no account
# A series is the letters before the number of a Polish document.
SERIES = re.compile(rf"{START}([^\W\d_]{{1,3}})[ \-]?\d{{6,9}}{END}")
SPACED_SERIES = re.compile(rf"{START}([^\W\d_]{{1,3}})[ \-]?(\d{{1,4}}(?:[ \-]\d{{1,4}}){{1,4}}){END}")
NO_LETTERS = re.compile(rf"{START}0\d{{8}}{END}")
DOCUMENT_DIGITS = range(6, 10)
# A number after the word for a document, in Polish or English.
NAMED = re.compile(
    r"(?<![^\W_])(?:paszport|passport|dow[oó]d)[^\W\d_]{0,20}[\s:.,()#-]{0,5}"
    r"(?:(?:nr|numer|no|number|seri[ai]|osobist[^\W\d_]{0,5}|i)[\s:.,#-]{0,5}){0,4}[^\W\d_]{0,3}[ \-]?\d{6,9}(?!\d)",
    re.IGNORECASE,
)
# Short words before a number of another kind: they are no series.
NO_SERIES = frozenset((
    "a", "ale", "and", "aż", "art", "at", "by", "co", "czy", "dla", "dn", "do", "fax", "for", "gsm", "ha", "i",
    "ich", "in", "is", "już", "kg", "km", "kod", "kom", "krs", "lub", "m", "ma", "na", "nad", "nip", "no", "nr", "o",
    "od", "of", "ok", "on", "or", "po", "pod", "poz", "raz", "są", "się", "sms", "str", "tel", "ten", "the", "to",
    "tys", "u", "w", "was", "we", "z", "za", "ze", "że",
))  # fmt: skip
MONEY = (
    r"(?:zł|zl|pln|eur|euro|€|usd|\$|gbp|uah|₴|chf|czk|ron|vnd|php|tys|mln"
    r"|dolar[^\W\d_]{0,5}|złot[^\W\d_]{0,5}|hrywn[^\W\d_]{0,5}|hrywien)"
)
AMOUNT = r"(?:\d{1,3}(?:[ .]\d{3}){1,4}|\d{1,15})(?:[.,]\d{1,2})?"
MONTH = (
    r"(?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|pa[źz]|listop|grud|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[^\W\d_]{0,9}"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:\d{4}|\d{2})"
BORN = re.compile(
    rf"(?<![^\W_])(?:ur|urodz[^\W\d_]{{0,8}}|urodzeni[^\W\d_]{{0,3}}|born|dob)[\s.:]{{0,4}}(?:(?:dnia|dn|w|on)[\s.]{{0,3}})?"
    rf"(?:{DAY}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}} {MONTH} \d{{4}})(?!\d)",
    re.IGNORECASE,
)
# Days, times and amounts of money; the digits beside them are another number.
ORDINARY = re.compile(
    rf"(?<![\d./-])(?:\d{{4}}-\d{{2}}-\d{{2}}(?:T\d{{2}}:\d{{2}})?|{DAY})(?!\d|[./-]\d)"
    rf"|(?<!\d)\d{{1,2}}:\d{{2}}(?!\d)"
    rf"|(?<!\d){AMOUNT} ?{MONEY}(?![^\W_])|(?<![^\W_]){MONEY} ?{AMOUNT}(?!\d)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
# Digits in each group of a telephone number; only one divided so is looked for over a comma, a colon or a line's end.
DIVIDED = {(3, 3, 3), (2, 3, 2, 2), (3, 2, 2, 2), (2, 7), (3, 6), (6, 3), (2, 3, 4)}
POLAND = ("0048", "48", "0")  # before a Polish number; the 0 was dialled for other towns
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def _plain(text: str) -> str:
    """Return the text without combining marks and characters of format, with ASCII digits and hyphens."""
    kept = (c for c in text[:LONGEST] if unicodedata.category(c) not in ("Cf", "Mn", "Me"))
    # One character may become eighteen letters.
    flat = unicodedata.normalize("NFKC", "".join(kept))[:LONGEST].translate(DASHES)
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in flat)


def _digits(text: str) -> str:
    return NO_DIGIT.sub("", text)


def _is_known(digits: str, known: frozenset[str]) -> bool:
    """Return whether these digits are one of the known numbers, perhaps with the code of Poland before it."""
    return digits in known or any(digits.startswith(code) and digits.removeprefix(code) in known for code in POLAND)


def _one_number(text: str) -> bool:
    """Return whether digits with commas, colons or line ends among them are in groups as one number is."""
    lengths = tuple(map(len, re.findall(r"\d+", text)))
    return (lengths[1:] if lengths[0] == 2 and text.startswith(("+48", "48")) else lengths) in DIVIDED


def _known_or_kind(text: str, digits: str, known: frozenset[str]) -> Number | bool:
    """Return the kind of number that the whole of a text with these digits is; True for a known one, False for none."""
    if len(digits) > MOST_DIGITS:
        return False
    if known and _is_known(digits, known):
        return True
    return (len(digits) >= SHORTEST and kind_of(text, digits)) or False


def _of_piece(piece: str, known: frozenset[str]) -> Iterator[tuple[Number, str]]:
    """Yield kind and text of the numbers in digits without a comma, a colon or a line's end.

    The whole is one number, or else some groups at the beginning or the end are; the rest is searched in the same way.
    """
    groups = list(GROUP.finditer(piece))
    counts = list(accumulate(len(each[1]) for each in groups))  # of digits, to the end of each group
    digits = "".join(each[1] for each in groups)
    cuts = [(0, len(piece), digits)]  # what may be one number: from where, to where, its digits
    for (first, last), before in zip(pairwise(groups), counts, strict=False):
        if before <= MOST_DIGITS:
            cuts.append((0, first.end(), digits[:before]))
        if counts[-1] - before <= MOST_DIGITS:
            cuts.append((last.start(), len(piece), digits[before:]))
    ordered = [cuts[0], *sorted(cuts[1:], key=lambda cut: not _is_known(cut[2], known))]
    found = ((_known_or_kind(piece[start:end], within, known), start, end) for start, end, within in ordered)
    kind, start, end = next((each for each in found if each[0]), (False, 0, 0))
    if not kind:
        return
    if isinstance(kind, Number):
        yield kind, piece[start:end].strip(" /-|_·")
    for left in (piece[:start], piece[end:]):
        yield from _of_piece(left, known)


def _of_run(run: str, known: frozenset[str]) -> Iterator[tuple[Number, str]]:
    """Yield kind and text of the numbers in a run, a match of DIGITS. A list 1, 2, 3… and one of years hold none."""
    groups = re.findall(r"\d+", run)
    counting = groups == [str(number) for number in range(1, len(groups) + 1)]
    if len(groups) > 1 and (counting or all(map(YEAR.fullmatch, groups))):
        return
    if PARTING.search(run) and _one_number(run) and (found := _known_or_kind(run, _digits(run), known)):
        if isinstance(found, Number):
            yield found, run
        return
    for piece in PARTING.split(run):
        yield from _of_piece(piece, known)


def _has_document(text: str) -> bool:
    """Return whether the text has a number of a document: one after a series of letters, one of nine digits that begins
    with 0 (no telephone number does), or one after the word for a document.
    """
    if NAMED.search(text) or NO_LETTERS.search(text):
        return True
    series = [match[1] for match in SERIES.finditer(text)]
    series += [  # only capitals, for small letters before divided digits may be a word
        match[1]
        for match in SPACED_SERIES.finditer(text)
        if match[1].isupper() and len(_digits(match[2])) in DOCUMENT_DIGITS
    ]
    return any(each.lower() not in NO_SERIES for each in series)


def _is_account(found: re.Match[str]) -> bool:
    return len(_digits(found[0])) >= IBAN_DIGITS


def _runs(plain: str) -> Iterator[str]:
    """Yield the matches of DIGITS outside days, times, money, accounts with letters and named documents."""
    rest = IBAN.sub(lambda found: " ; " if _is_account(found) else found[0], ORDINARY.sub(" ; ", plain))
    return (match[0] for match in DIGITS.finditer(NAMED.sub(" ; ", rest)))


def numbers_in(text: str, known: Iterable[str] = ()) -> tuple[Number, ...]:
    """Return the kinds of numbers and addresses that a text seems to hold, each once, in the order of `Number`.

    `known` are telephone numbers, in digits, and e-mail addresses, in small letters, of no private person, such as
    those of KCIK; they are compared whole. Only the first LONGEST characters are searched.
    """
    not_private, plain = frozenset(known), _plain(text)
    rest = ORDINARY.sub(" ; ", plain)
    found = {kind for run in _runs(plain) for kind, _ in _of_run(run, not_private)}
    if any(is_pesel(match[0]) for match in re.finditer(r"(?<![\d+])\d{11}(?!\d)", plain)):
        found.add(Number.PESEL)
    if _has_document(rest):
        found.add(Number.DOCUMENT)
    if any(map(_is_account, IBAN.finditer(plain))):
        found.add(Number.ACCOUNT)
    if any(match[0].casefold() not in not_private for match in EMAIL.finditer(plain)):
        found.add(Number.EMAIL)
    if BORN.search(plain):
        found.add(Number.BIRTH)
    return tuple(kind for kind in Number if kind in found)


def phones_in(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the telephone numbers in a text, each once, with their signs and single blanks as they are written there.

    None of `known` is among them; that and LONGEST are as in `numbers_in`.
    """
    not_private = frozenset(known)
    found = (each for run in _runs(_plain(text)) for kind, each in _of_run(run, not_private) if kind is Number.PHONE)
    return tuple(dict.fromkeys(re.sub(r"\s+", " ", each) for each in found))
