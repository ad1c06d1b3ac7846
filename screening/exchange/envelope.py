"""Envelopes: case files encrypted for their way, by age or within an AES-256 PDF. The passphrase is told by telephone.

The PDF also has the case file as an age file. The head of a file from elsewhere is checked; then another process opens
it (`limited_process.py`).
"""

from screening.exchange import sealed_pdf
from screening.exchange.file_kinds import BY_KIND, Kind, NoPassphrase, file_kind
from screening.exchange.limited_process import (
    BadEnvelope,
    NothingInside,
    NotOpened,
    OldPdf,
    ReaderBusy,
    carried,
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
    "unseal",
]

LARGEST = 4 * 1024 * 1024  # bytes of an envelope
LONGEST_PASSPHRASE = sealed_pdf.LONGEST_PASSPHRASE
LONGEST_TRIED = 4096  # characters; the first edition set no bound for age files


class NotProtected(BadEnvelope):
    """A passphrase was typed, but the file needs none: it is not the file that was meant."""


def kind_of(data: bytes) -> Kind:
    """Return the kind of file that these bytes are, by the first of them."""
    return file_kind(data).kind


def unseal(data: bytes, passphrase: str) -> bytes:
    """Return the plain bytes of an age file, or of the one that a PDF carries. Raises BadEnvelope or a kind of it."""
    if len(passphrase) > LONGEST_TRIED:
        raise NotOpened
    row = file_kind(data)
    if not row.is_encrypted:
        raise BadEnvelope("The file is damaged, or was not made by this tool.")
    while row.holds and row.opened_by:
        row.check(data, passphrase)
        data = carried(row.kind.value, data, passphrase, cost_known=row.opened_by.cost_known)
        row = BY_KIND[row.holds]
    return data


def opened(data: bytes, passphrase: str) -> bytes:
    """Return the plain bytes of a file that may be encrypted or not, without a byte order mark.

    Raises BadEnvelope or a kind of it, also if a passphrase is given and the file needs none.
    """
    if file_kind(data).is_encrypted:
        return unseal(data, passphrase).removeprefix(BOM)
    if passphrase:
        raise NotProtected(
            "This file is not protected by a passphrase, so it is not the one that you were told of; "
            "ask for it once more."
        )
    return data.removeprefix(BOM)
