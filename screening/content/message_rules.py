"""What makes a translated message usable: complete, not fuzzy, same placeholders and markup."""

import re
import unicodedata
from collections.abc import Iterator

from babel.messages.catalog import Message

from screening.content.characters import JOINERS, refused_character

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
TAG = re.compile(r"<[^>]*>?")
# Romanian writes a comma below; the letters with a cedilla look alike and are others (Romanian Academy, 2003).
WRONG_LETTERS = {"ro": {"ş": "ș", "Ş": "Ș", "ţ": "ț", "Ţ": "Ț"}}


def faults_of(message: Message, plurals: int, *, formatted: bool) -> Iterator[str]:
    """One sentence a fault. `plurals`: the number of plural forms; `formatted`: `%` is read as formatting."""
    name = message.context or _short(message)
    if message.fuzzy:
        yield f"The message {name!r} is marked fuzzy; check the translation and remove the mark."
    sources = list(message.id) if isinstance(message.id, tuple | list) else [message.id]
    strings = list(message.string) if isinstance(message.string, tuple | list) else [message.string]
    if len(sources) > 1 and len(strings) != plurals:
        yield f"The message {name!r} has {len(strings)} plural forms; give all {plurals}."
    if not all(string and string.strip() for string in strings):
        yield f"The message {name!r} is not translated; write every msgstr."
        return
    for string in strings:
        yield from _compare(name, sources[-1], string, formatted=formatted)


def _compare(name: str, source: str, string: str, *, formatted: bool) -> Iterator[str]:
    wanted, found = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(string))
    if wanted != found:
        listed = ", ".join(sorted(wanted)) or "none"
        yield f"The message {name!r} must keep the placeholders of its source ({listed})."
    elif formatted and "%" in PLACEHOLDER.sub("", string).replace("%%", ""):
        yield f"The message {name!r} holds a single %; write %% for a percent sign."
    if sorted(TAG.findall(source)) != sorted(TAG.findall(string)):
        yield f"The message {name!r} must keep the markup of its source, and no other."
    if character := refused_character(string, JOINERS | {"\n"}):
        yield f"The message {name!r} holds the hidden character {character}; remove it."


def wrong_letters(message: Message, language: str) -> Iterator[str]:
    """One sentence for each letter that this language does not have, though it looks like one that it has."""
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    text = unicodedata.normalize("NFC", "".join(strings))
    for wrong, right in WRONG_LETTERS.get(language, {}).items():
        if wrong in text:
            yield f"The message {message.context or _short(message)!r} holds {wrong!r}; write {right!r}."


def _short(message: Message) -> str:
    text = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return text if len(text) <= 60 else text[:59] + "…"
