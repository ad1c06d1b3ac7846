"""What kind of number a group of digits may be: a PESEL (the state's number of a person), a card, an account, a phone.

Check digits and the numbers of countries come from libraries (decision 0041). Where numbers are in a text is found by
`number_detection`.
"""

from phonenumbers import NumberParseException, is_possible_number, parse
from stdnum import luhn
from stdnum.pl import pesel

from screening.core.record.fields import Number

# How many digits a number has.
MOST_DIGITS = 26  # an account; no number has more
OF_CARD = range(13, 20)  # ISO/IEC 7812-1
WITH_CODE = range(8, 16)  # after "+" or "00"
ABROAD = range(11, 14)  # with the code of a country and no "+"; ten digits are more often the number of a firm


def is_pesel(digits: str) -> bool:
    """Return whether the digits are a PESEL: a day of birth and a check digit (act on population records, art. 15)."""
    return len(digits) == 11 and pesel.is_valid(digits)


def kind_of(written: str, digits: str) -> Number | None:
    """Return what kind of number this may be, by its digits and by how it is written; None if it identifies nobody."""
    start = written.lstrip("(")
    has_plus = start.startswith("+")
    if not has_plus and is_pesel(digits):
        return Number.PESEL
    if len(digits) == MOST_DIGITS:
        return Number.ACCOUNT
    if has_plus or start.startswith("00"):
        return Number.PHONE if len(digits.removeprefix("00")) in WITH_CODE else None
    if len(digits) in OF_CARD and luhn.is_valid(digits):
        return Number.CARD
    return Number.PHONE if _is_phone(digits) else None


def _is_phone(digits: str) -> bool:
    """Return whether these are the nine digits of a Polish number, nine or ten after a 0 (as people dial at
    home, here or abroad), or the code of a country and a number.
    """
    if len(digits) == 9:
        return digits[0] != "0"
    if digits[0] == "0":
        return len(digits) in (10, 11)
    return len(digits) in ABROAD and _is_possible(digits)


def _is_possible(digits: str) -> bool:
    """Return whether the digits begin with the code of a country, and are as long as its numbers are.

    It is not checked whether the number is in use: that changes, and a mistyped number may be in use too.
    """
    try:
        return is_possible_number(parse(f"+{digits}"))
    except NumberParseException:
        return False
