"""Checks the .po files of every language: mistakes are faults, and texts that wait for a translator are warnings."""

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from screening.content.interface_messages import interface_messages
from screening.content.message_rules import faults_of, wrong_letters
from screening.content.model import Content
from screening.content.po_file import PoError, messages_of, po_path, read
from screening.content.problems import Log, Problem
from screening.content.texts import texts_of_domain
from screening.po_reader import plural_header
from screening.translation import DOMAINS, INTERFACE, MARK, Coverage, Language, coverage_of
from screening.usable_messages import why_waiting

UPDATE = "run 'make translations'"


def check_translations(
    content: Content | None, languages: Iterable[Language], folder: Path, interface: Catalog | None = None
) -> list[Problem]:
    """Return all faults of the offered catalogues, at their line in the .po file.

    Without `content` the texts of experts are not compared with their Polish source; without `interface` the
    messages are taken from templates and code.
    """
    problems: list[Problem] = []
    if interface is None:
        interface, problems = interface_messages()
    for language in languages:
        for domain in DOMAINS:
            if domain in language.domains:
                _check_domain(language, domain, content, folder, interface, problems)
    return problems


def _check_domain(
    language: Language,
    domain: str,
    content: Content | None,
    folder: Path,
    interface: Catalog,
    problems: list[Problem],
) -> None:
    path = po_path(folder, language.code, domain)
    log = Log(f"{folder.name}/{path.relative_to(folder).as_posix()}", problems)
    try:
        catalogue = read(path, language.code, domain)
    except PoError as problem:
        log.fault(problem.line, str(problem))
        return
    if not catalogue.claims_its_plurals:
        log.fault(1, f"Plural-Forms must be {plural_header(language.code)!r}; {UPDATE}.")
    messages, found = messages_of(catalogue), coverage_of(catalogue, domain)
    is_new = bool(messages) and len(found.missing) == found.texts  # nobody has translated anything yet
    # A text of experts may wait for its translator, and is shown in Polish; the interface is always whole.
    note_waiting = log.fault if domain == INTERFACE else log.warn
    for message in messages:
        if (sentence := why_waiting(message)) and not is_new:
            note_waiting(message.lineno or 1, sentence)
        for sentence in (
            *faults_of(message, catalogue.num_plurals, formatted=domain == INTERFACE),
            *wrong_letters(message, language.code),
        ):
            log.fault(message.lineno or 1, sentence)
    if is_new:
        log.warn(1, _what_to_do_first(domain, found))
    else:
        _say_how_many(found, domain, log)
    if domain == INTERFACE:
        _compare_interface(messages, interface, log)
    elif content:
        _compare_texts(messages, texts_of_domain(content, domain), log)


def _what_to_do_first(domain: str, found: Coverage) -> str:
    """Return what a translator of a new language does next; while nothing is translated, nobody is offered it."""
    first = (
        f" {MARK!r} first, which marks every text that is missing, then the others;" if MARK in found.missing else ""
    )
    return (
        f"None of the {found.texts} texts of '{domain}' is translated, so the language is not offered yet: translate"
        f"{first or ' them;'} run 'make translations' again after that (docs/translating.md)."
    )


def _say_how_many(found: Coverage, domain: str, log: Log) -> None:
    """Warn how many texts are missing, and what follows from it.

    A missing translation of MARK is a fault in a language that is offered: the mark is beside each missing text.
    """
    if not found.missing or domain == INTERFACE:
        return
    missing = f"{len(found.missing)} of {found.texts} texts are missing ({found.share} are translated)"
    if found.enough:
        log.warn(1, f"{missing}; each is shown in Polish with a mark until somebody has translated it.")
    else:
        log.warn(1, f"{missing}, less than nine tenths; the language is not offered for these texts.")
    if MARK in found.missing:
        # Below nine tenths the language is not offered, with the mark or without it.
        note = log.fault if found.enough else log.warn
        note(1, f"The text {MARK!r} is missing, which marks every other missing text; translate it first.")


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _compare_interface(messages: list[Message], interface: Catalog, log: Log) -> None:
    used = {_key(message): message for message in messages_of(interface)}
    present = {_key(message) for message in messages}
    for key, message in used.items():
        if key not in present:
            where = message.locations[0][0] if message.locations else "the program"
            log.fault(1, f"The message {key[1]!r} of {where} is missing; {UPDATE} and translate it.")
    for message in messages:
        if _key(message) not in used:
            log.fault(message.lineno or 1, f"The message {_key(message)[1]!r} is no longer used; {UPDATE}.")


def _compare_texts(messages: list[Message], texts: dict[str, str], log: Log) -> None:
    present: set[str] = set()
    for message in messages:
        key, line = message.context or "", message.lineno or 1
        if key in present:
            log.fault(line, f"The text {key!r} is in this file twice; remove one.")
        elif key not in texts:
            log.fault(line, f"The text {key!r} no longer exists in the content; {UPDATE}.")
        elif message.id != texts[key]:
            log.fault(line, f"The Polish text of {key!r} has changed; {UPDATE} and check the translation.")
        present.add(key)
    for key in texts:
        if key not in present:
            log.fault(1, f"The text {key!r} is missing; {UPDATE} and translate it.")
