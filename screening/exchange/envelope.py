"""Case files on their way: encrypted with a passphrase that is told by telephone (age-encryption.org/v1)."""

from typing import cast

import pyrage  # type: ignore[import-untyped]

HEAD = b"age-encryption.org/v1\n"
LARGEST = 4 * 1024 * 1024


class BadEnvelope(ValueError):
    """The envelope cannot be opened; the message is one sentence."""


def is_envelope(data: bytes) -> bool:
    """Whether these bytes are encrypted."""
    return data.startswith(HEAD)


def seal(plain: bytes, passphrase: str) -> bytes:
    """The bytes, encrypted with a passphrase; scrypt makes each guess slow."""
    return cast(bytes, pyrage.passphrase.encrypt(plain, passphrase))


def unseal(data: bytes, passphrase: str) -> bytes:
    """The plain bytes. Raises BadEnvelope for another passphrase, and for a damaged file."""
    try:
        return cast(bytes, pyrage.passphrase.decrypt(data, passphrase))
    except (pyrage.DecryptError, ValueError):
        raise BadEnvelope("The passphrase does not open this file, or the file is damaged.") from None
