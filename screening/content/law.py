"""Loads law.yaml: labels of art. 115 par. 22 of the Penal Code, and entries of law with source and dates.

A purpose that is a further form other than `other` says how many own rows the form has. A yes on one of these rows
points to that purpose in the checklist of the law (`screening/core/rules/law.py`).
"""

from collections.abc import Iterable

from screening.content import limits
from screening.content.contacts import dates_of
from screening.content.fields import Fields, listed
from screening.content.folder import BuiltEntry, Folder, Row
from screening.content.indicators import OWN_ROW_FORMS
from screening.content.model import LawEntry
from screening.content.sources import Sources, source_of
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import CriminalAct, Grade, PurposeId, Weight

FILE = "law.yaml"
MEANS = ("1", "2", "3", "4", "5", "6")  # the points of art. 115 par. 22; only acts and purposes have codes of our own
Labels = dict[str, Text]
LawEntries = dict[str, BuiltEntry[LawEntry]]
# By form, how many own rows it has of each weight, in the order of `Weight`.
OwnRows = dict[str, BuiltEntry[tuple[int, ...]]]


def load_law(folder: Folder, sources: Sources) -> tuple[Labels, Labels, Labels, LawEntries, OwnRows]:
    """Return the labels of acts, means and purposes, the entries by id, and how many own rows a form has."""
    fields = folder.mapping(FILE, ("acts", "means", "purposes", "entries"))
    if fields is None:
        return {}, {}, {}, {}, {}
    acts = folder.rows_under(fields, "acts", "act", ("id", "label"))
    means = folder.rows_under(fields, "means", "means", ("id", "label"))
    purposes = folder.rows_under(fields, "purposes", "purpose", ("id", "label", "own_rows"))
    return (
        _labels(fields, acts, "acts", "act", tuple(CriminalAct)),
        _labels(fields, means, "means", "means", MEANS),
        _labels(fields, purposes, "purposes", "purpose", tuple(PurposeId)),
        _entries(folder, fields, sources),
        _own_rows(purposes),
    )


def _own_rows(purposes: Iterable[Row]) -> OwnRows:
    """Return the stated numbers of own rows by form; a purpose and the form that it is have the same id."""
    found: OwnRows = {}
    for row in purposes:
        if row.id in OWN_ROW_FORMS:
            found[row.id] = BuiltEntry(row.fields.numbers("own_rows", len(Weight)), row.fields)
        elif row.fields.has("own_rows"):
            row.fields.fault("own_rows", f"only these forms have own rows: {listed(OWN_ROW_FORMS)}.")
    return found


def _labels(fields: Fields, rows: Iterable[Row], key: str, what: str, needed: Iterable[str]) -> Labels:
    """Return the labels by id; report ids that are unknown or missing. `what` is in the translation key."""
    needed = tuple(needed)
    labels = {}
    for row in rows:
        labels[row.id] = row.fields.text("label", f"law.{what}.{row.id}.label", limits.LABEL)
        if row.id not in needed:
            row.fields.fault("id", f"this id is unknown in {key}; write one of {listed(needed)}.")
    for id_ in needed:
        if id_ not in labels:
            fields.fault(key, f"{key!r} lacks {id_}; add it with its label.")
    return labels


def _entries(folder: Folder, fields: Fields, sources: Sources) -> LawEntries:
    """Return the entries by id. `confirm` says who has still to confirm the text, and `confirmed_by` who did."""
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
