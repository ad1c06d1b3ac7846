"""Write in docs/rules.md what the code has: the documents (`screening/core/documents/table.py`), and the forms."""

import re
from pathlib import Path

from screening.core.documents import DOCUMENTS
from screening.core.instrument.vocabulary import Form
from screening.core.referral import disclosure
from screening.core.referral.disclosure import Redaction

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
HEAD = re.compile(r"(^\| Document \|.*\n\|[-|]+\n)(?:^\|.*\n)+", re.MULTILINE)
FORMS = re.compile(r"(?<=\*\*Forms\*\*, in this order: )`[^.]*`(?=\.)")
REDACTIONS = {
    id(each): name.lower().replace("_", " ") for name, each in vars(disclosure).items() if isinstance(each, Redaction)
}


def page(text: str) -> str:
    """The page with the table of documents and the list of forms as the code has them."""
    rows = [
        f"| `{each.name}` | {each.reader} | {REDACTIONS[id(each.redaction)]} | {'yes' if each.always else 'no'} |\n"
        for each in DOCUMENTS.values()
    ]
    text = HEAD.sub(lambda found: found[1] + "".join(rows), text)
    return FORMS.sub(lambda _: ", ".join(f"`{form}`" for form in Form), text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
