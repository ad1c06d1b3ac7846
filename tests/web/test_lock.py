"""The gate: start links, set-up, the lock, and forms that wait at it."""

import os
import re
import time
from urllib.parse import urlencode

import pytest
from itsdangerous import TimestampSigner

from screening.casework.retention import Doubt, DoubtfulClock
from screening.web.access import start_link
from screening.web.access.table import Needs, row_of
from tests.builders import CASE_HOURS
from tests.inside.casework import kit_shown, store_of
from tests.storage.opening import PASSPHRASE
from tests.web.conftest import save_what_waits
from tests.web.seeded import open_case

BASE = "https://localhost"


def _rules(app, *, guarded: bool = False) -> list[str]:
    """The addresses that need a start link, filled in; those that need the open lock too."""
    paths = []
    for rule in app.url_map.iter_rules():
        need = row_of(rule.endpoint).needs
        if need is Needs.OPEN_LOCK or (need is Needs.START_LINK and not guarded):
            path = rule.rule.replace("<uuid:case_id>", "0f8fad5b-d9cb-469f-a165-70867728950e")
            paths.append(path.replace("<step_id>", "triage").replace("<kind>", "referral").replace("<int:number>", "1"))
    return paths


def _acts(desk) -> list[str]:
    return [entry.act.value for entry, _ in desk.acts(50)]


def _shut(visitor) -> None:
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])


def test_a_browser_without_a_start_link_is_refused_everywhere(app, desk):
    stranger = app.test_client()
    for path in _rules(app):
        for method in ("GET", "POST"):
            answer = stranger.open(path, method=method, base_url=BASE, data=b"_end=1")
            assert answer.status_code in (400, 403, 405, 413, 415), (method, path, answer.status_code)
            assert "Otwórz Rozpoznaj tak samo" in answer.get_data(as_text=True) or answer.status_code != 403
    assert set(_acts(desk)) == {"refused_permission"}
    with stranger.get("/static/style.css", base_url=BASE) as answer:
        assert answer.status_code == 200


def test_a_start_link_opens_once(app, tool_settings, desk):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    assert app.test_client().head(link, base_url=BASE).status_code == 405
    assert app.test_client().get(link, base_url=BASE).status_code == 200
    assert app.test_client().get(link, base_url=BASE).status_code == 403
    assert _acts(desk) == ["refused_permission"]


def test_a_start_link_older_than_a_minute_opens_nothing(app, tool_settings):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    (file,) = (tool_settings.data / "starts").iterdir()
    os.utime(file, (time.time() - 61,) * 2)
    assert app.test_client().get(link, base_url=BASE).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "..%2f..%2fvault.json", "a" * 5000, "%00"])
def test_a_made_up_start_link_opens_nothing(app, token):
    assert app.test_client().get(f"/start/{token}", base_url=BASE).status_code in (403, 404)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_by_another_site_is_refused(visitor, opened, site):
    address = opened(until="triage")
    body = urlencode(visitor.filled(answer__debt_bondage="yes"))
    assert visitor.post_raw(f"{address}/triage", body, headers={"Sec-Fetch-Site": site}).status_code == 403
    visitor.get(f"{address}/triage")
    assert "answer.debt_bondage" not in dict(visitor.page.form["fields"])


def _set_up(newcomer) -> str:
    newcomer.get("/set-up")
    offered = newcomer.page.html.partition("<output ")[2].partition(">")[2].partition("</output>")[0]
    fields = [("csrf_token", newcomer.token), ("passphrase", offered), ("again", offered), ("_end", "1")]
    newcomer.post("/set-up", fields)
    return offered


def test_a_newcomer_sets_up_with_the_seven_words_and_the_kit(newcomer):
    newcomer.get("/cases/")
    assert newcomer.path == "/set-up"
    assert len(_set_up(newcomer).split()) == 7 and newcomer.path == "/kit"
    kit = newcomer.page.html.partition('translate="no">')[2].partition("</p>")[0]
    typed = kit.replace("<span>", "").replace("</span>", "").lower()
    assert newcomer.send(kit="AGE-SECRET-KEY-1").status_code == 422
    newcomer.send(kit=typed)
    assert newcomer.path == "/cases/"
    open_case(newcomer, until="talk")


