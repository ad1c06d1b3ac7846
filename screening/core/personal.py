"""Numbers in a note that could lead to a person: they are pointed out, never refused and never changed."""

import re
import unicodedata
from enum import StrEnum

PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
PESEL = re.compile(r"(?<!\d)\d{11}(?!\d)")
DIGITS = re.compile(r"(?:(?<![^\W_])|(?<=tel))\+?\(?\d(?:[ \-./()]{0,2}\d){5,25}(?![^\W_])", re.IGNORECASE)
IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){3,7}(?:[ ]?[A-Z\d]{1,3})?(?![^\W_])")
SERIES = re.compile(r"(?<![^\W_])([^\W\d_]{1,3})[ \-]?\d{6,9}(?![^\W_])")
NAMED = re.compile(
    r"(?<![^\W_])(?:paszport|passport|dow[oó]d)[^\W\d_]*[\s:.,()#-]*"
    r"(?:(?:nr|numer|no|number|seri[ai]|osobist[^\W\d_]*|i)[\s:.,#-]*){0,4}[^\W\d_]{0,3}[ \-]?\d{6,9}(?!\d)",
    re.IGNORECASE,
)
# Short words that stand before a number of another kind: they are no series of a document.
NO_SERIES = frozenset((
    "a", "ale", "and", "aż", "art", "at", "by", "co", "czy", "dla", "dn", "do", "for", "ha", "i", "ich", "in", "is",
    "już", "kg", "km", "kod", "kom", "krs", "lub", "m", "na", "nad", "nip", "no", "nr", "o", "od", "of", "ok", "on",
    "or", "po", "pod", "poz", "raz", "są", "się", "str", "tel", "ten", "the", "to", "tys", "u", "w", "was", "we",
    "z", "za", "ze", "że",
))  # fmt: skip
MONEY = r"(?:zł|zl|pln|eur|euro|€|usd|\$|gbp|uah|₴|tys|mln|dolar[^\W\d_]*|złot[^\W\d_]*|hrywn[^\W\d_]*|hrywien)"
AMOUNT = r"(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:[.,]\d{1,2})?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:\d{4}|\d{2})"
# Days, times and amounts of money; what stands beside them is another number.
ORDINARY = re.compile(
    rf"(?<![\d./-])(?:\d{{4}}-\d{{2}}-\d{{2}}(?:T\d{{2}}:\d{{2}})?|{DAY})(?!\d|[./-]\d)"
    rf"|(?<!\d)\d{{1,2}}:\d{{2}}(?!\d)"
    rf"|(?<!\d){AMOUNT} ?{MONEY}(?![^\W_])|(?<![^\W_]){MONEY} ?{AMOUNT}(?!\d)",
    re.IGNORECASE,
)
# Country codes that are met here, for a number written without "+" or "00".
CODES = (
    "20", "212", "213", "216", "234", "237", "251", "254", "255", "256", "260", "263", "27", "30", "31", "32", "33",
    "34", "353", "359", "36", "370", "371", "372", "373", "374", "375", "380", "381", "385", "39", "40", "420",
    "421", "43", "44", "45", "46", "47", "48", "49", "51", "53", "55", "57", "58", "62", "63", "66", "7", "77",
    "84", "86", "880", "90", "91", "92", "94", "972", "977", "98", "992", "993", "994", "995", "996", "998",
)  # fmt: skip
ABROAD = range(11, 14)
PLAIN = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


class Number(StrEnum):
    """What a number in a text seems to be."""

    PESEL = "pesel"
    DOCUMENT = "document"
    CARD = "card"
    ACCOUNT = "account"
    PHONE = "phone"


def is_pesel(digits: str) -> bool:
    """Eleven digits whose month and check digit fit (act on population records, art. 15)."""
    if len(digits) != 11 or int(digits[2:4]) % 20 not in range(1, 13) or not 1 <= int(digits[4:6]) <= 31:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(PESEL_WEIGHTS, digits, strict=False))
    return (10 - total % 10) % 10 == int(digits[10])


def is_card(digits: str) -> bool:
    """13 to 19 digits with a Luhn check digit (ISO/IEC 7812-1)."""
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [int(d) * (2 if number % 2 else 1) for number, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_phone(digits: str, *, marked: bool) -> bool:
    """Nine digits of a Polish number, or a number with a country code, any one if `marked` by "+" or "00"."""
    if marked:
        return 8 <= len(digits.removeprefix("00")) <= 15
    if len(digits) in ABROAD and digits.startswith(CODES):
        return True
    return len(digits) == 9 and digits[0] != "0"


def _kind(text: str) -> Number | None:
    digits = re.sub(r"\D", "", text)
    if is_pesel(digits):
        return Number.PESEL
    if len(digits) == 26:
        return Number.ACCOUNT
    marked = text.lstrip("(").startswith(("+", "00"))
    if not marked and is_card(digits):
        return Number.CARD
    return Number.PHONE if _is_phone(digits, marked=marked) else None


def _has_document(text: str) -> bool:
    """A series of one to three letters with a number, or a number named as that of a passport or identity card."""
    return bool(NAMED.search(text)) or any(match[1].lower() not in NO_SERIES for match in SERIES.finditer(text))


def numbers_in(text: str) -> tuple[Number, ...]:
    """The kinds of numbers that seem to stand in a text, each once, in the order of `Number`.

    The numbers of KCIK and 112 are nobody's; they are not pointed out.
    """
    plain = unicodedata.normalize("NFKC", text).translate(PLAIN)
    rest = ORDINARY.sub(" ; ", plain)
    found = set()
    for match in DIGITS.finditer(NAMED.sub(" ; ", rest)):
        digits = re.sub(r"\D", "", match[0])
        if not digits.endswith("226280120"):
            found.add(_kind(match[0]))
    if any(is_pesel(match[0]) for match in PESEL.finditer(plain)):
        found.add(Number.PESEL)
    if _has_document(rest):
        found.add(Number.DOCUMENT)
    if IBAN.search(plain):
        found.add(Number.ACCOUNT)
    return tuple(kind for kind in Number if kind in found)
