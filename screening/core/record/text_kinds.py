"""Kinds of written fields of a case: how long, one line or several, a day, a moment. Markers only; readers check."""

from dataclasses import dataclass
from typing import Annotated

NOTE_LIMIT = 600
LINE_LIMIT = 160
LANGUAGE_LIMIT = 35

DAY = r"^\d{4}-\d{2}-\d{2}$"
BIRTH = r"^\d{4}(-\d{2}(-\d{2})?)?$"
MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}([+-]\d{2}:\d{2})?$"


@dataclass(frozen=True, slots=True)
class Written:
    """A text of at most `limit` characters; `lines`: whether it may have several lines."""

    limit: int
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """An ISO date, or with `time` a date and a minute, with or without offset; empty means not asked.

    `ahead`: whether it may be in the future; `partial`: whether day, or month and day, may be left out.
    """

    time: bool = False
    ahead: bool = False
    partial: bool = False

    @property
    def pattern(self) -> str:
        """The pattern of such a date."""
        return MOMENT if self.time else BIRTH if self.partial else DAY


Line = Annotated[str, Written(LINE_LIMIT)]
ShortLine = Annotated[str, Written(60)]
Language = Annotated[str, Written(LANGUAGE_LIMIT)]
Note = Annotated[str, Written(NOTE_LIMIT, lines=True)]
Day = Annotated[str, Dated()]
Birth = Annotated[str, Dated(partial=True)]
Moment = Annotated[str, Dated(time=True)]
Until = Annotated[str, Dated(time=True, ahead=True)]
