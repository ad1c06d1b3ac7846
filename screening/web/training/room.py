"""A trainee's side of the class, which is `practice().room`: join with a code, wait, work, wait, see the results."""

import contextlib
import json
from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from screening.casework.training.class_results import shown_results
from screening.casework.training.classroom import NotOpen, Phase, TooMany, WrongCode
from screening.casework.training.joining import RoomFull
from screening.core.training.exercise import compare
from screening.web.access.entrance import NotAdmitted
from screening.web.access.lock_gate import under_a_name_before
from screening.web.cases.address import go_on
from screening.web.errors import page
from screening.web.services import services, who
from screening.web.training.access import (
    CAME,
    a_name,
    led_on,
    let_in,
    on_this_machine,
    practice,
    shows_no_cookie,
)

room = Blueprint("room", __name__)
# Why the page for the code is shown again: a wrong code, a full class, too many tries, a class that is over, and a
# session of before the program was started again.
WRONG, FULL, FLOOD, OVER, ANEW = "wrong", "full", "flood", "over", "anew"
TRAINEES_A_SECOND = 200  # how many may ask in one second whether something has changed
TYPED = 12  # letters that the field takes: the code, and spaces between


def join_page(problem: str = "", status: int = 200, code: str = "") -> ResponseReturnValue:
    """Return the page where the code is typed.

    `problem` is the reason why it is shown again. `code` is put into the field: the page reads no form, since a request
    that was refused by its head has none.
    """
    return render_template("training/join.html", problem=problem, code=code[:TYPED], longest=TYPED), status


def _leads_on(status: int = 200) -> Response:
    """A page that leads on to the same address, or from a form to the class: with that request the browser sends its
    cookies.

    If a browser was led on already and still sends none, it may refuse cookies: then the page waits for a press.
    """
    path, query = (request.path, request.query_string) if request.method == "GET" else (url_for("room.here"), b"")
    parts = [part for part in quote(query, safe="=&%+").split("&") if part]
    by_itself = CAME not in parts
    address = f"{quote(path)}?{'&'.join([*parts, CAME] if by_itself else parts)}"
    html = render_template("training/leads_on.html", address=address, by_itself=by_itself, page_languages=())
    answer = Response(html, status, mimetype="text/html")
    answer.set_cookie(led_on(), "1", httponly=True, samesite="Strict")
    return answer


@room.get("/join")
def join() -> ResponseReturnValue:
    """Return the page where the code is typed; the address in a picture code brings the code along."""
    if shows_no_cookie():
        return _leads_on()
    return join_page(code=request.args.get("code", ""))


@room.post("/join")
def join_now() -> ResponseReturnValue:
    """Let in whoever typed the right code, and lead to the class; else return the page again with the reason."""
    name, code = a_name(), request.form.get("code", "")
    try:
        practice().room.join(code, name, request.remote_addr or "")
    except TooMany:
        return join_page(FLOOD, TooManyRequests.code, code)
    except WrongCode:
        return join_page(WRONG, 422, code)
    except RoomFull:
        return join_page(FULL, 409, code)
    let_in(name)
    return redirect(url_for("room.here"), code=303)


@room.app_errorhandler(NotAdmitted)
def _not_joined(_: NotAdmitted) -> ResponseReturnValue:
    """Show a telephone without a session where to type the code, and the trainer's machine the way by a start link.

    For a session of an earlier start the page says that the program was started again.
    """
    anew = "visitor" in session
    if on_this_machine() or under_a_name_before():
        return page("not_admitted", 403, anew=anew)
    if shows_no_cookie():
        return _leads_on(403)
    return join_page(ANEW if anew else OVER, 403)


@room.errorhandler(WrongCode)
def _over(_: WrongCode) -> ResponseReturnValue:
    """The page for the code, with status 409, for somebody who was in a class that is over."""
    return join_page(OVER, 409)


@room.get("/room")
def here() -> ResponseReturnValue:
    """Return the page of what a trainee has to do now. Raises WrongCode."""
    phase, rounds = practice().room.seen_by(who())
    current = rounds[-1] if rounds else None
    exercise = services().content.exercises.by_id.get(current.exercise) if current else None
    shown = shown_results(rounds, services().content) if phase is Phase.RESULTS else None
    own = current.counted.get(who()) if shown and current else None  # the trainee's own case, shown to no other
    return render_template(
        "training/room.html",
        phase=phase,
        current=current,
        exercise=exercise,
        shown=shown,
        own=own,
        compared=compare(services().content.catalogue, exercise, own) if own and exercise else None,
        key=_key(),
    )


@room.post("/room/begin")
def begin() -> ResponseReturnValue:
    """Open the case of the exercise that is released, or go on in it; lead back if none is open. Raises WrongCode."""
    exercises = services().content.exercises.by_id
    try:
        case_id = practice().room.begin(who(), lambda released: practice().begin(exercises[released]).id)
    except NotOpen:
        return redirect(url_for("room.here"), code=303)
    return redirect(go_on(practice().read(case_id)), code=303)


@room.post("/room/finish")
def finish() -> ResponseReturnValue:
    """Record that this trainee has finished. Too late is no error: the page says how far the class is."""
    with contextlib.suppress(NotOpen):
        practice().room.finish(who())
    return redirect(url_for("room.here"), code=303)


def _key() -> str:
    """A word that changes when the page of this trainee has to be drawn again.

    It stays when the trainee finishes, since a trainee who has finished may still change answers.
    """
    phase = practice().room.phase(who())
    return f"{practice().room.version}-{Phase.WORKING if phase is Phase.DONE else phase}"


@room.get("/room/state")
def state() -> Response:
    """Return as JSON the key of this trainee's page, and after how many milliseconds to ask again.

    The answer is 304 if the page has this key already.
    """
    try:
        key = _key()
    except WrongCode:
        key = OVER
    if request.headers.get("If-None-Match") == f'"{key}"':
        return Response(status=304, headers={"ETag": f'"{key}"'})
    pause = max(1.0, len(practice().room.trainees) / TRAINEES_A_SECOND)
    body = json.dumps({"key": key, "pause": round(pause * 1000)})
    return Response(body, mimetype="application/json", headers={"ETag": f'"{key}"'})
