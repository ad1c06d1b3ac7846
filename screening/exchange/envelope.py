"""Case files on their way: encrypted with a passphrase that is passed on by telephone, by age or within an AES-256 PDF.

Both are age files in the end. The head of a file from elsewhere is checked; then a process of its own opens it.
"""

from screening.exchange import age_passphrase, sealed_pdf
from screening.exchange.limited_process import (
    BadEnvelope,
    Kind,
    NothingInside,
    NotOpened,
    OldPdf,
    ReaderBusy,
    carried,
    sealed,
)
from screening.exchange.strict_json import BOM

__all__ = [
    "LARGEST",
    "LONGEST_PASSPHRASE",
    "BadEnvelope",
    "Kind",
    "NoPassphrase",
    "NotOpened",
    "NotProtected",
    "NothingInside",
    "OldPdf",
    "ReaderBusy",
    "kind_of",
    "opened",
    "seal",
    "seal_pdf",
    "unseal",
]

HEAD = age_passphrase.VERSION + b"\n"
ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
LARGEST = 4 * 1024 * 1024
LONGEST_PASSPHRASE = sealed_pdf.LONGEST_PASSPHRASE
LONGEST_TRIED = 4096  # characters; the first edition set no bound for age files
LONGEST_HEAD = 256


class NotProtected(BadEnvelope):
    """A passphrase was typed, but the file needs none: it is not the file that was meant."""


class NoPassphrase(NotOpened):
    """An empty passphrase protects nothing; a file that was sealed with it could have been sealed by anybody."""

    def __init__(self) -> None:
        BadEnvelope.__init__(self, "An empty passphrase opens no file; type the one that you were told.")


def kind_of(data: bytes) -> Kind:
    """How these bytes are wrapped, by their first letters."""
    if data.startswith(sealed_pdf.HEAD):
        return Kind.PDF
    return Kind.AGE if data.startswith((HEAD, ARMOUR)) else Kind.PLAIN


def seal(plain: bytes, passphrase: str) -> bytes:
    """The bytes, encrypted with a passphrase (age-encryption.org/v1); scrypt makes each guess slow.

    Raises BadEnvelope if it could not be made, ReaderBusy.
    """
    return sealed(plain, passphrase)


def seal_pdf(sheet: bytes, plain: bytes, passphrase: str) -> bytes:
    """The sheet as an encrypted PDF that carries the bytes as an age file, both under this passphrase.

    Raises as `seal` does.
    """
    return sealed_pdf.seal(sheet, seal(plain, passphrase), passphrase)


def unseal(data: bytes, passphrase: str) -> bytes:
    """The plain bytes of an age file, or of the one that a PDF carries. Raises BadEnvelope or a kind of it."""
    if len(passphrase) > LONGEST_TRIED:
        raise NotOpened
    if kind_of(data) is Kind.PDF:
        data = carried(Kind.PDF, data, passphrase)
    found = age_passphrase.HEAD.match(data[:LONGEST_HEAD])
    if found is None or int(found[2]) > age_passphrase.GREATEST_WORK:
        raise BadEnvelope("The file is damaged, or was not made by this tool.")
    if not passphrase.strip():
        raise NoPassphrase
    return carried(Kind.AGE, data, passphrase)


def opened(data: bytes, passphrase: str) -> bytes:
    """The plain bytes of a file that may be encrypted or not, without the mark some editors set in front.

    Raises BadEnvelope or a kind of it, also if a passphrase is given and the file needs none.
    """
    if kind_of(data) is not Kind.PLAIN:
        return unseal(data, passphrase).removeprefix(BOM)
    if passphrase:
        raise NotProtected(
            "This file is not protected by a passphrase, so it is not the one that you were told of; "
            "ask for it once more."
        )
    return data.removeprefix(BOM)
