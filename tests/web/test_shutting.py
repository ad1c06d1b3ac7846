"""The lock shuts whatever comes along, and what can be kept of it is kept."""

from urllib.parse import urlencode

import pytest

from screening.storage import VaultState
from screening.web.access import start_link
from screening.web.http import request_filter
from screening.web.services import services_of
from tests.inside.casework import store_of
from tests.web.conftest import save_what_waits

LONG = "Ą" * 40_000
SAME = {"Sec-Fetch-Site": "same-origin"}
UNREADABLE = {
    "far too large": (b"body=" + b"a" * request_filter.MAX_SHOWN + b"&_end=1", request_filter.FORM_TYPE),
    "without its end": (b"to=lock", request_filter.FORM_TYPE),
    "a byte that is no UTF-8": (b"to=lock&body=%FF&_end=1", request_filter.FORM_TYPE),
    "nothing": (b"", request_filter.FORM_TYPE),
    "another kind of body": (b"{}", "application/json"),
    "too many fields": (b"a=1&" * 600 + b"_end=1", request_filter.FORM_TYPE),
}


@pytest.fixture
def asked(visitor, desk):
    """Send a body to the lock; gives where the answer leads, and checks that the lock is shut."""

    def send(body: bytes | str, kind: str = request_filter.FORM_TYPE, query: str = "", **headers: str) -> str:
        answer = visitor.client.post(
            f"/lock{query}", data=body, content_type=kind, base_url=visitor.base, headers=headers
        )
        assert answer.status_code == 303 and store_of(desk.lock).vault.state is VaultState.LOCKED
        return answer.headers["Location"]

    return send


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("body", "kind"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize(("query", "leads"), [("", "/unlock"), ("?to=lock", "/unlock"), ("?to=quiet", "/quiet")])
def test_the_lock_shuts_whatever_was_sent(asked, visitor, body, kind, query, leads):
    assert asked(body, kind, query) == leads
    visitor.unlock()
    assert "Nie udało się przechować otwartej strony: była za długa" in visitor.page.text
    visitor.get("/cases/")
    assert "Nie udało się przechować otwartej strony: była za długa" not in visitor.page.text


def test_a_stranger_cannot_shut_the_lock_with_a_body_that_nobody_can_read(app, visitor, desk):
    more = {"content_type": request_filter.FORM_TYPE, "base_url": visitor.base}
    assert app.test_client().post("/lock", data=b"x", **more).status_code == 403
    for site in ("cross-site", "same-site"):
        assert visitor.client.post("/lock", data=b"x", headers={"Sec-Fetch-Site": site}, **more).status_code == 403
    assert store_of(desk.lock).vault.state is VaultState.OPEN


@pytest.mark.parametrize("to", ["lock", "quiet"])
def test_a_token_of_another_session_shuts_the_lock_where_the_browser_says_that_the_page_is_ours(asked, to):
    assert asked(urlencode({"csrf_token": "x", "to": to, "_end": "1"}), **SAME) == (
        "/quiet" if to == "quiet" else "/unlock"
    )


def test_a_wrong_token_shuts_nothing_where_the_browser_does_not_say_where_it_comes_from(visitor, desk):
    body = urlencode({"csrf_token": "x", "to": "lock", "_end": "1"})
    answer = visitor.client.post("/lock", data=body, content_type=request_filter.FORM_TYPE, base_url=visitor.base)
    assert answer.status_code == 400 and store_of(desk.lock).vault.state is VaultState.OPEN


def test_a_long_page_shuts_the_lock_and_is_refused_after_unlocking_as_it_would_have_been(visitor, opened, asked):
    address = opened(until="triage")
    visitor.get(f"{address}/facts")
    along = urlencode([*visitor.filled(facts=LONG)[:-1], ("remain", "1"), ("_end", "1")])
    assert len(along) < request_filter.MAX_BODY < len(urlencode({"body": along}))
    fields = {"csrf_token": visitor.token, "to": "lock", "path": f"{address}/facts", "body": along, "_end": "1"}
    assert asked(urlencode(fields)) == "/unlock"
    visitor.unlock(to=f"{address}/facts")
    assert visitor.path.startswith("/waiting")
    save_what_waits(visitor)
    assert visitor.response.status_code == 422 and dict(visitor.page.form["fields"])["facts"] == LONG


def test_a_page_too_long_to_be_saved_is_shown_after_unlocking(visitor, opened, asked, desk):
    address = opened(until="triage")
    visitor.get(f"{address}/facts")
    along = urlencode([*visitor.filled(facts=LONG * 2)[:-1], ("remain", "1"), ("_end", "1")])
    fields = {"csrf_token": visitor.token, "to": "lock", "path": f"{address}/facts", "body": along, "_end": "1"}
    asked(urlencode(fields))
    visitor.unlock(to=f"{address}/facts")
    save_what_waits(visitor)
    assert len(desk.held_forms.forms()) == 1
    assert f"{LONG * 2}</textarea>" in visitor.page.html and "Liczba znaków: 80000" in visitor.page.text


def test_a_page_too_long_to_be_saved_that_meets_the_lock_is_shown_only_after_unlocking(visitor, opened, asked):
    address = opened(until="triage")
    visitor.get(f"{address}/facts")
    typed, token = visitor.filled(facts=LONG * 2), visitor.token
    asked(urlencode({"csrf_token": token, "to": "lock", "_end": "1"}))
    met = visitor.post_raw(f"{address}/facts", urlencode(typed))
    assert met.status_code == 423 and "Ą" not in met.get_data(as_text=True)
    visitor.unlock(to=f"{address}/facts")
    save_what_waits(visitor)
    assert f"{LONG * 2}</textarea>" in visitor.page.html


def test_a_page_that_says_it_was_too_long_to_go_along_is_told_of_after_unlocking(visitor, asked):
    asked(urlencode({"csrf_token": visitor.token, "to": "quiet", "lost": "1", "_end": "1"}))
    visitor.unlock()
    assert "Nie udało się przechować otwartej strony: była za długa" in visitor.page.text


def test_after_a_new_start_a_long_page_waits_as_any_other(visitor, opened, app, tool_settings, desk):
    address = opened(until="triage")
    visitor.get(f"{address}/facts")
    typed = visitor.filled(facts=LONG * 2)
    services_of(app).run = "another run"
    desk.lock.shut()
    answer = visitor.post_raw(f"{address}/facts", urlencode(typed))
    assert answer.status_code == 423 and "Ą" not in answer.get_data(as_text=True)
    visitor.get(f"/start/{start_link.issue(tool_settings.data)}")
    visitor.unlock()
    assert len(desk.held_forms.forms()) == 1
