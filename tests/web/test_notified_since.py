"""The notification as pages and papers tell it: what was decided, done, and put right afterwards."""

import pytest

from tests.exchange.builders import a_file
from tests.web.referral import fill, stored
from tests.web.test_handing import send_file

REFERRED = {"kcik": "refer", "reason": "dług", "decided_by": "Nowak"}
DECIDED = {**REFERRED, "notify": "will_notify", "notify_reason": "obowiązek"}
ALREADY = "Zawiadomienie już złożono"


def told(visitor, address: str) -> bool:
    """Whether the draft of the notification says that one was made already; the note says the same."""
    visitor.get(f"{address}/documents/note")
    note = "zawiadomienie już złożono" in " ".join(visitor.page.text.split())
    visitor.get(f"{address}/documents/notification")
    assert (ALREADY in visitor.page.text) is note
    return note


def taken_in(visitor, **done: object) -> str:
    assert send_file(visitor, a_file(replies={"debt_bondage": {"answer": "yes"}}, done=done)) == 303
    return visitor.path.rsplit("/", 1)[0]


def test_a_reason_that_is_put_right_turns_no_notification_back_into_a_plan(visitor, task_list, desk, clock):
    fill(visitor, task_list, "decision", **DECIDED, to=["police"])
    at = stored(desk, task_list).decisions.notification.decided_at
    fill(visitor, task_list, "done", notified="yes", notified_bodies=["police"], notified_at=at[:16])
    assert told(visitor, task_list)
    clock.advance(minutes=1)
    fill(visitor, task_list, "decision", notify_reason="obowiązek.")
    assert stored(desk, task_list).decisions.notification.reason == "obowiązek." and told(visitor, task_list)
    fill(visitor, task_list, "decision", to=["police", "prosecutor"])
    assert stored(desk, task_list).decisions.notification.decided_at == at and not told(visitor, task_list)


@pytest.mark.parametrize("file", [{}, {"notified": "yes", "notified_bodies": ["police"]}], ids=["silent", "told"])
def test_what_we_did_of_a_case_from_a_file_is_ours(visitor, file):
    address = taken_in(visitor, **file)
    fill(visitor, address, "decision", **DECIDED, to=["prosecutor"])
    fill(visitor, address, "done", medical="yes")
    assert not told(visitor, address)
    fill(visitor, address, "done", notified="yes", notified_bodies=["prosecutor"])
    assert told(visitor, address)


def test_what_the_sender_did_stays_the_senders_through_a_save_that_does_not_touch_it(visitor, desk):
    address = taken_in(visitor, notified="yes", notified_bodies=["police"])
    visitor.get(f"{address}/done")
    assert dict(visitor.page.form["fields"])["notified"] == "yes", "it is no open question"
    fill(visitor, address, "decision", **DECIDED, to=["police"])
    fill(visitor, address, "done", medical="yes")
    assert stored(desk, address).said_before == {"done.notified"} and not told(visitor, address)
