"""Loads law.yaml: labels of art. 115 par. 22 of the Penal Code, and entries of law with source and dates."""

from collections.abc import Iterable

from screening.content import limits
from screening.content.contacts import dates_of
from screening.content.fields import Fields, listed
from screening.content.folder import BuiltEntry, Folder
from screening.content.model import LawEntry
from screening.content.sources import Sources, source_of
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import CriminalAct, Grade, PurposeId

FILE = "law.yaml"
MEANS = ("1", "2", "3", "4", "5", "6")
Labels = dict[str, Text]
LawEntries = dict[str, BuiltEntry[LawEntry]]


def load_law(folder: Folder, sources: Sources) -> tuple[Labels, Labels, Labels, LawEntries]:
    """Return the labels of acts, of means and of purposes, and the entries by id."""
    fields = folder.mapping(FILE, ("acts", "means", "purposes", "entries"))
    if fields is None:
        return {}, {}, {}, {}
    return (
        _labels(folder, fields, "acts", "act", tuple(CriminalAct)),
        _labels(folder, fields, "means", "means", MEANS),
        _labels(folder, fields, "purposes", "purpose", tuple(PurposeId)),
        _entries(folder, fields, sources),
    )


def _labels(folder: Folder, fields: Fields, key: str, what: str, needed: Iterable[str]) -> Labels:
    needed = tuple(needed)
    labels = {}
    for row in folder.rows_under(fields, key, what, ("id", "label")):
        labels[row.id] = row.fields.text("label", f"law.{what}.{row.id}.label", limits.LABEL)
        if row.id not in needed:
            row.fields.fault("id", f"this id is unknown in {key}; write one of {listed(needed)}.")
    for id_ in needed:
        if id_ not in labels:
            fields.fault(key, f"{key!r} lacks {id_}; add it with its label.")
    return labels


def _entries(folder: Folder, fields: Fields, sources: Sources) -> LawEntries:
    keys = ("id", "text", "grade", "source", "checked_on", "review_by", "confirm", "confirmed_by")
    entries: LawEntries = {}
    for row in folder.rows_under(fields, "entries", "law entry", keys):
        checked_on, review_by = dates_of(row.fields)
        entry = LawEntry(
            id=row.id,
            text=row.fields.confirmable(f"law.entry.{row.id}.text", limits.LAW),
            grade=row.fields.code("grade", Grade),
            source=source_of(row.fields, sources),
            checked_on=checked_on,
            review_by=review_by,
        )
        entries[row.id] = BuiltEntry(entry, row.fields)
    return entries
