"""Everything is locked: what is open is named, an admission ends with the program, and no form comes from elsewhere."""

from collections import Counter
from urllib.parse import urlencode

import pytest
from flask import Blueprint

from screening.storage import AuditEvent, NotSaved, open_store
from screening.storage.age_encryption import new_identity
from screening.web.access import start_link
from screening.web.access.lock_gate import needs
from screening.web.access.table import Needs, row_of
from screening.web.app import create_app
from screening.web.quick_app import create_quick_app
from tests.inside.casework import forget_opened_cases, kit_shown, running_clock, store_of
from tests.inside.web import cookies
from tests.storage.opening import PASSPHRASE, QUICK
from tests.web.conftest import save_what_waits
from tests.web.page import Visitor
from tests.web.test_lock import _acts, _set_up, _shut

BASE = "https://localhost"
ANYBODY = {
    "account.enter", "static", "quick.begin_again", "quick.card_pdf", "quick.card_question", "quick.data",
    "quick.entry", "quick.entry_again", "quick.home", "quick.leaflet_page", "quick.leaflet_pdf",
    "quick.leaflet_question", "quick.manifest", "quick.questions", "quick.result", "quick.script", "quick.show",
    "quick.voice", "quick.worker", "quick.home_again", "quick.card_question_again", "quick.sheets",
    "quick.checklist", "quick.hard_situations", "quick.spoken", "cases.between", "cases.told_of_lending",
}  # fmt: skip
WITH_A_LINK = {
    "account.arrived",
    "account.choose_passphrase", "account.clock_page", "account.confirm_clock", "account.keep_nothing", "account.kit",
    "account.locked", "account.quiet", "account.recover", "account.recover_page", "account.set_up", "account.shut",
    "account.stay", "account.try_kit", "account.unlock", "start.contacts", "start.home", "start.language",
}  # fmt: skip


