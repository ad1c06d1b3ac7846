"""Which messages of a catalogue can be shown: translated, not fuzzy, with the source's placeholders, markup, numbers.

A number that somebody calls, or an article of the law, is the same in every language: a translation names the Polish
112, not the number of the country in which the language is spoken.
"""

import re
from collections.abc import Iterator

from babel.messages.catalog import Message

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
TAG = re.compile(r"<[^>]*>?")
NUMBER = re.compile(r"\d(?:\s?\d){2,}")


def strings_of(message: Message) -> tuple[str, ...]:
    """Return the translations of a message: one, or one for each plural form."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def source_of(message: Message) -> str:
    """Return the source text of a message; of one with plural forms the first."""
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def name_of(message: Message) -> str:
    """Return the key of a message, or the beginning of its source text."""
    text = source_of(message)
    return message.context or (text if len(text) <= 60 else text[:59] + "…")


def _numbers_in(text: str) -> set[str]:
    """The numbers of three digits or more, whole, whatever blanks divide them: 116 111 is one number."""
    return {"".join(each.split()) for each in NUMBER.findall(text)}


def why_waiting(message: Message) -> str | None:
    """Return a sentence if somebody has yet to translate this message or to look at it, else None."""
    if message.fuzzy:
        return f"The message {name_of(message)!r} is marked fuzzy; check the translation and remove the mark."
    if not all(string and string.strip() for string in strings_of(message)):
        return f"The message {name_of(message)!r} is not translated; write every msgstr."
    return None


def mistakes_in(message: Message, plurals: int, *, formatted: bool) -> Iterator[str]:
    """Yield one sentence for each mistake of a translation that would break a page or lose something.

    `plurals`: the number of plural forms; `formatted`: a `%` is read as formatting even without placeholders.
    """
    name, strings = name_of(message), strings_of(message)
    sources = list(message.id) if isinstance(message.id, tuple | list) else [message.id]
    if len(sources) > 1 and len(strings) != plurals:
        yield f"The message {name!r} has {len(strings)} plural forms; give all {plurals}."
    wanted, tags = set(PLACEHOLDER.findall(sources[-1])), sorted(TAG.findall(sources[-1]))
    numbers = _numbers_in(sources[-1])
    for string in strings:
        if wanted != set(PLACEHOLDER.findall(string)):
            listed = ", ".join(sorted(wanted)) or "none"
            yield f"The message {name!r} must keep the placeholders of its source ({listed})."
        elif (formatted or wanted) and "%" in PLACEHOLDER.sub("", string).replace("%%", ""):
            yield f"The message {name!r} holds a single %; write %% for a percent sign."
        if tags != sorted(TAG.findall(string)):
            yield f"The message {name!r} must keep the markup of its source, and no other."
        if numbers != _numbers_in(string):
            listed = ", ".join(sorted(numbers)) or "none"
            yield f"The message {name!r} must keep the numbers of its source ({listed}), and no other."


def is_usable(message: Message, plurals: int, *, formatted: bool) -> bool:
    """Return True if the translation can be shown as it is."""
    return not why_waiting(message) and not any(mistakes_in(message, plurals, formatted=formatted))
