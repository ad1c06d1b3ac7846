"""What must be done before a page opens (set-up, lock, day, new kit): it can be done from there, and no form is lost.

Every state of the lock is met with a clock that is believed and with one that is not, and after a restore.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from screening.casework import CaseService, held_forms
from screening.casework.errors import DiskFull
from screening.casework.retention import ClockDoubted
from screening.storage import AuditEvent, open_store
from screening.web.access import start_link
from screening.web.access.table import FROM_QUICK, TABLE
from screening.web.app import create_app
from tests.inside.casework import kit_shown, store_of
from tests.storage.opening import QUICK
from tests.web.page import Visitor
from tests.web.seeded import open_case
from tests.web.test_lock import _set_up

MARK, ANSWER = "KANAREK", "zatrzymanie dokumentów"
NEW_PASSPHRASE = "drugie długie hasło"
OF_QUICK = [("age", "adult"), ("forms", "labour"), ("answer.documents_withheld", "yes"), ("_end", "1")]
OF_A_CASE = re.compile("/cases/[0-9a-f-]{36}/")
HELD = {row.name for row in TABLE if row.held}


@dataclass
class Officer:
    """Somebody at the tool who knows what opens it and what day it is; `sent`: the held forms of open pages."""

    visitor: Visitor
    desk: CaseService
    clock: Callable
    secret: str = ""
    sent: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)

    def knows(self, action: str) -> dict[str, str] | None:
        """What is typed into a form; None for one that leads to no case."""
        page, today = self.visitor.page, self.clock().date()
        kit = (
            page.html.partition('translate="no">')[2].partition("</p>")[0].replace("<span>", "").replace("</span>", "")
        )
        typed = {
            "/keep-nothing": {},
            "/unlock": {"passphrase": self.secret},
            "/clock": {"day": str(today.day), "month": str(today.month), "year": str(today.year)},
            "/new-kit": {"old": self.secret, "passphrase": NEW_PASSPHRASE, "again": NEW_PASSPHRASE},
            "/new-kit/try": {"kit": kit},
            "/cases/": {"profession": "police"},
        }
        return typed.get(action)

    def opens_a_case(self, most: int = 12) -> bool:
        """Whether links and forms alone lead from the start page to an open case."""
        todo, seen = ["/"], set()
        while todo:
            path = todo.pop(0)
            seen.add(path)
            self.visitor.get(path)
            for _ in range(most):
                if OF_A_CASE.match(self.visitor.path):
                    return self.visitor.response.status_code in (200, 303)
                actions = [form["action"] or self.visitor.path for form in self.visitor.page.forms]
                action = next((each for each in actions if self.knows(each) is not None), None)
                if not action:
                    break
                self.visitor.press(action, **self.knows(action))
                seen.clear()  # the same links lead elsewhere now
            links = [link for link in self.visitor.page.links if link.startswith("/") and "/quick" not in link]
            todo += [link for link in links if link not in seen and link not in todo and "/static" not in link]
        return False


@pytest.fixture
def officer(newcomer, desk, clock) -> Officer:
    """Somebody at a tool that was never set up."""
    newcomer.get("/")
    unknown = "/cases/0f8fad5b-d9cb-469f-a165-70867728950e/triage"
    typed = [("csrf_token", newcomer.token), ("note.documents_withheld", MARK), ("revision", "1"), ("_end", "1")]
    sent = {"cases.save": (unknown, typed), FROM_QUICK: ("/cases/from-quick", OF_QUICK)}
    return Officer(newcomer, desk, clock, sent=sent)


def _page_is_open(officer: Officer) -> None:
    address = open_case(officer.visitor, until="triage")
    fields = officer.visitor.filled(answer__documents_withheld="yes", note__documents_withheld=MARK)
    officer.sent["cases.save"] = f"{address}/triage", fields


def _nothing_kept(officer: Officer) -> None:
    officer.visitor.get("/set-up")
    officer.visitor.keep_nothing()
    officer.secret = officer.visitor.word
    _page_is_open(officer)


def _passphrase(officer: Officer) -> None:
    officer.secret = _set_up(officer.visitor)
    officer.visitor.send(kit=kit_shown(officer.desk.lock))
    _page_is_open(officer)


def _forgotten(officer: Officer) -> None:
    _nothing_kept(officer)
    officer.desk.lock.shut()
    officer.desk.lock.forget()


def _locked(kept: Callable) -> Callable:
    def locked(officer: Officer) -> None:
        kept(officer)
        officer.desk.lock.shut()

    return locked


def _restored(officer: Officer) -> None:
    _passphrase(officer)
    store_of(officer.desk).note(AuditEvent.RESTORE, officer.desk.now())
    officer.desk.lock.shut()


def _restored_and_open(officer: Officer) -> None:
    _restored(officer)
    officer.visitor.unlock(officer.secret)


STATES = {
    "never set up": lambda _: None,
    "forgotten": _forgotten,
    "nothing kept, open": _nothing_kept,
    "nothing kept, locked": _locked(_nothing_kept),
    "passphrase, open": _passphrase,
    "passphrase, locked": _locked(_passphrase),
    "kit owed, open": _restored_and_open,
    "kit owed, locked": _restored,
}
CLOCKS = {"right": {}, "ahead": {"hours": 5}, "behind": {"hours": -5}}


@pytest.fixture(params=[(state, clock) for state in STATES for clock in CLOCKS], ids=", ".join)
def at_a_barrier(request, officer) -> Officer:
    state, clock = request.param
    STATES[state](officer)
    officer.clock.set_wrong(**CLOCKS[clock])
    return officer


@pytest.mark.sampled(4)
def test_from_the_start_page_links_and_forms_alone_lead_to_an_open_case(at_a_barrier):
    assert at_a_barrier.opens_a_case(), (at_a_barrier.visitor.path, at_a_barrier.visitor.page.text[:300])


def _kept(officer: Officer) -> str:
    """All that waits, once a case was opened by the way that the pages show."""
    assert officer.opens_a_case()
    return " ".join(each.form.body.decode() for each in officer.desk.held_forms.forms() if each.form)


def _saved(officer: Officer) -> int:
    """How many cases hold what was typed."""
    return sum(officer.desk.read(each.id).case.is_yes("documents_withheld") for each in officer.desk.cases())


def _shown(answer: TestResponse) -> bool:
    """Whether the answer to a form shows what it held, before any redirect is followed."""
    html = answer.get_data(as_text=True)
    return MARK in html or ANSWER in html.lower()


def _lost(officer: Officer) -> list[str]:
    """The held forms that were sent and are found neither in the answer, nor in a case, nor in what waits."""
    assert officer.sent.keys() == HELD, "a new held form is sent here too"
    waits, saved = {}, 0
    for name, (path, fields) in officer.sent.items():
        answer = officer.visitor.post(path, fields)
        if answer.status_code == 303 and OF_A_CASE.match(officer.visitor.path):
            saved += 1
        elif not _shown(answer):
            waits[name] = urlencode([pair for pair in fields if pair[0] not in ("csrf_token", "_end")])
    kept = _kept(officer) if waits else ""
    assert not saved or _saved(officer) == saved
    return [name for name, body in waits.items() if body not in kept]


@pytest.mark.sampled(4)
def test_every_held_form_is_found_again_in_the_answer_or_in_what_waits(at_a_barrier):
    assert _lost(at_a_barrier) == []


@pytest.mark.sampled(2)
def test_a_form_that_finds_no_place_is_given_back_whatever_must_be_done_first(at_a_barrier, monkeypatch):
    monkeypatch.setattr(held_forms, "PLACES", dict.fromkeys(held_forms.PLACES, 0))
    assert _lost(at_a_barrier) == []


@pytest.mark.parametrize("state", ["passphrase, locked", "passphrase, open", "never set up"])
def test_a_form_is_held_although_the_doubt_about_the_clock_cannot_be_written_down(officer, monkeypatch, state):
    def full():
        raise DiskFull

    STATES[state](officer)
    officer.clock.set_wrong(hours=-5)
    with monkeypatch.context() as trouble:
        trouble.setattr(officer.desk.retention, "notice", full)
        officer.visitor.post("/cases/from-quick", OF_QUICK)
    assert "answer.documents_withheld=yes" in _kept(officer)


def test_a_form_that_meets_a_doubt_which_began_after_the_door_is_held(officer, monkeypatch):
    def doubted(*_):
        raise ClockDoubted

    _passphrase(officer)
    path, fields = officer.sent["cases.save"]
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store_of(officer.desk), "read", doubted)
        officer.visitor.post(path, fields)
    assert MARK in _kept(officer)


@pytest.mark.parametrize("by", [{"hours": -1}, {"days": 70}], ids=str)
def test_a_tool_without_keys_is_set_up_also_where_an_earlier_start_doubted_the_clock(
    officer, by, tool_settings, content, printer
):
    _nothing_kept(officer)
    starts = []
    for moved in (by, {unit: -number for unit, number in by.items()} if by.get("hours") else {"hours": 1}):
        officer.clock.set_wrong(**moved)
        store = open_store(tool_settings, QUICK)
        starts.append(CaseService(store, content, officer.clock, officer.clock.running))
        starts[-1].start(owns_database=True)
    later = starts[-1]
    came = Visitor(create_app(tool_settings, later, printer).test_client())
    came.get(f"/start/{start_link.issue(tool_settings.data)}")
    came.post("/cases/from-quick", OF_QUICK)
    assert came.path == "/set-up"
    again = Officer(came, later, officer.clock)
    assert "answer.documents_withheld=yes" in _kept(again)
    later.erase_in_time()
    assert len(later.held_forms.forms()) == 1, "the answer about the day ends nothing that waits"
    for each in starts:
        store_of(each).close()


def test_every_page_of_the_lock_leads_to_the_set_up_where_there_are_no_keys(officer):
    officer.clock.set_wrong(hours=-5)
    for path in (
        "/unlock",
        "/clock",
        "/recover",
        "/kit",
        "/passphrase",
        "/new-kit",
        "/waiting",
        "/administration/audit",
    ):
        officer.visitor.get(path)
        assert officer.visitor.path == "/set-up", path
    answer = [("csrf_token", officer.visitor.token), ("day", "23"), ("month", "11"), ("year", "2026"), ("_end", "1")]
    officer.visitor.post("/clock", answer)
    assert officer.visitor.path == "/set-up"


def test_the_set_up_says_how_many_quick_checks_wait_and_each_of_them_waits_after_it(
    officer, app, tool_settings, monkeypatch
):
    another = Visitor(app.test_client())
    another.get(f"/start/{start_link.issue(tool_settings.data)}")
    sent = [[("age", age), ("forms", "labour"), ("_end", "1")] for age in ("adult", "child", "unknown")]
    officer.visitor.post("/cases/from-quick", sent[0])
    assert "z 1 szybkiej listy pytań czekają w pamięci" in officer.visitor.page.text
    officer.visitor.post("/cases/from-quick", sent[1])
    officer.visitor.post("/cases/from-quick", sent[1])  # the same press once more
    another.post("/cases/from-quick", sent[2])
    assert "z 3 szybkich list pytań czekają w pamięci" in another.page.text
    assert "Czekają najwyżej 72 godziny." in another.page.text and "przepadną" in another.page.text
    _set_up(officer.visitor)
    assert officer.visitor.path == "/kit" and "z 3 szybkich list pytań" in officer.visitor.page.text
    officer.visitor.send(kit=kit_shown(officer.desk.lock))
    assert officer.visitor.path.startswith("/waiting")
    kept = [each.form.body.decode().partition("&")[0] for each in officer.desk.held_forms.forms()]
    assert sorted(kept) == ["age=adult", "age=child", "age=unknown"]
    officer.desk.lock.shut()
    another.get("/cases/")
    assert "czekają w pamięci" not in another.page.text


@pytest.mark.parametrize("way", ["/keep-nothing", "/kit"])
def test_what_waits_for_keys_is_sealed_by_the_press_that_ends_the_set_up(officer, way):
    officer.visitor.post("/cases/from-quick", OF_QUICK)
    fields = [("csrf_token", officer.visitor.token)]
    if way == "/kit":
        _set_up(officer.visitor)
        fields.append(("kit", kit_shown(officer.desk.lock)))
    assert officer.desk.held_forms.unsealed == 1
    officer.visitor.post_raw(way, urlencode([*fields, ("_end", "1")]))
    assert officer.desk.held_forms.unsealed == 0


def test_the_page_of_a_kit_that_is_owed_says_that_something_waits_and_leads_to_it_once_the_kit_holds(officer):
    _restored_and_open(officer)
    officer.visitor.post("/cases/from-quick", OF_QUICK)
    waits = "Wpisany wcześniej tekst, z tej albo innej sprawy, nie jest jeszcze zapisany."
    assert officer.visitor.path == "/new-kit" and waits in officer.visitor.page.text
    assert "/waiting" not in officer.visitor.page.links
    officer.visitor.press("/new-kit", **officer.knows("/new-kit"))
    assert waits in officer.visitor.page.text and "Najpierw zrób nowy zestaw" in officer.visitor.page.text
    officer.visitor.press("/new-kit/try", **officer.knows("/new-kit/try"))
    assert "Zniszcz starą kartkę" in officer.visitor.page.text and "/waiting" in officer.visitor.page.links
    assert officer.visitor.get("/waiting").status_code == 200


def test_no_case_is_on_the_start_page_while_a_new_kit_is_owed(officer):
    _restored_and_open(officer)
    officer.visitor.get("/")
    assert officer.visitor.path == "/" and "Osoba dorosła" not in officer.visitor.page.text


def test_the_word_is_shown_until_the_list_has_shown_it_also_where_something_else_comes_first(officer):
    officer.clock.set_wrong(hours=-5)
    officer.visitor.post("/cases/from-quick", OF_QUICK)
    officer.visitor.keep_nothing()
    word = f"<b>{officer.desk.lock.word}</b>"
    assert word in officer.visitor.page.html and "Jaki jest dzisiaj dzień?" in officer.visitor.page.h1
    officer.visitor.press("/clock", **officer.knows("/clock"))
    assert officer.visitor.path == "/waiting?next=/cases/" and word in officer.visitor.page.html
    officer.visitor.press("/save")
    assert OF_A_CASE.match(officer.visitor.path)
    officer.visitor.get("/cases/")
    assert word in officer.visitor.page.html
    officer.visitor.get("/cases/")
    assert word not in officer.visitor.page.html
