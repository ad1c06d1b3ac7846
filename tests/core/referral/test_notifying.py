"""What is known of the notification: a decision, and what was recorded since."""

from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import RECEIVING, Profession
from screening.core.record.imported import NOTIFIED, done_so_far
from screening.core.record.referral import Decisions, Done, NotificationDecision
from screening.core.record.vocabulary import Authority, Duty, NotificationChoice, YesNoUnknown
from screening.core.referral.calling import with_times
from screening.core.referral.notifying import duty_of, notification_state, without_duty_of_another
from tests.builders import a_case
from tests.core.sampling import case_sizes, for_all
from tests.parts import cases

POLICE, PROSECUTOR, COURT = Authority.POLICE, Authority.PROSECUTOR, Authority.FAMILY_COURT
WILL, DONE = NotificationChoice.WILL_NOTIFY, NotificationChoice.DONE
DECIDED_AT = "2026-11-27T10:00+01:00"


def state(choice: NotificationChoice, *to: Authority, sent: bool = False, **done: object) -> NotificationChoice:
    decision = NotificationDecision(choice, to=frozenset(to), reason="x", decided_by="y", decided_at=DECIDED_AT)
    told = Done(**{"notified": YesNoUnknown.YES, **done})
    before = frozenset({NOTIFIED} if sent else ())
    case = replace(a_case(), decisions=Decisions(None, decision), done=told, said_before=before, came_from="MOPS")
    return notification_state(case)


@pytest.mark.parametrize("choice", [WILL, NotificationChoice.NOT_NOW])
def test_a_plan_that_was_carried_out_is_told_as_made(choice):
    told = {"notified_bodies": frozenset({POLICE}), "notified_at": "2026-11-27T14:00"}
    assert state(choice, POLICE, **told) is DONE
    assert state(choice, POLICE, notified_bodies=frozenset({POLICE})) is DONE
    assert state(choice, POLICE) is DONE
    assert state(choice, POLICE, notified=YesNoUnknown.NO) is choice


def test_what_was_told_before_the_decision_does_not_carry_it_out():
    assert state(WILL, POLICE, notified_at="2026-11-27T09:59") is WILL
    assert state(WILL, POLICE, notified_at="2026-11-27T10:00") is DONE
    assert state(NotificationChoice.UNDECIDED, notified_at="2026-11-27T09:59") is DONE


def test_whom_we_recorded_as_told_by_name_is_told_though_the_plan_was_written_down_after_the_call():
    early = {"notified_bodies": frozenset({POLICE}), "notified_at": "2026-11-27T09:50"}
    assert state(WILL, POLICE, **early) is DONE
    assert state(WILL, POLICE, PROSECUTOR, **early) is WILL
    assert state(WILL, POLICE, sent=True, **early) is WILL, "the sender of a file told them"


def test_a_plan_is_carried_out_when_everybody_is_told_whom_it_names():
    assert state(WILL, PROSECUTOR, notified_bodies=frozenset({POLICE})) is WILL
    assert state(WILL, POLICE, COURT, notified_bodies=frozenset({POLICE})) is WILL
    assert state(WILL, POLICE, COURT, notified_bodies=frozenset({POLICE, COURT})) is DONE
    assert state(WILL, POLICE, COURT, notified_bodies=frozenset({POLICE}), family_court=YesNoUnknown.YES) is DONE


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"decided_by": "Nowak K."}, {POLICE, PROSECUTOR}),
        ({"duty": Duty.INSTITUTION}, {POLICE, PROSECUTOR}),
        ({"to": frozenset({POLICE})}, {POLICE}),
        ({"to": frozenset({POLICE, COURT})}, {POLICE, COURT}),
        ({"to": frozenset({POLICE, PROSECUTOR})}, {POLICE, PROSECUTOR}),
    ],
)
def test_a_plan_that_is_completed_or_put_right_after_it_was_carried_out_is_still_carried_out(changed, told):
    plan = NotificationDecision(
        WILL, to=frozenset({POLICE, PROSECUTOR}), reason="x", decided_by="y", decided_at=DECIDED_AT
    )
    done = Done(notified=YesNoUnknown.YES, notified_bodies=frozenset(told), notified_at="2026-11-27T10:30")
    before = replace(a_case(), decisions=Decisions(None, plan), done=done)
    after = replace(before, decisions=Decisions(None, replace(plan, decided_at="", **changed)))
    assert notification_state(with_times(before, after, "2026-11-27T10:50+01:00")) is DONE


