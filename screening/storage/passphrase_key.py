"""The key that a passphrase becomes, by Argon2id (RFC 9106)."""

import secrets
import unicodedata
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from screening.storage.errors import TooLittleMemory, WrongKey
from screening.storage.sealing import KEY
from screening.storage.vault_file import SALT, Cost

LONGEST = 256  # characters
VERSION = 0x13  # of Argon2: 1.3, that of RFC 9106


def normal(passphrase: str) -> str:
    """Return a passphrase as it is hashed: composed letters, single spaces. Raises WrongKey if it cannot be one."""
    if len(passphrase) > LONGEST or any("\ud800" <= letter <= "\udfff" for letter in passphrase):
        raise WrongKey
    return " ".join(unicodedata.normalize("NFC", passphrase).split())


@dataclass(frozen=True, slots=True)
class Opener:
    """The key that a passphrase becomes, and what made it."""

    key: bytes
    salt: bytes
    cost: Cost


def opener_of(passphrase: str, salt: bytes, cost: Cost) -> Opener:
    """Return the opener of a passphrase; it takes about a second. Raises WrongKey, TooLittleMemory."""
    try:
        key = hash_secret_raw(
            normal(passphrase).encode(), salt, cost.passes, cost.memory, cost.lanes, KEY, Type.ID, version=VERSION
        )
    except (HashingError, MemoryError) as problem:
        raise TooLittleMemory from problem
    return Opener(bytes(key), salt, cost)


def new_opener(passphrase: str, cost: Cost) -> Opener:
    """Return the opener of a passphrase with a new random salt. Raises as `opener_of`."""
    return opener_of(passphrase, secrets.token_bytes(SALT), cost)
