"""Who may pass: a browser that came in by a start link, with the lock open and a clock that can be believed.

A form that meets the lock is sealed in memory and sent on as soon as the gate is open again.
"""

from io import BytesIO

from flask import Flask, Response, abort, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as BaseResponse

from screening.casework.lock import WaitingSave
from screening.settings import TRAINING
from screening.storage import State
from screening.web.desk import desk
from screening.web.edge import FORM_TYPE

OPEN_TO_ALL = frozenset(("static", "account.enter"))
OPEN_IN_TRAINING = frozenset(("room.join", "room.join_now", "room.state", "start.language"))
HELD = frozenset(("cases.save", "cases.from_quick"))
WITHOUT_SIGN_IN = frozenset(("quick",))
GUARDED = frozenset(("cases", "administration"))
SAME_ORIGIN = frozenset(("", "same-origin", "none"))


class NotAdmitted(Forbidden):
    """The browser did not come in by a start link."""


class ShutGate(Exception):
    """The lock is shut, or the clock cannot be believed; `kept` tells whether a form was put aside."""

    def __init__(self, *, clock: bool, kept: bool) -> None:
        super().__init__("shut")
        self.clock = clock
        self.kept = kept


def visitor() -> str:
    """The name of this browser session. Raises NotAdmitted."""
    name = session.get("visitor")
    if not name:
        raise NotAdmitted
    return str(name)


def state() -> State:
    """What the lock is for this browser; locked for one that was not admitted."""
    name = session.get("visitor")
    return desk().lock.state(name) if name else State.LOCKED


def _same_origin() -> None:
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "") not in SAME_ORIGIN:
        desk().refused()
        abort(403)


def _open_to_all() -> bool:
    """Whether a page asks for no session: in training one chooses the language before one joins."""
    in_training = current_app.jinja_env.globals["realm"] == TRAINING and request.endpoint in OPEN_IN_TRAINING
    return request.endpoint in OPEN_TO_ALL or request.blueprint in WITHOUT_SIGN_IN or in_training


def _admitted() -> None:
    if request.endpoint and not _open_to_all() and "visitor" not in session:
        desk().refused()
        raise NotAdmitted


def hold(path: str, body: bytes) -> bool:
    """Put a form of a case page aside; False if nothing may be put aside here."""
    if desk().lock.state(visitor()) is State.NEW:
        return False
    desk().lock.hold(visitor(), WaitingSave(path, body))
    return True


def _gate() -> ResponseReturnValue | None:
    if _open_to_all() or not request.endpoint:
        return None
    now = state()
    guarded = request.blueprint in GUARDED
    doubtful = guarded and desk().retention.doubtful()
    if not guarded or (now is State.OPEN and not doubtful):
        if now is State.OPEN:
            desk().lock.touch()
        return _sent_on() if guarded and request.method == "GET" and now is State.OPEN else None
    if now is State.NEW and not doubtful:
        return redirect(url_for("account.set_up"), code=303)
    kept = request.endpoint in HELD and hold(request.path, request.get_data())
    raise ShutGate(clock=bool(doubtful) and now is not State.LOCKED, kept=kept)


def _sent(save: WaitingSave) -> Response:
    environ = {
        **{name: value for name, value in request.environ.items() if not name.startswith(("werkzeug.", "flask."))},
        "REQUEST_METHOD": "POST",
        "PATH_INFO": save.path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": FORM_TYPE,
        "CONTENT_LENGTH": str(len(save.body)),
        "wsgi.input": BytesIO(save.body),
    }
    answer = BaseResponse.from_app(current_app.wsgi_app, environ, buffered=True)
    return Response(answer.get_data(), answer.status_code, answer.headers)


def _sent_on() -> Response | None:
    """Send the forms that met the gate; gives the answer to the last, or to the first that needs the officer."""
    waiting = desk().lock.waiting(visitor())
    answer = None
    while waiting:
        answer = _sent(waiting.pop(0))
        if answer.status_code >= 400:
            break
    for save in waiting:
        desk().lock.hold(visitor(), save)
    return answer


def install_admission(app: Flask) -> None:
    """Before the check of CSRF tokens: only this machine's own pages, only admitted browsers."""
    app.before_request(_same_origin)
    app.before_request(_admitted)


def install_lock(app: Flask) -> None:
    """After the check of CSRF tokens, so that nobody else's form is ever put aside."""
    app.before_request(_gate)
    app.context_processor(lambda: {"lock_state": state, "idle_seconds": int(desk().lock.idle.total_seconds())})
