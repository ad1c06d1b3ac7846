"""The application knows its entrance by one protocol: another one is put in its place without touching a page."""

import ast
from pathlib import Path

import pytest
from flask import Blueprint
from flask.sessions import SecureCookieSessionInterface

from screening.casework import CaseService
from screening.casework.lock import VaultState
from screening.web.access.entrance import NotAdmitted
from screening.web.access.lock_gate import LockGate
from screening.web.access.table import Needs, TableFault, requested_endpoint
from screening.web.account import account
from screening.web.app import create_app
from screening.web.services import case_service, who

SCREENING = Path(__file__).parents[3] / "screening"


class NamedInTheHead:
    """An entrance of a test: a head names who asks, and the lock stands open for everybody named."""

    head_checks = ()
    session_interface = SecureCookieSessionInterface()

    def __init__(self, *blueprints: Blueprint) -> None:
        self.blueprints = blueprints

    def who(self) -> str:
        from flask import request

        return request.headers.get("X-Who", "")

    def state(self) -> VaultState:
        return VaultState.OPEN if self.who() else VaultState.LOCKED

    def is_ours(self) -> bool:
        return bool(self.who())

    def check(self) -> None:
        if requested_endpoint().needs is not Needs.NOTHING and not self.who():
            raise NotAdmitted

    def answered(self, response):
        return response

    def refused(self, refusal: Exception) -> None:
        case_service().refused()

    def for_templates(self) -> dict[str, object]:
        return {"lock_state": self.state, "has_passphrase": bool, "idle_seconds": 900, "some_wait": bool}


def test_another_entrance_takes_the_place_of_the_lock_gate(tool_settings, desk, printer):
    desk.lock.keep_nothing("anybody")
    app = create_app(tool_settings, desk, printer, entrance=NamedInTheHead(account))
    client = app.test_client()
    assert client.get("/cases/").status_code == 403
    shown = client.get("/cases/", headers={"X-Who": "anna"})
    assert shown.status_code == 200 and "<h1" in shown.text


def test_an_entrance_without_the_pages_of_the_table_keeps_the_program_from_starting(tool_settings, desk, printer):
    with pytest.raises(TableFault, match="account"):
        create_app(tool_settings, desk, printer, entrance=LockGate())


def test_use_cases_are_bound_to_who_asks_and_share_what_they_know(app, desk: CaseService):
    anna, nobody = desk.of("anna"), desk
    assert anna.lock is nobody.lock and anna.retention is nobody.retention and anna.content is nobody.content
    with app.test_request_context("/"):
        assert who() == ""
    with app.app_context():
        assert who() == ""


def test_only_an_entrance_asks_the_session_who_it_is():
    """The name in the session is known where a browser comes in, and where something is kept for it; nowhere else."""
    reads = set()
    for path in SCREENING.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value == "visitor":
                reads.add(str(path.relative_to(SCREENING)))
    assert reads == {
        "web/access/lock_gate.py",
        "web/http/headers.py",
        "web/notices.py",
        "web/training/access.py",
        "web/training/room.py",
    }


def test_no_use_case_calls_back_into_a_request():
    for path in (SCREENING / "casework").rglob("*.py"):
        assert "whose()" not in path.read_text(encoding="utf-8"), path


def test_what_an_application_works_with_is_typed_and_not_hidden_in_flask():
    """Flask's own settings stay in its configuration; nothing of ours is read from there, or from Jinja's globals."""
    for path in (SCREENING / "web").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
                if node.value.attr == "config":
                    assert ast.literal_eval(node.slice) == "SESSION_COOKIE_NAME", path
                if node.value.attr == "globals":
                    assert isinstance(node.ctx, ast.Store), path
                if node.value.attr == "extensions":
                    assert path.name in ("services.py", "composition.py"), path
