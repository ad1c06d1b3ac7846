"""How a place in a JSON document is named in a message: `replies.documents_withheld.answer`."""

import re

PLAIN = re.compile(r"[A-Za-z0-9_-]{1,60}\Z")
LONGEST = 60  # characters of a part in a message

Path = tuple[str | int, ...]


def _part(part: str | int) -> str:
    text = str(part)
    if PLAIN.match(text):
        return text
    return ascii(text[:LONGEST])


def json_path(path: Path, whole: str = "the document") -> str:
    """Return the parts with dots between them, or `whole` if there are none.

    A part that is no plain word is escaped and shortened, so that it can be shown.
    """
    return ".".join(map(_part, path)) or whole
