"""Loads edition.yaml: the edition printed on every sheet, and when the content was checked."""

import re
from pathlib import Path

from screening.content.fields import Fields
from screening.content.folder import Folder

FILE = "edition.yaml"
EDITION = re.compile(r"[0-9]{4}\.[0-9]{1,3}")


def edition_in(fields: Fields, key: str) -> str:
    """Return the edition that a key names; an empty text after a fault."""
    found = fields.scalar(key)
    if found and not EDITION.fullmatch(found):
        fields.fault(key, f"{found!r} is not an edition; write a year and a number such as 2026.1.")
    return found


def load_edition(folder: Folder) -> tuple[str, tuple[str, ...], str]:
    """Return the edition, the earlier ones whose cases can still be read, and the day of the check as `2026-11-23`."""
    fields = folder.mapping(FILE, ("edition", "earlier", "checked_on"))
    if fields is None:
        return "", (), ""
    edition = fields.scalar("edition")
    earlier = tuple(item.text for item in fields.items("earlier")) if fields.has("earlier") else ()
    for key, each in (("edition", edition), *(("earlier", one) for one in earlier)):
        if each and not EDITION.fullmatch(each):
            fields.fault(key, f"{each!r} is not an edition; write a year and a number such as 2026.1.")
    if edition in earlier:
        fields.fault("earlier", f"{edition} is the edition itself; name earlier ones alone.")
    return edition, earlier, fields.day("checked_on").isoformat()


def edition_of(path: Path) -> str:
    """Return the edition of the content in a folder, or an empty text where it has faults."""
    folder = Folder(path)
    edition, _, _ = load_edition(folder)
    return "" if folder.problems else edition
