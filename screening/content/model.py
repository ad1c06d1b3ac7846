"""What the content holds beside the core's catalogue: contacts, law, guidance and words for code names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from screening.core.instrument.catalogue import Catalogue, Text
from screening.core.instrument.sentences import Checklist, Lists
from screening.core.instrument.vocabulary import Confirm, Grade
from screening.core.training.exercise import Exercises


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call. `confirm`: not confirmed yet, so only for the officer's page of contacts.

    `kind` is a code of `ContactKind` (contacts.py). `where`: for a local contact, the value as a text that is
    translated: it says where to ask. `international`: the number with +48, empty where nobody wrote one.
    `to_person` is the number as the person reads and hears it. `dial` is the address of a link that calls the number,
    and empty for what is no number.
    """

    id: str
    name: Text
    value: str
    kind: str
    grade: Grade
    source: str
    checked_on: date
    review_by: date
    international: str = ""
    hours: Text | None = None
    note: Text | None = None
    where: Text | None = None
    confirm: Confirm | None = None

    @property
    def to_person(self) -> str:
        """The number with +48 where it has one, since a telephone may be from another country; else the value."""
        return self.international or self.value

    @property
    def dial(self) -> str:
        """`tel:` with the number, for the kinds whose values were checked to be one; nine digits are Polish: +48."""
        if self.kind not in ("phone", "emergency"):
            return ""
        digits = self.to_person.replace(" ", "")
        return f"tel:+48{digits}" if len(digits) == 9 and digits.isdigit() else f"tel:{digits}"


@dataclass(frozen=True, slots=True)
class LawEntry:
    """One statement of law, restated, with its source and the dates of its checks."""

    id: str
    text: Text
    grade: Grade
    source: str
    checked_on: date
    review_by: date


@dataclass(frozen=True, slots=True)
class Law:
    """Labels of art. 115 par. 22 of the Penal Code by id (means by "1" to "6"), and the entries of law."""

    acts: Mapping[str, Text]
    means: Mapping[str, Text]
    purposes: Mapping[str, Text]
    entries: Mapping[str, LawEntry]

    def by_source(self) -> dict[str, list[LawEntry]]:
        """Return the entries of each source, in the order of the file."""
        grouped: dict[str, list[LawEntry]] = {}
        for entry in self.entries.values():
            grouped.setdefault(entry.source, []).append(entry)
        return grouped


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that experts own, checked, in the order of the files; the mappings are by id.

    `guidance` is for the officer, and what the officer says to the person. `shown` is on the screen that the person
    holds, `leaflet` on leaflet and card. `words` are for code names, `passphrase_words` for generated passphrases.
    """

    catalogue: Catalogue
    guidance: Mapping[str, Text]
    lists: Lists
    contacts: Mapping[str, Contact]
    law: Law
    shown: Mapping[str, Text]
    leaflet: Mapping[str, Text]
    checklists: Mapping[str, Checklist]
    words: tuple[str, ...]
    passphrase_words: tuple[str, ...]
    exercises: Exercises = field(default_factory=Exercises)


def outdated_entries(content: Content, today: date) -> int:
    """Return how many contacts and statements of law are past their review date on this day."""
    contacts = sum(contact.review_by < today for contact in content.contacts.values())
    return contacts + sum(entry.review_by < today for entry in content.law.entries.values())
