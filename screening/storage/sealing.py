"""Sealing: AES-256-GCM with the record's place as associated data, padded so that the length reveals little."""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from screening.storage.errors import SealBroken

FORMAT = b"\x01"
NONCE = 12  # bytes, as are all below
KEY = 32
STEP = 256  # what is sealed is as long as a multiple of this
LENGTH = 4  # of the number that says how long something is


@dataclass(frozen=True, slots=True)
class SealContext:
    """Where something sealed belongs; it opens nowhere else.

    `section` says what it is, such as `record` or `case_key`, `key_id` the key that it depends on.
    """

    realm: str
    table: str
    case_id: str
    section: str
    revision: int
    key_id: str

    def associated_data(self) -> bytes:
        """Return every part with its length in front, so that no two places have the same bytes."""
        whole = (self.realm, self.table, self.case_id, self.section, self.revision, self.key_id)
        parts = [str(part).encode() for part in whole]
        return b"".join(len(part).to_bytes(LENGTH, "big") + part for part in parts)


def new_key() -> bytes:
    """Return a random key of 256 bits."""
    return os.urandom(KEY)


def _padded(plain: bytes) -> bytes:
    whole = len(plain).to_bytes(LENGTH, "big") + plain
    return whole + bytes(-len(whole) % STEP)


def seal(key: bytes, plain: bytes, place: SealContext) -> bytes:
    """Return the sealed bytes: format byte, nonce, ciphertext with tag."""
    nonce = os.urandom(NONCE)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, _padded(plain), FORMAT + place.associated_data())


def unseal(key: bytes, blob: bytes, place: SealContext) -> bytes:
    """Return the plain bytes. Raises SealBroken for any damage, another place or another key."""
    if not isinstance(blob, bytes) or blob[:1] != FORMAT or len(blob) <= 1 + NONCE:
        raise SealBroken
    try:
        whole = AESGCM(key).decrypt(blob[1 : 1 + NONCE], blob[1 + NONCE :], FORMAT + place.associated_data())
    except InvalidTag:
        raise SealBroken from None
    length = int.from_bytes(whole[:LENGTH], "big")
    return whole[LENGTH : LENGTH + length]
