"""Whatever refuses a form gives back what was typed on it, and the page that gives it back counts as unsaved."""

from urllib.parse import urlencode

import pytest

from screening.casework import held_forms
from screening.storage import Busy, DataMoved, DiskFull, NotSaved
from screening.web.cases.pages import FORMS
from tests.inside.casework import store_of
from tests.inside.web import fields_of, is_text
from tests.web.conftest import save_what_waits

MARK = "KANAREK"
DECIDED = {"kcik": "refer", "notify": "undecided", "decided_by": "Służba 1", "reason": "powód"}
# The first field for a text of each page that has one, and what else its page needs.
FIRST = {page: next((name for name, f in fields_of(page).items() if is_text(f)), None) for page in FORMS}
TEXTS = {page.value: name for page, name in FIRST.items() if name} | {
    "triage": "note.debt_bondage",
    "person": "relatives",
}
NEEDED = {"decision": DECIDED}
# What every other form of the program sends: a secret, which no page repeats, or nothing that anybody wrote.
SECRETS = {
    "account.choose_passphrase", "account.try_kit", "account.unlock", "account.recover", "account.change_passphrase",
    "account.make_kit", "account.try_new_kit", "cases.export", "cases.take_in",
}  # fmt: skip
SENT_AGAIN = {"cases.create", "cases.from_quick"}
PRESSED = {
    "account.keep_nothing", "account.shut", "account.stay", "account.save_waiting", "account.discard_waiting",
    "account.confirm_clock", "account.remove_own_unit", "cases.extend", "cases.next_person", "cases.document_pdf",
    "cases.erase_damaged", "cases.lent", "cases.told_of_lending", "start.language",
}  # fmt: skip


def test_every_form_of_the_program_is_known_here(app):
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    own = {endpoint for endpoint in posts if not endpoint.startswith("quick.")}
    assert own == SECRETS | SENT_AGAIN | PRESSED | {"cases.save"}
    assert {page for page in TEXTS if page != "triage"} == {
        "safety", "decision", "referral", "call", "place", "facts", "agreement", "person", "done", "handover",
    }  # fmt: skip


@pytest.fixture
def case(visitor, opened) -> str:
    address = opened(until="triage")
    visitor.send()
    return address


def _filled(visitor, case: str, page: str, text: str) -> tuple[str, list[tuple[str, str]]]:
    visitor.get(f"{case}/{page}")
    return f"{case}/{page}", visitor.filled(**{**NEEDED.get(page, {}), TEXTS[page].replace(".", "__"): text})


def _given_back(visitor, response, page: str, status: int) -> None:
    html = response.get_data(as_text=True)
    assert response.status_code == status, page
    assert MARK in html and "data-case" in html and "data-unsaved" in html, page


def _post(visitor, path: str, body: str):
    return visitor.post_raw(path, body)


REFUSALS = {"too long": 413, "a fault": 422, "damaged": 400, "a token": 400, "another save": 409}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_page_is_given_back_whatever_refuses_it(visitor, case, refusal):
    for page in sorted(TEXTS):
        text = MARK + {"too long": "ż" * 60_000, "a fault": "x" * 5_000}.get(refusal, "")
        path, fields = _filled(visitor, case, page, text)
        body = urlencode(fields)
        if refusal == "damaged":
            body = body.removesuffix("&_end=1")
        if refusal == "a token":
            body = urlencode([(name, "x" if name == "csrf_token" else value) for name, value in fields])
        if refusal == "another save":
            visitor.post(*_filled(visitor, case, page, "inne"))
        _given_back(visitor, _post(visitor, path, body), page, REFUSALS[refusal])


@pytest.mark.sampled(1)
@pytest.mark.parametrize("where", ["reading", "writing"])
@pytest.mark.parametrize("problem", [NotSaved, DiskFull, Busy, DataMoved])
def test_every_page_is_given_back_by_a_store_in_trouble(visitor, case, desk, monkeypatch, problem, where):
    pages = [_filled(visitor, case, page, MARK) for page in sorted(TEXTS)]
    status = 503 if problem is Busy else 507

    def fail(*_, **__):
        raise problem

    monkeypatch.setattr(store_of(desk), "read" if where == "reading" else "save", fail)
    for (path, fields), page in zip(pages, sorted(TEXTS), strict=True):
        _given_back(visitor, _post(visitor, path, urlencode(fields)), page, status)


def test_every_page_that_finds_no_place_at_the_lock_is_given_back(visitor, case, monkeypatch):
    pages = [_filled(visitor, case, page, MARK) for page in sorted(TEXTS)]
    monkeypatch.setattr(held_forms, "PLACES", dict.fromkeys(held_forms.PLACES, 0))
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    for (path, fields), page in zip(pages, sorted(TEXTS), strict=True):
        _given_back(visitor, _post(visitor, path, urlencode(fields)), page, 423)


OF_QUICK = [("age", "adult"), ("forms", "labour"), ("answer.debt_bondage", "yes")]
OPENING = {"/cases/": [("profession", "police")], "/cases/from-quick": OF_QUICK}


