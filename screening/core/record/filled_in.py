"""What somebody recorded in a case: every field that holds something, found in the table of fields."""

from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves

BLANK = Case(edition="")
NOTHING = 0  # a count of nobody


def filled_in(case: Case) -> tuple[Leaf, ...]:
    """Return the fields that hold something else than in a case in which nobody recorded anything.

    Replies are no fields and not among them. A count of 0 is nothing recorded.
    """
    return tuple(leaf for leaf in leaves(Case) if leaf.of(case) not in (leaf.of(BLANK), NOTHING))


def has_notes(case: Case) -> bool:
    """Return whether somebody wrote a note beside an answer."""
    return any(reply.note for reply in case.replies.values())
