"""Who is who in the training realm: a trainer works on this machine, trainees come from anywhere with a code."""

import ipaddress
import secrets
from datetime import timedelta

from flask import Flask, request, session
from werkzeug.exceptions import Conflict, NotFound

from screening.casework.practice import PracticeDesk
from screening.settings import LOOPBACK
from screening.web.desk import desk
from screening.web.errors import page

TRAINEE_FOR = timedelta(hours=12)
LOCAL_ONLY = frozenset(("account.enter",))
FILES = frozenset(("cases.take_in", "cases.export"))
TRAINER = "trainer"


class NoFilesHere(Conflict):
    """Case files go neither in nor out: what is made up and what is real never meet."""


def practice() -> PracticeDesk:
    """The desk of the training realm."""
    here = desk()
    assert isinstance(here, PracticeDesk)  # noqa: S101
    return here


def whose() -> str:
    """The name of the browser session that asks."""
    return str(session.get("visitor", ""))


def on_this_machine() -> bool:
    """Whether the request comes from this machine, under one of its own names."""
    name = request.host.rsplit(":", 1)[0].strip("[]")
    return name in LOOPBACK and ipaddress.ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104


def let_in() -> str:
    """A browser session for a trainee; the one it has already, if it has one. It outlives a dead battery."""
    if "visitor" not in session:
        session["visitor"] = secrets.token_urlsafe(16)
    session.permanent = True
    return whose()


def trainer_only() -> None:
    """Nothing of the trainer's is found from elsewhere, or by a trainee."""
    if not (session.get(TRAINER) and on_this_machine()):
        raise NotFound


def install(app: Flask) -> None:
    """Start links work on this machine alone; the one who comes by one is the trainer."""
    app.permanent_session_lifetime = TRAINEE_FOR

    @app.before_request
    def _local() -> None:
        if request.endpoint in LOCAL_ONLY and not on_this_machine():
            raise NotFound
        if request.endpoint in FILES:
            raise NoFilesHere

    app.register_error_handler(NoFilesHere, lambda _: page("no_files", Conflict.code))

    @app.after_request
    def _trainer(response):  # type: ignore[no-untyped-def]
        if request.endpoint == "account.enter" and response.status_code == 303:
            session[TRAINER] = True
        return response

    app.context_processor(lambda: {"is_trainer": bool(session.get(TRAINER)) and on_this_machine()})
