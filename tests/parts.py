"""Whole cases and their parts, drawn from the type hints of the dataclasses: a field added later is drawn too."""

import types
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Age, Form
from screening.core.record.case import Case, Reply
from screening.core.record.cleaning import cleaned
from screening.core.record.fields import bare, leaves, with_value
from screening.core.record.text_kinds import Dated, Written
from screening.core.referral.consistency import faults
from tests.builders import CATALOGUE

TODAY = date(2026, 11, 23)

DAYS = st.dates(date(1900, 1, 1), TODAY)
BIRTHS = st.dates(date(1907, 1, 1), TODAY)
OFFSETS = st.sampled_from(("", "+00:00", "+01:00", "-11:30", "+14:00"))
MOMENTS = st.builds(
    lambda moment, offset: moment.isoformat(timespec="minutes") + offset,
    st.datetimes(datetime(1901, 1, 1), datetime(2026, 11, 23, 23, 59)),
    OFFSETS,
)


PARTS = {name: hint for name, hint in get_type_hints(Case).items() if is_dataclass(hint)}
PART_LEAVES = tuple(leaf for name, kind in PARTS.items() for leaf in leaves(kind, (name,)))


def _text(mark: Written | Dated) -> st.SearchStrategy[str]:
    if isinstance(mark, Dated) and mark.partial:
        return st.just("") | st.builds(
            lambda day, length: day.isoformat()[:length], BIRTHS, st.sampled_from((4, 7, 10))
        )
    if isinstance(mark, Dated):
        return st.just("") | (MOMENTS if mark.time else DAYS.map(date.isoformat))
    return st.text(max_size=mark.limit).map(lambda text: cleaned(text, lines=mark.lines).text[: mark.limit])


def drawn(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type that the format can hold."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _text(arguments[1])
    if origin is types.UnionType:
        return st.none() | drawn(bare(kind))
    if origin is frozenset:
        return st.frozensets(st.sampled_from(list(arguments[0])))
    if is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return st.builds(kind, **{name: drawn(hint) for name, hint in hints.items()})
    if kind is int:
        return st.integers(0, 99)
    if kind is bool:
        return st.booleans()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    raise TypeError(kind)


NOTHING: dict[str, Any] = {"age_band": None, "age_about": None, "reason": "powód", "decided_by": "powód"}


def without_faults(case: Case, today: date | None) -> Case:
    """The case with what clashes left out."""
    while found := faults(case, today):
        case = with_value(case, found[0].path, NOTHING.get(found[0].path[-1], ""))
    return case


# Made once: Hypothesis checks every strategy that it meets for the first time.
KEPT = {"edition", "age", "forms", "intended", "signs", "replies", "visited", "site", "came_from", "said_before"}
HINTS = get_type_hints(Case, include_extras=True)
DRAWN = {name: drawn(hint) for name, hint in HINTS.items() if name not in KEPT}
SIGNS = st.frozensets(st.sampled_from(list(CATALOGUE.signs)), max_size=4)
REPLIES = st.dictionaries(st.sampled_from(list(CATALOGUE.indicators)), drawn(Reply), max_size=5)
FORMS = st.frozensets(st.sampled_from(Form), min_size=1)


@st.composite
def cases(draw: st.DrawFn, ages: Iterable[Age | None] = tuple(Age)) -> Case:
    """Any case that knows its forms, whether or not it is free of faults."""
    forms = draw(FORMS)
    return Case(
        edition=CATALOGUE.edition,
        age=draw(st.sampled_from(list(ages))),
        forms=forms,
        intended=draw(st.frozensets(st.sampled_from(sorted(forms)))),
        signs=draw(SIGNS),
        replies=draw(REPLIES),
        **{name: draw(strategy) for name, strategy in DRAWN.items()},
    )


def days(first: date, last: date) -> Iterator[date]:
    """Every day, both ends included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(number)
