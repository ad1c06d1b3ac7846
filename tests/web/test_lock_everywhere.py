"""The lock on every address, with every kind of visitor and answer."""

import os
import time
from urllib.parse import urlencode

import pytest
from flask import url_for

from screening.web.access import start_link
from screening.web.access.table import Needs, row_of
from tests.inside.casework import kit_shown, store_of
from tests.refusals import refusals
from tests.web.page import Visitor
from tests.web.test_lock import _acts, _set_up, _shut

BASE = "https://localhost"

UNKNOWN_CASE = "0f8fad5b-d9cb-469f-a165-70867728950e"


def _routes(app, method: str, *needs: Needs) -> list[str]:
    """One address for every rule that takes this method and asks this of the browser; for all that ask anything."""
    with app.test_request_context(base_url=BASE):
        return [
            url_for(
                rule.endpoint,
                **{
                    name: {"case_id": UNKNOWN_CASE, "step_id": "triage", "kind": "referral", "number": 1, "id_": "0"}[
                        name
                    ]
                    for name in rule.arguments
                },
            )
            for rule in app.url_map.iter_rules()
            if method in rule.methods and row_of(rule.endpoint).needs in (needs or (Needs.START_LINK, Needs.OPEN_LOCK))
        ]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_without_a_start_link_every_route_answers_403_and_is_counted(app, desk, method):
    stranger, routes = app.test_client(), _routes(app, method)
    assert len(routes) > 8
    for path in routes:
        answer = stranger.open(path, method=method, base_url=BASE, data={"_end": "1"} if method == "POST" else None)
        assert answer.status_code == 403, path
    assert refusals(desk) == len(routes) and _acts(desk) == ["refused_permission"] * 2


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_cookie_that_we_did_not_sign_is_no_start_link(app, method):
    stranger = app.test_client()
    for value in ("x", "eyJ2aXNpdG9yIjoiYSJ9.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"):
        stranger.set_cookie(app.config["SESSION_COOKIE_NAME"], value, domain="localhost", secure=True)
        answer = stranger.open(
            "/cases/", method=method, base_url=BASE, data={"_end": "1"} if method == "POST" else None
        )
        assert answer.status_code == 403


def test_a_start_link_gives_a_cookie_that_only_our_own_pages_send(app, tool_settings):
    answer = app.test_client().get(f"/start/{start_link.issue(tool_settings.data)}", base_url=BASE)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-") and answer.status_code == 200
    page = answer.get_data(as_text=True)
    assert '<meta http-equiv="refresh" content="0; url=/started">' in page and 'href="/started"' in page
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Domain" not in cookie and "Expires" not in cookie and "Max-Age" not in cookie


def test_a_head_request_does_not_use_the_start_link_up(app, tool_settings, desk):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    for _ in range(3):
        assert app.test_client().head(link, base_url=BASE).status_code == 405
    assert app.test_client().post(link, base_url=BASE, data={"_end": "1"}).status_code in (403, 405)
    assert app.test_client().get(link, base_url=BASE).status_code == 200


@pytest.mark.parametrize(("age", "status"), [(0, 200), (55, 200), (61, 403), (86400, 403), (-30, 403)])
def test_a_start_link_lives_for_a_minute_and_a_refusal_leaves_a_row(app, tool_settings, desk, age, status):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    (file,) = (tool_settings.data / "starts").iterdir()
    os.utime(file, (time.time() - age,) * 2)
    assert app.test_client().get(link, base_url=BASE).status_code == status
    assert app.test_client().get(link, base_url=BASE).status_code == 403
    assert refusals(desk) == (1 if status == 200 else 2)


def test_links_that_were_not_used_are_cleared_away_and_their_files_say_nothing(tool_settings, desk):
    token = start_link.issue(tool_settings.data)
    folder = tool_settings.data / "starts"
    (old,) = folder.iterdir()
    assert token not in old.name and old.read_bytes() == b""
    assert (folder.stat().st_mode & 0o777, old.stat().st_mode & 0o777) == (0o700, 0o600)
    os.utime(old, (time.time() - 3600,) * 2)
    start_link.issue(tool_settings.data)
    assert old not in list(folder.iterdir()) and len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", "garbage"])
