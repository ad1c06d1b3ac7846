"""What comes along with a paste never costs a page: it is taken out, and the next page says so once."""

from urllib.parse import urlencode
from uuid import UUID

import pytest

from screening.core.journey import steps
from screening.core.record.cleaning import cleaned
from tests.characters import categories, some, texts
from tests.security.written_case import Walk, text_fields_of
from tests.web.conftest import save_what_waits, walk_to
from tests.web.test_handing import FULL, PASSPHRASE, send_file
from tests.web.test_lock import _shut

TOLD = "niewidoczne znaki, nietypowe odstępy"
BROKEN = "nie dotarło w całości".encode()
PASTED = "a\x0bb\x03c\u2028d\u00ade\u200bf\u00a0g\th\ufeff"


@pytest.fixture
def walk(visitor, desk) -> Walk:
    """A case in which every page is open, and the name may be written down."""
    address = walk_to(visitor, forms=("unsure",))
    visitor.get(f"{address}/agreement")
    visitor.send(contact="yes", share_name="yes")
    case = desk.read(UUID(address.rsplit("/", 1)[1])).case
    return Walk(visitor.client, address, steps(desk.content.catalogue, case))


@pytest.mark.rest
def test_every_text_field_of_a_case_takes_every_kind_of_character(walk, visitor):
    tried, pages = 0, [step for step in walk.steps if text_fields_of(step)]
    for step in pages:
        found = {name: texts(limit, some()) for name, limit in text_fields_of(step).items()}
        for turn in range(1 if step.items else max(map(len, found.values()))):
            written = {name: each[(turn + n) % len(each)] for n, (name, each) in enumerate(found.items())}
            walk.write(step, written)
        visitor.get(walk.path(step))
        assert visitor.page.text.count(TOLD) == any(cleaned(text).changed for text in written.values())
        for name in found:
            assert (name, walk.texts[name]) in visitor.page.form["fields"], name
        visitor.get(walk.path(step))
        assert TOLD not in visitor.page.text
        tried += len(found)
    print(f"{tried} fields on {len(pages)} pages, {len(some())} characters of {len(categories(some()))} categories")
    assert tried > 50


def test_a_field_of_one_line_gets_one_line_and_a_note_keeps_its_lines(visitor, opened):
    address = opened(until="triage")
    visitor.get(f"{address}/facts")
    visitor.send(facts=PASTED, region="a\nb")
    assert TOLD in visitor.page.text
    visitor.get(f"{address}/facts")
    assert ("facts", "a\nbc\ndef g h") in visitor.page.form["fields"]
    assert ("region", "a b") in visitor.page.form["fields"]
    assert TOLD not in visitor.page.text


def test_typed_text_without_any_of_it_is_saved_without_a_word(visitor, opened):
    address = opened(until="triage")
    visitor.send(note__debt_bondage="Zażółć\r\ngęślą jaźń")
    visitor.get(f"{address}/triage")
    assert TOLD not in visitor.page.text
    assert ("note.debt_bondage", "Zażółć\ngęślą jaźń") in visitor.page.form["fields"]


def test_a_page_that_is_refused_for_something_else_still_says_it_once(visitor, opened):
    opened(until="triage")
    assert visitor.send(note__debt_bondage=PASTED, answer__debt_bondage="maybe").status_code == 422
    assert visitor.page.text.count(TOLD) == 1
    assert ("note.debt_bondage", cleaned(PASTED).text) in visitor.page.form["fields"]


def test_a_form_that_waited_at_the_lock_is_cleaned_and_said_once(visitor, opened):
    address = opened(until="triage")
    typed = visitor.filled(note__debt_bondage=PASTED)
    _shut(visitor)
    assert visitor.post(f"{address}/triage", typed).status_code == 423
    assert TOLD not in visitor.page.text
    visitor.unlock()
    save_what_waits(visitor)
    assert visitor.page.text.count(TOLD) == 1
    visitor.get(f"{address}/triage")
    assert TOLD not in visitor.page.text
    assert ("note.debt_bondage", "a\nbc\ndef g h") in visitor.page.form["fields"]


def test_a_form_that_the_lock_takes_along_is_cleaned_too(visitor, opened):
    address = opened(until="triage")
    body = urlencode([*visitor.filled(note__debt_bondage=PASTED)[:-1], ("remain", "1"), ("_end", "1")])
    fields = [("csrf_token", visitor.token), ("to", "quiet"), ("path", f"{address}/triage"), ("body", body)]
    visitor.post("/lock", [*fields, ("_end", "1")])
    visitor.unlock()
    save_what_waits(visitor)
    assert visitor.page.text.count(TOLD) == 1
    visitor.get(f"{address}/triage")
    assert ("note.debt_bondage", "a\nbc\ndef g h") in visitor.page.form["fields"]


