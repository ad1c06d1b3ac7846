"""A file is taken in: what holds for its sender is asked anew, and stands beside the question until it is answered."""

import json
import re

import pytest

from screening.core.record.imported import HERE
from tests.exchange.builders import a_file
from tests.web.referral import fill, stored
from tests.web.test_handing import send_file

BEFORE = "Wcześniejsza instytucja podała:"
FROM_THE_SENDER = json.loads(
    a_file(
        safety={
            "safe_until": "2020-11-23T18:00",
            "tonight": "with_us",
            "place": "gmina Jabłonna",
            "voivodeship": "mazowieckie",
            "place_known": "no",
        },
        agreement={"contact": "yes", "can_speak_now": "yes"},
        done={"kcik_called_at": "2020-11-23T13:20", "kcik_consultant": "Anna"},
        referrer={"kind": "collection", "urgency": "now"},
        handover={"transport": "yes", "taken_by": "dyżurny", "taken_at": "2020-11-23T14:00"},
    )
)


@pytest.fixture
def taken_in(visitor) -> str:
    assert send_file(visitor, json.dumps(FROM_THE_SENDER).encode()) == 303
    return visitor.path.rsplit("/", 1)[0]


@pytest.mark.parametrize("page", ["call", "place", "agreement", "done", "handover"])
def test_a_page_shows_what_was_said_before_and_presets_nothing(visitor, taken_in, page):
    visitor.get(f"{taken_in}/{page}")
    fields = dict(visitor.page.form["fields"])
    asked = [leaf.key for leaf in HERE if leaf.key in fields]
    assert all(fields[name] == "" for name in asked)
    text = " ".join(visitor.page.text.split())
    assert text.count(BEFORE) == {"call": 2, "place": 5, "agreement": 1, "done": 2, "handover": 3}[page]
    assert ("u tej instytucji" in text) is (page == "place")
    assert ("odebranie osoby od tej instytucji" in text) is (page == "call")


@pytest.mark.parametrize("page", ["call", "place", "agreement", "done", "handover"])
def test_a_page_that_is_saved_without_an_answer_keeps_what_was_said_and_the_question(visitor, taken_in, desk, page):
    before = stored(desk, taken_in)
    fill(visitor, taken_in, page)
    assert visitor.response.status_code == 200, visitor.page.text
    after = stored(desk, taken_in)
    assert after.said_before == before.said_before == {leaf.name for leaf in HERE}
    assert all(leaf.of(after) == leaf.of(before) for leaf in HERE)


def test_an_answer_takes_the_place_of_what_was_said_before(visitor, taken_in, desk):
    fill(visitor, taken_in, "place", tonight="hospital", not_known=["safe_until"])
    case = stored(desk, taken_in)
    assert (case.safety.tonight, case.safety.safe_until, case.safety.not_known) == ("hospital", "", {"safe_until"})
    assert not case.said_before & {"safety.tonight", "safety.safe_until"}
    assert "safety.place" in case.said_before and case.safety.place == "gmina Jabłonna"
    visitor.get(f"{taken_in}/place")
    assert " ".join(visitor.page.text.split()).count(BEFORE) == 3


def test_whoever_hands_it_on_reads_where_what_stays_behind_is_answered(visitor, taken_in):
    left = "W pliku nie będzie tego, co podała wcześniejsza instytucja, a na co nikt tutaj nie odpowiedział."
    visitor.get(f"{taken_in}/export")
    (notice,) = re.findall(rf'<p class="notice">\s*{left}.*?</p>', visitor.page.html, re.DOTALL)
    pages = set(re.findall(r'href="[^"]*/([a-z]+)"', notice))
    assert pages == {"call", "place", "agreement", "done", "handover"}
    fill(visitor, taken_in, "handover", transport="yes", taken_by="my", taken_at="2020-11-23 15:00")
    visitor.get(f"{taken_in}/export")
    (notice,) = re.findall(rf'<p class="notice">\s*{left}.*?</p>', visitor.page.html, re.DOTALL)
    assert set(re.findall(r'href="[^"]*/([a-z]+)"', notice)) == pages - {"handover"}


def test_the_task_list_asks_what_only_the_sender_answered(visitor, taken_in):
    visitor.get(f"{taken_in}/referral")
    for name in ("tonight", "transport", "safe_until"):
        (field,) = re.findall(rf'<(?:select|input)[^>]* name="{name}"[^>]*>', visitor.page.html)[:1]
        unfolded = visitor.page.html.partition(field)[0].rpartition('<li id="line-')[2]
        assert '<details class="change">' not in unfolded, name
