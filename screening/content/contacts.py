"""Loads contacts.yaml: whom to call, with source and dates."""

from datetime import date
from enum import StrEnum

from screening.content import limits
from screening.content.fields import Fields
from screening.content.folder import Entry, Folder
from screening.content.model import Contact
from screening.content.sources import Sources, source_of
from screening.core.terms import Grade

FILE = "contacts.yaml"
KEYS = (
    "id", "name", "value", "kind", "grade", "source", "seen", "checked_on", "review_by", "hours", "note",
    "confirm",
)  # fmt: skip


class Kind(StrEnum):
    """What the value of a contact is; LOCAL is one that the unit fills in or asks for."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    LOCAL = "local"


Contacts = dict[str, Entry[Contact]]


def dates_of(fields: Fields) -> tuple[date, date]:
    """`checked_on` and `review_by`; reports a review before the check."""
    checked_on, review_by = fields.day("checked_on"), fields.day("review_by")
    if date.min not in (checked_on, review_by) and review_by < checked_on:
        fields.fault("review_by", "'review_by' lies before 'checked_on'; mend one of the dates.")
    return checked_on, review_by


def load_contacts(folder: Folder, sources: Sources) -> Contacts:
    """The contacts by id."""
    contacts: Contacts = {}
    for row in folder.rows(FILE, "contact", KEYS):
        fields, key = row.fields, f"contact.{row.id}"
        if fields.has("seen"):
            fields.prose("seen", limits.TITLE)
        checked_on, review_by = dates_of(fields)
        kind = fields.code("kind", Kind)
        contact = Contact(
            id=row.id,
            name=fields.text("name", f"{key}.name", limits.NAME),
            value=fields.prose("value", limits.NAME),
            kind=kind.value,
            grade=fields.code("grade", Grade),
            source=source_of(fields, sources),
            checked_on=checked_on,
            review_by=review_by,
            hours=fields.optional_text("hours", f"{key}.hours", limits.NAME),
            note=fields.optional_text("note", f"{key}.note", limits.NOTE),
            where=fields.text("value", f"{key}.where", limits.NAME) if kind is Kind.LOCAL else None,
            confirm=fields.flag("confirm") if fields.has("confirm") else False,
        )
        contacts[row.id] = Entry(contact, fields)
    return contacts


def warn_outdated(entries: "Contacts | dict[str, Entry]", today: date) -> None:
    """Warn of every contact or law entry whose review is overdue on this day."""
    for entry in entries.values():
        review_by = entry.value.review_by
        if date.min < review_by < today:
            entry.fields.warn("review_by", f"the review was due on {review_by}; check it and set both dates.")
