"""The shape of a case file, `rozpoznaj-case/1`: what it may hold, before its ids are looked up."""

import unicodedata
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from screening.core.case import NOTE_LIMIT
from screening.core.terms import (
    Act,
    Age,
    Alone,
    Answer,
    Basis,
    Citizenship,
    Form,
    Interpreter,
    Place,
    Profession,
    Setting,
    Sex,
)

FORMAT = "rozpoznaj-case/1"
LANGUAGE_LIMIT = 35

# Unicode property Bidi_Control: such marks make a reader see another text than the one stored (TR 36, 3.1).
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

T = TypeVar("T")


def _fault(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("rozpoznaj", sentence)


def _refuse_hidden(text: str, allowed: str) -> str:
    for character in text:
        if character in BIDI_CONTROLS:
            raise _fault(f"the direction mark U+{ord(character):04X} is not accepted")
        if unicodedata.category(character) in ("Cc", "Cs") and character not in allowed:
            raise _fault(f"the control character U+{ord(character):04X} is not accepted")
    return text


def _line(text: str) -> str:
    return _refuse_hidden(text, "")


def _lines(text: str) -> str:
    return _refuse_hidden(text, "\t\n")


def _once(entries: list[T]) -> list[T]:
    if len(set(entries)) < len(entries):
        raise _fault("an entry stands there more than once")
    return entries


def _unsaid() -> None:
    """Left out. No plain default of None: `null` in a file is a wrong type, and stands in no schema."""


Once = Annotated[list[T], AfterValidator(_once), Field(json_schema_extra={"uniqueItems": True})]
Note = Annotated[str, Field(max_length=NOTE_LIMIT), AfterValidator(_lines)]
Language = Annotated[str, Field(max_length=LANGUAGE_LIMIT), AfterValidator(_line)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ReplyPart(_Strict):
    """A reply; its basis and note may be left out."""

    answer: Answer
    basis: Once[Basis] = []
    note: Note = ""


class SafetyPart(_Strict):
    """In what circumstances the talk took place."""

    alone: Alone = Alone.UNKNOWN
    interpreter: Interpreter = Interpreter.NOT_NEEDED


class ContextPart(_Strict):
    """Who screens, where, and whom."""

    profession: Profession = Field(default_factory=_unsaid)
    setting: Setting = Field(default_factory=_unsaid)
    exploited_in: Once[Place] = []
    citizenship: Citizenship = Citizenship.UNKNOWN
    sex: Sex = Sex.NOT_STATED
    language: Language = ""
    form_unsure: bool = False


class CaseFile(_Strict):
    """A case file; everything but format, age and forms may be left out."""

    format: Literal["rozpoznaj-case/1"]
    catalogue: str = ""
    age: Age
    forms: Annotated[Once[Form], Field(min_length=1)]
    intended: Once[Form] = []
    danger: bool = False
    concerned: bool = False
    safety: SafetyPart = Field(default_factory=SafetyPart)
    context: ContextPart = Field(default_factory=ContextPart)
    acts: Once[Act] = []
    signs: Once[str] = []
    replies: dict[str, ReplyPart] = {}
