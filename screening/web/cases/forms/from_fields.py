"""Forms made from the fields of the record: the kind of a form field follows from its type, in `field_of`.

"Said before" is what came in the case file of another institution, until somebody here answers it (`imported.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin

from wtforms import BooleanField, Field

from screening.core.journey import ASKS, NotInATable, Page
from screening.core.record.birth import read_birth, written_birth
from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves, with_value
from screening.core.record.imported import answered_here, asked_anew, notified_here
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

NOT_ASKED = "not_asked"  # in a vocabulary that has it, the code of what nobody asked
UNKNOWN = "unknown"  # what the sender of a file answered with "I don't know", in a field that has no code for it
LEAVES = {leaf.name: leaf for leaf in leaves(Case)}


def leaf_of(name: str) -> Leaf:
    """Return the field of a case at a path with dots. Raises NotInATable if there is none."""
    if name not in LEAVES:
        raise NotInATable(
            f"A page asks {name!r}, which is no field of a case: correct ASKS in screening/core/journey.py."
        )
    return LEAVES[name]


def field_of(name: str, message: str = "") -> Field:
    """Return the form field of a field of a case, by its path with dots; with a message a code has to be chosen."""
    leaf = leaf_of(name)
    kind, mark = leaf.kind, leaf.mark
    if isinstance(mark, Dated):
        return BirthField() if mark.partial else DatedField(time=mark.time)
    if isinstance(mark, Written):
        return LineField(limit=mark.limit, lines=mark.lines, numbers=leaf.facts.numbers)
    if get_origin(kind) is frozenset:
        return CodesField(get_args(kind)[0])
    if kind is bool:
        return BooleanField(false_values=(False, ""))
    return CountField() if kind is int else CodeField(kind, message=message, unsaid=not message)


def _shown(value: Any) -> Any:
    """Return a value of core as a form field holds it: codes as texts, and what was not asked as an empty text."""
    if isinstance(value, frozenset):
        return sorted(str(code) for code in value)
    if isinstance(value, StrEnum):
        return "" if value == NOT_ASKED else value.value
    return "" if value is None else value


def _filled(kind: Any, value: Any) -> Any:
    """Return a value of core as its form field shows it: births as people write them, moments as in Poland."""
    if kind == Birth:
        return written_birth(value)
    if kind in (Moment, Until):
        return written_in_poland(value)
    return value if isinstance(value, int) else _shown(value)


def _read(leaf: Leaf, field: Field, before: Any) -> Any:
    """Return the value of a form field as core holds it.

    `before` is what the case has: a moment that stayed as it was shown keeps its offset from universal time.
    """
    kind = leaf.kind
    if kind in (Moment, Until) and field.data == _filled(kind, before):
        return before
    if isinstance(field, BirthField):
        return read_birth(field.data) or field.data
    if get_origin(kind) is frozenset:
        return frozenset(map(get_args(kind)[0], field.codes))
    if leaf.is_text or kind is int:
        return field.data
    if kind is bool:
        return bool(field.data)
    if field.data:
        return kind(field.data)
    return kind(NOT_ASKED) if NOT_ASKED in set(kind) else None


class RecordForm(StepForm):
    """A form that fills fields of a case. A form field has the last name of the path of its field in the record.

    `at` has the field of the record by the name of the form field.
    """

    at: dict[str, Leaf]

    @classmethod
    def fill(cls, case: Case) -> dict[str, object]:
        """Return the field values of a case."""
        anew = asked_anew(case)
        return {name: "" if leaf.name in anew else _filled(leaf.kind, leaf.of(case)) for name, leaf in cls.at.items()}

    @classmethod
    def before(cls, case: Case) -> dict[str, object]:
        """Return what the sender of a file answered in fields that nobody here has answered, by field name."""
        anew = asked_anew(case)
        said = {name: leaf for name, leaf in cls.at.items() if leaf.name in anew}
        return {name: _filled(leaf.kind, leaf.of(case)) or UNKNOWN for name, leaf in said.items()}

    def apply(self, case: Case) -> Case:
        """Return the case with what was filled in; what was said before stays until somebody here answers it."""
        before, anew = case, asked_anew(case)
        for name, leaf in self.at.items():
            if leaf.name in anew and not self._fields[name].data:
                continue
            case = answered_here(case, frozenset({leaf.name}) & anew)
            case = with_value(case, leaf.path, _read(leaf, self._fields[name], leaf.of(case)))
        return notified_here(before, case)


def form_of(
    page: Page,
    *,
    must: Mapping[str, str] | None = None,
    own: Mapping[str, Callable[[], Field]] | None = None,
    asks: Iterable[str] = (),
) -> Any:
    """Return the class of the form of a page, with the fields that the page asks, in their order.

    `asks`: the paths of the fields instead, where the page asks what has its home on others. `must`: by the name of a
    field in which a code has to be chosen, the sentence said where none is. `own`: what makes a form field that the
    form itself fills and applies.
    """
    must, own = must or {}, own or {}
    names = {name.rpartition(".")[2]: name for name in asks or ASKS[page]}
    made = {name: own[name]() if name in own else field_of(path, must.get(name, "")) for name, path in names.items()}
    at = {name: leaf_of(path) for name, path in names.items() if name not in own}
    return type(f"{page.name.title()}Form", (RecordForm,), {"at": at, **made})
