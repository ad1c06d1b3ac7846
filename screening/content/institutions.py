"""Polish institutions in the person's texts: every language names them as `translations/institutions.toml` says."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Message

from screening.content.po_file import PoError, messages_of, po_path, read
from screening.content.problems import Log, Problem
from screening.core.instrument.catalogue import Domain
from screening.translation import Language
from screening.usable_messages import name_of, source_of, strings_of, why_waiting

FILE = "institutions.toml"
SOURCE = "pl"
# The forms of a name by language; the first form is the name itself.
Names = Mapping[str, tuple[str, ...]]


def check_institutions(languages: Iterable[Language], translations: Path) -> list[Problem]:
    """Return a fault for each text of the person in which a Polish institution has a name that is not in the list.

    The Polish source says which institution a text names; its translation must hold one of the listed forms, so that
    nobody takes the Polish Border Guard for that of another country. A gap in the list is a fault too.
    """
    problems: list[Problem] = []
    log = Log(f"{translations.name}/{FILE}", problems)
    translated = [language.code for language in languages if Domain.PERSON in language.domains]
    try:
        institutions = [_names(id_, row) for id_, row in _table(translations).items()]
    except (OSError, ValueError) as problem:
        log.fault(1, f"The list of institutions cannot be read ({problem}); correct it.")
        return problems
    for names in institutions:
        for code in (SOURCE, *translated):
            if not names.get(code):
                name = names.get(SOURCE, ("an institution",))[0]
                log.fault(1, f"The language {code!r} has no name for {name}; add a list of its forms.")
    for code in translated:
        _check_texts(code, institutions, translations, problems)
    return problems


def _table(translations: Path) -> Mapping[str, object]:
    return tomllib.loads((translations / FILE).read_text(encoding="utf-8"))


def _names(id_: str, row: object) -> Names:
    """Return the names of one institution; raises ValueError if the row is not a table of lists of texts."""
    if not isinstance(row, dict):
        raise ValueError(f"{id_!r} is not a table")
    names = {}
    for code, forms in row.items():
        if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
            raise ValueError(f"{code!r} of {id_!r} is not a list of names")
        names[code] = tuple(forms)
    return names


def _check_texts(code: str, institutions: Iterable[Names], translations: Path, problems: list[Problem]) -> None:
    path = po_path(translations, code, Domain.PERSON)
    log = Log(f"{translations.name}/{path.relative_to(translations).as_posix()}", problems)
    try:
        messages = messages_of(read(path, code, Domain.PERSON))
    except PoError:
        return  # check_translations says so
    for message in messages:
        if not why_waiting(message):
            for sentence in _misnamed(message, code, institutions):
                log.fault(message.lineno or 1, sentence)


def _misnamed(message: Message, code: str, institutions: Iterable[Names]) -> Iterator[str]:
    """Yield a sentence for each institution that the Polish text names and the translation does not name as listed."""
    for names in institutions:
        polish, listed = names.get(SOURCE, ()), names.get(code, ())
        if listed and _holds(source_of(message), polish) and not _holds("\n".join(strings_of(message)), listed):
            yield (
                f"The text {name_of(message)!r} names {polish[0]} otherwise than {FILE}; write {' or '.join(listed)},"
                " or add the form there."
            )


def _holds(text: str, forms: Iterable[str]) -> bool:
    """Return True if one of the forms is in the text as whole words; capital letters make no difference."""
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE) for form in forms)
