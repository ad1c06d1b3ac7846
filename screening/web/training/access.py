"""Who is who in the training realm: a trainer works on this machine, trainees come from anywhere with a code."""

import ipaddress
from uuid import UUID

from flask import Flask, Response, current_app, g, request, session
from werkzeug.exceptions import Conflict, NotFound

from screening.casework.training.classroom import Phase, WrongCode
from screening.casework.training.practice import PracticeService
from screening.core.durations import CLASS_LASTS
from screening.web.access.lock_gate import new_name
from screening.web.access.table import Role, requested_endpoint
from screening.web.errors import page
from screening.web.services import case_service, services, who

FROM_ANYWHERE = frozenset((Role.NEWCOMERS, Role.CLASS, Role.NO_FILES))
TRAINER = "trainer"
CAME = "came=1"  # in an address to which a page of ours led on: if that page leads on again, it waits for a press


class NoFilesHere(Conflict):
    """A case file was asked for or sent. In training none goes in or out, so that exercises and cases never mix."""


def practice() -> PracticeService:
    """Return the case service of the training realm, for the browser that asks."""
    found = case_service()
    assert isinstance(found, PracticeService)  # noqa: S101
    return found


def on_this_machine() -> bool:
    """Return whether the request comes from this machine, under the name that this start has for itself.

    The header is read, not `request.host`, which raises an error for a name that is not trusted: also the page that
    answers such a name asks this.
    """
    name = request.headers.get("Host", "").rsplit(":", 1)[0].strip("[]")
    local = ipaddress.ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104
    return local and name in services().own_names


def led_on() -> str:
    """Return the name of the cookie that is set by a page that leads on.

    It is a strict cookie: with a request that has it the browser sends the session too, if it has one.
    """
    return f"{current_app.config['SESSION_COOKIE_NAME']}-led"


def shows_no_cookie() -> bool:
    """Return whether a telephone asks without the cookie that it may have, as for a link or a form on another site's
    page.

    A page of ours then leads on, and that request has the cookie. Over plain http a browser does not say who links.
    """
    shown = {current_app.config["SESSION_COOKIE_NAME"], led_on()} & request.cookies.keys()
    return not (shown or on_this_machine())


def a_name() -> str:
    """Return the name of the browser session that asks, or one for a new session."""
    return who() or new_name()


def let_in(name: str) -> None:
    """Let in a trainee whose code was right, under this name."""
    session["visitor"] = name
    session.permanent = True  # the cookie is still there when the telephone or its browser was started again


def class_goes_on(case_id: UUID) -> bool:
    """Return whether the class has gone on from this case: its round is closed, another is released, or the class is
    over.
    """
    room = practice().room
    try:
        phase, rounds = room.seen_by(who())
    except WrongCode:
        return True
    return phase not in (Phase.WORKING, Phase.DONE) or rounds[-1].cases.get(who()) != case_id


def is_trainer() -> bool:
    """Return whether the trainer asks: a session that came by a start link, on this machine."""
    return bool(session.get(TRAINER)) and on_this_machine()


def not_for_trainees() -> Exception | None:
    """Return the refusal of what trainees may not open, and of what is not part of training; else None.

    The lock is always open in training, and its pages are no part of it: wrong tries at it would drop the keys.
    """
    role = requested_endpoint().in_training
    elsewhere = not (on_this_machine() or role in FROM_ANYWHERE)
    of_the_trainer = role is Role.TRAINER and not is_trainer()
    if request.endpoint is None:
        return None
    if elsewhere or of_the_trainer or role is Role.NOBODY:
        return NotFound()
    return NoFilesHere() if role is Role.NO_FILES else None


def install(app: Flask) -> None:
    """Make the browser that enters by a start link the trainer's, and answer for case files."""
    app.permanent_session_lifetime = CLASS_LASTS

    app.register_error_handler(NoFilesHere, lambda _: page("no_files", Conflict.code))

    @app.after_request
    def _trainer(response: Response) -> Response:
        if g.get("by_a_link", False):  # a good link was used; a bad one leads on too, in a browser that was let in
            session[TRAINER] = True
        return response

    @app.after_request
    def _keep_the_cookie(response: Response) -> Response:
        if shows_no_cookie():  # a new cookie would replace the one that the browser may have and did not send
            session.modified = False
        return response

    app.context_processor(lambda: {"is_trainer": is_trainer(), "class_goes_on": class_goes_on})
