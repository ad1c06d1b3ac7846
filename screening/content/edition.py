"""Loads edition.yaml: the edition printed on every sheet, and when the content was checked."""

import re
from pathlib import Path

from screening.content.folder import Folder

FILE = "edition.yaml"
EDITION = re.compile(r"[0-9]{4}\.[0-9]{1,3}")


def load_edition(folder: Folder) -> tuple[str, str]:
    """Return the edition and the date checked (as written, year-month-day)."""
    fields = folder.mapping(FILE, ("edition", "checked_on"))
    if fields is None:
        return "", ""
    edition = fields.scalar("edition")
    if edition and not EDITION.fullmatch(edition):
        fields.fault("edition", f"{edition!r} is not an edition; write a year and a number such as 2026.1.")
    return edition, fields.day("checked_on").isoformat()


def edition_of(path: Path) -> str:
    """Return the edition of the content in a folder, or an empty text where it has faults."""
    folder = Folder(path)
    edition, _ = load_edition(folder)
    return "" if folder.problems else edition
