"""Numbers in a note that could lead to a person: they are pointed out, never refused and never changed."""

import re
from enum import StrEnum

PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
DIGITS = re.compile(r"(?<![\dA-Za-z])\+?\d(?:[ \-./]?\d){5,25}(?![\dA-Za-z])")
ID_CARD = re.compile(r"(?<![A-Za-z])([A-Z]{3})[ ]?(\d{6})(?!\d)")
PASSPORT = re.compile(r"(?<![A-Za-z])([A-Z]{2})[ ]?(\d{7})(?!\d)")
ID_CARD_WEIGHTS = (7, 3, 1, 9, 7, 3, 1, 7, 3)
PASSPORT_WEIGHTS = (7, 3, 9, 1, 7, 3, 1, 7, 3)
IBAN = re.compile(r"(?<![A-Za-z])[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){3,7}(?:[ ]?[A-Z\d]{1,3})?(?![A-Za-z\d])")


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


def _is_document(match: re.Match[str], weights: tuple[int, ...], at: int) -> bool:
    """A Polish document number whose check digit fits (ICAO 9303, letters as 10 to 35; the digit at `at`)."""
    values = [ord(each) - 55 if each.isalpha() else int(each) for each in match[1] + match[2]]
    rest = [value * weights[number] for number, value in enumerate(values) if number != at]
    return sum(rest) % 10 == values[at]


def _is_phone(text: str, digits: str) -> bool:
    """Nine digits of a Polish number, or a number with a country code."""
    if text.startswith(("+", "00")):
        return 8 <= len(digits.removeprefix("00")) <= 15
    return (len(digits) == 9 and digits[0] not in "0") or (len(digits) == 11 and digits.startswith("48"))


def _kind(text: str) -> Number | None:
    digits = re.sub(r"\D", "", text)
    if is_pesel(digits):
        return Number.PESEL
    if len(digits) == 26:
        return Number.ACCOUNT
    if _is_phone(text, digits):
        return Number.PHONE
    return Number.CARD if is_card(digits) else None


def numbers_in(text: str) -> tuple[Number, ...]:
    """The kinds of numbers that seem to stand in a text, each once, in the order of `Number`.

    The numbers of KCIK and 112 are nobody's; they are not pointed out.
    """
    found = set()
    for match in DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if not digits.endswith("226280120"):
            found.add(_kind(match[0]))
    if any(_is_document(match, ID_CARD_WEIGHTS, 3) for match in ID_CARD.finditer(text)):
        found.add(Number.DOCUMENT)
    if any(_is_document(match, PASSPORT_WEIGHTS, 2) for match in PASSPORT.finditer(text)):
        found.add(Number.DOCUMENT)
    if IBAN.search(text):
        found.add(Number.ACCOUNT)
    return tuple(kind for kind in Number if kind in found)
