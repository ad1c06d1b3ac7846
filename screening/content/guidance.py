"""Loads lists of sentences: guidance for the officer, and what the person hears, sees on the screen, and reads."""

from screening.content import limits
from screening.content.folder import Folder, Row
from screening.content.sources import Sources, source_of
from screening.core.instrument.catalogue import Text
from screening.core.instrument.guidance_lists import NUMBERED, VARIANTS
from screening.core.instrument.vocabulary import Grade

FILE = "guidance.yaml"
SHOWN = "shown.yaml"
LEAFLET = "leaflet.yaml"
HEARD = "introduction_"
EASY = "easy_"


def load_guidance(folder: Folder, sources: Sources) -> dict[str, Text]:
    """The sentences by id. What the person hears has a key that falls in the person's domain."""
    return _sentences(folder, sources, FILE, "guidance", "text")


def load_shown(folder: Folder, sources: Sources) -> dict[str, Text]:
    """The words on the screen that is shown to the person, by id."""
    return _sentences(folder, sources, SHOWN, "shown", "shown")


def load_leaflet(folder: Folder, sources: Sources) -> dict[str, Text]:
    """The sentences of leaflet and card, by id. Those in easy words have keys that fall in the domain of the pages."""
    return _sentences(folder, sources, LEAFLET, "leaflet", "leaflet")


def _sentences(folder: Folder, sources: Sources, file: str, what: str, last: str) -> dict[str, Text]:
    found = {}
    rows = folder.rows(file, what, ("id", "text", "grade", "source", "checked_on", "alone"))
    for row in rows:
        _check_alone(row, {each.id for each in rows})
        end = "leaflet" if row.id.startswith(HEARD) else "easy" if row.id.startswith(EASY) else last
        found[row.id] = row.fields.text("text", f"{what}.{row.id}.{end}", limits.GUIDANCE)
        row.fields.code("grade", Grade)
        source_of(row.fields, sources)
        row.fields.day("checked_on")
    return found


def _check_alone(row: Row, ids: set[str]) -> None:
    """Report a variant of a numbered sentence without the one for everybody else, unless it says that none is meant."""
    alone, found = row.fields.flag("alone"), NUMBERED.fullmatch(row.id)
    if not found or found["variant"] not in VARIANTS:
        if alone:
            row.fields.fault("alone", "only a variant of a numbered sentence can stand alone; remove 'alone'.")
        return
    everybody = f"{found['name']}_{found['number']}"
    if alone and everybody in ids:
        row.fields.fault("alone", f"{everybody!r} stands for everybody else; remove 'alone', or that sentence.")
    elif not alone and everybody not in ids:
        row.fields.fault("id", f"{everybody!r} is missing; add it, or write 'alone: true' if nobody else needs it.")
