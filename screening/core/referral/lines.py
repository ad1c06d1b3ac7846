"""What the page of the referral asks in its one form: the fields said on each of its twelve lines, or asked back there.

Only fields of a page of the stage "referral" are among them. What else is said on a line, such as the age, is asked on
a page before the referral.
"""

from collections.abc import Mapping

from screening.core.journey import ASKS, PAGE_OF, REFERRAL
from screening.core.referral.call import CALL, CallLine
from screening.core.referral.completeness import FIELD_OF

NOT_KNOWN = "safety.not_known"
CONTACT, SHARE_NAME, NAME = "agreement.contact", "agreement.share_name", "person.name"
# The field that answers what KCIK asks back, by its code; two codes are those of no field.
ANSWERED_BY = {**FIELD_OF, "kind_unagreed": "referrer.kind", "kind_decided": "decisions.kcik.choice"}
# Fields that are asked only if another field has one of these answers; `()` means a number of one or more.
HANGS_ON: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "agreement.unable": (CONTACT, ("unable",)),
    NAME: (SHARE_NAME, ("yes",)),
    "safety.others_children": ("safety.others", ()),
    **{f"done.{name}": ("done.notified", ("yes",)) for name in ("notified_bodies", "notified_who", "notified_at")},
}


def _asked(line: CallLine) -> tuple[str, ...]:
    """The names of the fields that are asked on a line, in the order of the pages; each only on its last page."""
    names = {*line.says, *(FIELD_OF[code] for code in line.asked_back if code in FIELD_OF)}
    return tuple(name for page in REFERRAL for name in ASKS[page] if name in names and PAGE_OF[name] is page)


# The names of the fields that are asked on each line, by its id; and the names that all of them have in a form.
ASKED_ON: Mapping[str, tuple[str, ...]] = {line.id: _asked(line) for line in CALL if line.part}
ON_LINES = tuple(name for names in ASKED_ON.values() for name in names)
KEYS_ON_LINES = frozenset(name.rpartition(".")[2] for name in (*ON_LINES, NOT_KNOWN))
