"""Write the table of documents in docs/rules.md anew from the rows of `screening/core/documents/table.py`."""

import re
from pathlib import Path

from screening.core.documents import DOCUMENTS
from screening.core.referral import disclosure
from screening.core.referral.disclosure import Redaction

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
HEAD = re.compile(r"(^\| Document \|.*\n\|[-|]+\n)(?:^\|.*\n)+", re.MULTILINE)
REDACTIONS = {
    id(each): name.lower().replace("_", " ") for name, each in vars(disclosure).items() if isinstance(each, Redaction)
}


def page(text: str) -> str:
    """The page with the table of documents as the code has it."""
    rows = [
        f"| `{each.name}` | {each.reader} | {REDACTIONS[id(each.redaction)]} | {'yes' if each.always else 'no'} |\n"
        for each in DOCUMENTS.values()
    ]
    return HEAD.sub(lambda found: found[1] + "".join(rows), text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