@pytest.mark.parametrize(
    ("passphrase", "again"),
    [
        ("", ""),
        ("za krótkie", "za krótkie"),
        ("aaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaa"),
        ("qwertyuiopasdfgh", "qwertyuiopasdfgh"),
        ("x" * 300, "x" * 300),
        ("kanarek w zielonej klatce śpiewa", "inny"),
    ],
)
def test_a_weak_passphrase_is_refused_and_never_repeated(newcomer, passphrase, again):
    newcomer.get("/set-up")
    fields = [("csrf_token", newcomer.token), ("passphrase", passphrase), ("again", again), ("_end", "1")]
    answer = newcomer.post("/set-up", fields)
    assert answer.status_code == 422 and newcomer.page.title.startswith("Błąd:")
    assert not passphrase or passphrase not in newcomer.page.html


def test_the_lock_stands_in_front_of_everything_that_is_not_named_as_open(app, visitor):
    _shut(visitor)
    for path in _rules(app, guarded=True):
        answer = visitor.client.get(path, base_url=BASE)
        assert answer.status_code in (405, 423), path
        assert answer.status_code == 405 or answer.headers["Clear-Site-Data"] == '"cache"'


def test_the_lock_goes_on_where_the_officer_was(visitor, opened):
    address = opened(until="triage")
    _shut(visitor)
    assert visitor.get(f"{address}/triage").status_code == 423
    visitor.send(passphrase="wrong")
    assert visitor.response.status_code == 422 and visitor.page.title.startswith("Błąd:")
    visitor.send(passphrase=visitor.word)
    assert visitor.path == f"{address}/triage"


@pytest.mark.parametrize(
    "outside",
    [
        "//example.org",
        "/start/a\nb",
        "https://example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "/nothing",
        "\t//x",
    ],
)
def test_the_lock_never_leads_outside(visitor, outside):
    _shut(visitor)
    visitor.unlock(to=outside)
    assert visitor.path == "/cases/"


def test_a_save_that_meets_the_lock_is_offered_after_unlocking_and_then_saved(visitor, opened):
    address = opened(until="triage")
    fields = visitor.filled(answer__debt_bondage="yes", note__debt_bondage="KANAREK")
    _shut(visitor)
    assert visitor.post(f"{address}/triage", fields).status_code == 423
    assert "KANAREK" not in visitor.page.html and 'role="status"' in visitor.page.html
    visitor.unlock()
    save_what_waits(visitor)
    assert visitor.path.endswith("/overview")
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "KANAREK") in visitor.page.form["fields"]


def test_two_pages_that_met_the_lock_are_both_saved(visitor, opened):
    address = opened(until="triage")
    visitor.send()
    visitor.get(f"{address}/triage")
    triage = visitor.filled(answer__debt_bondage="yes")
    visitor.get(f"{address}/acts")
    acts = [(n, str(int(v) + 1) if n == "revision" else v) for n, v in visitor.filled(acts=["transport"])]
    _shut(visitor)
    visitor.post(f"{address}/triage", triage)
    visitor.post(f"{address}/acts", acts)
    visitor.unlock()
    save_what_waits(visitor)
    save_what_waits(visitor)
    visitor.get(f"{address}/acts")
    assert ("acts", "transport") in visitor.page.form["fields"]
    visitor.get(f"{address}/triage")
    assert ("answer.debt_bondage", "yes") in visitor.page.form["fields"]


def test_a_waiting_form_with_a_fault_stands_there_again_with_what_was_typed(visitor, opened):
    address = opened(until="triage")
    fields = visitor.filled(note__debt_bondage="ż" * 700)
    _shut(visitor)
    visitor.post(f"{address}/triage", fields)
    assert visitor.unlock().status_code == 303
    assert save_what_waits(visitor).status_code == 422
    assert visitor.page.title.startswith("Błąd:")
    assert ("note.debt_bondage", "ż" * 700) in visitor.page.form["fields"]
    assert visitor.page.form["action"] == f"{address}/triage"


def test_a_form_with_a_foreign_token_never_waits(visitor, opened, desk):
    address = opened(until="triage")
    fields = [(n, "forged" if n == "csrf_token" else v) for n, v in visitor.filled(answer__debt_bondage="yes")]
    _shut(visitor)
    assert visitor.post(f"{address}/triage", fields).status_code == 400
    assert not desk.held_forms.some_wait


