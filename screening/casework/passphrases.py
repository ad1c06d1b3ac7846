"""Passphrases: seven random words of our list, or one's own that is long and not common."""

import secrets
from collections.abc import Sequence
from enum import StrEnum

from zxcvbn import zxcvbn

from screening.storage import is_spelt as is_spelt  # pages reach storage through this room
from screening.storage.errors import WrongKey
from screening.storage.passphrase_key import normal

WORDS = 7
SHORTEST = 15
LONGEST = 200
LOOKED_AT = 40  # characters; the time of zxcvbn grows much faster than the length
GUESSES = 8  # a passphrase that takes fewer than 10 to this power is common
# Words that somebody who guesses the passphrase of this program would try first.
OURS = ["rozpoznaj", "kcik", "policja", "straz", "inspekcja", "handel", "ludzmi", "haslo", "qwerty"]


class Weakness(StrEnum):
    """Why a passphrase is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    DIFFERENT = "different"


def generated(words: Sequence[str]) -> str:
    """Return seven words, drawn with equal chance: 77 bits with 2 048 words."""
    return " ".join(secrets.choice(words) for _ in range(WORDS))


def as_generated(typed: str, words: Sequence[str]) -> str:
    """Return what was typed; if all of it are words of our list, with small letters and single spaces."""
    said = typed.lower().split()
    return " ".join(said) if said and set(said) <= set(words) else typed


def of_a_file(passphrase: str) -> str:
    """Return the passphrase of a file in the form in which it seals: as the vault normalises its own.

    Page and command line use the same form. A passphrase that the vault would refuse for its length is left as it is.
    """
    try:
        return normal(passphrase)
    except WrongKey:
        return passphrase


def one_word(words: Sequence[str]) -> str:
    """Return one word, for a lock that guards keys in memory and allows few guesses."""
    return secrets.choice(words)


def weakness(passphrase: str, again: str) -> Weakness | None:
    """Return why this passphrase cannot be used, or None (NIST SP 800-63B 5.1.1.2: length and a list, no
    composition).
    """
    if len(passphrase) > LONGEST:
        return Weakness.LONG
    if len(again) > LONGEST:
        return Weakness.DIFFERENT
    if len(normal(passphrase)) < SHORTEST:
        return Weakness.SHORT
    if normal(passphrase) != normal(again):
        return Weakness.DIFFERENT
    if zxcvbn(normal(passphrase)[:LOOKED_AT], user_inputs=OURS)["guesses_log10"] < GUESSES:
        return Weakness.COMMON
    return None
