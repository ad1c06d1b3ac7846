"""What the tool knows of a field of a case beside its type (`Facts`), and the one way to go through the fields.

The type says kind, codes and length. The metadata of the field say what KCIK requires, what may leave, which numbers
are expected, and what the quick check asks. `ASKS` in `core/journey.py` says page and order.
"""

import types
from collections.abc import Container, Iterator
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from enum import IntEnum, StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from screening.core.record.text_kinds import Dated, Written

T = TypeVar("T")
_FACTS = "facts"  # the key of the metadata


class Of(StrEnum):
    """Of whom KCIK requires an answer."""

    EVERYBODY = "everybody"
    ADULT = "adult"
    CHILD = "child"


class Leaves(IntEnum):
    """When a text may leave for a sheet or a file (docs/rules.md: Who may be named, and what may leave)."""

    ALWAYS = 0
    # Unless refused; but always on the two papers that state facts, the note to the superior and the notification.
    AS_FACT = 1
    UNLESS_REFUSED = 2
    IF_AGREED = 3  # to contact
    IF_NAMED = 4  # to contact and to sharing the name; not even kept otherwise
    NEVER = 5  # for the institution that wrote it


ALWAYS, AS_FACT, UNLESS_REFUSED, IF_AGREED, IF_NAMED, NEVER = Leaves


class Number(StrEnum):
    """What a number or an address in a text seems to be; the pages warn of those that a field does not expect."""

    PESEL = "pesel"
    DOCUMENT = "document"
    CARD = "card"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH = "birth"


# Numbers that are expected in a text: a telephone or an address in a text on contact, a service number in one on
# the officer who signs.
TO_REACH = frozenset((Number.PHONE, Number.EMAIL))
OF_SERVICE = frozenset((Number.PHONE, Number.DOCUMENT))


class Part(StrEnum):
    """A part of a case on which pages depend: while a page is open, nobody may have changed them."""

    AGE = "age"
    FORMS = "forms"
    SAFETY = "safety"
    PROFESSION = "profession"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a field beside its type. `may_leave`: when a text may; by default only where a name may.

    `required`: of whom KCIK requires an answer, None if of nobody. `gap` is the code under which KCIK's question is
    worded, by default the name of the field. `leads`: the answer identifies the person, so a consultation without data
    does not ask it. `numbers` are those expected in a text. `quick`: the first page of the quick check asks it, too;
    `ticked`: of a field with several codes the one that the quick check asks, as a tick box.
    `unsafe`: the answers after which a "no" of the talk rules nothing out. `uncertain`: those after which it is not
    known whether it does, as when nobody asked. `part`: the part of the case to which it belongs, where other pages
    depend on it. `here`: it is answered from where the institution is and what it did, so whoever takes over a file
    answers it again. `of_unit`: it is the same in each case of one workplace, so "my unit" fills it in. `use`: what it
    is for, so that no field is asked for nothing (docs/case_file.md).
    """

    may_leave: Leaves = Leaves.IF_NAMED
    required: Of | None = None
    gap: str = ""
    leads: bool = False
    numbers: frozenset[Number] = frozenset()
    quick: bool = False
    ticked: StrEnum | None = None
    unsafe: tuple[StrEnum, ...] = ()
    uncertain: tuple[StrEnum, ...] = ()
    part: Part | None = None
    here: bool = False
    of_unit: bool = False
    use: str = ""


def facts(may_leave: Leaves = Leaves.IF_NAMED, **more: Any) -> dict[str, Facts]:
    """Return the metadata for a field of a dataclass; `more` are the other fields of `Facts`."""
    return {_FACTS: Facts(may_leave, **more)}


def asked(default: Any, may_leave: Leaves = Leaves.IF_NAMED, **more: Any) -> Any:
    """Return a field of a dataclass with a default and these metadata; `more` are the other fields of `Facts`."""
    return field(default=default, metadata=facts(may_leave, **more))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field that holds a value and no further fields: the names on the way to it, its type, and its facts.

    `kind` is without "or None", and keeps what `Annotated` adds to a text (`Written`, `Dated`).
    """

    path: tuple[str, ...]
    kind: Any
    facts: Facts

    @property
    def name(self) -> str:
        """The path with dots, such as `safety.alone`."""
        return ".".join(self.path)

    @property
    def key(self) -> str:
        """The last name of the path: its name in a form."""
        return self.path[-1]

    @property
    def vocabulary(self) -> str:
        """The name of the vocabulary of a code, under which `screening/wording/` has its words."""
        return str(self.kind.__name__)

    @property
    def mark(self) -> Written | Dated | None:
        """What the type says of a text or date; None for codes, numbers and yes or no."""
        return get_args(self.kind)[1] if get_origin(self.kind) is Annotated else None

    @property
    def is_text(self) -> bool:
        """True for a text or a date; a code is none."""
        return self.kind is str or self.mark is not None

    def of(self, whole: object) -> Any:
        """Return the value of this field; None where a part on the way is None, such as a decision nobody took."""
        return value_at(whole, self.path)


def bare(kind: Any) -> Any:
    """Return a type without "or None"."""
    if get_origin(kind) is types.UnionType:
        return next(each for each in get_args(kind) if each is not types.NoneType)
    return kind


def typed_fields(kind: type) -> Iterator[tuple[Field[Any], Any]]:
    """Return the fields of a dataclass in their order, each with its type, `Annotated` included."""
    hints = get_type_hints(kind, include_extras=True)
    return ((each, hints[each.name]) for each in fields(kind))


@cache
def leaves(kind: type, path: tuple[str, ...] = ()) -> tuple[Leaf, ...]:
    """Return every leaf of a dataclass, in the order of its fields; `path` is the way to it. A mapping is no leaf."""
    found: list[Leaf] = []
    for each, hint in typed_fields(kind):
        here, inner = (*path, each.name), bare(hint)
        if is_dataclass(inner):
            found += leaves(inner, here)  # type: ignore[arg-type]
        elif get_origin(inner) in (None, Annotated, frozenset):
            found.append(Leaf(here, inner, each.metadata.get(_FACTS, Facts())))
    return tuple(found)


@cache
def texts(kind: type) -> tuple[Leaf, ...]:
    """Return the leaves of a dataclass that hold a text or a date."""
    return tuple(leaf for leaf in leaves(kind) if leaf.is_text)


def paths(part: str, names: str) -> tuple[str, ...]:
    """Return the paths, with dots, of several fields of one part: `safety.alone` and `safety.place`, for example."""
    return tuple(f"{part}.{name}" for name in names.split())


def value_at(whole: Any, path: tuple[str, ...]) -> Any:
    """Return the value at a path; None where a part on the way is None."""
    for name in path:
        whole = getattr(whole, name) if whole is not None else None
    return whole


def with_value(whole: T, path: tuple[str, ...], value: Any) -> T:
    """Return the dataclass with this value at a path; unchanged where a part on the way is None."""
    if whole is None:
        return whole
    name, *rest = path
    new = with_value(getattr(whole, name), tuple(rest), value) if rest else value
    return replace(whole, **{name: new})  # type: ignore[type-var]


def withheld(whole: T, allowed: Leaves, only: Container[str] | None = None) -> T:
    """Return the dataclass with each text emptied whose level, `may_leave`, is above `allowed`.

    `only` has the names, with dots, of the texts that may stay; if it is given, all others are emptied too.
    """
    kind: type = type(whole)
    for leaf in texts(kind):
        shown = leaf.facts.may_leave <= allowed and (only is None or leaf.name in only)
        if not shown and leaf.of(whole):
            whole = with_value(whole, leaf.path, "")
    return whole
