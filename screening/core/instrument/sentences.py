"""Lists of sentences that experts keep: each is said to everybody or in one condition, and may have other wordings."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Profession


class Condition(StrEnum):
    """What a sentence or a wording may depend on besides the profession; docs/indicators.md says when each holds."""

    CHILD = "child"
    ADULT = "adult"
    AGE_IN_DOUBT = "age_in_doubt"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_OVER = "certificate_over"
    RECEIVES_NOTIFICATIONS = "receives_notifications"
    WITH_PARENT = "with_parent"
    LABOUR_RIGHTS_ALONE = "labour_rights_alone"
    NOTHING_PRESENT = "nothing_present"
    DOCTOR_NOW = "doctor_now"
    DOCTOR_ASKED = "doctor_asked"
    POLISH_CITIZEN = "polish_citizen"
    FOREIGNERS_ACT = "foreigners_act"
    STAY_KNOWN = "stay_known"
    PARTNER_TOLD = "partner_told"
    TEMPORARY_PROTECTION = "temporary_protection"
    ABROAD_ALONE = "abroad_alone"


CONDITIONS = (*Condition, *Profession)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a list: said where the condition `only` holds and `unless` does not.

    `variants` are other wordings by condition: the first whose condition holds is said in place of `text`.
    """

    text: Text
    variants: Mapping[str, Text] = field(default_factory=dict)
    only: str = ""
    unless: str = ""

    def wording(self, holds: Container[str]) -> Text | None:
        """Return the wording that is said where these conditions hold; None if the sentence is not said there."""
        if (self.only and self.only not in holds) or (self.unless and self.unless in holds):
            return None
        return next((text for condition, text in self.variants.items() if condition in holds), self.text)


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list that everybody may read, without a case: its title, and its items in order."""

    title: Text
    items: tuple[Text, ...]


Lists = Mapping[str, tuple[Sentence, ...]]  # by the id of the list in guidance.yaml


def said(sentences: tuple[Sentence, ...], holds: Container[str] = ()) -> tuple[Text, ...]:
    """Return what a list says where these conditions hold, in order."""
    return tuple(text for each in sentences if (text := each.wording(holds)))
