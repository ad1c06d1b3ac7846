"""Loads sources.yaml, the register of publications, and checks every mention of one."""

import re
from collections.abc import Mapping

from screening.content import limits
from screening.content.fields import Fields
from screening.content.folder import SOURCE_ID, BuiltEntry, Folder
from screening.core.instrument.catalogue import Source
from screening.core.instrument.vocabulary import Grade

FILE = "sources.yaml"
KEYS = ("id", "title", "grade", "url", "checked_on", "note")
ITEM = re.compile(r"[0-9A-Za-z.\-]+")
Sources = dict[str, BuiltEntry[Source]]
KnownSources = Mapping[str, object]  # only the ids matter: also of a catalogue, which exercises are checked against


def load_sources(folder: Folder) -> Sources:
    """Return the sources by id."""
    sources: Sources = {}
    for row in folder.rows(FILE, "source", KEYS, SOURCE_ID):
        fields = row.fields
        url = fields.scalar("url", needed=False) if fields.has("url") else ""
        if url and not url.startswith(("https://", "http://")):
            fields.fault("url", f"{url!r} is not an address; begin it with https://.")
        source = Source(
            id=row.id,
            title=fields.prose("title", limits.TITLE),
            grade=fields.code("grade", Grade),
            checked_on=fields.day("checked_on").isoformat(),
            url=url,
            note=fields.prose("note", limits.TITLE, needed=False) if fields.has("note") else "",
        )
        sources[row.id] = BuiltEntry(source, fields)
    return sources


def sources_of(fields: Fields, sources: KnownSources, *, key: str = "sources") -> tuple[str, ...]:
    """Return the references in a list: ids of sources, or id and item (`ilo-11:7`). Unknown ones are reported."""
    items = fields.items(key)
    for item in items:
        _check(fields, item.text, item.line, sources)
    return tuple(item.text for item in items)


def source_of(fields: Fields, sources: KnownSources) -> str:
    """Return the one reference under `source`; an unknown one is reported."""
    reference = fields.scalar("source")
    if reference:
        _check(fields, reference, fields.line_of("source"), sources)
    return reference


def _check(fields: Fields, reference: str, line: int, sources: KnownSources) -> None:
    id_, colon, item = reference.partition(":")
    if not sources:
        return  # the register itself is at fault, and reported
    if id_ not in sources:
        sentence = f"the source {id_!r} is unknown; add it to {FILE} or correct the id."
        fields.log.fault(line, f"{fields.what}: {sentence}")
    elif colon and not ITEM.fullmatch(item):
        fields.log.fault(line, f"{fields.what}: {reference!r} must name an item, such as ilo-11:7.")
