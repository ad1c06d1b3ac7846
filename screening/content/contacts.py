"""Loads contacts.yaml: whom to call, with source and dates."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from screening.content import limits
from screening.content.fields import NO_DAY, Fields
from screening.content.folder import BuiltEntry, Folder
from screening.content.model import Contact, LawEntry
from screening.content.sources import Sources, source_of
from screening.core.instrument.vocabulary import Grade

FILE = "contacts.yaml"
KEYS = (
    "id", "name", "value", "value_again", "international", "kind", "grade", "source", "seen", "checked_on", "review_by",
    "hours", "note", "confirm",
)  # fmt: skip


class ContactKind(StrEnum):
    """What the value of a contact is; LOCAL is one that the unit fills in or asks for."""

    PHONE = "phone"
    EMERGENCY = "emergency"
    EMAIL = "email"
    WEB = "web"
    LOCAL = "local"


HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
SHAPES: dict[ContactKind, tuple[re.Pattern[str], str]] = {
    ContactKind.PHONE: (re.compile(r"\+?[0-9]+(?: [0-9]+)*"), "digits and single spaces, perhaps with + before them"),
    ContactKind.EMERGENCY: (re.compile(r"[0-9]{3}"), "three digits"),
    ContactKind.EMAIL: (re.compile(rf"[A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}@{HOST}"), "one address, such as info@kcik.pl"),
    ContactKind.WEB: (
        re.compile(rf"(?:https://)?{HOST}(?:/[A-Za-z0-9._~/-]*)?"),
        "a host name such as www.kcik.pl, or an address that begins with https://",
    ),
}
DIGITS = range(3, 16)
COUNTRY = "+48"
# The persons' papers and screens print this contact, and the person may call from abroad.
CALLED_FROM_ABROAD = frozenset(("kcik_phone",))
# What must never be wrong: these contacts must be there, of this kind, their values written twice.
WRITTEN_TWICE = {
    "kcik_phone": ContactKind.PHONE,
    "kcik_email": ContactKind.EMAIL,
    "kcik_web": ContactKind.WEB,
    "emergency": ContactKind.EMERGENCY,
}
Contacts = dict[str, BuiltEntry[Contact]]
Due = tuple[Fields, date]  # an entry, and the day by which somebody has to review it


def dates_of(fields: Fields) -> tuple[date, date]:
    """Return `checked_on` and `review_by`, each NO_DAY after a fault; report a review before the check."""
    checked_on, review_by = fields.day("checked_on"), fields.day("review_by")
    if NO_DAY not in (checked_on, review_by) and review_by < checked_on:
        fields.fault("review_by", "'review_by' lies before 'checked_on'; correct one of the dates.")
    return checked_on, review_by


def _check_value(fields: Fields, kind: ContactKind, value: str) -> None:
    """Report a value that is not of its kind. Telephone numbers have 3 to 15 digits (ITU-T E.164)."""
    shape, wanted = SHAPES.get(kind, (None, ""))
    if shape and value and not shape.fullmatch(value):
        fields.fault("value", f"{value!r} is not of the kind {kind}; write {wanted}.")
    elif kind is ContactKind.PHONE and value and sum(map(str.isdigit, value)) not in DIGITS:
        fields.fault("value", f"{value!r} has too few or too many digits for a telephone number; correct it.")


def _check_written_twice(fields: Fields, id_: str, kind: ContactKind, value: str) -> None:
    """Report a value that is not written twice alike, and another kind than such a contact must have."""
    wanted = WRITTEN_TWICE.get(id_)
    again = fields.scalar("value_again") if wanted or fields.has("value_again") else value
    if value and again and value != again:
        fields.fault("value_again", f"{again!r} is not the 'value', {value!r}; write the right one in both.")
    elif wanted and kind is not wanted:
        fields.fault("kind", f"{kind.value!r} is not the kind of this contact; write {wanted}.")


def _international(fields: Fields, id_: str, value: str) -> str:
    """Return the number as one calls it from any country: the value with +48 before it; empty if none is given."""
    wanted = f"{COUNTRY} {value}"
    given = fields.scalar("international", needed=id_ in CALLED_FROM_ABROAD)
    if given and value and given != wanted:
        fields.fault("international", f"{given!r} is not the 'value' with {COUNTRY} before it; write '{wanted}'.")
    return given


def load_contacts(folder: Folder, sources: Sources) -> Contacts:
    """Return the contacts by id."""
    contacts: Contacts = {}
    for row in folder.rows(FILE, "contact", KEYS):
        fields, key = row.fields, f"contact.{row.id}"
        if fields.has("seen"):  # a note on where the expert found the value: checked, and shown nowhere
            fields.prose("seen", limits.TITLE)
        checked_on, review_by = dates_of(fields)
        kind = fields.code("kind", ContactKind)
        value = fields.prose("value", limits.NAME)
        _check_value(fields, kind, value)
        _check_written_twice(fields, row.id, kind, value)
        contact = Contact(
            id=row.id,
            name=fields.text("name", f"{key}.name", limits.NAME),
            value=value,
            international=_international(fields, row.id, value),
            kind=kind.value,
            grade=fields.code("grade", Grade),
            source=source_of(fields, sources),
            checked_on=checked_on,
            review_by=review_by,
            hours=fields.optional_text("hours", f"{key}.hours", limits.NAME),
            note=fields.optional_text("note", f"{key}.note", limits.NOTE),
            where=fields.text("value", f"{key}.where", limits.NAME) if kind is ContactKind.LOCAL else None,
            confirm=fields.to_confirm(),
        )
        contacts[row.id] = BuiltEntry(contact, fields)
    for id_ in WRITTEN_TWICE:
        if id_ not in contacts and not folder.unreadable:
            folder.log(FILE).fault(1, f"The contact {id_!r} is missing; add it.")
    return contacts


def due(entries: Mapping[str, BuiltEntry[Contact]] | Mapping[str, BuiltEntry[LawEntry]]) -> list[Due]:
    """Return the contacts or entries of law with the day by which each is to be reviewed."""
    return [(entry.fields, entry.value.review_by) for entry in entries.values()]


def warn_outdated(entries: Iterable[Due], today: date) -> None:
    """Warn of everything whose review is overdue on this day."""
    for fields, review_by in entries:
        if NO_DAY < review_by < today:
            fields.warn("review_by", f"the review was due on {review_by}; check it and set both dates.")
