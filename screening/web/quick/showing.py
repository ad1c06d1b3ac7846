"""What may be shown to the person in a language: only what is translated into it, down to the words on the buttons."""

from screening.casework import Content
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.record.case import Case, Reply
from screening.core.rules.statements import statements
from screening.translation import Translator
from screening.web.quick.submission import triage_items

# Marks of texts that are missing or still to be confirmed are no part of the screen itself.
NOT_ON_THE_SCREEN = frozenset(("not_translated", "to_confirm"))


def words_are_translated(content: Content, language: str) -> bool:
    """Return whether all words around the statements are translated: who asks, duty, answers, "stop".

    A person cannot agree, refuse or stop in words of another language, so without them nothing is shown.
    """
    translator = Translator(language)
    return all(translator.has(text) for id_, text in content.shown.items() if id_ not in NOT_ON_THE_SCREEN)


def shown_statements(content: Content, case: Case, language: str) -> tuple[tuple[tuple[str, Text], ...], int]:
    """Return the same as `statements_in` for the triage items of a check."""
    return statements_in(content, case, triage_items(content.catalogue, case), language)


def _known_otherwise(reply: Reply) -> bool:
    """Whether this is a yes that does not rest on the person's word alone."""
    return reply.answer is Answer.YES and reply.basis != {Basis.PERSON}


def statements_in(
    content: Content, case: Case, items: tuple[str, ...], language: str
) -> tuple[tuple[tuple[str, Text], ...], int]:
    """Return the statements that the person may see, as pairs of id and text, and how many are not translated yet.

    What is recorded as present, and not by the person alone, is not among them: fear takes no such answer back.
    """
    translator = Translator(language)
    open_items = tuple(id_ for id_ in items if not _known_otherwise(case.reply(id_)))
    found = statements(content.catalogue, case, open_items)
    translated = tuple((id_, text) for id_, text in found if translator.has(text))
    return translated, len(found) - len(translated)
