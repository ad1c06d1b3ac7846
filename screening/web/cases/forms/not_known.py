"""Ticks for "I don't know" beside numbers and a moment, which have no code for it."""

from collections.abc import Iterable
from dataclasses import replace

from screening.core.record.case import Case
from screening.core.record.vocabulary import NotKnown

OF_SAFETY = (NotKnown.CHILDREN,)
OF_PLACE = (NotKnown.PERSONS, NotKnown.SAFE_UNTIL, NotKnown.OTHERS, NotKnown.OTHERS_CHILDREN)


def ticked(case: Case, offered: Iterable[NotKnown]) -> list[str]:
    """Return the codes of a page that are ticked in a case."""
    return [code.value for code in offered if code in case.safety.not_known]


def with_ticks(case: Case, offered: Iterable[NotKnown], codes: Iterable[str]) -> Case:
    """Return the case with the ticks of a page. What is filled in is known, whatever is ticked beside it."""
    here = {code for code in map(NotKnown, codes) if getattr(case.safety, code) in (None, "")}
    return replace(case, safety=replace(case.safety, not_known=case.safety.not_known - set(offered) | here))
