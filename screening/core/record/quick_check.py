"""The fields that the quick check asks first (`quick` in `Facts`), and the answers that a person presses."""

from enum import StrEnum

from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves

FIRST_PAGE = tuple(leaf for leaf in leaves(Case) if leaf.facts.quick)
# The questions on the safety of the talk; the first page of a case, "First the person", asks them too.
SAFETY_QUESTIONS = tuple(leaf for leaf in FIRST_PAGE if leaf.path[0] == "safety")
# What the person presses on the screen "Show to the person", and the answer to the indicator that it means.
SAID = {"yes": Answer.YES, "no": Answer.NO, "dont_know": Answer.UNCLEAR, "skip": Answer.DECLINED}


def safe_answer(question: Leaf) -> StrEnum:
    """Return the first answer to a safety question after which a "no" of the talk counts."""
    codes: type[StrEnum] = question.kind
    return next(code for code in codes if code not in (*question.facts.unsafe, *question.facts.uncertain))
