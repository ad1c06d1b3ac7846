"""Encryption to a recipient (age-encryption.org/v1), through pyrage.

A recipient is a public key of age, an identity the private key that belongs to it.
"""

from collections.abc import Sequence
from typing import BinaryIO, cast

import pyrage
from pyrage import x25519

from screening.storage.errors import StoreError, WrongKey

END_OF_HEAD = b"\n--- "  # the last line of the head of an age file begins like this
LONGEST_HEAD = 4 * 1024  # bytes; some 500 bytes for three recipients


def new_identity() -> str:
    """Return a fresh identity, `AGE-SECRET-KEY-1…`: who has it can read what is encrypted to its recipient."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the recipient, `age1…`, of an identity. Raises WrongKey if the text is no identity."""
    return str(_identity(identity).to_public())


def _identity(text: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(text)
    except (pyrage.IdentityError, UnicodeEncodeError):
        raise WrongKey from None


def _recipients(texts: Sequence[str]) -> list[x25519.Recipient]:
    try:
        return [x25519.Recipient.from_str(text) for text in texts]
    except (pyrage.RecipientError, UnicodeEncodeError):
        raise StoreError("A recipient in the key file is none; open the lock, and the file is put right.") from None


def _check_head(beginning: bytes) -> None:
    """Raise WrongKey for an age file with a long head: reading takes time by the square of its stanzas."""
    if END_OF_HEAD not in beginning:
        raise WrongKey


def encrypt(plain: bytes, *recipients: str) -> bytes:
    """Return an age file that each of these recipients can open. Raises StoreError for a text that is no recipient."""
    return cast(bytes, pyrage.encrypt(plain, _recipients(recipients)))


def decrypt(sealed: bytes, *identities: str) -> bytes:
    """Return the plain bytes, by any of these identities. Raises WrongKey if they are for somebody else, or damaged."""
    _check_head(sealed[:LONGEST_HEAD])
    try:
        return cast(bytes, pyrage.decrypt(sealed, [_identity(each) for each in identities]))
    except pyrage.DecryptError:
        raise WrongKey from None


def encrypt_stream(source: BinaryIO, target: BinaryIO, *recipients: str) -> None:
    """Write what can be read from a source to a target, as an age file, piece by piece.

    Raises StoreError as `encrypt`, and pyrage.EncryptError if reading or writing fails.
    """
    pyrage.encrypt_io(source, target, _recipients(recipients))


def decrypt_stream(source: BinaryIO, target: BinaryIO, identity: str) -> None:
    """Write what an age file holds to a target, piece by piece; the source can be read again from its beginning.

    Raises WrongKey as `decrypt`, and OSError if the file is damaged after its head: a part may be written by then.
    """
    _check_head(source.read(LONGEST_HEAD))
    source.seek(0)
    try:
        pyrage.decrypt_io(source, target, [_identity(identity)])
    except pyrage.DecryptError:
        raise WrongKey from None
