"""A case from the file of another institution: who takes it in calls KCIK and decides afresh.

"Here" is the institution that took the file in; the sender is the one that made it.
"""

from dataclasses import replace

from screening.core.instrument.vocabulary import Profession
from screening.core.record.case import Case
from screening.core.record.fields import Leaf, leaves, with_value
from screening.core.record.filled_in import BLANK
from screening.core.record.referral import Decisions, Done, Referrer
from screening.core.record.text_kinds import LINE_LIMIT
from screening.core.record.vocabulary import Authority, NotificationChoice, NotKnown, RequestKind, YesNoUnknown

# `came_from` where the file does not say whose it was.
UNNAMED = "?"
# The answer to this field in a file stays an answer; while it is in `said_before`, the sender made the notification.
NOTIFIED = "done.notified"
# The fields whose answer holds for one institution and not for the next.
HERE = tuple(leaf for leaf in leaves(Case) if leaf.facts.here)
COURT = frozenset({Authority.FAMILY_COURT})
KIND = "referrer.kind"


def done_so_far(case: Case) -> Done:
    """Return what was done so far, with any notification that was decided as made or has a known recipient.

    Whether the family court was told is a separate answer: if only the court was told, nobody notified the Police, the
    Border Guard or a prosecutor.
    """
    done, decided = case.done, case.decisions.notification
    if decided is not None and decided.choice is NotificationChoice.DONE:
        notified = done.notified if decided.to == COURT else YesNoUnknown.YES
        done = replace(done, notified=notified, notified_bodies=done.notified_bodies | decided.to)
    if done.notified is None and done.notified_bodies - COURT:
        done = replace(done, notified=YesNoUnknown.YES)
    if not done.notified_bodies & COURT:
        return done
    bodies = frozenset() if done.notified_bodies == COURT else done.notified_bodies
    return replace(done, family_court=YesNoUnknown.YES, notified_bodies=bodies)


def _is_answered(leaf: Leaf, case: Case) -> bool:
    """Whether a field has a value, or somebody answered "I don't know"."""
    not_known = leaf.key in {*NotKnown} and NotKnown(leaf.key) in case.safety.not_known
    return not_known or leaf.of(case) not in (None, "")


def kind_here(case: Case) -> RequestKind | None:
    """Return what KCIK is asked for, if somebody here has said so; None while only the sender of a file has."""
    return None if KIND in case.said_before else case.referrer.kind


def answered_here(case: Case, names: frozenset[str]) -> Case:
    """Return the case with these fields taken out of `said_before`: somebody here has answered them."""
    return replace(case, said_before=case.said_before - names) if case.said_before & names else case


def asked_anew(case: Case) -> frozenset[str]:
    """Return the names of the fields that only the sender has answered and that are an open question here."""
    return case.said_before - {NOTIFIED}


def without_what_a_sender_said(case: Case) -> Case:
    """Return the case with the fields of `asked_anew` blank: nobody here has confirmed what the sender said there."""
    names = asked_anew(case)
    for leaf in HERE:
        if leaf.name in names:
            case = with_value(case, leaf.path, leaf.of(BLANK))
    kept = frozenset(code for code in case.safety.not_known if f"safety.{code}" not in names)
    return replace(case, safety=replace(case.safety, not_known=kept))


def notified_here(before: Case, after: Case) -> Case:
    """Return `after`; if `before` differs in who was notified, it now tells of a notification made here."""
    was, now = before.done, after.done
    same = (was.notified, was.notified_bodies) == (now.notified, now.notified_bodies)
    return after if same else answered_here(after, frozenset({NOTIFIED}))


def taken_over(case: Case, profession: Profession | None) -> Case:
    """Return the case of a file as a case of this institution, which has this profession.

    Caller and decisions of the sender, and what came of its call to KCIK, are taken out. What the sender said of
    itself, and what it asked KCIK for, stays and is named in `said_before`: here it is an open question, whatever the
    sender decided after it. That somebody was notified stays too, as something that the sender did.
    """
    before, done = case.referrer, done_so_far(case)
    answered = {leaf.name for leaf in HERE if _is_answered(leaf, case)}
    return replace(
        case,
        context=replace(case.context, profession=profession),
        referrer=Referrer(kind=before.kind, urgency=before.urgency),
        done=done,
        decisions=Decisions(),
        handover=replace(case.handover, kcik_outcome=None, kcik_outcome_on=""),
        for_referral=True,
        came_from=", ".join(filter(None, (before.institution, before.function)))[:LINE_LIMIT] or UNNAMED,
        said_before=frozenset(answered if done.notified is None else answered | {NOTIFIED}),
    )
