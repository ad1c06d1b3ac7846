"""Who may pass: a browser that came in by a start link, with the lock open and a clock that can be believed.

Everything is locked. What needs less is named in OPEN: an endpoint that is not named there, also one that is added
later, needs a start link of this run of the program and an open lock.

A form that meets the lock is sealed in memory and sent on as soon as the gate is open again.
"""

import re
import secrets
from collections.abc import Callable
from enum import StrEnum
from io import BytesIO

from flask import Flask, Response, current_app, has_request_context, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as BaseResponse

from screening.casework.lock import WaitingSave
from screening.settings import TRAINING
from screening.storage import State
from screening.web.desk import desk
from screening.web.edge import FORM_TYPE


class Needs(StrEnum):
    """What an endpoint asks of the browser."""

    NOTHING = "nothing"
    START_LINK = "start_link"
    OPEN_LOCK = "open_lock"


def _of(blueprint: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{blueprint}.{name}" for name in names)


OPEN = {
    **dict.fromkeys(("static", "account.enter"), Needs.NOTHING),
    **dict.fromkeys(
        _of(
            "quick", "home", "home_again", "begin_again", "questions", "result", "show", "card_question",
            "card_question_again", "card_pdf", "entry", "entry_again", "leaflet_question", "leaflet_page",
            "leaflet_pdf", "sheets", "data", "script", "voice", "worker", "manifest",
        ),
        Needs.NOTHING,
    ),
    **dict.fromkeys(_of("start", "home", "contacts", "language"), Needs.START_LINK),
    **dict.fromkeys(
        _of(
            "account", "arrived", "set_up", "choose_passphrase", "keep_nothing", "kit", "try_kit", "locked", "unlock",
            "recover_page", "recover", "shut", "stay", "quiet", "clock_page", "confirm_clock",
        ),
        Needs.START_LINK,
    ),
}  # fmt: skip
OPEN_IN_TRAINING = dict.fromkeys((*_of("room", "join", "join_now", "state"), "start.language"), Needs.NOTHING)
RENEWING = frozenset(_of("account", "new_kit_page", "make_kit", "try_new_kit"))
HELD = frozenset(("cases.save", "cases.from_quick"))
FROM_QUICK = "cases.from_quick"
WITHOUT_TOKEN = frozenset((FROM_QUICK,))
FROM_ELSEWHERE = frozenset(("account.enter", "room.join"))  # a link that leads here from another program
FROM_OTHER_SITES = frozenset(("same-site", "cross-site"))
NOT_LET_IN = ""  # under this name waits what a browser without an admission handed over
TOKEN = re.compile(rb"((?:^|&)csrf_token=)[^&]*")
# What counts as work, and so keeps the lock open: acts of a person, each named here. A question that a page asks by
# itself is none, and neither is a page that another site or a browser's forethought asks for.
WORK = frozenset((
    *_of("start", "home", "contacts", "language"),
    *_of(
        "account", "stay", "confirm_clock", "passphrase_page", "change_passphrase", "new_kit_page", "make_kit",
        "try_new_kit",
    ),
    *_of("administration", "audit"),
    *_of(
        "cases", "index", "create", "resume", "show", "save", "extend", "door", "file_expected", "take_in",
        "from_quick", "next_person", "document_page", "document_pdf", "export",
    ),
))  # fmt: skip
OF_THE_BROWSER = ("HTTP_SEC_FETCH_SITE", "HTTP_ORIGIN")


class NotAdmitted(Forbidden):
    """The browser did not come in by a start link of this run; `kept` tells whether a form was put aside."""

    def __init__(self, *, kept: bool = False) -> None:
        super().__init__()
        self.kept = kept


class ShutGate(Exception):
    """The lock is shut, or the clock cannot be believed; `kept` tells whether a form was put aside."""

    def __init__(self, *, clock: bool, kept: bool) -> None:
        super().__init__("shut")
        self.clock = clock
        self.kept = kept


def needs(endpoint: str | None) -> Needs:
    """What an endpoint asks of the browser; what is not named needs the open lock.

    In training one chooses the language before one joins. An address that leads nowhere shows its error page.
    """
    if endpoint is None:
        return Needs.NOTHING
    in_training = current_app.jinja_env.globals["realm"] == TRAINING
    return (OPEN_IN_TRAINING.get(endpoint) if in_training else None) or OPEN.get(endpoint, Needs.OPEN_LOCK)


def new_name() -> str:
    """A name for a browser session that is let in now; it holds for this run of the program."""
    return f"{current_app.config['RUN']}.{secrets.token_urlsafe(16)}"


def admitted() -> str:
    """The name of this browser session, or an empty text if this run of the program let none in, or nobody asks."""
    if not has_request_context():
        return ""
    name = str(session.get("visitor", ""))
    return name if name.startswith(f"{current_app.config['RUN']}.") else ""


def visitor() -> str:
    """The name of this browser session. Raises NotAdmitted."""
    name = admitted()
    if not name:
        raise NotAdmitted
    return name


def state() -> State:
    """What the lock is for this browser; locked for one that was not admitted."""
    name = admitted()
    return desk().lock.state(name) if name else State.LOCKED


def own_origin(*, unsaid: bool) -> bool:
    """Whether the browser says that this request comes from a page of ours.

    An older browser says it by `Origin` alone, or not at all: then `unsaid` decides. Our pages send no referrer, so
    such a browser may call the origin of our own page "null": that says nothing either.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    if site in ("same-origin", "none", None) and origin == "null":
        return unsaid or site == "same-origin"
    return site in ("same-origin", None) and origin == request.host_url.rstrip("/")


def ours() -> bool:
    """Whether a page of ours sent this, in a browser that this run or an earlier one let in."""
    return "visitor" in session and own_origin(unsaid=True)


def of_another_site() -> Exception | None:
    """The refusal of whatever another site asks for, but for links that may lead here."""
    asks = request.headers.get("Sec-Fetch-Site") in FROM_OTHER_SITES and request.endpoint not in FROM_ELSEWHERE
    return Forbidden() if asks else form_of_another_site()


def form_of_another_site() -> Exception | None:
    """The refusal of a form of another site; one without a token must say where it comes from, if it says anything."""
    says_nothing = not {"Sec-Fetch-Site", "Origin"} & set(request.headers.keys())
    if request.method == "POST" and not own_origin(unsaid=says_nothing or request.endpoint not in WITHOUT_TOKEN):
        return Forbidden()
    return None


def _of_an_earlier_run() -> bool:
    """Whether a browser that an earlier run let in sends a form that may wait for the next start link.

    The form must carry a token, which is checked before it is put aside.
    """
    real = current_app.jinja_env.globals["realm"] != TRAINING and not admitted()
    return real and "visitor" in session and request.method == "POST" and request.endpoint in HELD - WITHOUT_TOKEN


def not_let_in() -> Exception | None:
    """The refusal of a browser that this run of the program did not let in."""
    if _of_an_earlier_run():
        return None
    open_to_all = needs(request.endpoint) is Needs.NOTHING and not _under_the_name_before()
    return None if open_to_all or admitted() else NotAdmitted()


def _under_the_name_before() -> bool:
    """Whether the request names the host of the start before, whose pages may still stand open somewhere."""
    return request.host.partition(":")[0] == current_app.config["NAME_BEFORE"] != ""


def hold(name: str, path: str, body: bytes) -> bool:
    """Put a form of a case page aside for a browser session; False if nothing may be put aside here."""
    if desk().lock.state(name) is State.NEW:
        return False
    desk().lock.hold(name, WaitingSave(path, body))
    return True


def _is_work() -> bool:
    """Whether a person asks for this, on a page of ours or by typing the address."""
    by_a_person = request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
    return request.endpoint in WORK and by_a_person and "Sec-Purpose" not in request.headers


def _gate() -> ResponseReturnValue | None:
    asked = needs(request.endpoint)
    if asked is Needs.NOTHING:
        return None
    if not admitted():
        desk().refused()
        raise NotAdmitted(kept=hold(NOT_LET_IN, request.path, request.get_data()))
    now = state()
    guarded = asked is Needs.OPEN_LOCK
    doubtful = desk().retention.doubtful() if guarded else None
    if doubtful:
        desk().retention.notice()
    if not guarded or (now is State.OPEN and not doubtful):
        if now is State.OPEN:
            if _is_work():
                desk().lock.touch()
            if guarded and desk().lock.must_renew and request.endpoint not in RENEWING:
                return redirect(url_for("account.new_kit_page"), code=303)
        return _sent_on() if guarded and request.method == "GET" and now is State.OPEN else None
    if now is State.MISSING:
        desk().lock.need_key_file()
    if now is State.NEW and not doubtful:
        return redirect(url_for("account.set_up"), code=303)
    kept = request.endpoint in HELD and hold(visitor(), request.path, request.get_data())
    raise ShutGate(clock=bool(doubtful) and now is not State.LOCKED, kept=kept)


def _sent(save: WaitingSave) -> Response:
    """Send a form that waited; where it came from was looked at when it met the gate, and so was its token."""
    body = TOKEN.sub(rb"\1" + generate_csrf().encode(), save.body)
    ours = ("werkzeug.", "flask.", *OF_THE_BROWSER)
    environ = {
        **{name: value for name, value in request.environ.items() if not name.startswith(ours)},
        "REQUEST_METHOD": "POST",
        "PATH_INFO": save.path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": FORM_TYPE,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    answer = BaseResponse.from_app(current_app.wsgi_app, environ, buffered=True)
    return Response(answer.get_data(), answer.status_code, answer.headers)


def _sent_on() -> Response | None:
    """Send the forms that met the gate; gives the answer to the last, or to the first that needs the officer."""
    desk().lock.hand_over(NOT_LET_IN, visitor())
    waiting = desk().lock.waiting(visitor())
    answer = None
    while waiting:
        answer = _sent(waiting.pop(0))
        if answer.status_code >= 400:
            break
    for save in waiting:
        desk().lock.hold(visitor(), save)
    return answer


def keeper_for(app: Flask) -> Callable[[bytes], bool]:
    """What puts the answers of the public quick check aside for whoever opens the lock of this application."""

    def keep(body: bytes) -> bool:
        with app.app_context():
            return hold(NOT_LET_IN, app.url_map.bind("").build(FROM_QUICK), body)

    return keep


def note(refusal: Exception) -> None:
    """Write down that somebody without permission asked for something."""
    if isinstance(refusal, Forbidden):
        desk().refused()


def install_lock(app: Flask) -> None:
    """After the check of CSRF tokens, so that nobody else's form is ever put aside."""
    app.before_request(_gate)
    app.context_processor(lambda: {"lock_state": state, "idle_seconds": int(desk().lock.idle.total_seconds())})
