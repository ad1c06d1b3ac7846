"""The note to the superior and the notification: facts and how they are known, no assessment mixed in.

Neither has a name of the person: whoever signs adds it by hand, on a legal basis of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from screening.core.documents.rows_and_law import PrintedRow, Provision, list_of, quoted
from screening.core.documents.source import Recorded, Redacted, present, recorded
from screening.core.instrument.catalogue import Text
from screening.core.instrument.sentences import Condition
from screening.core.instrument.vocabulary import Form
from screening.core.record.case import Case
from screening.core.record.variants import conditions_of
from screening.core.record.vocabulary import Authority, Duty, NotificationChoice
from screening.core.referral.disclosure import made_to_act
from screening.core.referral.notifying import duty_of, labour_rights_alone
from screening.core.referral.still_open import TO_KCIK

# Reasons to ask KCIK that point to no offence: how old the person is, how the talk went, and that somebody is ill.
NO_OFFENCE = frozenset(("child", "unsafe_talk", "acute_crisis", "urgent_doctor", "child_unwell"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsAlone(Recorded):
    """What was seen, heard and read; each row with how it is known. Weights and advice have no place here.

    `outside` are the rows answered yes that no chosen profile counts: facts all the same. `to`: whom it is sent to;
    `to_add`: nobody chose that, and the family court alone receives no notification of an offence, so that somebody
    else is to be added. `traces`: what may be secured or found out. `state`: what is decided of the notification.
    `no_force_recorded`: words that say so, where labour rights alone are advised.
    """

    rows: tuple[PrintedRow, ...]
    outside: tuple[PrintedRow, ...]
    signs: tuple[Text, ...]
    urgent_signs: tuple[Text, ...]
    to: tuple[str, ...]
    to_add: bool
    traces: tuple[Text, ...]
    state: NotificationChoice
    no_force_recorded: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorNote(FactsAlone):
    """The note to the head of the unit, through whom the duty of art. 304 par. 2 k.p.k. runs.

    `own_duty`: the service notifies by a duty of its own; `duty`: the sentences on the duty. `own_acts`: who judges
    what the person may have been made to do, where a form or an answer names such acts. `sent_on`: whether the
    notification goes to anybody but the service itself.
    """

    KIND: ClassVar[str] = "note"

    own_duty: bool
    sent_on: bool
    duty: tuple[Text, ...]
    own_acts: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(FactsAlone):
    """The notification of a suspected offence to Police, Border Guard or prosecutor.

    `duty`: by whose duty it is made. `basis`: the duty in the words of the law, where no duty is named. `of_a_child`:
    what the law says of a child. `hearing`: what is asked for the hearing of the person; `by_court`: that a court hears
    a child who may be 15 or older, with a reason; `for_court`: what is asked of the family court.
    A letter has no mark "to be confirmed". `to_confirm` are its sentences with their marks, for the officer to read.
    """

    KIND: ClassVar[str] = "notification"

    duty: str | None
    basis: Provision | None
    of_a_child: Provision | None
    to_confirm: tuple[Text, ...]
    hearing: tuple[Text, ...]
    by_court: tuple[Text, ...]
    for_court: tuple[Text, ...]


def _facts(source: Redacted) -> dict[str, Any]:
    """The fields of `FactsAlone` but `to`."""
    no_force = quoted(source.wording, "note_no_force_recorded") if labour_rights_alone(source.advice) else ()
    return {
        **recorded(source),
        "to_add": _court_unchosen(source.case, source.notification),
        "rows": present(source.rows()),
        "outside": present(source.outside()),
        "signs": source.labels.of_signs(source.signs()),
        "urgent_signs": source.urgent_signs(),
        "traces": quoted(source.wording, f"traces_{source.case.context.profession}", "traces_all"),
        "state": source.notification,
        "no_force_recorded": no_force,
    }


def _to(case: Case, state: NotificationChoice) -> tuple[str, ...]:
    """To whom the notification is sent: as decided, else as done; for a child also the family court."""
    court = {Authority.FAMILY_COURT} if case.child_or_in_doubt else set()
    return tuple(each for each in Authority if each in _told(case, state) | court)


def _court_unchosen(case: Case, state: NotificationChoice) -> bool:
    """Whether the notification goes to the family court alone, and no decision says so.

    False if it was made and somebody wrote down who received it; if nobody did, an addressee is still to be added.
    """
    decision = case.decisions.notification
    chosen = decision is not None and bool(decision.to) and not _court_told_alone(case, state)
    went = state is NotificationChoice.DONE and bool(_told(case, state))
    return not chosen and not went and _to(case, state) == (Authority.FAMILY_COURT,)


def _court_told_alone(case: Case, state: NotificationChoice) -> bool:
    """Whether the decision says that a notification was made, and only the family court was told, so that none was."""
    decision = case.decisions.notification
    made = decision is not None and decision.choice is NotificationChoice.DONE
    return made and state is not NotificationChoice.DONE


def _told(case: Case, state: NotificationChoice) -> frozenset[Authority]:
    """The authorities that the decision names, else those that were notified.

    If nothing was decided yet and somebody was notified all the same, those that were: whom the decision names may not
    have been told. If it says that the notification was made, both; nobody if the family court alone was told.
    """
    decision = case.decisions.notification
    if decision is None or not decision.to:
        return case.done.notified_bodies
    if decision.choice is NotificationChoice.DONE:
        return frozenset() if _court_told_alone(case, state) else decision.to | case.done.notified_bodies
    put_off = decision.choice is NotificationChoice.UNDECIDED and state is NotificationChoice.DONE
    return case.done.notified_bodies if put_off else decision.to


def _without_suspicion(source: Redacted) -> list[Condition]:
    """The condition of the words that the note has in place of a suspicion, if nothing recorded leads to KCIK or 112.

    What is recorded counts, and not the advice: KCIK is asked about a child for its age alone, and about anybody after
    a talk that somebody else heard. A second talk is advised nearly always, since some first question is open.
    """
    if labour_rights_alone(source.advice):
        return [Condition.LABOUR_RIGHTS_ALONE]
    why = {reason.code for each in source.advice if each.code in TO_KCIK for reason in each.reasons}
    recorded_yes = present(source.rows()) or present(source.outside())
    recorded = why - NO_OFFENCE or recorded_yes or source.signs() or source.case.acts
    return [] if recorded else [Condition.NOTHING_PRESENT]


def superior_note(source: Redacted) -> SuperiorNote:
    """Return the note to the superior."""
    case, facts, state = source.case, _facts(source), source.notification
    made = state is NotificationChoice.DONE
    own = duty_of(case) is Duty.OWN
    more = [Condition.RECEIVES_NOTIFICATIONS] if own else []
    more += _without_suspicion(source)
    judged = made_to_act(case) or Form.BEGGING in case.forms  # who begs may be punished for that alone
    to = tuple(each for each in Authority if each in _told(case, state)) if made else _to(case, state)
    told = list_of(source.wording, "duty_note", conditions_of(case, child=case.child_or_in_doubt, more=more))
    return SuperiorNote(
        **facts,
        own_duty=own,
        sent_on=any(str(each) != case.context.profession for each in to),
        to=to,
        duty=facts["no_force_recorded"] + told,
        own_acts=quoted(source.wording, "note_possible_breach") if judged else (),
    )


def notification(source: Redacted) -> Notification:
    """Return the notification."""
    case, wording = source.case, source.wording
    child, to, duty = case.child_or_in_doubt, _to(case, source.notification), duty_of(case)
    facts = _facts(source)
    hearing = quoted(wording, "hearing_child" if child else "hearing_adult", "hearing_interpreter")
    by_court = quoted(wording, "hearing_child_older") if child and not source.under_15 else ()
    for_court = list_of(wording, "hearing_family_court") if child and Authority.FAMILY_COURT in to else ()
    basis = None if duty else wording.provisions["art_304_2"]
    of_a_child = wording.provisions["art_115_22_minor"] if child else None
    law = tuple(each.text for each in (basis, of_a_child) if each)
    said = (*law, *facts["no_force_recorded"], *hearing, *by_court, *facts["traces"], *for_court)
    unmarked = {name: _unmarked(facts[name]) for name in ("no_force_recorded", "traces")}
    return Notification(
        **{**facts, **unmarked},
        to=to,
        duty=duty,
        basis=basis and replace(basis, text=replace(basis.text, confirm=None)),
        of_a_child=of_a_child and replace(of_a_child, text=replace(of_a_child.text, confirm=None)),
        to_confirm=tuple(text for text in said if text.confirm),
        hearing=_unmarked(hearing),
        by_court=_unmarked(by_court),
        for_court=_unmarked(for_court),
    )


def _unmarked(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Return the texts without the mark that somebody still has to confirm them."""
    return tuple(replace(each, confirm=None) for each in texts)
