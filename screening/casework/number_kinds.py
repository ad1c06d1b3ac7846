"""What digits that belong together may be: a PESEL, a card, an account, a telephone number.

Check digits and the numbers of countries come from libraries (decision 0041). Where numbers are in a text is found by
`number_detection`.
"""

from phonenumbers import NumberParseException, is_possible_number, parse
from stdnum import luhn
from stdnum.pl import pesel

from screening.core.record.fields import Number

MOST_DIGITS = 26  # an account; no number has more
OF_CARD = range(13, 20)  # ISO/IEC 7812-1
WITH_CODE = range(8, 16)  # after "+" or "00"
ABROAD = range(11, 14)  # with the code of a country and no "+"; ten digits are more often the number of a firm


def is_pesel(digits: str) -> bool:
    """Return whether a day of birth and the check digit fit (act on population records, art. 15)."""
    return len(digits) == 11 and pesel.is_valid(digits)


def kind_of(written: str, digits: str) -> Number | None:
    """Return what a number with these digits, written so, may be; None if it seems to lead to nobody."""
    start = written.lstrip("(")
    called = start.startswith("+")
    if not called and is_pesel(digits):
        return Number.PESEL
    if len(digits) == MOST_DIGITS:
        return Number.ACCOUNT
    if called or start.startswith("00"):
        return Number.PHONE if len(digits.removeprefix("00")) in WITH_CODE else None
    if len(digits) in OF_CARD and luhn.is_valid(digits):
        return Number.CARD
    return Number.PHONE if _is_phone(digits) else None


def _is_phone(digits: str) -> bool:
    """Return whether these are the nine digits of a Polish number, or more with the 0 or the code of a country."""
    if len(digits) == 9:
        return digits[0] != "0"
    if digits[0] == "0":
        return len(digits) in (10, 11)
    return len(digits) in ABROAD and _is_possible(digits)


def _is_possible(digits: str) -> bool:
    """Return whether the digits begin with the code of a country, and are as long as its numbers are.

    Whether the country has given the number out is not asked: that changes, and a mistyped number leads somewhere too.
    """
    try:
        return is_possible_number(parse(f"+{digits}"))
    except NumberParseException:
        return False