def test_a_record_that_names_the_family_court_alone_carries_out_no_plan_to_tell_the_police():
    for choice in (WILL, NotificationChoice.NOT_NOW):
        assert state(choice, POLICE, notified_bodies=frozenset({COURT})) is choice
        assert state(choice, POLICE, COURT, notified_bodies=frozenset({COURT}), family_court=YesNoUnknown.YES) is choice


def test_what_the_sender_of_a_file_did_without_a_moment_carries_out_no_decision_of_ours():
    assert state(WILL, POLICE, sent=True) is WILL
    assert state(WILL, POLICE, sent=True, notified_at="2026-11-27T12:00") is DONE


def test_what_we_did_in_a_case_from_a_file_that_told_of_no_notification_is_ours():
    assert state(WILL, POLICE, sent=False) is DONE


YES, NO, UNKNOWN = YesNoUnknown.YES, YesNoUnknown.NO, YesNoUnknown.UNKNOWN


@pytest.mark.parametrize("age", ["adult", "child", "uncertain"])
@pytest.mark.parametrize(
    ("to", "notified", "bodies", "made"),
    [
        ({COURT}, NO, set(), False),
        ({COURT}, None, set(), False),
        ({COURT}, UNKNOWN, set(), False),
        ({COURT}, None, {COURT}, False),
        ({COURT}, YES, set(), True),
        ({COURT}, None, {POLICE}, True),
        ({POLICE}, None, set(), True),
        ({POLICE, COURT}, None, set(), True),
        (set(), None, set(), True),
    ],
)
def test_a_decision_that_it_is_made_holds_unless_the_family_court_alone_was_told(age, to, notified, bodies, made):
    decision = NotificationDecision(DONE, to=frozenset(to), reason="x", decided_by="y", decided_at=DECIDED_AT)
    done = Done(notified=notified, notified_bodies=frozenset(bodies))
    case = replace(a_case(age=age), decisions=Decisions(None, decision), done=done)
    assert notification_state(case) is (DONE if made else NotificationChoice.UNDECIDED)


@case_sizes
def test_a_notification_is_made_only_where_the_record_says_that_police_border_guard_or_prosecutor_know(examples):
    def check(case):
        decision, told = case.decisions.notification, done_so_far(case).notified is YES
        assert told or notification_state(case) is not DONE
        if decision and decision.choice is DONE:
            assert (notification_state(case) is DONE) is told

    for_all(examples, cases(), check)


@pytest.mark.parametrize("profession", [None, *Profession])
@pytest.mark.parametrize("duty", [None, *Duty])
def test_a_duty_of_the_own_service_is_said_of_the_police_and_the_border_guard_alone(profession, duty):
    decided = NotificationDecision(WILL, duty, to=frozenset({PROSECUTOR}), reason="x", decided_by="y")
    case = replace(a_case(profession=profession), decisions=Decisions(None, decided))
    receives, of_another = profession in RECEIVING, profession is not None and profession not in RECEIVING
    said = None if of_another and duty is Duty.OWN else duty
    assert without_duty_of_another(case).decisions == Decisions(None, replace(decided, duty=said))
    assert duty_of(case) is (said or (Duty.OWN if receives else None))
    assert duty_of(a_case(profession=profession)) is (Duty.OWN if receives else None)