def _by_need(app) -> dict[Needs, set[str]]:
    """Every endpoint of an application, by what the gate asks for it."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    with app.test_request_context(base_url=BASE):
        return {need: {each for each in endpoints if needs(each) is need} for need in Needs}


def test_of_all_endpoints_of_service_only_the_named_are_open(app):
    found = _by_need(app)
    assert found[Needs.NOTHING] == ANYBODY and found[Needs.START_LINK] == WITH_A_LINK
    assert {each.partition(".")[0] for each in found[Needs.OPEN_LOCK]} == {"account", "administration", "cases"}
    assert Counter({need: len(names) for need, names in found.items()}) == Counter(
        {Needs.NOTHING: len(ANYBODY), Needs.START_LINK: len(WITH_A_LINK), Needs.OPEN_LOCK: 31}
    )


def test_of_all_endpoints_of_training_the_code_page_is_open_besides(training):
    found = _by_need(training.app)
    assert found[Needs.NOTHING] == ANYBODY | {"room.join", "room.join_now", "room.state", "start.language"}
    assert found[Needs.START_LINK] == WITH_A_LINK - {"start.language"}
    assert {"training.home", "room.here", "room.begin", "cases.save"} <= found[Needs.OPEN_LOCK]


def test_the_quick_check_alone_has_nothing_else(tool_settings, content):
    endpoints = {rule.endpoint for rule in create_quick_app(tool_settings, content, None).url_map.iter_rules()}
    assert endpoints == (ANYBODY - {"account.enter", "cases.between", "cases.told_of_lending"}) | {"start"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_endpoint_that_is_added_later_is_locked(tool_settings, desk, printer, method):
    reports = Blueprint("reports", __name__)
    reports.add_url_rule("/reports", "all", lambda: "KANAREK", methods=["GET", "POST"])
    app = create_app(tool_settings, desk, printer)
    app.register_blueprint(reports)
    app.add_url_rule("/lonely", "lonely", lambda: "KANAREK", methods=["GET", "POST"])
    visitor = Visitor(app.test_client())
    visitor.get(f"/start/{start_link.issue(tool_settings.data)}")
    visitor.get("/set-up")
    visitor.keep_nothing()
    _shut(visitor)
    form = urlencode([("csrf_token", visitor.token), ("_end", "1")])
    for path in ("/reports", "/lonely"):
        answer = visitor.client.get(path, base_url=BASE) if method == "GET" else visitor.post_raw(path, form)
        assert answer.status_code == 423 and b"KANAREK" not in answer.data
        stranger = app.test_client().open(path, method=method, base_url=BASE, data="_end=1",
                                          content_type="application/x-www-form-urlencoded")  # fmt: skip
        assert stranger.status_code == 403 and b"KANAREK" not in stranger.data
    visitor.unlock()
    assert visitor.client.get("/lonely", base_url=BASE).data == b"KANAREK"


# An admission ends with the program


class Started:
    """The program started again over the same data folder, while the browser keeps its cookie."""

    def __init__(self, tool_settings, desk, printer, client) -> None:
        from screening.casework import CaseService

        self.settings = tool_settings
        self.desk = CaseService(open_store(tool_settings, QUICK), desk.content, desk.now, running_clock(desk.lock))
        self.app = create_app(tool_settings, self.desk, printer)
        self.visitor = Visitor(self.app.test_client())
        cookies(self.visitor.client).update(cookies(client))

    def link(self) -> None:
        self.visitor.get(f"/start/{start_link.issue(self.settings.data)}")


@pytest.fixture
def under_a_passphrase(newcomer, desk) -> Visitor:
    """A browser with the lock open, over keys that outlive the program."""
    newcomer.word = _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    assert newcomer.path == "/cases/"
    return newcomer


@pytest.fixture
def again(under_a_passphrase, tool_settings, desk, printer):
    started = []

    def start() -> Started:
        started.append(Started(tool_settings, desk, printer, under_a_passphrase.client))
        return started[-1]

    yield start
    for each in started:
        store_of(each.desk).close()


def test_a_cookie_of_an_earlier_run_opens_nothing(again):
    later = again()
    paths = {rule.rule for rule in later.app.url_map.iter_rules() if row_of(rule.endpoint).needs is not Needs.NOTHING}
    asked = [path for path in sorted(paths) if "<" not in path]
    assert len(asked) > 15
    for path in asked:
        assert later.visitor.client.get(path, base_url=BASE).status_code in (403, 405), path
        assert later.visitor.post_raw(path, "_end=1").status_code in (403, 405), path
    later.link()
    assert later.visitor.get("/cases/").status_code == 423
    later.visitor.unlock(PASSPHRASE + "x")
    assert later.visitor.response.status_code == 422


def test_a_page_sent_after_a_restart_is_kept_and_offered_after_the_fresh_link_and_the_passphrase(
    again, under_a_passphrase
):
    from tests.web.seeded import open_case

    word = under_a_passphrase.word
    address = open_case(under_a_passphrase, until="triage")
    fields = under_a_passphrase.filled(note__debt_bondage="KANAREK")
    later = again()
    answer = later.visitor.post(f"{address}/triage", fields)
    assert answer.status_code == 423 and "jest przechowana" in later.visitor.page.text
    assert "KANAREK" not in later.visitor.page.html
    later.link()
    later.visitor.unlock(word)
    save_what_waits(later.visitor)
    later.visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "KANAREK") in later.visitor.page.form["fields"]


def test_a_page_sent_after_a_restart_that_finds_no_place_is_given_back(again, under_a_passphrase, monkeypatch):
    from screening.casework import held_forms
    from tests.web.seeded import open_case

    address = open_case(under_a_passphrase, until="triage")
    fields = under_a_passphrase.filled(note__debt_bondage="KANAREK")
    later = again()
    monkeypatch.setattr(held_forms, "PLACES", dict.fromkeys(held_forms.PLACES, 0))
    assert later.visitor.post(f"{address}/triage", fields).status_code == 423
    assert "KANAREK" in later.visitor.page.html and "data-unsaved" in later.visitor.page.html
    assert "nie została zachowana" not in later.visitor.page.text


def test_a_page_that_stood_open_while_a_fresh_link_was_used_is_saved(again, under_a_passphrase):
    from tests.web.seeded import open_case

    word = under_a_passphrase.word
    address = open_case(under_a_passphrase, until="triage")
    fields = under_a_passphrase.filled(note__debt_bondage="KANAREK")
    later = again()
    later.link()
    assert later.visitor.post(f"{address}/triage", fields).status_code == 423
    later.visitor.unlock(word)
    save_what_waits(later.visitor)
    later.visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "KANAREK") in later.visitor.page.form["fields"]


def test_a_forged_form_after_a_restart_is_not_kept(again, under_a_passphrase):
    from tests.web.seeded import open_case

    address = open_case(under_a_passphrase, until="triage")
    fields = [(n, "forged" if n == "csrf_token" else v) for n, v in under_a_passphrase.filled()]
    later = again()
    assert later.visitor.post(f"{address}/triage", fields).status_code == 400
    assert not later.desk.held_forms.some_wait


# Where a form comes from

OURS = {"Sec-Fetch-Site": "same-origin"}
ORIGINS = [
    ({}, 303, 303),
    (OURS, 303, 303),
    ({**OURS, "Origin": "null"}, 303, 303),
    ({**OURS, "Origin": BASE}, 303, 303),
    ({"Origin": BASE}, 303, 303),
    ({"Origin": "null"}, 403, 303),
    ({"Sec-Fetch-Site": "none"}, 403, 303),
    ({**OURS, "Origin": "https://evil.example"}, 403, 403),
    ({"Origin": "https://evil.example"}, 403, 403),
    ({"Origin": "http://localhost"}, 403, 403),
    ({"Origin": "https://localhost:444"}, 403, 403),
    ({"Origin": "https://localhost.evil.example"}, 403, 403),
    ({"Sec-Fetch-Site": "cross-site"}, 403, 403),
    ({"Sec-Fetch-Site": "same-site"}, 403, 403),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, 403, 403),
    ({"Sec-Fetch-Site": "same-site", "Origin": BASE}, 403, 403),
]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("headers", "without_token", "with_token"), ORIGINS)
def test_a_form_says_where_it_comes_from_as_well_as_its_browser_can(visitor, desk, headers, without_token, with_token):
    quick = urlencode([("age", "adult"), ("forms", "labour"), ("_end", "1")])
    assert visitor.post_raw("/cases/from-quick", quick, headers=headers).status_code == without_token
    assert len(desk.cases()) == (without_token == 303)
    form = urlencode([("csrf_token", visitor.token), ("profession", "police"), ("_end", "1")])
    assert visitor.post_raw("/cases/", form, headers=headers).status_code == with_token


def test_a_case_from_the_quick_check_that_met_the_lock_is_offered_after_unlocking(visitor, desk):
    _shut(visitor)
    quick = urlencode([("age", "adult"), ("forms", "labour"), ("_end", "1")])
    assert visitor.post_raw("/cases/from-quick", quick, headers=OURS).status_code == 423
    visitor.unlock()
    assert desk.cases() == []
    assert save_what_waits(visitor).status_code == 303 and len(desk.cases()) == 1


# Every reader leaves a row


def _second(app, tool_settings, word: str) -> Visitor:
    other = Visitor(app.test_client())
    other.get(f"/start/{start_link.issue(tool_settings.data)}")
    other.unlock(word)
    return other


def test_every_reader_leaves_a_row_of_their_own_and_one_each(app, visitor, opened, desk, tool_settings):
    address = opened(until="triage")
    before = _acts(desk).count("open")
    other = _second(app, tool_settings, visitor.word)
    for _ in range(3):
        other.get(f"{address}/triage")
        visitor.get(f"{address}/triage")
    assert _acts(desk).count("open") == before + 1  # who opened the case has the row of its creation
    _shut(visitor)
    visitor.unlock(to=f"{address}/triage")
    other.unlock(visitor.word, to=f"{address}/triage")
    assert _acts(desk).count("open") == before + 3


def test_a_case_is_not_read_while_its_row_cannot_be_written(app, visitor, opened, desk, tool_settings, monkeypatch):
    address = opened(until="triage")
    other = _second(app, tool_settings, visitor.word)
    forget_opened_cases(desk.lock)  # the list after the lock has shown the case
    note, before = store_of(desk).note_each, _acts(desk).count("open")

    def full(act, *more, **named):
        if act is AuditEvent.OPEN:
            raise NotSaved("full")
        note(act, *more, **named)

    monkeypatch.setattr(store_of(desk), "note_each", full)
    for _ in range(2):
        assert other.get(f"{address}/triage").status_code == 507
    assert other.get("/cases/").status_code == 200 and "Treści nie widać" in other.page.text
    monkeypatch.undo()
    assert other.get(f"{address}/triage").status_code == 200 and _acts(desk).count("open") == before + 1


# The kit


def test_no_page_repeats_a_recovery_key_that_was_typed(newcomer, desk):
    _set_up(newcomer)
    kit = kit_shown(desk.lock)
    wrong = kit[:-1] + ("Q" if kit[-1] != "Q" else "P")
    assert newcomer.send(kit=wrong).status_code == 422
    assert wrong not in newcomer.page.html and ("kit", "") in newcomer.page.form["fields"]
    newcomer.send(kit=kit)
    _shut(newcomer)
    newcomer.get("/recover")
    for typed, passphrase in ((wrong, PASSPHRASE), (kit, "short")):
        assert newcomer.send(kit=typed, passphrase=passphrase, again=passphrase).status_code == 422
        assert typed not in newcomer.page.html and ("kit", "") in newcomer.page.form["fields"]


def test_a_passphrase_is_not_weighed_while_the_next_try_has_to_wait(newcomer, desk, monkeypatch):
    _set_up(newcomer)
    newcomer.send(kit=kit_shown(desk.lock))
    _shut(newcomer)
    for _ in range(5):
        newcomer.get("/recover")
        newcomer.send(kit=new_identity(), passphrase=PASSPHRASE, again=PASSPHRASE)
    monkeypatch.setattr("screening.web.account.views.weakness", lambda *_: pytest.fail("weighed"))
    newcomer.get("/recover")
    assert newcomer.send(kit="x", passphrase=PASSPHRASE, again=PASSPHRASE).status_code == 429


@pytest.mark.parametrize("left", [b"", b"x" * 31])
def test_a_damaged_key_of_the_cookies_is_made_anew(tool_settings, desk, printer, left):
    """It is in no backup, and nothing that it signed outlives the program: it keeps nobody out."""
    app = create_app(tool_settings, desk, printer)
    path, key = tool_settings.data / "session.key", app.config["SECRET_KEY"]
    path.write_bytes(left)
    made = create_app(tool_settings, desk, printer).config["SECRET_KEY"]
    assert len(made) == len(key) and made != key and made == path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_start_link_pressed_a_second_time_leads_on_in_the_browser_that_it_let_in_and_lets_no_other_in(
    app, desk, tool_settings
):
    link = f"/start/{start_link.issue(tool_settings.data)}"
    came, other = Visitor(app.test_client()), Visitor(app.test_client())
    assert came.get(link).status_code == 200
    before = _acts(desk)
    assert came.get(link).status_code == 200 and _acts(desk) == before
    assert other.get(link).status_code == 403 and _acts(desk) == [*before, "refused_permission"]