@pytest.mark.parametrize("to", ["lock", "quiet", "idle"])
def test_what_was_typed_when_the_page_shut_the_lock_is_saved_and_the_page_stays(visitor, opened, desk, to):
    address = opened(until="triage")
    typed = [*visitor.filled(answer__debt_bondage="yes")[:-1], ("remain", "1"), ("_end", "1")]
    visitor.get(f"{address}/triage")
    token = visitor.token
    if to == "idle":
        desk.lock.shut()
    fields = [("csrf_token", token), ("to", to), ("path", f"{address}/triage"), ("body", urlencode(typed))]
    visitor.post("/lock", [*fields, ("_end", "1")])
    visitor.unlock()
    save_what_waits(visitor)
    assert visitor.path == f"{address}/triage"
    assert ("answer.debt_bondage", "yes") in visitor.page.form["fields"]


def test_the_page_that_asks_too_early_is_told_the_seconds_left(visitor, clock):
    clock.advance(minutes=5)
    visitor.get("/cases/")
    clock.advance(minutes=4)
    answer = visitor.post("/lock", [("csrf_token", visitor.token), ("to", "idle"), ("_end", "1")])
    assert (answer.status_code, answer.get_data()) == (200, b"660")


@pytest.mark.parametrize(
    ("to", "path"), [("", ""), ("away", ""), ("lock", "/language"), ("lock", "//x"), ("lock", "x")]
)
def test_what_no_page_of_ours_sends_shuts_the_lock_and_is_not_kept(visitor, desk, to, path):
    fields = [("csrf_token", visitor.token), ("to", to), ("path", path), ("body", "x"), ("_end", "1")]
    assert visitor.post("/lock", fields).status_code == 303
    assert visitor.path == "/unlock" and not desk.held_forms.some_wait


def test_hiding_shuts_the_lock_and_shows_a_page_that_says_nothing(visitor, opened):
    address = opened(until="triage")
    answer = visitor.post("/lock", [("csrf_token", visitor.token), ("to", "quiet"), ("_end", "1")])
    assert answer.headers["Clear-Site-Data"] == '"cache"' and visitor.path == "/quiet"
    for word in ("Rozpoznaj", "KCIK", "sprawa", "22 628"):
        assert word not in visitor.page.html
    assert visitor.get(f"{address}/triage").status_code == 423


@pytest.mark.parametrize("to", ["lock", "quiet", "idle"])
def test_each_time_the_lock_shuts_the_cookie_changes_so_that_no_page_comes_back_from_the_memory_of_a_browser(
    app, visitor, clock, to
):
    def cookie() -> str:
        return visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost").value

    clock.advance(minutes=16)
    before = cookie()
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", to), ("_end", "1")])
    shut = cookie()
    visitor.get("/cases/")
    assert len({before, shut, cookie()}) == 3


def test_the_recovery_kit_opens_and_sets_a_new_passphrase(newcomer, desk):
    _set_up(newcomer)
    kit = kit_shown(desk.lock)
    newcomer.send(kit=kit)
    _shut(newcomer)
    newcomer.get("/recover")
    assert newcomer.send(kit=kit, passphrase="x", again="x").status_code == 422
    assert newcomer.send(kit="wrong", passphrase=PASSPHRASE, again=PASSPHRASE).status_code == 422
    newcomer.send(kit=kit, passphrase=PASSPHRASE, again=PASSPHRASE)
    assert newcomer.path == "/cases/"
    _shut(newcomer)
    newcomer.unlock(PASSPHRASE)
    assert newcomer.path == "/cases/"


def test_the_passphrase_is_changed_on_its_page(newcomer, desk):
    old = _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    newcomer.get("/passphrase")
    assert newcomer.send(old="wrong", passphrase=PASSPHRASE, again=PASSPHRASE).status_code == 422
    newcomer.send(old=old, passphrase=PASSPHRASE, again=PASSPHRASE)
    assert newcomer.path == "/passphrase?changed=1"
    _shut(newcomer)
    assert newcomer.unlock(old).status_code == 422
    newcomer.unlock(PASSPHRASE)
    assert newcomer.path == "/cases/"