def test_every_form_sent_by_another_site_is_refused_and_counted(app, visitor, desk, site):
    before, routes = _acts(desk), _routes(app, "POST")
    for path in routes:
        answer = visitor.post_raw(path, _end(visitor), headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403, path
    assert refusals(desk) == len(routes) and _acts(desk)[2:] == before
    assert visitor.get("/cases/").status_code == 200


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_form_of_our_own_page_passes(visitor, site):
    body = urlencode([("csrf_token", visitor.token), ("profession", "police"), ("_end", "1")])
    assert visitor.post_raw("/cases/", body, headers={"Sec-Fetch-Site": site}).status_code == 303


def _end(visitor) -> str:
    return urlencode([("csrf_token", visitor.token), ("_end", "1")])


def _kept_under_a_passphrase(newcomer, desk) -> str:
    """The set-up done by hand; gives the kit."""
    _set_up(newcomer)
    kit = kit_shown(desk.lock)
    newcomer.send(kit=kit)
    return kit


@pytest.mark.sampled(3)
@pytest.mark.parametrize("page", ["/set-up", "/recover", "/passphrase"])
@pytest.mark.parametrize(
    ("passphrase", "again"), [("KANAREK", "KANAREK"), ("KANAREK KANAREK KANAREK", "KANAREK"), ("KANAREK" * 40, "x")]
)
def test_no_page_repeats_a_passphrase_that_was_refused(newcomer, desk, page, passphrase, again):
    if page != "/set-up":
        _kept_under_a_passphrase(newcomer, desk)
    if page == "/recover":
        _shut(newcomer)
    newcomer.get(page)
    more = {"/set-up": {}, "/recover": {"kit": "x"}, "/passphrase": {"old": "KANAREK"}}[page]
    fields = [
        ("csrf_token", newcomer.token),
        ("passphrase", passphrase),
        ("again", again),
        *more.items(),
        ("_end", "1"),
    ]
    assert newcomer.post(page, fields).status_code == 422
    assert newcomer.page.title.startswith("Błąd:") and "KANAREK" not in newcomer.page.html


def test_a_wrong_passphrase_is_never_repeated_on_the_lock(newcomer, desk):
    _kept_under_a_passphrase(newcomer, desk)
    _shut(newcomer)
    assert newcomer.unlock("KANAREK").status_code == 422
    assert "KANAREK" not in newcomer.page.html


def test_the_recovery_key_is_shown_only_until_the_set_up_is_complete(newcomer, desk):
    kit = _kept_under_a_passphrase(newcomer, desk)
    newcomer.get("/kit")
    assert newcomer.path != "/kit" and kit[:8] not in newcomer.page.html


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_lock_stands_in_front_of_every_guarded_route(app, visitor, opened, method):
    opened(until="talk")
    _shut(visitor)
    routes = _routes(app, method, Needs.OPEN_LOCK)
    assert len(routes) >= 4
    for path in routes:
        answer = visitor.get(path) if method == "GET" else visitor.post_raw(path, _end(visitor))
        assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (423, '"cache"'), path
        assert "Zablokowane" in answer.get_data(as_text=True)


def test_a_new_browser_finds_the_lock_while_another_works(app, visitor, opened, tool_settings):
    address = opened(until="triage")
    other = Visitor(app.test_client())
    other.get(f"/start/{start_link.issue(tool_settings.data)}")
    assert other.get(f"{address}/triage").status_code == 423
    assert visitor.get(f"{address}/triage").status_code == 200
    other.unlock(visitor.word, to=f"{address}/triage")
    assert other.path == f"{address}/triage"


def test_hiding_and_locking_again_changes_nothing_and_leaves_no_second_row(visitor, desk):
    for to, path in (("lock", "/unlock"), ("quiet", "/quiet")):
        visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
        visitor.get("/unlock")
        token = visitor.token
        visitor.post("/lock", [("csrf_token", token), ("to", to), ("_end", "1")])
        assert visitor.path == path
        visitor.get("/unlock")
    assert _acts(desk).count("lock") == 1


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_neutral_page_names_nothing_of_the_tool_in_any_language(visitor, language):
    if language == "en":
        visitor.post("/language", [("csrf_token", visitor.token), ("language", "en"), ("back", "/"), ("_end", "1")])
    answer = visitor.post("/lock", [("csrf_token", visitor.token), ("to", "quiet"), ("_end", "1")])
    whole = visitor.page.html.lower()
    for word in ("rozpoznaj", "kcik", "spraw", "handel", "ludźmi", "trafficking", "locked", "112", "628"):
        assert word not in whole, word
    assert answer.headers["Location"] == "/quiet" and visitor.page.h1 == ["11.2026"]


OUTSIDE = [
    "http://example.org/cases/",
    "///example.org",
    "////example.org/cases/",
    "/\\/example.org",
    "\\\\example.org",
    "//example.org/%2f..",
    "/%2f/example.org",
    "/%5cexample.org",
    "https:example.org",
    "https:/example.org",
    "//localhost:80@example.org/",
    "//\texample.org",
    "/\t/example.org",
    "/\r\nLocation: https://example.org",
    " //example.org",
    "/cases/?next=//example.org",
    "/cases/#//example.org",
    "/cases//example.org",
    "/lock",
    "data:text/html,x",
    "cases/",
    "x" * 5000,
    "/ /example.org",
    "/／example.org",
    "。",
]


def test_unlocking_leads_to_a_page_of_our_own_whatever_the_form_says(visitor):
    for to in OUTSIDE:
        _shut(visitor)
        visitor.unlock(to=to)
        assert (visitor.path, visitor.response.status_code) == ("/cases/", 200), to


def test_choosing_a_language_leads_to_a_page_of_our_own_whatever_the_form_says(newcomer):
    for back in OUTSIDE:
        newcomer.get("/contacts")
        fields = [("csrf_token", newcomer.token), ("language", "en"), ("back", back), ("_end", "1")]
        newcomer.post("/language", fields)
        assert newcomer.path == "/", back


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"hours": -3}, "wcześniejszy niż ostatni"),
        ({"hours": 3}, "przeskoczył"),
        ({"days": 90}, "przeskoczył"),
    ],
)
def test_a_doubtful_clock_stands_in_front_of_every_guarded_route(app, visitor, opened, clock, desk, wrong, says):
    opened(until="talk")
    clock.set_wrong(**wrong)
    visitor.unlock()  # a clock that went forward by more than the idle time has shut it
    for method in ("GET", "POST"):
        for path in _routes(app, method, Needs.OPEN_LOCK):
            answer = visitor.get(path) if method == "GET" else visitor.post_raw(path, _end(visitor))
            assert answer.status_code == 409, path
    assert len(store_of(desk).open_cases()) == 1
    visitor.get("/clock")
    assert says in visitor.page.text


