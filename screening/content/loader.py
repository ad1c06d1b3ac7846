"""Puts the content together from its files, and reports everything that is wrong with it at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from screening.content import (
    contacts,
    dimensions,
    edition,
    guidance,
    law,
    profiles,
    reference,
    signs,
    sources,
    word_lists,
)
from screening.content.asking import check_asking
from screening.content.contacts import due, load_contacts, warn_outdated
from screening.content.dimensions import load_dimensions
from screening.content.edition import load_edition
from screening.content.exercises import FOLDER, load_exercises
from screening.content.folder import Built, BuiltEntry, Folder
from screening.content.guidance import (
    CHECKLISTS,
    LEAFLET,
    SHOWN,
    load_checklists,
    load_guidance,
    load_leaflet,
    load_shown,
)
from screening.content.indicators import load_indicators
from screening.content.law import load_law
from screening.content.model import Content, Law
from screening.content.problems import ContentError, Problem
from screening.content.profiles import load_profiles, with_triage
from screening.content.reference import check_counts, load_reference
from screening.content.signs import load_signs
from screening.content.sources import load_sources
from screening.content.word_lists import load_passphrase_words, load_words
from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import DimensionId

# Every file that a content folder may have, beside its folder of exercises.
FILES = frozenset(
    [f"{dimension}.yaml" for dimension in DimensionId]
    + [each.FILE for each in (contacts, dimensions, edition, guidance, law, profiles, reference, signs, word_lists)]
    + [sources.FILE, profiles.TRIAGE_FILE, word_lists.PASSPHRASE_FILE, SHOWN, LEAFLET, CHECKLISTS]
)


def load(path: Path) -> Content:
    """Return the content of a folder, without exercises that are broken.

    Raises ContentError with every other fault as `file:line: sentence`.
    """
    content, problems = _inspect(path, None)
    if content is None:
        raise ContentError(tuple(each for each in problems if not each.warning))
    exercises, _ = load_exercises(path / FOLDER, content.catalogue, content.catalogue.sources)
    return replace(content, exercises=exercises)


def inspect(path: Path, today: date | None) -> tuple[Content | None, list[Problem]]:
    """Return the content, or None where it has faults, and all problems in the order of files and lines.

    With `today`, reviews that are overdue are warnings. A faulty exercise is left out, and keeps nothing else out.
    """
    content, problems = _inspect(path, today)
    if content is None:
        return None, problems
    exercises, faults = load_exercises(path / FOLDER, content.catalogue, content.catalogue.sources)
    return replace(content, exercises=exercises), problems + faults


def _inspect(path: Path, today: date | None) -> tuple[Content | None, list[Problem]]:
    """Return what `inspect` returns, but without exercises. Entries are `BuiltEntry` by id, for the checks."""
    folder = Folder(path)
    _check_names(folder)
    source_entries = load_sources(folder)
    this_edition, earlier, checked_on = load_edition(folder)
    six_dimensions = load_dimensions(folder)
    indicator_entries = load_indicators(folder, source_entries)
    sign_entries = load_signs(folder, source_entries)
    profile_entries, not_begun = with_triage(folder, load_profiles(folder), indicator_entries, sign_entries)
    stated_counts = load_reference(folder, source_entries)
    contact_entries = load_contacts(folder, source_entries)
    acts, means, purposes, law_entries, own_rows = load_law(folder, source_entries)
    guidance_texts, lists, guidance_due = load_guidance(folder, source_entries, contact_entries)
    shown_texts, leaflet_texts = load_shown(folder, source_entries), load_leaflet(folder, source_entries)
    checklists = load_checklists(folder, source_entries, contact_entries)
    words, passphrase_words = load_words(folder), load_passphrase_words(folder)
    if not folder.unreadable:
        check_asking(indicator_entries, profile_entries, not_begun)
    if stated_counts and not folder.faulty:
        check_counts(stated_counts, own_rows, indicator_entries, sign_entries)
    if today:
        warn_outdated([*due(contact_entries), *due(law_entries), *guidance_due], today)
    problems = sorted(dict.fromkeys(folder.problems), key=lambda each: (each.file, each.line))
    if folder.faulty:
        return None, problems
    catalogue = Catalogue(
        edition=this_edition,
        earlier=earlier,
        checked_on=checked_on,
        dimensions=six_dimensions,
        indicators=_values(indicator_entries),
        signs=_values(sign_entries),
        profiles=_values(profile_entries),
        not_begun=not_begun,
        sources=_values(source_entries),
    )
    content = Content(
        catalogue=catalogue,
        guidance=guidance_texts,
        lists=lists,
        contacts=_values(contact_entries),
        law=Law(acts, means, purposes, _values(law_entries)),
        shown=shown_texts,
        leaflet=leaflet_texts,
        checklists=checklists,
        words=words,
        passphrase_words=passphrase_words,
    )
    return content, problems


def _values(entries: Mapping[str, BuiltEntry[Built]]) -> dict[str, Built]:
    return {id_: entry.value for id_, entry in entries.items()}


def _check_names(folder: Folder) -> None:
    if not folder.path.is_dir():
        return
    for path in sorted(folder.path.glob("*.y*ml")):
        if path.name not in FILES:
            folder.log(path.name).fault(1, "This file is unknown and would not be read; rename or remove it.")