@pytest.mark.parametrize("path", OPENING)
def test_a_form_that_opens_a_case_is_offered_once_more_as_it_was(visitor, desk, monkeypatch, path):
    visitor.get("/cases/")
    token = [("csrf_token", visitor.token)] if path == "/cases/" else []
    with monkeypatch.context() as trouble:
        trouble.setattr(store_of(desk), "create", lambda *_, **__: (_ for _ in ()).throw(DiskFull()))
        assert visitor.post(path, [*token, *OPENING[path], ("_end", "1")]).status_code == 507
    forms = [each for each in visitor.page.forms if set(OPENING[path]) <= set(each["fields"])]
    assert visitor.post(path, forms[0]["fields"]).status_code == 303 and len(desk.cases()) == 1


# Unsaved is unsaved, also where the page was drawn by a refusal


def _unsaved(visitor, case: str, desk, monkeypatch, status: int) -> None:
    """A page that stands there again with a text that is not saved."""
    path, fields = _filled(visitor, case, "facts", MARK + ("x" * 700 if status == 422 else ""))
    with monkeypatch.context() as trouble:
        if status == 507:
            trouble.setattr(store_of(desk), "save", lambda *_, **__: (_ for _ in ()).throw(DiskFull()))
        if status == 409:
            visitor.post(*_filled(visitor, case, "facts", "inne"))
        if status == 413:
            fields = [*fields[:-1], ("limits", "x" * 300_000), fields[-1]]
        assert visitor.post(path, fields).status_code == status


@pytest.mark.sampled(2)
@pytest.mark.parametrize("to", ["lock", "quiet", "idle"])
@pytest.mark.parametrize("status", [422, 409, 507, 413])
def test_a_page_that_was_refused_goes_along_to_the_lock_and_is_offered(
    visitor, case, desk, monkeypatch, status, to, clock
):
    _unsaved(visitor, case, desk, monkeypatch, status)
    assert "data-unsaved" in visitor.page.html
    given = [each["fields"] for each in visitor.page.forms] + [visitor.page.outside]
    body = next([pair for pair in fields if pair[0] != "_end"] for fields in given if MARK in str(fields))
    body = urlencode([*body, ("remain", "1"), ("_end", "1")])
    sent = [("csrf_token", visitor.token), ("path", f"{case}/facts"), ("body", body), ("to", to)]
    if to == "idle":
        clock.advance(seconds=desk.lock.idle.total_seconds() + 1)
    visitor.client.post("/lock", data=dict([*sent, ("_end", "1")]), base_url=visitor.base)
    assert desk.held_forms.some_wait
    visitor.unlock()
    save_what_waits(visitor)
    assert MARK in visitor.page.html


def test_a_saved_page_is_not_called_unsaved(visitor, case):
    visitor.get(f"{case}/facts")
    assert "data-case" in visitor.page.html and "data-unsaved" not in visitor.page.html


# What was offered once is not offered for ever


def test_a_form_that_was_refused_and_then_saved_on_its_page_is_offered_no_more(visitor, case, desk):
    path, fields = _filled(visitor, case, "facts", MARK + "x" * 700)
    other = _filled(visitor, case, "place", "tam")
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    for each in ((path, fields), other):
        visitor.post(*each)
    visitor.unlock()
    save_what_waits(visitor)
    assert visitor.response.status_code == 422 and len(desk.held_forms.forms()) == 2
    assert visitor.send(**{TEXTS["facts"]: "krótko"}).status_code == 303
    (left,) = desk.held_forms.forms()
    assert left.form.path == other[0]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("waited", ["", "x", "0", "ż" * 400])
def test_a_page_takes_no_other_form_out_of_the_waiting_room(visitor, case, desk, waited):
    path, fields = _filled(visitor, case, "facts", MARK)
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    visitor.post(path, fields)
    visitor.unlock()
    (kept,) = desk.held_forms.forms()
    place, _ = _filled(visitor, case, "place", "tam")
    for id_ in (waited, kept.id):  # of another page, or of none
        visitor.get(place)
        assert (
            visitor.post(place, [*visitor.filled(place="tam")[:-1], ("waited", id_), ("_end", "1")]).status_code == 303
        )
    assert len(desk.held_forms.forms()) == 1


# A start link


def test_a_start_link_opened_in_a_browser_that_is_in_keeps_its_session(visitor, case, tool_settings, desk):
    from screening.web.access import start_link

    path, fields = _filled(visitor, case, "facts", MARK)
    with visitor.client.session_transaction() as session:
        before = dict(session)
    visitor.get(f"/start/{start_link.issue(tool_settings.data)}")
    with visitor.client.session_transaction() as session:
        assert dict(session) == before
    assert visitor.post(path, fields).status_code == 303
    visitor.get(path)
    assert MARK in visitor.page.html
    assert not desk.held_forms.some_wait


def test_a_page_of_a_case_that_five_wrong_words_erased_is_given_back(visitor, case, desk):
    address, fields = _filled(visitor, case, "facts", MARK)
    desk.lock.shut()
    for _ in range(5):
        visitor.unlock("wrong")
    assert visitor.path == "/set-up"
    _given_back(visitor, visitor.post(address, fields), "facts", 410)
