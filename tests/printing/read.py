"""Reading a PDF three ways, for tests: what it says must not depend on who reads it."""

import re
import subprocess
from io import BytesIO

from pdfminer.high_level import extract_text
from pypdf import PdfReader


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def by_pdftotext(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return _one_line(done.stdout.decode("utf-8"))


def by_pdfminer(pdf: bytes) -> str:
    return _one_line(extract_text(BytesIO(pdf)))


def by_pypdf(pdf: bytes) -> str:
    return _one_line("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


READERS = (by_pdftotext, by_pdfminer, by_pypdf)


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [_one_line(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
