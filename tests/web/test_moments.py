"""A moment that another program wrote with its own offset: shown by the clocks of Poland, kept as the same instant."""

import json

import pytest

from screening.exchange import envelope
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.web.referral import stored
from tests.web.test_handing import PASSPHRASE, hand_out, send_file

WRITTEN, SHOWN = "2026-11-20T23:30-05:00", "2026-11-21T05:30"
TWICE = "2026-10-25T01:30+00:00"  # the second of two hours that the clocks of Poland show alike


@pytest.fixture
def taken_in(visitor) -> str:
    """The address of a case from a file that was written elsewhere."""
    done = {"notified": "yes", "notified_who": "dyżurny", "notified_at": TWICE, "kcik_called_at": WRITTEN}
    agreement = {"contact": "yes", "share_name": "yes"}
    assert send_file(visitor, a_file(agreement=agreement, done=done, handover={"taken_at": WRITTEN})) == 303
    return visitor.path.rsplit("/", 1)[0]


def test_a_page_shows_the_clocks_of_poland_and_saving_keeps_the_instant(visitor, taken_in, desk):
    visitor.get(f"{taken_in}/done")
    fields = dict(visitor.page.form["fields"])
    assert (fields["kcik_called_at"], fields["notified_at"]) == (SHOWN, "2026-10-25T02:30")
    visitor.send(notified_who="oficer dyżurny")
    done = stored(desk, taken_in).done
    assert (done.notified_who, done.kcik_called_at, done.notified_at) == ("oficer dyżurny", WRITTEN, TWICE)


def test_a_moment_that_is_changed_is_one_of_poland(visitor, taken_in, desk):
    visitor.get(f"{taken_in}/done")
    visitor.send(kcik_called_at="2026-11-21T06:00", notified_at=WRITTEN)
    done = stored(desk, taken_in).done
    assert (done.kcik_called_at, done.notified_at) == ("2026-11-21T06:00", SHOWN)


def test_a_file_that_is_handed_on_holds_the_instant(visitor, taken_in, monkeypatch):
    monkeypatch.setattr(envelope, "seal", quick_age.seal)
    handed = json.loads(envelope.unseal(hand_out(visitor, taken_in, "age"), PASSPHRASE))
    assert handed["done"]["notified_at"] == TWICE and handed["handover"]["taken_at"] == WRITTEN