def test_too_many_wrong_tries_say_how_long_to_wait(newcomer, desk):
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    _shut(newcomer)
    for _ in range(5):
        assert newcomer.unlock("wrong").status_code == 422
    assert newcomer.unlock("wrong").status_code == 429
    assert "sekund" in newcomer.page.text


def test_a_clock_nobody_can_believe_stops_the_cases_and_a_form_waits_for_it(visitor, opened, clock):
    address = opened(until="triage")
    fields = visitor.filled(answer__debt_bondage="yes")
    clock.set_wrong(days=70)
    visitor.unlock()
    assert visitor.post(f"{address}/triage", fields).status_code == 409
    assert "Jaki jest dzisiaj dzień" in visitor.page.title and 'role="status"' in visitor.page.html
    clock.set_wrong(days=-70)
    clock.advance(minutes=1)
    visitor.get("/cases/")
    assert "nie jest jeszcze zapisany" in visitor.page.text
    save_what_waits(visitor)
    visitor.get(f"{address}/triage")
    assert ("answer.debt_bondage", "yes") in visitor.page.form["fields"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("doubt", Doubt)
def test_each_doubt_about_the_clock_is_a_sentence_of_its_own(visitor, opened, desk, monkeypatch, doubt):
    opened(until="triage")
    doubtful = DoubtfulClock(doubt, desk.now(), desk.now())
    monkeypatch.setattr(desk.retention, "doubtful", lambda: doubtful)
    visitor.get("/clock")
    lead = visitor.page.html.partition('<p class="lead">')[2].partition("</p>")[0]
    assert re.search(r"zegar\w* tego komputera .*[.]\s+Rozpoznaj usuwa sprawy według tego zegara", lead, re.S | re.I)


@pytest.mark.parametrize("by", [-2, -7200, 90 * 86400])
def test_a_clock_that_is_set_puts_no_browser_out_and_its_page_is_saved(visitor, opened, monkeypatch, by):
    address = opened(until="triage")
    fields = visitor.filled(answer__debt_bondage="yes")
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) + by)
    assert visitor.post(f"{address}/triage", fields).status_code == 303
    visitor.get(f"{address}/triage")
    assert ("answer.debt_bondage", "yes") in visitor.page.form["fields"]


def test_a_clock_that_is_confirmed_lets_the_work_go_on(visitor, opened, clock):
    opened(until="triage")
    clock.set_wrong(hours=5)
    visitor.unlock()
    assert visitor.get("/cases/").status_code == 409
    visitor.send(day="23", month="11", year="2026")
    assert visitor.path == "/cases/" and str(CASE_HOURS) in visitor.page.text


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("24", "11", "2026", "popraw zegar"),
        ("", "", "", "Wpisz liczbami"),
        ("31", "2", "2026", "Wpisz liczbami"),
        ("٢٣", "11", "2026", "Wpisz liczbami"),
        ("-1", "11", "2026", "Wpisz liczbami"),
        ("23", "11", "2" * 5000, "Wpisz liczbami"),
    ],
)
def test_an_answer_that_is_not_the_day_of_the_clock_is_asked_again(
    visitor, opened, clock, desk, day, month, year, said
):
    opened(until="triage")
    clock.set_wrong(hours=5)
    visitor.unlock()
    visitor.get("/clock")
    assert visitor.send(day=day, month=month, year=year).status_code == 422
    assert visitor.page.title.startswith("Błąd:") and said in visitor.page.text
    assert desk.retention.doubtful()


def test_the_trail_is_shown_and_says_when_it_was_damaged(visitor, opened, desk):
    opened(until="triage")
    visitor.get("/administration/audit")
    assert "założono sprawę" in visitor.page.text and "Dziennik jest nienaruszony" in visitor.page.text
    with store_of(desk).database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET act = 'open' WHERE id = 2")
    visitor.get("/administration/audit")
    assert "naruszony: wiersz 2" in visitor.page.text


def test_a_printed_sheet_leaves_its_row_before_it_leaves(visitor, opened, desk):
    address = opened(until="triage")
    visitor.send(answer__documents_withheld="yes", answer__debt_bondage="yes")
    visitor.get(f"{address}/documents")
    visitor.post(f"{address}/documents/referral", [*visitor.of_case, ("language", "pl"), ("_end", "1")])
    assert visitor.response.mimetype == "application/pdf" and _acts(desk)[0] == "print"
