"""What was decided while the clock was ahead came before what is done once it is right."""

from dataclasses import replace

import pytest

from screening.casework.put_right import confirm_day
from screening.core.record.referral import Decisions, Done, KcikDecision, NotificationDecision
from screening.core.record.vocabulary import Authority, KcikChoice, NotificationChoice, YesNoUnknown
from screening.core.referral.calling import kcik_choice
from screening.core.referral.notifying import notification_state
from screening.local_time import written_in_poland
from tests.builders import a_case

POLICE = frozenset({Authority.POLICE})
DECIDED = Decisions(
    KcikDecision(KcikChoice.NOT_NOW, "bo tak", "Anna"),
    NotificationDecision(NotificationChoice.WILL_NOTIFY, reason="bo tak", decided_by="Anna", to=POLICE),
)


@pytest.mark.parametrize("ahead", [{"minutes": 60}, {"days": 20}])
def test_a_call_after_a_decision_of_a_clock_ahead_ends_it(clock, ahead, request):
    clock.set_wrong(**ahead)
    open_desk = request.getfixturevalue("open_desk")
    case = a_case(yes=["documents_withheld", "debt_bondage"])
    opened = open_desk.take_in(case)
    decided = open_desk.decided(opened.case, replace(opened.case, decisions=DECIDED), open_desk.now())
    open_desk.save(opened, decided, seen_revision=opened.revision)
    clock.set_wrong(**{name: -value for name, value in ahead.items()})
    at = written_in_poland(clock().isoformat())
    clock.advance(minutes=1)
    assert open_desk.retention.doubtful()
    confirm_day(open_desk, open_desk.today())
    now = open_desk.read(opened.id)
    assert written_in_poland(now.case.decisions.kcik.decided_at) == at
    clock.advance(minutes=1)
    told = written_in_poland(clock().isoformat())
    done = Done(kcik_called_at=told, notified=YesNoUnknown.YES, notified_at=told, notified_bodies=POLICE)
    after = replace(now.case, done=done)
    assert (kcik_choice(after), notification_state(after)) == (KcikChoice.CONSULT, NotificationChoice.DONE)
    before = replace(after, decisions=decided.decisions)
    assert kcik_choice(before) is KcikChoice.NOT_NOW, "the hour of the wrong clock would hide the call"
