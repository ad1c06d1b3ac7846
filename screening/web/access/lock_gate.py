"""Who may pass: a browser that came in by a start link, with the lock open and a clock that can be believed.

Everything is locked. What needs less is named in OPEN: an endpoint that is not named there, also one that is added
later, needs a start link of this run of the program and an open lock.

A form that meets the lock is put aside, sealed, and offered to whoever opens it.
"""

import secrets
from collections.abc import Callable
from enum import StrEnum
from functools import cache

from flask import Flask, Response, current_app, has_request_context, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from screening.storage import CaseErased, State
from screening.web import notices
from screening.web.access.held_forms import FROM_QUICK, HELD, SAVE, Aside, Kept, put_aside, put_request_aside
from screening.web.services import desk, in_training


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
WITHOUT_TOKEN = frozenset((FROM_QUICK,))
FROM_ELSEWHERE = frozenset(("account.enter", "room.join"))  # a link that leads here from another program
FROM_OTHER_SITES = frozenset(("same-site", "cross-site"))
NOT_LET_IN = ""  # under this name waits what a browser without an admission handed over
# What counts as work, and so keeps the lock open: acts of a person, each named here. A question that a page asks by
# itself is none, and neither is a page that another site or a browser's forethought asks for.
WORK = frozenset((
    *_of("start", "home", "contacts", "language"),
    *_of(
        "account", "stay", "confirm_clock", "passphrase_page", "change_passphrase", "new_kit_page", "make_kit",
        "try_new_kit", "waiting", "look", "save_waiting", "discard_waiting",
    ),
    *_of("administration", "audit"),
    *_of(
        "cases", "index", "create", "resume", "show", "save", "extend", "door", "file_expected", "take_in",
        "from_quick", "next_person", "document_page", "document_pdf", "export", "damaged", "erase_damaged",
    ),
))  # fmt: skip


class NotAdmitted(Forbidden):
    """The browser did not come in by a start link of this run; `aside` tells what became of its form."""

    def __init__(self, aside: Aside | None = None) -> None:
        super().__init__()
        self.aside = aside


class ShutGate(Exception):
    """The lock is shut, or the clock cannot be believed; `aside` tells what became of a form."""

    def __init__(self, *, clock: bool, aside: Aside | None) -> None:
        super().__init__("shut")
        self.clock = clock
        self.aside = aside


def needs(endpoint: str | None) -> Needs:
    """What an endpoint asks of the browser; what is not named needs the open lock.

    In training one chooses the language before one joins. An address that leads nowhere shows its error page.
    """
    if endpoint is None:
        return Needs.NOTHING
    return (OPEN_IN_TRAINING.get(endpoint) if in_training() else None) or OPEN.get(endpoint, Needs.OPEN_LOCK)


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
    """Whether a page of ours sent this, in a browser that some run let in; in a class nobody can tell.

    There one telephone that sends the largest pages again and again would keep all others waiting.
    """
    return "visitor" in session and own_origin(unsaid=True) and not current_app.config["PLAIN_HTTP"]


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
    real = not in_training() and not admitted()
    return real and "visitor" in session and request.method == "POST" and request.endpoint in HELD - WITHOUT_TOKEN


def not_let_in() -> Exception | None:
    """The refusal of a browser that this run of the program did not let in."""
    if _of_an_earlier_run():
        return None
    open_to_all = needs(request.endpoint) is Needs.NOTHING and not under_the_name_before()
    return None if open_to_all or admitted() else NotAdmitted()


def under_the_name_before() -> bool:
    """Whether the request names the host of the start before, whose pages may still stand open somewhere."""
    return request.host.partition(":")[0] == current_app.config["NAME_BEFORE"] != ""


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
        raise NotAdmitted(put_request_aside(NOT_LET_IN))
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
        return None
    if now is State.MISSING:
        desk().lock.need_key_file()
    if now is State.NEW and not doubtful:
        if request.method == "POST" and request.endpoint == SAVE:
            raise CaseErased  # it went with the keys, and its page gives back what was typed
        if request.method == "POST" and request.endpoint == FROM_QUICK:
            notices.leave("quick", request.get_data())
        return redirect(url_for("account.set_up"), code=303)
    raise ShutGate(clock=bool(doubtful) and now is not State.LOCKED, aside=put_request_aside(visitor()))


def keeper_for(app: Flask) -> Callable[[bytes], bool]:
    """What puts the answers of the public quick check aside for whoever opens the lock of this application."""

    def keep(body: bytes) -> bool:
        with app.app_context():
            aside = put_aside(NOT_LET_IN, app.url_map.bind("").build(FROM_QUICK), body)
            return aside is not None and aside.kept is Kept.KEPT

    return keep


def _keep_the_cookie(response: Response) -> Response:
    """Another site's request carries no cookie of ours, so its refusal gives none: it would replace the one in use."""
    if response.status_code >= 400 and request.headers.get("Sec-Fetch-Site") in FROM_OTHER_SITES:
        session.modified = False
    return response


def note(refusal: Exception) -> None:
    """Write down that somebody without permission asked for something."""
    if isinstance(refusal, Forbidden):
        desk().refused()


def install_lock(app: Flask) -> None:
    """After the check of CSRF tokens, so that nobody else's form is ever put aside."""
    app.before_request(_gate)
    app.after_request(_keep_the_cookie)
    app.context_processor(
        lambda: {
            "lock_state": cache(state),  # one answer for a whole page
            "has_passphrase": lambda: not desk().lock.keeps_nothing,
            "idle_seconds": int(desk().lock.idle.total_seconds()),
            "some_wait": lambda: desk().waiting_room.some_wait,
        }
    )
