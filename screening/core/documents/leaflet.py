"""The leaflet for the person: what help there is, rights, two numbers; KCIK and 112 alone (design 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from screening.core.catalogue import Text
from screening.core.documents.parts import Contact


@dataclass(frozen=True, slots=True)
class Leaflet:
    """The leaflet of an adult or of a child. `draft` is the line that marks an unreviewed translation, or None."""

    KIND: ClassVar[str] = "leaflet"

    texts: Mapping[str, Text]
    kcik: Contact
    emergency: Contact
    child: bool
    draft: Text | None
    realm: str = "real"
