"""What is given back can be sent once more from there, with a fresh token; where it cannot, the page says why."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from screening.casework import held_forms
from screening.storage import Busy, DataMoved, DiskFull, NotSaved, StorageError
from screening.storage.errors import CaseDamaged, CaseErased, CaseFinished, DatabaseDamaged, NoSuchCase
from tests.inside.casework import store_of
from tests.web.conftest import save_what_waits
from tests.web.seeded import open_case
from tests.web.test_given_back import MARK, OPENING, SECRETS, TEXTS, _filled
from tests.web.test_staleness import _change, _value

OURS = {"Sec-Fetch-Site": "same-origin"}
TROUBLES = [DiskFull, NotSaved, Busy, DataMoved, DatabaseDamaged]
NEVER = {
    NoSuchCase: "nie ma już tej sprawy",
    CaseErased: "nie ma już tej sprawy",
    CaseFinished: "sprawa jest zakończona",
    CaseDamaged: "sprawa się nie otwiera",
}


@pytest.fixture
def case(visitor, opened) -> str:
    address = opened(until="triage")
    visitor.send()
    return address


def _arrived(visitor, path: str, fields: list[tuple[str, str]] | str, **more: object) -> None:
    """Send these fields, and look at the page that answers."""
    body = fields if isinstance(fields, str) else urlencode(fields)
    visitor.arrive(visitor.post_raw(path, body, **more), path)


def _forms(visitor) -> list[dict]:
    return [form for form in visitor.page.forms if MARK in str(form["fields"])]


def _press(visitor) -> int:
    (form,) = _forms(visitor)
    return visitor.post(form["action"], form["fields"]).status_code


def _cannot_be_sent(visitor, why: str) -> None:
    assert not _forms(visitor) and MARK in str(visitor.page.outside)
    assert why in visitor.page.text and "data-unsaved" in visitor.page.html
    assert "Zapisz jeszcze raz" not in visitor.page.text


def _wrong(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, "x" if name == "csrf_token" else value) for name, value in fields]


def _trouble(desk, monkeypatch, problem: type[Exception], where: str = "read"):
    made = problem(1) if problem is CaseDamaged else problem("x") if problem is DatabaseDamaged else problem()
    monkeypatch.setattr(store_of(desk), where, lambda *_, **__: (_ for _ in ()).throw(made))


@pytest.mark.sampled(2)
@pytest.mark.parametrize("page", sorted(TEXTS))
def test_every_page_whose_token_no_longer_counts_is_saved_by_one_more_press(visitor, case, page):
    path, fields = _filled(visitor, case, page, MARK)
    _arrived(visitor, path, _wrong(fields), headers=OURS)
    assert visitor.response.status_code == 400 and "Zapisz jeszcze raz" in visitor.page.text
    assert "data-unsaved" in visitor.page.html
    assert _press(visitor) == 303
    assert [said for said in _value(visitor, case, page, TEXTS[page]) if said != "other"] == [MARK]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("problem", TROUBLES)
def test_what_the_store_could_not_take_is_saved_by_one_more_press_when_the_trouble_is_over(
    visitor, case, desk, monkeypatch, problem
):
    path, fields = _filled(visitor, case, "facts", MARK)
    with monkeypatch.context() as trouble:
        _trouble(desk, trouble, problem)
        _arrived(visitor, path, fields)
        assert _press(visitor) >= 500
        assert len(_forms(visitor)) == 1
    assert _press(visitor) == 303
    assert _value(visitor, case, "facts", TEXTS["facts"]) == [MARK]


def test_after_an_error_of_the_program_it_can_be_sent_once_more(app, visitor, case, desk, monkeypatch):
    app.testing = False
    path, fields = _filled(visitor, case, "facts", MARK)
    with monkeypatch.context() as trouble:
        _trouble(desk, trouble, ZeroDivisionError)
        _arrived(visitor, path, fields)
        assert visitor.response.status_code == 500
    assert _press(visitor) == 303
    assert _value(visitor, case, "facts", TEXTS["facts"]) == [MARK]


def test_an_error_while_the_text_is_shown_again_still_has_a_page(app, visitor, case, desk, monkeypatch):
    app.testing = False
    path, fields = _filled(visitor, case, "facts", MARK)
    _trouble(desk, monkeypatch, ZeroDivisionError)
    monkeypatch.setattr("screening.web.cases.not_saved.typed_on", lambda *_: {}["x"])
    _arrived(visitor, path, fields)
    assert visitor.response.status_code == 500 and "W programie wystąpił błąd" in visitor.page.text


# The rules for an older page hold for what is given back


def _given_back_while(visitor, case, page: str, changed: str, **saved: str) -> None:
    """A page is refused and given back; then another one of the case is saved."""
    path, fields = _filled(visitor, case, page, MARK)
    _arrived(visitor, path, _wrong(fields), headers=OURS)
    given = visitor.page
    _change(visitor, case, changed, **saved)
    visitor.page = given


def test_what_was_given_back_meets_what_was_saved_in_between(visitor, case):
    _given_back_while(visitor, case, "facts", "facts", facts="tamto")
    assert _press(visitor) == 409 and "tamto" in visitor.page.text
    assert visitor.send().status_code == 303
    assert _value(visitor, case, "facts", TEXTS["facts"]) == [MARK]


def test_rows_of_which_nothing_was_said_belong_to_the_page_that_is_given_back(visitor, case):
    _given_back_while(visitor, case, "triage", "place", place="tam")
    assert _press(visitor) == 303
    assert _value(visitor, case, "triage", TEXTS["triage"]) == [MARK]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 12])
def test_without_a_revision_it_is_taken_for_an_old_page_and_not_for_a_bad_one(visitor, case, revision):
    path, fields = _filled(visitor, case, "facts", MARK)
    fields = [(name, revision if name == "revision" else value) for name, value in fields if name != "seen"]
    _arrived(visitor, path, _wrong(fields), headers=OURS)
    _change(visitor, case, "facts", facts="tamto")
    _arrived(visitor, path, _wrong(fields), headers=OURS)
    assert _press(visitor) == 409 and "tamto" in visitor.page.text


def test_it_leads_where_the_page_was_to_lead(visitor, case):
    visitor.get(f"{case}/facts")
    fields = visitor.filled(button=("go", "documents"), facts=MARK)
    _arrived(visitor, f"{case}/facts", _wrong(fields), headers=OURS)
    assert _press(visitor) == 303 and visitor.path.endswith("/documents")


def test_a_form_that_waited_is_taken_out_when_what_was_given_back_is_saved(visitor, case, desk, monkeypatch):
    path, fields = _filled(visitor, case, "facts", MARK)
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    visitor.post(path, fields)
    visitor.unlock()
    with monkeypatch.context() as trouble:
        visitor.get("/waiting")
        form = next(form for form in visitor.page.forms if str(form["action"]).endswith("/save"))
        _trouble(desk, trouble, DiskFull)
        visitor.post(form["action"], form["fields"])
    (form,) = _forms(visitor)
    assert visitor.post(path, form["fields"]).status_code == 303
    assert not desk.held_forms.some_wait


# Where it cannot be sent


@pytest.mark.sampled(2)
@pytest.mark.parametrize("where", ["read", "save"])
@pytest.mark.parametrize("problem", NEVER)
def test_what_a_case_can_no_longer_take_is_no_form_and_the_page_says_why(
    visitor, case, desk, monkeypatch, problem, where
):
    path, fields = _filled(visitor, case, "facts", MARK)
    _trouble(desk, monkeypatch, problem, where)
    _arrived(visitor, path, fields)
    _cannot_be_sent(visitor, NEVER[problem])


def test_a_token_that_no_longer_counts_and_a_case_that_is_gone_or_finished(visitor, case, desk):
    desk.retention.finished_for = timedelta(days=30)
    path, fields = _filled(visitor, case, "facts", MARK)
    for why in ("sprawa jest zakończona", "nie ma już tej sprawy"):
        visitor.get(f"{case}/finish")
        visitor.send(confirm="1")
        _arrived(visitor, path, _wrong(fields), headers=OURS)
        _cannot_be_sent(visitor, why)


def test_a_page_that_comes_later_is_given_back(visitor):
    case = open_case(visitor, until="talk")
    fields = [("csrf_token", visitor.token), ("revision", "1"), (TEXTS["triage"], MARK), ("_end", "1")]
    _arrived(visitor, f"{case}/triage", fields)
    assert visitor.response.status_code == 409
    _cannot_be_sent(visitor, "najpierw są inne strony")


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        ("too long", "więcej tekstu, niż można zapisać"),
        ("damaged", "nie dotarło w całości"),
        ("no place at the lock", "odblokuj program"),
        ("sent from nobody knows where", "otwórz stronę jeszcze raz"),
    ],
)
def test_what_is_too_long_or_damaged_or_not_allowed_is_no_form_either(visitor, case, monkeypatch, refusal, why):
    path, fields = _filled(visitor, case, "facts", MARK + ("ż" * 60_000 if refusal == "too long" else ""))
    if refusal == "no place at the lock":
        monkeypatch.setattr(held_forms, "PLACES", dict.fromkeys(held_forms.PLACES, 0))
        visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    body = urlencode(_wrong(fields) if refusal.startswith("sent from") else fields)
    _arrived(visitor, path, body.removesuffix("&_end=1") if refusal == "damaged" else body)
    _cannot_be_sent(visitor, why)
    assert ("data-broken" in visitor.page.html) is (refusal == "damaged")


def test_what_a_fault_shows_of_a_form_of_another_site_is_nothing(app, visitor, case, desk, monkeypatch):
    monkeypatch.setattr(type(desk), "refused", lambda _: (_ for _ in ()).throw(DiskFull()))
    path, fields = _filled(visitor, case, "facts", MARK)
    answer = visitor.client.post(
        path, data=dict(fields), base_url=visitor.base, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code >= 400 and MARK not in answer.text


# Every address that takes a form

VALUES = {"step_id": "facts", "kind": "referral", "number": 1, "id_": "x"}


def _addresses(app, case: str) -> dict[str, str]:
    """An address for every endpoint that takes a form, but for the quick check."""
    builder = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    values = {**VALUES, "case_id": case.split("/")[2]}
    return {
        rule.endpoint: builder.build(rule.endpoint, {name: values[name] for name in rule.arguments}, method="POST")
        for rule in rules
        if not rule.endpoint.startswith("quick.")
    }


@pytest.mark.sampled(1)
@pytest.mark.parametrize("refusal", ["a token", "damaged", "the store"])
def test_every_address_gives_back_what_was_typed_as_a_form_that_sends_or_as_none(
    app, visitor, case, desk, monkeypatch, refusal
):
    visitor.get("/cases/")
    token = "x" if refusal == "a token" else visitor.token
    typed = [*((name, MARK) for name in ("facts", "passphrase", "again", "old", "kit", "word")), ("revision", "1")]
    if refusal == "the store":
        for where in ("read", "create"):
            _trouble(desk, monkeypatch, DiskFull, where)
    for endpoint, path in _addresses(app, case).items():
        if refusal == "the store" and not endpoint.startswith("cases."):
            continue  # what it presses would shut the lock or change its keys
        opening = OPENING.get(path, [])
        sent = opening or [pair for pair in typed if endpoint != "cases.save" or pair[0] in ("facts", "revision")]
        by_token = [] if endpoint == "cases.from_quick" else [("csrf_token", token)]
        body = urlencode([*by_token, *sent, *([] if refusal == "damaged" else [("_end", "1")])])
        answer = visitor.post_raw(path, body, headers=OURS)
        visitor.arrive(answer, path)
        if endpoint == "cases.save":
            assert (len(_forms(visitor)), MARK in str(visitor.page.outside)) == (
                (0, True) if refusal == "damaged" else (1, False)
            ), endpoint
        elif endpoint in SECRETS:
            assert MARK not in answer.text, endpoint
        elif opening and refusal == "the store":
            assert "Wyślij jeszcze raz" in visitor.page.text and answer.status_code == 507, endpoint
        if refusal != "the store" and endpoint not in ("account.shut", "cases.from_quick"):
            assert answer.status_code in (400, 415), (endpoint, answer.status_code)


def test_every_refusal_of_the_store_is_tried_here():
    def kinds(of: type[Exception]) -> set[type[Exception]]:
        return {of} | {each for kind in of.__subclasses__() for each in kinds(kind)}

    assert {*TROUBLES, *NEVER} <= kinds(StorageError)


def test_a_page_that_waited_and_whose_case_is_gone_is_shown_once_more_and_says_so(visitor, case, desk, monkeypatch):
    path, fields = _filled(visitor, case, "facts", MARK)
    visitor.post("/lock", [("csrf_token", visitor.token), ("to", "lock"), ("_end", "1")])
    visitor.post(path, fields)
    visitor.unlock()
    _trouble(desk, monkeypatch, CaseErased)
    save_what_waits(visitor)
    _cannot_be_sent(visitor, "nie ma już tej sprawy")


def test_what_is_given_back_is_not_sent_to_a_program_that_is_gone(visitor, case):
    path, fields = _filled(visitor, case, "facts", MARK)
    _arrived(visitor, path, _wrong(fields), headers=OURS)
    (form,) = _forms(visitor)
    inside = visitor.page.html.partition("data-unsaved")[2].partition("</form>")[0]
    assert form["sends"] and 'id="away"' in inside
