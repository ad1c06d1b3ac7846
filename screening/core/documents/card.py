"""The field card: the triage of one profile to fill in with a pen, with the numbers that the screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.rows_and_law import PrintedContact
from screening.core.instrument.catalogue import Catalogue, Profile, Text
from screening.core.instrument.vocabulary import Age, Form
from screening.core.record.case import Case
from screening.core.rules.assessment import profiles_of
from screening.core.rules.questions import label, may_be_asked, wording


@dataclass(frozen=True, slots=True)
class CardRow:
    """One item: a sign to tick, or an indicator with its question where it may be asked."""

    id: str
    label: Text
    question: Text | None
    sign: bool


@dataclass(frozen=True, slots=True)
class FieldCard:
    """A blank card of a profile; `other` is the code of the person's language beside Polish, or empty.

    `draft` is the line that marks an unreviewed translation, or None. `say_first` is said before any question.
    `duties`: what Police and Border Guard say of their duty to notify, then what others say of theirs.
    """

    KIND: ClassVar[str] = "card"

    profile: Text
    note: Text
    child: bool
    rows: tuple[CardRow, ...]
    other: str
    draft: Text | None
    guidance: Mapping[str, Text]
    say_first: tuple[Text, ...]
    duties: tuple[Text, ...]
    child_steps: tuple[Text, ...]
    kcik: PrintedContact
    emergency: PrintedContact
    edition: str
    realm: str = "real"


def form_of_card(profile: Profile) -> Form:
    """Return the form that a card of this profile is about; a card of the further forms has none of their own rows."""
    (form,) = profile.forms if len(profile.forms) == 1 else (Form.OTHER,)
    return form


def card_rows(catalogue: Catalogue, profile_id: str) -> tuple[CardRow, ...]:
    """Return the items of a profile's triage in the order and under the numbers of the screen."""
    profile = catalogue.profiles[profile_id]
    age = Age.CHILD if profile.child else Age.ADULT
    case = Case(edition=catalogue.edition, age=age, forms=frozenset({form_of_card(profile)}))
    (chosen,) = profiles_of(catalogue, case)
    rows = []
    for id_ in sorted(profile.triage, key=lambda each: each in catalogue.signs):
        row = catalogue.indicators.get(id_)
        if row is None:
            rows.append(CardRow(id_, catalogue.signs[id_].label, None, sign=True))
        else:
            question = wording(row, case, profile.group) if may_be_asked(row, case, chosen) else None
            rows.append(CardRow(id_, label(row, profile.group), question, sign=False))
    return tuple(rows)
