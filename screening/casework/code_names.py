"""Neutral names for cases, so that no list, title or sheet ever needs a person's name."""

from uuid import UUID

NUMBERS = 100


def code_name(case_id: UUID, words: tuple[str, ...]) -> str:
    """Return a word and two digits worked out from the random case id, such as `bursztyn-07`; never stored."""
    word, number = divmod(case_id.int % (len(words) * NUMBERS), NUMBERS)
    return f"{words[word]}-{number:02}"