def test_a_doubtful_clock_is_settled_only_behind_the_lock(visitor, opened, clock, desk):
    opened(until="talk")
    clock.set_wrong(hours=3)
    visitor.get("/cases/")
    token = visitor.token
    _shut(visitor)
    assert visitor.get("/cases/").status_code == 423
    assert visitor.post("/clock", [("csrf_token", token), ("_end", "1")]).status_code == 423
    assert desk.retention.doubtful()
    visitor.unlock()
    assert visitor.response.status_code == 409
    visitor.send(day="23", month="11", year="2026")
    assert visitor.path == "/cases/" and not desk.retention.doubtful()


def test_a_clock_that_is_right_is_not_asked_about(visitor, desk):
    visitor.get("/clock")
    assert visitor.path == "/cases/"
    before = _acts(desk)
    visitor.post("/clock", [("csrf_token", visitor.token), ("_end", "1")])
    assert visitor.path == "/cases/" and _acts(desk) == before


def test_the_page_of_the_trail_shows_who_did_what_to_which_case(visitor, opened, desk):
    opened(until="talk")
    (case,) = desk.cases()
    _shut(visitor)
    visitor.unlock("wrong")
    visitor.unlock()
    visitor.get("/administration/audit")
    assert case.code in visitor.page.text and str(case.id) not in visitor.page.html
    rows = visitor.page.html.count("<tr>") - 1
    assert rows == len(_acts(desk)) and "23.11.2026" in visitor.page.text


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM audit WHERE id = 2",
        "UPDATE audit SET at = '2020-01-01T00:00:00+00:00' WHERE id = 2",
        "UPDATE audit SET actor = 'x' WHERE id = 2",
    ],
)
def test_the_page_of_the_trail_says_which_row_was_damaged(visitor, opened, desk, damage):
    opened(until="talk")
    with store_of(desk).database.engine.begin() as connection:
        for trigger in ("audit_no_update", "audit_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql(damage)
    assert visitor.get("/administration/audit").status_code == 200
    assert "naruszony: wiersz 2" in visitor.page.text and "Dziennik jest nienaruszony" not in visitor.page.text
