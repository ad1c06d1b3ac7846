"""What is known of the notification: a decision, and what was recorded since."""

from dataclasses import replace

import pytest

from screening.core.record.referral import Decisions, Done, NotificationDecision
from screening.core.record.vocabulary import Authority, NotificationChoice, YesNoUnknown
from screening.core.referral.notifying import notification_state
from tests.builders import a_case

POLICE, PROSECUTOR, COURT = Authority.POLICE, Authority.PROSECUTOR, Authority.FAMILY_COURT
WILL, DONE = NotificationChoice.WILL_NOTIFY, NotificationChoice.DONE
DECIDED_AT = "2026-11-27T10:00+01:00"


def state(choice: NotificationChoice, *to: Authority, came_from: str = "", **done: object) -> NotificationChoice:
    decision = NotificationDecision(choice, to=frozenset(to), reason="x", decided_by="y", decided_at=DECIDED_AT)
    told = Done(**{"notified": YesNoUnknown.YES, **done})
    return notification_state(replace(a_case(), decisions=Decisions(None, decision), done=told, came_from=came_from))


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


def test_a_plan_is_carried_out_when_everybody_is_told_whom_it_names():
    assert state(WILL, PROSECUTOR, notified_bodies=frozenset({POLICE})) is WILL
    assert state(WILL, POLICE, COURT, notified_bodies=frozenset({POLICE})) is WILL
    assert state(WILL, POLICE, COURT, notified_bodies=frozenset({POLICE, COURT})) is DONE
    assert state(WILL, POLICE, COURT, notified_bodies=frozenset({POLICE}), family_court=YesNoUnknown.YES) is DONE


def test_a_record_that_names_the_family_court_alone_carries_out_no_plan_to_tell_the_police():
    for choice in (WILL, NotificationChoice.NOT_NOW):
        assert state(choice, POLICE, notified_bodies=frozenset({COURT})) is choice
        assert state(choice, POLICE, COURT, notified_bodies=frozenset({COURT}), family_court=YesNoUnknown.YES) is choice


def test_what_the_sender_of_a_file_did_without_a_moment_carries_out_no_decision_of_ours():
    assert state(WILL, POLICE, came_from="MOPS") is WILL
    assert state(WILL, POLICE, came_from="MOPS", notified_at="2026-11-27T12:00") is DONE
