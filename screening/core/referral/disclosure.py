"""What of a case a document or a file may show (docs/rules.md: Who may be named, and what may leave)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from screening.core.record.case import Case
from screening.core.record.fields import Leaves, texts, withheld
from screening.core.record.imported import done_so_far, without_what_a_sender_said
from screening.core.record.referral import Decisions
from screening.core.referral.call import CALL
from screening.core.referral.completeness import without_data
from screening.core.referral.identity import allowed, refused
from screening.core.rules.named_rows import FORCED_CRIME, OWN_ACTS

EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a document may show of a case: all codes and counts, and the texts that `level` lets leave.

    When a text may leave, its line in the record says (`may_leave` in core/record/fields.py). `only` has the names of
    the texts if not all texts of that level may be shown. `quotes`: notes and other texts of a file's sender may be on
    it, so its templates have a place for them. `own_acts`: the notes on acts to which somebody was forced may be shown.
    """

    level: Callable[[Case], Leaves]
    only: frozenset[str] | None = None
    quotes: bool = True
    own_acts: bool = True

    def of(self, case: Case) -> Case:
        """Return the case as the document may show it."""
        level = self.level(case)
        # A note of a reply is no text of the case, so `only` cannot name it; at the lowest level none is shown.
        notes = level if self.only is None else Leaves.ALWAYS
        hidden = () if self.own_acts else OWN_ACTS
        replies = {
            id_: withheld(reply, Leaves.ALWAYS if id_ in hidden else notes) for id_, reply in case.replies.items()
        }
        return replace(withheld(case, level, self.only), replies=replies)


def _said_to_kcik(case: Case) -> Leaves:
    return Leaves.ALWAYS if without_data(case) else allowed(case)


# Identity and contact as the person agreed. Of an adult who refuses or cannot agree only codes, counts, who calls, and
# until when the person is safe. While age or agreement is not known: no identity and no way to the person. No detail of
# an act to which somebody was forced, whatever the form.
AS_AGREED = Redaction(allowed, own_acts=False)
# The same, but only the texts that are read aloud; where KCIK is consulted without the person's data, who calls.
SPOKEN = Redaction(_said_to_kcik, frozenset((EDITION, *(name for line in CALL for name in line.says))))
# Facts in the officer's words, whatever the person agreed to; neither identity nor contact, no reason of a decision.
FACTS = Redaction(lambda _: Leaves.AS_FACT)
# What was ticked and counted, and who calls.
WITHOUT_DATA = Redaction(lambda _: Leaves.ALWAYS, quotes=False)
# What was ticked and counted; of the texts the day of the certificate, from which a deadline follows.
CERTIFICATE = Redaction(lambda _: Leaves.UNLESS_REFUSED, frozenset((EDITION, "status.certificate_on")), quotes=False)


def made_to_act(case: Case) -> bool:
    """Return whether the person may have been made to do what is an offence: by the form, or by what was answered."""
    return bool(case.forms & {*FORCED_CRIME}) or any(map(case.is_yes, OWN_ACTS))


def kept_back(case: Case, shown: Case) -> tuple[str, ...]:
    """Return the names of the texts that the case has and the redacted case does not."""
    return tuple(leaf.name for leaf in texts(Case) if leaf.of(case) and not leaf.of(shown))


def as_handed_on(case: Case) -> Case:
    """Return the case as it may leave in a file: what the referral sheet may show.

    A decision is nothing without its reason and the person who took it: where these are withheld, decisions are left
    out, and only the fact stays that a notification was made. What came of the call to KCIK stays in this institution.
    What the sender of an earlier file said of itself is left out too: the next reader would take it as said here.
    """
    agreed = AS_AGREED.of(without_what_a_sender_said(case))
    away = replace(agreed, handover=replace(agreed.handover, kcik_outcome=None))
    return replace(away, decisions=Decisions(), done=done_so_far(away)) if refused(case) else away
