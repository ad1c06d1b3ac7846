"""A case from the file of another institution: who takes it in calls and decides; what the person said stays."""

from dataclasses import fields, replace

import pytest

from screening.core.instrument.vocabulary import Profession
from screening.core.record.case import Case
from screening.core.record.imported import NOTIFIED, answered_here, asked_anew, kind_here, notified_here, taken_over
from screening.core.record.referral import Decisions, Done, KcikDecision, NotificationDecision, Referrer
from screening.core.record.vocabulary import (
    Authority,
    KcikChoice,
    NotificationChoice,
    RequestKind,
    Urgency,
    YesNoUnknown,
)
from screening.core.referral.completeness import gaps, request_kind
from tests.builders import a_case
from tests.core.sampling import case_sizes, for_all
from tests.parts import cases

CHANGED = {"context", "referrer", "done", "decisions", "handover", "for_referral", "came_from", "said_before"}
THEIRS = Referrer(RequestKind.COLLECTION, Urgency.NOW, "OIP w Lublinie", "sekcja", "inspektor", "81 000 00 00", "nr 17")


def notified(choice: NotificationChoice, *, known: YesNoUnknown = YesNoUnknown.UNKNOWN) -> Case:
    case = a_case(concerned=True)
    decided = Decisions(
        KcikDecision(KcikChoice.REFER, "dług", "nr 17"),
        NotificationDecision(choice, to=frozenset({Authority.POLICE}), reason="obowiązek", decided_by="nr 17"),
    )
    return replace(case, referrer=THEIRS, decisions=decided, done=replace(case.done, notified=known))


def test_whoever_takes_it_in_says_who_calls_and_decides_afresh():
    case = taken_over(notified(NotificationChoice.WILL_NOTIFY), Profession.SOCIAL_WORKER)
    assert case.referrer == Referrer(RequestKind.COLLECTION, Urgency.NOW)
    assert kind_here(case) is None and request_kind(case) is None, "the sender asked for it, and nobody here"
    assert {"kind", "urgency"} <= {gap.code for gap in gaps(case)}
    assert kind_here(answered_here(case, frozenset({"referrer.kind"}))) is RequestKind.COLLECTION
    assert (case.context.profession, case.decisions) == (Profession.SOCIAL_WORKER, Decisions())
    assert (case.for_referral, case.came_from) == (True, "OIP w Lublinie, inspektor")


@pytest.mark.parametrize("known", YesNoUnknown)
def test_a_notification_already_made_stays_known(known):
    done = taken_over(notified(NotificationChoice.DONE, known=known), None).done
    assert (done.notified, done.notified_bodies) == (YesNoUnknown.YES, {Authority.POLICE})


@pytest.mark.parametrize("choice", [each for each in NotificationChoice if each is not NotificationChoice.DONE])
def test_a_notification_not_yet_made_is_not_counted_as_made(choice):
    before = notified(choice, known=YesNoUnknown.NO)
    assert taken_over(before, None).done == before.done


@pytest.mark.parametrize("known", [None, *YesNoUnknown])
def test_a_notification_is_the_senders_where_the_file_told_of_it_until_somebody_here_changes_who(known):
    case = taken_over(replace(a_case(), done=Done(notified=known)), None)
    assert (NOTIFIED in case.said_before) is (known is not None)
    assert NOTIFIED not in asked_anew(case), "it stays answered"
    sent = replace(case, said_before=frozenset({NOTIFIED}))
    for change, theirs in (
        ({"notified_who": "KPP", "family_court": YesNoUnknown.YES}, True),
        ({"notified": YesNoUnknown.YES}, known is YesNoUnknown.YES),
        ({"notified_bodies": frozenset({Authority.POLICE})}, False),
    ):
        after = notified_here(sent, replace(sent, done=replace(sent.done, **change)))
        assert (NOTIFIED in after.said_before) is theirs, change


@case_sizes
def test_everything_else_of_any_case_stays(examples):
    def check(case):
        after = taken_over(case, Profession.POLICE)
        same = {each.name for each in fields(Case) if getattr(after, each.name) == getattr(case, each.name)}
        assert {each.name for each in fields(Case)} - same <= CHANGED
        assert replace(after.context, profession=None) == replace(case.context, profession=None)
        came_of_it = {"kcik_outcome": None, "kcik_outcome_on": ""}
        assert after.handover == replace(case.handover, **came_of_it)
        assert len(after.came_from) <= 160

    for_all(examples, cases(), check)
