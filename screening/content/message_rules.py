"""What is wrong with a translated message: mistakes that keep it from being shown, hidden characters, wrong letters.

A message is `formatted` if each `%` in it is read as formatting: those of the interface are. In the other texts
`{a man|a woman|others}` marks what differs by the sex of the person to whom it is said.
"""

import unicodedata
from collections.abc import Iterator

from babel.messages.catalog import Message

from screening.content.characters import JOINERS, refused_character
from screening.core.instrument.addressing import badly_marked
from screening.usable_messages import mistakes_in, name_of, strings_of, why_waiting

# Romanian writes a comma below; the letters with a cedilla look alike and are others (Romanian Academy, 2003).
WRONG_LETTERS = {"ro": {"ş": "ș", "Ş": "Ș", "ţ": "ț", "Ţ": "Ț"}}


def faults_of(message: Message, plurals: int, *, formatted: bool) -> Iterator[str]:
    """Yield one sentence for each mistake of a translation; a message that waits for a translator has none yet.

    `plurals`: how many plural forms the language has.
    """
    if why_waiting(message):
        return
    yield from mistakes_in(message, plurals, formatted=formatted)
    for string in strings_of(message):
        if character := refused_character(string, JOINERS | {"\n"}):
            yield f"The message {name_of(message)!r} holds the hidden character {character}; remove it."
        if not formatted and badly_marked(string):
            yield f"The message {name_of(message)!r} has a mark that is not whole; write {{a man|a woman|others}}."


def wrong_letters(message: Message, language: str) -> Iterator[str]:
    """Yield one sentence for each letter that this language does not have, and that looks like one that it has."""
    text = unicodedata.normalize("NFC", "".join(strings_of(message)))
    for wrong, right in WRONG_LETTERS.get(language, {}).items():
        if wrong in text:
            yield f"The message {name_of(message)!r} holds {wrong!r}; write {right!r}."
