"""A printed sheet as an AES-256 PDF that carries the case file; foreign ones are opened in a process of their own."""

import os
import secrets
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf

HEAD = b"%PDF-"
CARRIED = "dane.json"
PATIENCE = 300  # seconds; the process ends by its own limit of processor time long before
REVISION = 6
LONGEST_PASSPHRASE = 127  # bytes of UTF-8; what is longer opens the file no more (ISO 32000-2, 7.6.4.3.3)
ALLOWED = pikepdf.Permissions(modify_annotation=False, modify_form=False, modify_other=False)
COMMAND = (sys.executable, "-P", "-m", "screening.exchange.pdf_reader")
PACKAGE_ROOT = Path(__file__).parents[2]
WRONG_PASSPHRASE, NOTHING_CARRIED = 3, 4


class BadEnvelope(ValueError):
    """The envelope cannot be opened; the message is one sentence."""


class NothingInside(BadEnvelope):
    """The PDF can be read, but it carries no case file."""


def seal(sheet: bytes, case_file: bytes, passphrase: str) -> bytes:
    """The PDF, encrypted with AES-256 (PDF 2.0, revision 6), with the case file inside; readers may read it aloud."""
    with pikepdf.open(BytesIO(sheet)) as pdf:
        pdf.attachments[CARRIED] = pikepdf.AttachedFileSpec(
            pdf, case_file, filename=CARRIED, mime_type="application/json"
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


def unseal(data: bytes, passphrase: str) -> bytes:
    """The case file that a PDF carries. Raises BadEnvelope.

    A PDF from elsewhere is hostile until read: the process that reads it holds no key and little memory.
    """
    secret = passphrase.encode()
    path = os.pathsep.join([str(PACKAGE_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        ran = subprocess.run(  # noqa: S603
            COMMAND,
            input=len(secret).to_bytes(4, "big") + secret + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadEnvelope("The PDF cannot be read.") from None
    if ran.returncode == WRONG_PASSPHRASE:
        raise BadEnvelope("The passphrase does not open this file, or the file is damaged.")
    if ran.returncode == NOTHING_CARRIED:
        raise NothingInside("This PDF carries no case file.")
    if ran.returncode:
        raise BadEnvelope("The PDF cannot be read.")
    return ran.stdout
