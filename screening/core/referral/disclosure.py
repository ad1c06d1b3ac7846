"""What of a case a sheet or a file may show (docs/rules.md: Who may be named, and what may leave)."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from screening.core.record.case import Case
from screening.core.record.imported import done_so_far
from screening.core.record.referral import Decisions
from screening.core.referral.identity import agreement_missing, refused, shown

# The texts that stay where an adult says no or cannot agree: who calls, and until when the person is safe with the
# caller. Codes and counts stay; every other text is withheld, also one in a field that is added later.
STAYS = frozenset(("edition", "referrer.institution", "referrer.function", "referrer.phone", "safety.safe_until"))


def _without_texts(value: Any, name: str = "") -> Any:
    """The value without the texts in it, but for those that stay; a date is a text, codes and counts are none."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value if name in STAYS else ""
    if isinstance(value, Mapping):
        return {key: _without_texts(each, name) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        inside = f"{name}." if name else ""
        return replace(
            value, **{f.name: _without_texts(getattr(value, f.name), inside + f.name) for f in fields(value)}
        )
    return value


def as_agreed(case: Case) -> Case:
    """The case as a referral sheet may show it.

    An adult who refuses or cannot agree: codes, counts and the caller alone. While the age or the agreement is not
    known: no identity and no way to the person. Else everything that `identity.shown` allows.
    """
    if refused(case):
        return _without_texts(case)  # type: ignore[no-any-return]
    allowed = replace(case, person=shown(case))
    if agreement_missing(case):
        return replace(allowed, handover=replace(case.handover, next_contact=""))
    return allowed


def given_away(case: Case) -> Case:
    """The case as it may leave in a file: what the referral sheet may show.

    A decision is nothing without its reason and the person who took it; where these are withheld, it stays behind, and
    of a notification that was made the fact stays.
    """
    away = as_agreed(case)
    return replace(away, decisions=Decisions(), done=done_so_far(away)) if refused(case) else away
