"""The telephone call to KCIK: what is said in it, in this order (docs/rules.md: The telephone call).

The sheets, the script, the list of what KCIK asks back and the quick check follow this table; no other place has its
order.
"""

from dataclasses import dataclass
from enum import StrEnum

from screening.core.record.fields import paths
from screening.core.record.quick_check import SAFETY_QUESTIONS


def _codes(names: str) -> tuple[str, ...]:
    return tuple(names.split())


class SheetPart(StrEnum):
    """The part of referral or consultation that has a line: its head (OPENING), or one of its two boxes."""

    OPENING = "opening"
    PERSON = "person"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class CallLine:
    """A row: one line of the call. Its number is its position.

    `says`: the fields of the record that are read aloud there. `asked_back`: codes of what KCIK asks back at this line
    (`completeness.py`). `reminds`: the codes among these that the quick check names. `part`: where referral and
    consultation have it among the lines at their top, None if they do not; the script always has it.
    """

    id: str
    says: tuple[str, ...]
    asked_back: tuple[str, ...] = ()
    reminds: tuple[str, ...] = ()
    part: SheetPart | None = SheetPart.SAFETY


CALL = (
    CallLine("caller", paths("referrer", "institution unit function phone"), _codes("caller unit function phone"),
             _codes("caller"), SheetPart.OPENING),
    CallLine("request", paths("referrer", "kind urgency"), _codes("kind kind_unagreed kind_decided urgency"),
             _codes("urgency"), SheetPart.OPENING),
    CallLine("unsafe_talk", tuple(leaf.name for leaf in SAFETY_QUESTIONS), part=None),
    CallLine("person", ("age", *paths("context", "sex language"), *paths("safety", "persons children")),
             _codes("age language reads persons children"), _codes("age language"), SheetPart.PERSON),
    CallLine("place", paths("safety", "place voivodeship safe_until tonight"),
             _codes("voivodeship place safe_until tonight"), _codes("voivodeship safe_until"), SheetPart.PERSON),
    CallLine("agreement", paths("agreement", "contact unable can_speak_now"),
             _codes("agrees unable share_name informed_of_duty child_told child_heard can_speak_now"),
             part=SheetPart.PERSON),
    CallLine("limits", paths("agreement", "limits other_limits"), part=SheetPart.PERSON),
    CallLine("danger", ("danger", *paths("safety", "place_known phone_known others others_children family_threatened")),
             _codes("place_known phone_known others"), _codes("place_known")),
    CallLine("urgent", (*paths("needs", "urgent services"), "signs", "safety.children_signs"), _codes("needs"),
             _codes("needs")),
    CallLine("findings", ("forms", "context.form_unsure", "replies", "signs"), _codes("forms indicators acts facts")),
    CallLine("notified", paths("done", "notified notified_bodies notified_who notified_at"), _codes("notified")),
    CallLine("contact", paths("person", "safe_contact unsafe_contact"), _codes("safe_contact unsafe_contact name")),
    CallLine("transport", ("handover.transport",), _codes("transport")),
)  # fmt: skip
ASKED_BACK = tuple(code for line in CALL for code in line.asked_back)
REMINDED = tuple(code for line in CALL for code in line.reminds)
