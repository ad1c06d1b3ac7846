"""One thing has one name: the Polish texts keep to the glossary, whose last table says what they do not say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.content import Content
from screening.content.po_file import messages_of, po_path, read
from screening.content.texts import all_texts
from screening.settings import folder
from screening.translation import INTERFACE

GLOSSARY = Path("docs/glossary.md").read_text(encoding="utf-8").split("## What not to say")[1]
ROWS = [row.strip("|").split("|") for row in GLOSSARY.splitlines() if row.startswith("|")][2:]
# A comma parts two wordings, but in a row that has semicolons these do.
NOT_SAID = [
    wording.strip() for first, *_ in ROWS for wording in first.split(";" if ";" in first else ",") if wording.strip()
]


def _polish(content: Content) -> Iterator[str]:
    """Every Polish text that the program shows or prints, but the exercises: people speak in these."""
    yield from (text.polish for text in all_texts(content) if not text.key.startswith("exercise."))
    for message in messages_of(read(po_path(folder("translations"), "pl", INTERFACE), "pl", INTERFACE)):
        yield from [message.string] if isinstance(message.string, str) else message.string


@pytest.fixture(scope="module")
def polish(content: Content) -> list[str]:
    return list(_polish(content))


def test_the_glossary_says_what_is_not_said(polish):
    assert len(NOT_SAID) > 40 and len(set(NOT_SAID)) == len(NOT_SAID)
    assert len(polish) > 2000


@pytest.mark.parametrize("wording", NOT_SAID)
def test_no_polish_text_says_it_otherwise_than_the_glossary(polish, wording):
    said = re.compile(rf"\b{re.escape(wording)}\b", re.IGNORECASE)
    assert not [text for text in polish if said.search(text)]
