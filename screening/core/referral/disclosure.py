"""What of a case a sheet or a file may show (docs/rules.md: Who may be named, and what may leave)."""

from dataclasses import replace

from screening.core.record.case import Case
from screening.core.record.fields import withheld
from screening.core.record.imported import done_so_far
from screening.core.record.referral import Decisions
from screening.core.referral.identity import allowed, refused


def as_agreed(case: Case) -> Case:
    """The case as a referral sheet may show it.

    An adult who refuses or cannot agree: codes, counts, the caller, and until when the person is safe with the caller.
    While the age or the agreement is not known: no identity and no way to the person. Each text says of itself when it
    may leave (`core/record/fields.py`); one that says nothing leaves only where the name may.
    """
    level = allowed(case)
    replies = {id_: withheld(reply, level) for id_, reply in case.replies.items()}
    return replace(withheld(case, level), replies=replies)


def given_away(case: Case) -> Case:
    """The case as it may leave in a file: what the referral sheet may show.

    A decision is nothing without its reason and the person who took it; where these are withheld, it stays behind, and
    of a notification that was made the fact stays.
    """
    away = as_agreed(case)
    return replace(away, decisions=Decisions(), done=done_so_far(away)) if refused(case) else away
