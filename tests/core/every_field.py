"""Every field of a case filled in, one at a time: a field that is added later is filled in, too."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from screening.casework.advising import AS_ADVISED_IN
from screening.core.record.case import Case, Site
from screening.core.record.fields import Leaf
from screening.core.record.referral import Decisions, KcikDecision, NotificationDecision
from screening.core.record.vocabulary import KcikChoice, NotificationChoice

AS_ADVISED_HERE = min(AS_ADVISED_IN)


def with_its_part(case: Case, name: str) -> Case:
    """The case with the part that the field needs: a person of an inspection, or the decision that was advised."""
    if name.startswith("site."):
        return replace(case, site=Site("1", 1))
    if name.startswith("decisions.kcik."):
        return replace(case, decisions=Decisions(kcik=KcikDecision(KcikChoice.CONSULT, AS_ADVISED_HERE, "nr 17")))
    if name.startswith("decisions.notification."):
        return replace(case, decisions=Decisions(notification=NotificationDecision(NotificationChoice.UNDECIDED)))
    return case


def values(leaf: Leaf) -> list[Any]:
    """Every value that the field may hold; one of a text or a number."""
    kind = get_args(leaf.kind)[0] if get_origin(leaf.kind) in (Annotated, frozenset) else leaf.kind
    several = get_origin(leaf.kind) is frozenset
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return [frozenset({code}) if several else code for code in kind]
    one = {str: "ojciec bije", int: 3, bool: True}[kind]
    return [frozenset({one}) if several else one]
