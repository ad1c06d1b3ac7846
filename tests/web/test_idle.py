"""Nobody at work: the lock shuts in time however many pages stand open; only acts of a person keep it open."""

import pytest

from screening.storage import VaultState
from screening.web.access import start_link
from screening.web.access.table import Needs, row_of
from tests.inside.casework import store_of
from tests.web.page import Visitor
from tests.web.seeded import open_case

IDLE = 15 * 60
A_PROGRAM_ASKS = frozenset(("account.shut",))


def _asks(visitor) -> int:
    """What a page hears that asks, when its own time is over, whether the lock is to shut: seconds, or 0 if it did."""
    fields = [("csrf_token", visitor.token), ("to", "idle"), ("path", ""), ("body", ""), ("_end", "1")]
    answer = visitor.client.post("/lock", data=dict(fields), base_url="https://localhost")
    return int(answer.get_data()) if answer.status_code == 200 else 0


@pytest.mark.parametrize("tabs", [1, 2, 3, 4])
def test_with_some_tabs_open_and_nobody_there_the_lock_shuts_in_time(visitor, desk, clock, tabs):
    asks_at = []
    for _ in range(tabs):
        visitor.get("/cases/")
        asks_at.append(clock.ran + IDLE)
        clock.advance(seconds=150)
    last_work = clock.ran - 150
    while store_of(desk).vault.state is VaultState.OPEN and clock.ran < 6 * 3600:
        soonest = min(asks_at)
        asks_at.remove(soonest)
        clock.advance(seconds=max(0, soonest - clock.ran))
        if left := _asks(visitor):
            asks_at.append(clock.ran + left)
    assert store_of(desk).vault.state is VaultState.LOCKED
    assert clock.ran - last_work <= IDLE + 5


def test_every_endpoint_behind_the_lock_is_work_unless_a_program_asks(app):
    rows = [row_of(rule.endpoint) for rule in app.url_map.iter_rules()]
    assert all(row.is_work for row in rows if row.needs is Needs.OPEN_LOCK)
    assert not {row.name for row in rows if row.is_work} & A_PROGRAM_ASKS


@pytest.mark.parametrize(
    ("headers", "left"),
    [
        ({}, IDLE),
        ({"Sec-Fetch-Site": "same-origin"}, IDLE),
        ({"Sec-Fetch-Site": "none"}, IDLE),
        ({"Sec-Fetch-Site": "same-site"}, IDLE - 300),
        ({"Sec-Fetch-Site": "cross-site"}, IDLE - 300),
        ({"Sec-Purpose": "prefetch"}, IDLE - 300),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)
def test_a_page_that_another_site_or_the_browser_by_itself_asks_for_is_no_work(visitor, desk, clock, headers, left):
    visitor.get("/cases/")
    clock.advance(seconds=300)
    visitor.client.get("/cases/", base_url="https://localhost", headers=headers)
    assert desk.lock.seconds_left() == left


def test_wrong_words_from_another_browser_are_told_to_the_one_at_work_and_erase_nothing(app, tool_settings, visitor):
    other = Visitor(app.test_client())
    address = open_case(visitor, until="triage")
    other.get(f"/start/{start_link.issue(tool_settings.data)}")
    for _ in range(5):
        assert other.unlock("wrong").status_code == 422
    assert other.unlock("wrong").status_code == 429 and "W innej przeglądarce" not in other.page.text
    assert visitor.get(f"{address}/triage").status_code == 200
    assert "W innej przeglądarce wpisano" in visitor.page.text
    visitor.get(f"{address}/triage")
    assert "W innej przeglądarce wpisano" not in visitor.page.text


def test_a_word_sent_by_who_has_the_lock_open_is_no_try(visitor, desk):
    visitor.get("/cases/")
    for _ in range(6):
        visitor.unlock("wrong")
    assert visitor.path == "/cases/" and desk.lock.state(next(iter(desk.lock.open_for()))) is VaultState.OPEN


def test_who_says_i_am_still_here_is_at_work(visitor, desk, clock):
    open_case(visitor, until="triage")
    clock.advance(minutes=14)
    fields = {"csrf_token": visitor.token, "to": "idle", "_end": "1"}
    assert visitor.client.post("/stay", data=fields, base_url="https://localhost").status_code == 204
    assert desk.lock.seconds_left() == IDLE


def test_an_empty_field_in_another_browser_alarms_nobody(app, tool_settings, visitor):
    other = Visitor(app.test_client())
    other.get(f"/start/{start_link.issue(tool_settings.data)}")
    assert other.unlock("  ").status_code == 422
    visitor.get("/cases/")
    assert "W innej przeglądarce" not in visitor.page.text
