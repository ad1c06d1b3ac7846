"""Reading a PDF three ways, for tests: what it says must not depend on who reads it.

Every reading is kept: many tests ask the same drawing, and reading takes longer than drawing.
"""

import re
import subprocess
from functools import cache
from io import BytesIO

import page as pdf_ua
import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@cache
def pages(pdf: bytes) -> list[str]:
    """The text of each page, by the quickest reader."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [_one_line(page) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def by_pdftotext(pdf: bytes) -> str:
    return _one_line("\n".join(pages(pdf)))


@cache
def by_pdfminer(pdf: bytes) -> str:
    return _one_line(extract_text(BytesIO(pdf)))


@cache
def by_pypdf(pdf: bytes) -> str:
    return _one_line("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


READERS = (by_pdftotext, by_pdfminer, by_pypdf)
# Of many pages two of the three take long: they are for the whole run.
READERS_OF_MUCH = [by_pdftotext, *(pytest.param(each, marks=pytest.mark.rest) for each in READERS[1:])]


@cache
def breaches(pdf: bytes) -> tuple[tuple[str, str], ...]:
    """What breaks PDF/UA-1 in the file: rules and messages."""
    report = pdf_ua.validate_pdf_bytes(pdf, profile="ua1")
    assert report.is_compliant or report.failures
    return tuple((each.rule_id, each.message) for each in report.failures)
