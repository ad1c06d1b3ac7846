"""Every answer carries the headers, whatever its address and status; every cookie is bound to this host and browser.

No page may be translated by the browser: that sends what stands on it to another host.
"""

import pytest

from screening.web.access import start_link
from screening.web.http.headers import HEADERS
from tests.web.seeded import open_case

BASE = "https://localhost"


def _addresses(app, case: str) -> list[str]:
    paths = ["/nothing", "/cases/nothing", "/static/nothing"]
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<uuid:case_id>", case).replace("<step_id>", "triage").replace("<token>", "x")
        paths.append(path.replace("<path:filename>", "style.css"))
    return paths


def _check(answer, said) -> None:
    for name, value in HEADERS.items():
        assert answer.headers.get(name) == value, (said, name)
    kept = answer.status_code == 200 and said == ("GET", "/static/style.css")
    assert ("no-store" in answer.headers["Cache-Control"]) != kept, said
    if answer.mimetype == "text/html" and answer.data and not answer.location:
        assert '<html lang="pl" translate="no"' in answer.text, said  # a browser that translates sends the page away
    for cookie in answer.headers.get_all("Set-Cookie"):
        parts = {part.strip() for part in cookie.split(";")}
        assert cookie.startswith("__Host-rozpoznaj-real="), said
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= parts, (said, cookie)
        assert not any(part.startswith("Domain") for part in parts), said


def test_every_address_and_status_carries_the_headers(app, visitor):
    app.testing = False
    case = open_case(visitor, until="triage").rsplit("/", 1)[1]
    met = set()
    for path in _addresses(app, case):
        for method in ("GET", "HEAD", "POST", "PUT", "OPTIONS"):
            for data in (b"", b"_end=1", b"x=%ff&_end=1", b"x" * 300_000):
                more = {"data": data, "content_type": "application/x-www-form-urlencoded"} if method == "POST" else {}
                with visitor.client.open(path, method=method, base_url=BASE, **more) as answer:
                    _check(answer, (method, path))
                    met.add(answer.status_code)
                if method != "POST":
                    break
    with app.test_client().get("/cases/", base_url=BASE) as stranger:
        _check(stranger, ("GET", "/cases/"))
        met.add(stranger.status_code)
    assert {200, 303, 400, 403, 404, 405, 413} <= met


def test_the_cookie_of_a_start_link_is_bound_to_this_host_and_browser(app, tool_settings):
    answer = app.test_client().get(f"/start/{start_link.issue(tool_settings.data)}", base_url=BASE)
    _check(answer, ("GET", "/start"))
    assert len(answer.headers.get_all("Set-Cookie")) == 1


@pytest.mark.parametrize("status", [409, 410, 415, 422, 423])
def test_refusals_of_a_case_carry_the_headers(visitor, opened, status):
    address = opened(until="triage")
    path = f"{address}/triage"
    stale = visitor.filled(answer__debt_bondage="yes")
    answers = {
        409: lambda: (visitor.send(answer__debt_bondage="no"), visitor.post(path, stale))[1],
        415: lambda: visitor.post_raw(path, b"{}", content_type="application/json"),
        422: lambda: visitor.send(answer__debt_bondage="maybe"),
    }
    if status == 410:
        visitor.get(f"{address}/finish")
        visitor.send(confirm="1")
    if status == 423:
        visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    answer = answers.get(status, lambda: visitor.get(path))()
    assert answer.status_code == status
    _check(answer, (status, path))


def test_a_failure_of_our_own_carries_the_headers_and_says_nothing(app, visitor, monkeypatch, capsys):
    app.testing = False
    app.view_functions["start.contacts"] = lambda: 1 / (0 * len("KANAREK"))
    answer = visitor.client.get("/contacts?KANAREK", base_url=BASE)
    assert answer.status_code == 500
    _check(answer, ("GET", "/contacts"))
    logged = capsys.readouterr().err
    assert "KANAREK" not in answer.get_data(as_text=True) + logged
    assert "ZeroDivisionError" in logged and "Traceback" not in logged
