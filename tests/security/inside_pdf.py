"""Looking into every object of a PDF, whether anything leads to it or not."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

ACTING = {"/JS", "/JavaScript", "/Launch", "/EF", "/EmbeddedFile", "/EmbeddedFiles", "/OpenAction", "/AA", "/AcroForm"}
LINK = re.compile(r"(https|tel|mailto):")


def _walked(value: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    """Every key below, with its value; a stream gives its bytes under the key "stream"."""
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return
        seen.add(value.idnum)
        value = value.get_object()
    if isinstance(value, StreamObject):
        yield "stream", value.get_data()
    if isinstance(value, Mapping):
        for key in value:
            yield str(key), value.raw_get(key)
            yield from _walked(value.raw_get(key), seen)
    elif isinstance(value, list):
        for each in value:
            yield from _walked(each, seen)


def objects(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    """Keys and values from the trailer on, then those of objects that nothing leads to."""
    seen: set[int] = set()
    yield from _walked(reader.trailer, seen)
    numbers = {number for generation in reader.xref.values() for number in generation} | set(reader.xref_objStm)
    for number in sorted(numbers - seen - {0}):
        yield from _walked(IndirectObject(number, 0, reader), seen)


def acting(reader: PdfReader) -> list[str]:
    """What acts in a PDF: scripts, launches, embedded files, forms, links to anything but web, telephone, mail."""
    found = list(objects(reader))
    keys = [key for key, value in found if key in ACTING or (isinstance(value, str) and value in ACTING)]
    links = [str(value) for key, value in found if key == "/URI" and not LINK.match(str(value))]
    return keys + links
