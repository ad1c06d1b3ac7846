"""The shape of a case file, `rozpoznaj-case/1`, made from the core's dataclasses. Ids are checked later."""

import unicodedata
from collections.abc import Callable
from dataclasses import MISSING, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError, PydanticKnownError

from screening.core.instrument.vocabulary import Age, CriminalAct, Form
from screening.core.record.case import Context, Reply, Safety
from screening.core.record.cleaning import BIDI_CONTROLS, cleaned
from screening.core.record.fields import bare, typed_fields
from screening.core.record.referral import Agreement, Decisions, Done, Handover, Needs, Person, Referrer, Status
from screening.core.record.text_kinds import Dated, Written

FORMAT = "rozpoznaj-case/1"
MOST = 99  # the highest number in a case file

T = TypeVar("T")


def _fault(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("rozpoznaj", sentence)


def _refuse_hidden(text: str) -> None:
    for character in text:
        if character in BIDI_CONTROLS:
            raise _fault(f"the direction mark U+{ord(character):04X} is not accepted")
        if unicodedata.category(character) == "Cc" and character not in "\t\n":
            raise _fault(f"the control character U+{ord(character):04X} is not accepted")


def _reader(mark: Written) -> Callable[[str], str]:
    """A function that reads a text as a page does. Hidden characters are refused: nobody would see them taken out."""

    def read(text: str) -> str:
        _refuse_hidden(text)
        kept = cleaned(text, lines=mark.lines).text
        if len(kept) > mark.limit:
            raise PydanticKnownError("string_too_long", {"max_length": mark.limit})
        return kept

    return read


def _once(entries: list[T]) -> list[T]:
    if len(set(entries)) < len(entries):
        raise _fault("an entry is there more than once")
    return entries


def _unsaid() -> None:
    """Return None, the default of an absent field. A plain `None` would make `null` valid in a file and the schema."""


Once = Annotated[list[T], AfterValidator(_once), Field(json_schema_extra={"uniqueItems": True})]
Count = Annotated[int, Field(ge=0, le=MOST)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _text(marks: tuple[Any, ...]) -> Any:
    for mark in marks:
        if isinstance(mark, Written):
            return Annotated[str, Field(max_length=mark.limit), AfterValidator(_reader(mark))]
        if isinstance(mark, Dated):
            return Annotated[str, Field(pattern=mark.pattern)]
    raise TypeError("A text of a case file needs a limit.")


def _shape(kind: Any) -> Any:
    """The type of a field of a case file, from that of the core's field."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _text(arguments[1:])
    if origin is frozenset:
        return Once[arguments[0]]  # type: ignore[valid-type]
    if kind is int:
        return Count
    if kind is bool or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind
    if is_dataclass(kind):
        return part(kind)  # type: ignore[arg-type]
    raise TypeError(f"No shape is known for {kind}.")


def _default(field: Any) -> Any:
    """The default for pydantic of a field of the core; `...` means that it is required."""
    if field.default is MISSING:
        return ...
    if field.default is None:
        return Field(default_factory=_unsaid)
    if isinstance(field.default, frozenset):
        return []
    return Field(default_factory=_unsaid) if is_dataclass(field.default) else field.default


@cache
def part(kind: type, *required: str) -> type[BaseModel]:
    """Return the strict model of one part of a case file, with every field of the dataclass.

    A field named in `required` must be there, also if the dataclass has a default for it.
    """
    shapes = {
        field.name: (_shape(bare(hint)), ... if field.name in required else _default(field))
        for field, hint in typed_fields(kind)
    }
    summary = (kind.__doc__ or "").partition("\n")[0]
    return create_model(f"{kind.__name__}Part", __base__=_Strict, __doc__=summary, **shapes)  # type: ignore[call-overload,no-any-return]


# Key in the file, and class in the core.
PARTS: dict[str, type] = {
    "safety": Safety,
    "context": Context,
    "referrer": Referrer,
    "agreement": Agreement,
    "person": Person,
    "needs": Needs,
    "status": Status,
    "decisions": Decisions,
    "done": Done,
    "handover": Handover,
}


class CaseFileModel(_Strict):
    """The fields of a case file that are not in one of PARTS."""

    format: Literal["rozpoznaj-case/1"]
    catalogue: str = ""
    exercise: bool = False
    age: Age
    forms: Annotated[Once[Form], Field(min_length=1)]
    intended: Once[Form] = []
    danger: bool = False
    concerned: bool = False
    acts: Once[CriminalAct] = []
    signs: Once[str] = []
    replies: dict[str, part(Reply, "answer")] = {}  # type: ignore[valid-type]


CaseFile: type[CaseFileModel] = create_model(
    "CaseFile",
    __base__=CaseFileModel,
    __doc__="A case file; everything but format, age and forms may be left out.",
    **{name: (part(kind), Field(default_factory=_unsaid)) for name, kind in PARTS.items()},  # type: ignore[call-overload]
)
