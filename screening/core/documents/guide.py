"""The guides to the program, one page for each kind of reader. They hold no data of any person, and no case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.rows_and_law import PrintedContact
from screening.core.instrument.catalogue import Text


@dataclass(frozen=True, slots=True)
class Guide:
    """What a guide says that is decided elsewhere: numbers, texts of the experts, durations in words, minutes."""

    KIND: ClassVar[str]
    READER: ClassVar[str]

    guidance: Mapping[str, Text]
    child_steps: Sequence[Text]
    social_steps: Sequence[Text]
    kcik: PrintedContact
    emergency: PrintedContact
    kept_for: str
    extension: str
    class_lasts: str
    lock_minutes: int
    edition: str
    realm: str = "real"


@dataclass(frozen=True, slots=True)
class OfficerGuide(Guide):
    """For the Police, the Border Guard and the Labour Inspectorate."""

    KIND: ClassVar[str] = "guide-officer"
    READER: ClassVar[str] = "officer"


@dataclass(frozen=True, slots=True)
class SocialGuide(Guide):
    """For social workers and those who protect children."""

    KIND: ClassVar[str] = "guide-social"
    READER: ClassVar[str] = "social"


@dataclass(frozen=True, slots=True)
class TrainerGuide(Guide):
    """For those who teach a class."""

    KIND: ClassVar[str] = "guide-trainer"
    READER: ClassVar[str] = "trainer"
