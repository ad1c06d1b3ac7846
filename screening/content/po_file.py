"""Reads and writes .po files, the same messages always as the same bytes, and says where they are."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import denormalize, normalize, write_po

from screening.po_reader import PoError, messages_of, plural_header
from screening.po_reader import read_po_file as read

__all__ = ["PoError", "messages_of", "po_path", "read", "reviewer_of", "written"]

WIDTH = 110


def po_path(folder: Path, language: str, domain: str) -> Path:
    """Return the path of the .po file of a language and a domain in a folder of translations."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def written(catalogue: Catalog, *, language: str, reviewer: str = "") -> bytes:
    """Return the bytes of a .po file without dates; `reviewer` goes into the header as last translator."""
    head = [
        "Project-Id-Version: rozpoznaj",
        *([f"Last-Translator: {reviewer}"] if reviewer else []),
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plural_header(language)}",
    ]
    body = BytesIO()
    write_po(body, catalogue, width=WIDTH, omit_header=True, include_lineno=False)
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in head), ""]
    # Babel would wrap a previous text in the middle of its quotation marks, so it is written here.
    # Only a text by key (msgctxt) has one: the words of the interface are matched whole.
    previous = {each.context: each.previous_id[0] for each in messages_of(catalogue) if each.previous_id}
    for line in body.getvalue().decode().rstrip("\n").split("\n"):
        if line.startswith("msgctxt ") and (text := previous.get(denormalize(line[len("msgctxt ") :]))):
            lines += [f"#| {each}" for each in f"msgid {normalize(text, width=WIDTH)}".split("\n")]
        lines.append(line)
    return ("\n".join(lines) + "\n").encode()


def reviewer_of(catalogue: Catalog) -> str:
    """Return the last translator named in the header, or an empty text."""
    name = catalogue.last_translator or ""
    return "" if name.startswith("FULL NAME") else name  # what Babel writes where nobody is named
