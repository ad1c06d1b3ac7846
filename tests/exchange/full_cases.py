"""Cases with every written field filled, so that a text which one field or one file loses is noticed."""

from collections.abc import Iterator

from screening.content import Content
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case, Reply
from screening.core.record.cleaning import cleaned
from screening.core.record.fields import Leaf, with_value
from screening.core.record.text_kinds import NOTE_LIMIT, Dated, Written
from screening.exchange.case_file import read_case
from tests.characters import texts
from tests.exchange.builders import GOOD, a_file
from tests.parts import PART_LEAVES

WRITTEN = [leaf for leaf in PART_LEAVES if isinstance(leaf.mark, Written)]
NOTED = "documents_withheld"
LONGEST = 5  # characters of a letter, any character composed, and a letter


def whole_case(content: Content) -> Case:
    """A case with every field of the referral part, but without dates: it is good on any day."""
    case = read_case(a_file(**GOOD), content.catalogue)
    for leaf in PART_LEAVES:
        if isinstance(leaf.mark, Dated):
            case = with_value(case, leaf.path, "")
    return case


def accepted(text: str, *, lines: bool, limit: int) -> str:
    """The text as a page keeps it."""
    return cleaned(text, lines=lines).text.strip()[:limit]


def _with_text(case: Case, leaf: Leaf, text: str) -> Case:
    return with_value(case, leaf.path, accepted(text, lines=leaf.mark.lines, limit=leaf.mark.limit))


def _with_note(case: Case, text: str) -> Case:
    note = accepted(text, lines=True, limit=NOTE_LIMIT)
    return with_value(case, ("replies",), {NOTED: Reply(Answer.YES, note=note)})


def full_cases(content: Content, characters: tuple[str, ...]) -> Iterator[Case]:
    """Cases with every written field filled, which together hold all these characters in every field."""
    whole = whole_case(content)
    parts = {leaf: texts(leaf.mark.limit, characters) for leaf in WRITTEN}
    notes = texts(NOTE_LIMIT, characters)
    for turn in range(max(map(len, parts.values()))):
        case = whole
        for leaf, found in parts.items():
            case = _with_text(case, leaf, found[turn % len(found)])
        yield _with_note(case, notes[turn % len(notes)])


def spread_cases(content: Content, characters: tuple[str, ...]) -> Iterator[Case]:
    """Cases with every written field filled, which together hold each of these characters in one field."""
    whole, at = whole_case(content), 0

    def following(limit: int) -> str:
        nonlocal at
        first, at = at, at + limit // LONGEST
        return "".join(f"a{each}ż" for each in characters[first:at]) or "aż"

    while at < len(characters):
        case = whole
        for leaf in WRITTEN:
            case = _with_text(case, leaf, following(leaf.mark.limit))
        yield _with_note(case, following(NOTE_LIMIT))
