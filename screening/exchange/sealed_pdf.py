"""A printed sheet as an AES-256 PDF that carries the case file as an age file.

The encryption of a PDF proves nothing about who wrote it: only the age file inside is ever taken in.
"""

import secrets
from io import BytesIO
from typing import Final

import pikepdf

from screening.exchange.limited_process import NothingInside, NotOpened, OldPdf

HEAD = b"%PDF-"
CARRIED = "dane.age"  # the name of the attachment
CARRIED_BEFORE = "dane.json"  # in the first edition, in clear within the PDF
REVISION: Final = 6
LONGEST_PASSPHRASE = 127  # bytes of UTF-8; what is longer opens the file no more (ISO 32000-2, 7.6.4.3.3)
ALLOWED = pikepdf.Permissions(modify_annotation=False, modify_form=False, modify_other=False)


def seal(sheet: bytes, age_file: bytes, passphrase: str) -> bytes:
    """Return the PDF, encrypted with AES-256 (PDF 2.0, revision 6), with the age file inside; readers may read it
    aloud.

    The caller must have made the age file with the same passphrase.
    """
    with pikepdf.open(BytesIO(sheet)) as pdf:
        pdf.attachments[CARRIED] = pikepdf.AttachedFileSpec(
            pdf, age_file, filename=CARRIED, mime_type="application/octet-stream"
        )
        sealed = BytesIO()
        pdf.save(
            sealed,
            encryption=pikepdf.Encryption(
                user=passphrase,
                owner=secrets.token_urlsafe(32),
                R=REVISION,
                allow=ALLOWED,
                metadata=True,
            ),
        )
    return sealed.getvalue()


def carried(data: bytes, passphrase: str) -> bytes:
    """Return the age file that a PDF carries. Raises NotOpened, NothingInside, OldPdf."""
    try:
        with pikepdf.open(BytesIO(data), password=passphrase) as pdf:
            if CARRIED in pdf.attachments:
                return pdf.attachments[CARRIED].get_file().read_bytes()
            raise OldPdf if CARRIED_BEFORE in pdf.attachments else NothingInside
    except pikepdf.PasswordError:
        raise NotOpened from None