@pytest.mark.parametrize("name", ["age", "no such field"])
def test_the_quick_check_says_it_at_once_and_keeps_nothing(visitor, name):
    fields = [(name, "adult\u200b"), ("forms", "labour"), ("_end", "1")]
    answer = visitor.post_raw("/quick/questions", urlencode(fields))
    assert answer.get_data(as_text=True).count(TOLD) == 1
    assert "Set-Cookie" not in answer.headers
    visitor.get("/cases/")
    assert TOLD not in visitor.page.text


def test_every_form_of_the_program_takes_a_paste(app, visitor, opened):
    case_id = opened(until="triage").rsplit("/", 1)[1]
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    for rule in rules:
        path = rule.rule.replace("<uuid:case_id>", case_id).replace("<step_id>", "facts").replace("<kind>", "note")
        body = urlencode([("csrf_token", visitor.token), ("any", PASTED), ("passphrase", PASTED), ("_end", "1")])
        assert BROKEN not in visitor.post_raw(path, body).get_data(), rule.rule
        if visitor.get("/cases/").status_code != 200 or visitor.path != "/cases/":
            visitor.unlock()
    print(f"{len(rules)} addresses that take a form")
    assert len(rules) >= 25


def test_every_form_of_a_class_takes_a_paste(training, trainer):
    came, there = trainer, training.telephone()
    there.get("/join")
    there.press("/join", code=f"\ufeff{training.room.code[:2]}\u200b{training.room.code[2:]}")
    assert there.path == "/room"
    for rule in training.app.url_map.iter_rules():
        if "POST" in rule.methods and "<" not in rule.rule:
            body = urlencode([("csrf_token", came.token), ("any", PASTED), ("_end", "1")])
            assert BROKEN not in came.post_raw(rule.rule, body).get_data(), rule.rule


ODD_SECRET = "siedem\u00a0losowych wyrazow\u2003lezy\u200bna papierze"


def test_every_character_of_a_passphrase_counts(newcomer, app):
    newcomer.get("/set-up")
    secret = [("passphrase", ODD_SECRET), ("again", ODD_SECRET)]
    newcomer.post("/set-up", [("csrf_token", newcomer.token), *secret, ("_end", "1")])
    kit = newcomer.page.html.partition('translate="no">')[2].partition("</p>")[0]
    typed = "\ufeff" + kit.replace("<span>", "\u2028").replace("</span>", "\t")
    newcomer.post("/kit", [("csrf_token", newcomer.token), ("kit", typed), ("_end", "1")])
    assert newcomer.path == "/cases/"
    _shut(newcomer)
    assert newcomer.unlock(ODD_SECRET.replace("\u200b", "")).status_code == 422
    assert newcomer.unlock(ODD_SECRET).status_code == 303


def test_the_passphrase_of_a_file_is_taken_as_it_stands(visitor, monkeypatch):
    asked = []
    monkeypatch.setattr("screening.web.cases.start.case_of", lambda *given: asked.append(given[2]) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send_file(visitor, FULL, ODD_SECRET)
    assert asked == [ODD_SECRET]


@pytest.mark.parametrize("how", ["age", "pdf"])
def test_a_passphrase_that_nobody_can_tell_by_telephone_gives_no_file(visitor, opened, how):
    address = opened(until="triage")
    visitor.get(f"{address}/documents")
    sent = [*visitor.of_case, ("how", how), ("passphrase", PASSPHRASE + "\u200b"), ("_end", "1")]
    assert visitor.post(f"{address}/export", sent).status_code == 422
    assert "podyktować przez telefon" in visitor.page.text


def test_a_form_to_nowhere_is_not_found_where_only_the_quick_check_runs(tool_settings, content, printer):
    from screening.web.quick_app import create_quick_app

    alone = create_quick_app(tool_settings, content, printer)
    alone.testing = True
    form = {"content_type": "application/x-www-form-urlencoded", "base_url": "https://localhost"}
    assert alone.test_client().post("/nowhere", data="a=%E2%80%8B&_end=1", **form).status_code == 404


def test_a_million_of_marks_is_no_work(visitor, opened):
    address = opened(until="triage")
    body = urlencode(visitor.filled()).replace("_end=1", "") + "x=a" + "\u0301" * 50_000 + "\u0323" * 50_000 + "&_end=1"
    assert visitor.post_raw(f"{address}/triage", body.encode()).status_code == 400
