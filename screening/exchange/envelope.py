"""Case files on their way: encrypted with a passphrase that is told by telephone, by age or within an AES-256 PDF."""

from typing import cast

import pyrage  # type: ignore[import-untyped]

from screening.exchange import sealed_pdf
from screening.exchange.sealed_pdf import BadEnvelope, NothingInside
from screening.exchange.strict_json import BOM

__all__ = ["LARGEST", "BadEnvelope", "NothingInside", "is_envelope", "opened", "seal", "unseal"]

HEAD = b"age-encryption.org/v1\n"
LARGEST = 4 * 1024 * 1024


def is_envelope(data: bytes) -> bool:
    """Whether these bytes are encrypted, in one of the two ways."""
    return data.startswith((HEAD, sealed_pdf.HEAD))


def seal(plain: bytes, passphrase: str) -> bytes:
    """The bytes, encrypted with a passphrase (age-encryption.org/v1); scrypt makes each guess slow."""
    return cast(bytes, pyrage.passphrase.encrypt(plain, passphrase))


def unseal(data: bytes, passphrase: str) -> bytes:
    """The plain bytes. Raises BadEnvelope for another passphrase, and for a damaged file."""
    if data.startswith(sealed_pdf.HEAD):
        return sealed_pdf.unseal(data, passphrase)
    try:
        return cast(bytes, pyrage.passphrase.decrypt(data, passphrase))
    except (pyrage.DecryptError, ValueError):
        raise BadEnvelope("The passphrase does not open this file, or the file is damaged.") from None


def opened(data: bytes, passphrase: str) -> bytes:
    """The plain bytes of a file that may be encrypted or not, without the mark some editors set in front.

    Raises BadEnvelope.
    """
    return (unseal(data, passphrase) if is_envelope(data) else data).removeprefix(BOM)
