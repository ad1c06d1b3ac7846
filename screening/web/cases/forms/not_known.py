"""Ticks for "I don't know" beside numbers and a moment, which have no code for it."""

from collections.abc import Iterable
from dataclasses import replace

from screening.core.record.case import Case
from screening.core.record.fields import leaves, with_value
from screening.core.record.imported import answered_here
from screening.core.record.vocabulary import NotKnown

PATHS = {leaf.key: leaf.path for leaf in leaves(Case) if leaf.path[0] == "safety" and leaf.key in {*NotKnown}}
OF_SAFETY = (NotKnown.CHILDREN,)
OF_PLACE = (NotKnown.PERSONS, NotKnown.SAFE_UNTIL, NotKnown.OTHERS, NotKnown.OTHERS_CHILDREN)


def ticked(case: Case, offered: Iterable[NotKnown]) -> list[str]:
    """Return the codes of a page that are ticked in a case, here and not in the file that it came from."""
    return [code.value for code in offered if code in case.safety.not_known and not _was_said_before(case, code)]


def _was_said_before(case: Case, code: NotKnown) -> bool:
    return ".".join(PATHS[code]) in case.said_before


def with_ticks(case: Case, offered: Iterable[NotKnown], codes: Iterable[str]) -> Case:
    """Return the case with the ticks of a page. What is filled in is known, whatever is ticked beside it."""
    for code in map(NotKnown, codes):
        if _was_said_before(case, code):
            case = answered_here(with_value(case, PATHS[code], ""), frozenset({".".join(PATHS[code])}))
    offered = [code for code in offered if not _was_said_before(case, code)]
    here = {code for code in map(NotKnown, codes) if getattr(case.safety, code) in (None, "")}
    return replace(case, safety=replace(case.safety, not_known=case.safety.not_known - set(offered) | here))
