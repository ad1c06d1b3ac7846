"""Paper for the person: leaflets, discreet card, sheet on the stay; two numbers, KCIK and 112 alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from screening.core.documents.rows_and_law import PrintedContact
from screening.core.instrument.catalogue import Text


@dataclass(frozen=True, slots=True)
class PrintedLeaflet:
    """The leaflet of an adult or of a child. `draft` is the line that marks an unreviewed translation, or None."""

    KIND: ClassVar[str] = "leaflet"

    texts: Mapping[str, Text]
    kcik: PrintedContact
    emergency: PrintedContact
    child: bool
    draft: Text | None
    realm: str = "real"


@dataclass(frozen=True, slots=True)
class LeafletCard(PrintedLeaflet):
    """The two numbers in the size of a bank card; the same for a child. It has no draft line, to stay discreet."""

    KIND: ClassVar[str] = "leaflet-card"


@dataclass(frozen=True, slots=True)
class EasyLeaflet(PrintedLeaflet):
    """The leaflet of an adult in short sentences, one thought a line."""

    KIND: ClassVar[str] = "leaflet-easy"


@dataclass(frozen=True, slots=True)
class StaySheet(PrintedLeaflet):
    """The right to stay in Poland, to be read aloud; given only where it is safe to keep, since it names the police."""

    KIND: ClassVar[str] = "leaflet-stay"
