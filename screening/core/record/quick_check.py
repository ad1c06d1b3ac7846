"""What the first page of the quick check asks: the fields of the record that say so where they are declared."""

from enum import StrEnum

from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves

FIRST_PAGE = tuple(leaf for leaf in leaves(Case) if leaf.facts.quick)
# In what circumstances the talk takes place; a question with codes, asked on the page "First the person" as well.
SAFETY_QUESTIONS = tuple(leaf for leaf in FIRST_PAGE if leaf.path[0] == "safety")


def safe_answer(question: Leaf) -> StrEnum:
    """Return the first answer to a safety question after which a "no" of the talk counts."""
    codes: type[StrEnum] = question.kind
    return next(code for code in codes if code not in (*question.facts.unsafe, *question.facts.uncertain))
