"""Forms made from the parts of a case: the kind of a field follows from its type in core, by one small table."""

import types
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from wtforms import Field

from screening.core.record.birth import read_birth, written_birth
from screening.core.record.case import Case, Context, Safety
from screening.core.record.referral import Agreement, Done, Handover, Needs, Person, Referrer, Status
from screening.core.record.text_kinds import Birth, Dated, Moment, Until, Written
from screening.local_time import written_in_poland
from screening.web.cases.forms.fields import (
    BirthField,
    CodeField,
    CodesField,
    CountField,
    DatedField,
    LineField,
    StepForm,
)

NOT_ASKED = "not_asked"
PARTS: dict[str, type] = {
    "referrer": Referrer,
    "safety": Safety,
    "context": Context,
    "agreement": Agreement,
    "person": Person,
    "needs": Needs,
    "status": Status,
    "done": Done,
    "handover": Handover,
}


def _written(marks: tuple[Any, ...]) -> Field:
    for mark in marks:
        if isinstance(mark, Dated):
            return BirthField() if mark.partial else DatedField(time=mark.time)
        if isinstance(mark, Written):
            return LineField(limit=mark.limit, lines=mark.lines)
    raise TypeError("A text needs a limit.")


def _field(kind: Any) -> Field:
    """The form field for a type of core."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _written(arguments[1:])
    if origin is frozenset:
        return CodesField(arguments[0])
    if origin is types.UnionType:
        inner = next(each for each in arguments if each is not types.NoneType)
        return CountField() if inner is int else CodeField(inner, unsaid=True)
    return CodeField(kind, unsaid=NOT_ASKED in set(kind))


def _shown(value: Any) -> Any:
    """A value of core as a field holds it; what was not asked is empty."""
    if isinstance(value, frozenset):
        return sorted(str(code) for code in value)
    if isinstance(value, StrEnum):
        return "" if value == NOT_ASKED else value.value
    return "" if value is None else value


def _filled(kind: Any, value: Any) -> Any:
    """A value of core as its field shows it: births as people write them, moments by the clocks of Poland."""
    if kind == Birth:
        return written_birth(value)
    if kind in (Moment, Until):
        return written_in_poland(value)
    return value if isinstance(value, int) else _shown(value)


def _read(kind: Any, field: Field, before: Any) -> Any:
    """The value of a field as core holds it; a moment that stayed as it was shown keeps its offset."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in (Moment, Until) and field.data == _filled(kind, before):
        return before
    if isinstance(field, BirthField):
        return read_birth(field.data) or field.data
    if origin is Annotated:
        return field.data
    if origin is frozenset:
        return frozenset(map(arguments[0], field.codes))
    if origin is types.UnionType:
        inner = next(each for each in arguments if each is not types.NoneType)
        return field.data if inner is int else (inner(field.data) if field.data else None)
    return kind(field.data or NOT_ASKED)


class PartForm(StepForm):
    """A page that fills fields of the parts of a case; a field has its name in core."""

    at: dict[str, tuple[str, Any]]

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Field values of a case."""
        return {name: _filled(kind, getattr(getattr(case, part), name)) for name, (part, kind) in cls.at.items()}

    def apply(self, case: Case) -> Case:
        """The case with what was filled in."""
        changed: dict[str, dict[str, Any]] = {}
        for name, (part, kind) in self.at.items():
            changed.setdefault(part, {})[name] = _read(kind, self._fields[name], getattr(getattr(case, part), name))
        return replace(case, **{part: replace(getattr(case, part), **new) for part, new in changed.items()})


def form_of(title: str, **wanted: tuple[str, ...]) -> type[PartForm]:
    """The form of a page: for each part of a case the names of the fields on the page, in its order."""
    at, fields = {}, {}
    for part, names in wanted.items():
        hints = get_type_hints(PARTS[part], include_extras=True)
        for name in names:
            at[name] = (part, hints[name])
            fields[name] = _field(hints[name])
    return type(title, (PartForm,), {"at": at, **fields})
