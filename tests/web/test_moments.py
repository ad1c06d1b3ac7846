"""A moment: typed as people write it; or written by another program with its own offset, and kept as that instant."""

import json
import re

import pytest

from screening.exchange import envelope, file_kinds
from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.web.referral import fill, stored
from tests.web.seeded import adult
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
    assert (fields["kcik_called_at"], fields["notified_at"]) == ("", "25.10.2026 02:30")
    assert "21.11.2026 05:30" in visitor.page.text, "as an institution before said, of itself"
    visitor.send(notified_who="oficer dyżurny")
    done = stored(desk, taken_in).done
    assert (done.notified_who, done.kcik_called_at, done.notified_at) == ("oficer dyżurny", WRITTEN, TWICE)


def test_a_moment_that_is_changed_is_one_of_poland(visitor, taken_in, desk):
    visitor.get(f"{taken_in}/done")
    visitor.send(kcik_called_at="2026-11-21T06:00", notified_at=WRITTEN)
    done = stored(desk, taken_in).done
    assert (done.kcik_called_at, done.notified_at) == ("2026-11-21T06:00", SHOWN)


def test_a_file_that_is_handed_on_holds_the_instant(visitor, taken_in, monkeypatch):
    monkeypatch.setattr(file_kinds, "seal", quick_age.seal)
    visitor.get(f"{taken_in}/handover")
    visitor.send(taken_at=WRITTEN)
    handed = json.loads(envelope.unseal(hand_out(visitor, taken_in, "age"), PASSPHRASE))
    assert handed["done"]["notified_at"] == TWICE and handed["handover"]["taken_at"] == WRITTEN


def test_a_moment_is_typed_and_shown_as_people_write_it(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "place", safe_until="28.11.2026, 14.30")
    fill(visitor, task_list, "status", certificate="issued", certificate_on="20.11.2026")
    case = stored(desk, task_list)
    assert (case.safety.safe_until, case.status.certificate_on) == ("2026-11-28T14:30", "2026-11-20")
    for page, shown in {
        "place": ("safe_until", "28.11.2026 14:30"),
        "status": ("certificate_on", "20.11.2026"),
    }.items():
        visitor.get(f"{task_list}/{page}")
        assert shown in visitor.page.form["fields"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("typed", ["28.11.2026", "28.11", "14:30", "31.11.2026 14:30", "jutro"])
def test_a_moment_that_is_not_whole_is_asked_for_and_stays_on_the_page(visitor, task_list, desk, typed):
    adult(visitor, task_list)
    fill(visitor, task_list, "place", safe_until="28.11.2026 14:30")
    fill(visitor, task_list, "place", safe_until=typed)
    assert visitor.response.status_code == 422 and "28.11.2026 14:30" in visitor.page.text
    assert ("safe_until", typed) in visitor.page.form["fields"]
    assert stored(desk, task_list).safety.safe_until == "2026-11-28T14:30"


def test_no_page_has_a_field_of_which_a_browser_sends_only_what_is_whole(visitor, task_list):
    """An empty text is what a browser sends of a day without its hour, of a day that does not exist, of no number."""
    adult(visitor, task_list)
    types = set()
    for page in (
        "safety",
        "talk",
        "place",
        "facts",
        "person",
        "needs",
        "status",
        "done",
        "call",
        "handover",
        "decision",
    ):
        visitor.get(f"{task_list}/{page}")
        types |= set(re.findall(r'<input [^>]*type="([^"]+)"', visitor.page.html))
    assert types == {"text", "hidden", "radio", "checkbox"}


def test_a_page_in_english_writes_days_in_the_english_way(visitor, task_list):
    visitor.post("/language", [("csrf_token", visitor.token), ("language", "en"), ("back", "/contacts"), ("_end", "1")])
    visitor.get("/contacts")
    assert visitor.page.lang == "en" and re.search(r"checked on \d\d? [A-Z][a-z]{2} 2026", visitor.page.text)
    visitor.get(f"{task_list}/finish")
    assert "26 Nov 2026 13:00" in visitor.page.text
    visitor.get("/administration/audit")
    assert "23 Nov 2026 13:00:00" in visitor.page.text


def test_of_any_day_in_the_form_of_files_a_page_that_shows_it_fails_its_check():
    from tests.web.page import ISO_DAY

    assert ISO_DAY.search("Wpisano 2026-11-23 13:00") and not ISO_DAY.search("27.11.2026 2010-2015 Dz.U. 2026 poz. 473")
