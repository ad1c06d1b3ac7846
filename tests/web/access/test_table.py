"""The table of endpoints: every endpoint has one row, what it says is pinned here, and nothing else lists endpoints."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from screening.cli import main
from screening.web.access import table
from screening.web.access.table import Application, Body, Cache, Endpoint, Needs, Proof, TableFault, row_of
from screening.web.app import create_app
from screening.web.quick_app import create_public_app, create_quick_app

SCREENING = Path(__file__).parents[3] / "screening"
# Endpoint, what it needs, what act it is for the lock, whether its form is held while locked, who may ask in training.
PINNED = """
start                       nothing    none     -    nobody
static                      nothing    none     -    class
start.home                  start_link work     -    class
start.contacts              start_link work     -    class
start.language              start_link work     -    newcomers
quick.home                  nothing    none     -    here
quick.home_again            nothing    none     -    here
quick.card_question         nothing    none     -    here
quick.card_question_again   nothing    none     -    here
quick.card_pdf              nothing    none     -    here
quick.script                nothing    none     -    here
quick.data                  nothing    none     -    here
quick.spoken                nothing    none     -    here
quick.entry_again           nothing    none     -    here
quick.entry                 nothing    none     -    here
quick.leaflet_question      nothing    none     -    here
quick.leaflet_page          nothing    none     -    here
quick.leaflet_pdf           nothing    none     -    here
quick.sheets                nothing    none     -    here
quick.hard_situations       nothing    none     -    here
quick.checklist             nothing    none     -    here
quick.manifest              nothing    none     -    here
quick.questions             nothing    none     -    here
quick.result                nothing    none     -    here
quick.begin_again           nothing    none     -    here
quick.show                  nothing    none     -    here
quick.worker                nothing    none     -    here
quick.voice                 nothing    none     -    here
account.clock_page          start_link none     -    here
account.confirm_clock       start_link work     -    here
account.keep_nothing        start_link none     -    nobody
account.kit                 start_link none     -    nobody
account.try_kit             start_link none     -    nobody
account.shut                start_link shutting -    class
account.new_kit_page        open_lock  renewal  -    nobody
account.make_kit            open_lock  renewal  -    nobody
account.try_new_kit         open_lock  renewal  -    nobody
account.own_unit_page       open_lock  work     -    nobody
account.remove_own_unit     open_lock  work     -    nobody
account.passphrase_page     open_lock  work     -    nobody
account.change_passphrase   open_lock  work     -    nobody
account.quiet               start_link none     -    class
account.recover_page        start_link none     -    nobody
account.recover             start_link none     -    nobody
account.set_up              start_link none     -    nobody
account.choose_passphrase   start_link none     -    nobody
account.enter               nothing    entering -    here
account.arrived             start_link none     -    here
account.stay                start_link work     -    class
account.locked              start_link none     -    nobody
account.unlock              start_link none     -    nobody
account.waiting             open_lock  work     -    here
account.look                open_lock  work     -    here
account.discard_waiting     open_lock  work     -    here
account.save_waiting        open_lock  work     -    here
cases.index                 open_lock  work     -    class
cases.create                open_lock  work     -    class
cases.resume                open_lock  work     -    class
cases.show                  open_lock  work     -    class
cases.save                  open_lock  work     held class
cases.lend                  open_lock  work     -    class
cases.lent                  open_lock  work     -    class
cases.between               nothing    none     -    nobody
cases.told_of_lending       nothing    none     -    nobody
cases.document_page         open_lock  work     -    class
cases.document_pdf          open_lock  work     -    class
cases.export_page           open_lock  work     -    no_files
cases.export                open_lock  work     -    no_files
cases.extend                open_lock  work     -    class
cases.next_person           open_lock  work     -    class
cases.damaged               open_lock  work     -    class
cases.erase_damaged         open_lock  work     -    class
cases.file_expected         open_lock  work     -    class
cases.from_quick            open_lock  work     held class
cases.take_in               open_lock  work     -    no_files
cases.start_referral                  open_lock  work     -    class
administration.audit        open_lock  work     -    trainer
room.join                   nothing    none     -    class
room.join_now               nothing    none     -    class
room.here                   open_lock  none     -    class
room.begin                  open_lock  none     -    class
room.finish                 open_lock  none     -    class
room.state                  nothing    none     -    class
training.home               open_lock  none     -    trainer
training.class_page         open_lock  none     -    trainer
training.projector          open_lock  none     -    trainer
training.command            open_lock  none     -    trainer
training.picture_code       open_lock  none     -    trainer
training.end_page           open_lock  none     -    trainer
training.export_class       open_lock  none     -    trainer
training.release            open_lock  none     -    trainer
training.class_state        open_lock  none     -    trainer
training.compare_page       open_lock  none     -    trainer
training.compare_add        open_lock  none     -    trainer
training.drill              open_lock  none     -    trainer
training.drill_done         open_lock  none     -    trainer
training.begin              open_lock  none     -    trainer
training.feedback           open_lock  none     -    trainer
training.finish             open_lock  none     -    trainer
training.handout_pdf        open_lock  none     -    trainer
"""


def _named(**said: object) -> set[str]:
    """The endpoints whose rows say this."""
    return {row.name for row in table.TABLE if all(getattr(row, name) == value for name, value in said.items())}


def _line(row: Endpoint) -> list[str]:
    return [row.name, row.needs.value, row.act.value, "held" if row.held else "-", row.in_training.value]


def test_who_may_open_what_changes_only_where_it_is_also_changed_here():
    assert [_line(row) for row in table.TABLE] == [line.split() for line in PINNED.split("\n") if line]


def test_what_else_a_row_allows_changes_only_where_it_is_also_changed_here():
    assert _named(body=Body.FILE) == {"cases.take_in", "training.compare_add"}
    assert _named(body=Body.NEW_CASE) == {"cases.create", "cases.from_quick"}
    assert _named(body=Body.CASE_PAGE) == {"cases.save"} and _named(body=Body.WITH_CASE_PAGE) == {"account.shut"}
    assert _named(proof=Proof.NONE) == {name for name in table.ROWS if name.startswith("quick.")}
    assert _named(proof=Proof.ORIGIN) == {"cases.from_quick", "cases.told_of_lending"}
    assert _named(from_elsewhere=True) == {"account.enter", "room.join"}
    assert _named(lists_cases=True) == {"start.home"} and _named(in_the_persons_hand=True) == {
        "cases.lend",
        "cases.lent",
    }
    assert _named(hands_over=True) == {"quick.show"} and _named(takes_back=True) == {"quick.questions"}
    assert _named(cache=Cache.HOUR) == {"static"}
    assert _named(cache=Cache.EDITION) == {"quick.data", "quick.script", "quick.sheets", "quick.spoken"}
    assert _named(same_for_all=True) == {
        "static",
        "quick.home",
        "quick.leaflet_question",
        "quick.sheets",
        "quick.hard_situations",
        "quick.checklist",
    }
    assert _named(retried=True) == {"room.here", "training.class_page", "training.projector"}


def test_an_endpoint_without_a_row_is_treated_as_the_strictest():
    assert row_of("reports.all") == row_of(None) == Endpoint("", Application.SERVICE | Application.TRAINING)
    assert _line(row_of("reports.all"))[1:] == ["open_lock", "none", "-", "nobody"]
    assert row_of("reports.all").proof is Proof.TOKEN and not row_of("reports.all").from_elsewhere


def _endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()}


def _listed(application: Application) -> set[str]:
    return {row.name for row in table.TABLE if application in row.served_by}


def test_every_endpoint_of_every_application_has_one_row(app, training, tool_settings, content):
    quick = create_quick_app(tool_settings, content, None)
    public = create_public_app(tool_settings, content, None, lambda _: True)
    assert _endpoints(app) == _listed(Application.SERVICE)
    assert _endpoints(training.app) == _listed(Application.TRAINING)
    assert _endpoints(quick) == _endpoints(create_public_app(tool_settings, content, None, None))
    assert _endpoints(quick) == _listed(Application.QUICK) and _endpoints(public) == _listed(Application.PUBLIC)
    assert len(table.ROWS) == len(table.TABLE)


FAULTS = {
    "an endpoint without a row": (lambda rows: rows[:-1], "training.handout_pdf has no row"),
    "a row without an endpoint": (
        lambda rows: (*rows, Endpoint("training.reports", Application.TRAINING)),
        "has a row for training.reports, but no such endpoint",
    ),
    "two rows for one endpoint": (
        lambda rows: (*rows, replace(rows[-1], needs=Needs.NOTHING)),
        "more than one row for training.handout_pdf",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_table_that_does_not_fit_keeps_the_tool_from_starting(training, printer, monkeypatch, fault):
    changed, said = FAULTS[fault]
    monkeypatch.setattr(table, "TABLE", changed(table.TABLE))
    with pytest.raises(TableFault, match=said) as stopped:
        create_app(training.settings, training.desk, printer)
    assert str(stopped.value).count(".") == said.count(".") + 1 and str(stopped.value).endswith(".")


@pytest.mark.parametrize("name", ["quick.home", "static", "start"])
def test_an_endpoint_without_a_row_keeps_the_quick_check_from_starting(tool_settings, content, monkeypatch, name):
    monkeypatch.setattr(table, "TABLE", tuple(row for row in table.TABLE if row.name != name))
    with pytest.raises(TableFault, match=f"The endpoint {name} has no row"):
        create_quick_app(tool_settings, content, None)


def test_the_answers_of_the_public_quick_check_need_a_row_too(tool_settings, content, monkeypatch):
    monkeypatch.setattr(table, "TABLE", tuple(row for row in table.TABLE if row.name != "cases.from_quick"))
    create_public_app(tool_settings, content, None, None)
    with pytest.raises(TableFault, match=r"cases\.from_quick has no row"):
        create_public_app(tool_settings, content, None, lambda _: True)


def test_serve_says_in_one_sentence_which_endpoint_has_no_row(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(table, "TABLE", table.TABLE[1:])
    monkeypatch.setattr("screening.web.server.run_quick", lambda chosen, texts: create_quick_app(chosen, texts, None))
    monkeypatch.setenv("ROZPOZNAJ_DATA", str(tmp_path))
    with pytest.raises(SystemExit):
        main(["serve", "--only", "quick"])
    said = capsys.readouterr().err
    assert "The endpoint start has no row" in said and said.count("\n") == 1


def test_a_form_passes_without_a_token_only_where_its_row_says_so(app):
    views = {name: f"{view.__module__}.{view.__name__}" for name, view in app.view_functions.items()}
    let_pass = {name for name, view in views.items() if view in app.extensions["csrf"]._exempt_views}
    assert let_pass == _endpoints(app) - _named(proof=Proof.TOKEN) and not app.extensions["csrf"]._exempt_blueprints


# Nothing else in the code lists endpoints.


def _lists_endpoints(source: str) -> list[int]:
    """The lines that name an endpoint otherwise than to make an address of it, or compare the one asked for."""
    tree = ast.parse(source)
    addresses = {
        id(text)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for given in call.args
        for text in ((given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,))
    }
    named = [
        each.lineno
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and each.value in DOTTED and id(each) not in addresses
    ]
    compared = [
        each.lineno
        for each in ast.walk(tree)
        if isinstance(each, ast.Compare) and not all(isinstance(by, ast.Is | ast.IsNot) for by in each.ops)
        for side in (each.left, *each.comparators)
        if isinstance(side, ast.Attribute) and side.attr in ("endpoint", "blueprint", "blueprints")
    ]
    return named + compared


DOTTED = {name for name in table.ROWS if "." in name}


def test_nothing_but_the_table_lists_endpoints():
    found = {
        str(path.relative_to(SCREENING)): lines
        for path in sorted(SCREENING.rglob("*.py"))
        if (lines := _lists_endpoints(path.read_text(encoding="utf-8")))
    }
    assert found.pop("web/access/table.py") and not found


@pytest.mark.parametrize(
    "source",
    [
        'OPEN = frozenset(("cases.save",))',
        'KINDS = {"cases.save": 1}',
        'SAVE = "cases.save"',
        'if request.endpoint == "cases.save": pass',
        'if request.blueprint in ("quick", "room"): pass',
        'if request.endpoint == f"{of}.{name}": pass',
    ],
)
def test_a_list_of_endpoints_elsewhere_is_found(source):
    assert _lists_endpoints(source)


def test_an_address_is_no_list():
    assert not _lists_endpoints('url_for("cases.save" if here else "cases.show", step_id="cases")')
