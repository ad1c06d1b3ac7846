"""The addresses that shut the lock, keep it open, or hide the screen behind a calendar."""

import calendar

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, UnsupportedMediaType

from screening.casework.errors import Locked
from screening.casework.lock import VaultState
from screening.web import notices
from screening.web.access.entrance import state, visitor
from screening.web.access.held_forms import Outcome, hold_form
from screening.web.access.lock_gate import own_origin
from screening.web.access.table import Act, requested_endpoint, row_of
from screening.web.account.forms import ShutForm
from screening.web.account.views import account, unlock_page
from screening.web.errors import answer
from screening.web.http.language import chosen
from screening.web.http.paths import leads_to
from screening.web.http.request_filter import DamagedBody
from screening.web.services import case_service, services, who

BY_ITSELF = frozenset(("idle", "left"))  # values of `to` that a page sends without a press


def _short(text: str, status: int) -> Response:
    return Response(text, status, mimetype="text/plain")


@account.post("/lock")
def shut() -> ResponseReturnValue:
    """Shut the lock, hold the form that was not saved, and lead to the lock page or to the calendar, as `to` says.

    "idle" asks whether the idle time is over. While the lock is open the answer is the number of seconds that are left,
    and nothing is done; while a person holds this browser it is 0, so that the other pages remain hidden. "left" comes
    from a page that was left without saving: its form is held and the lock stays open.
    """
    form = ShutForm()
    to, path, body = form.to.data or "", form.path.data or "", form.body.data or ""
    if to == "idle" and state() is VaultState.OPEN:
        return _short("0" if who() in services().handed_over else str(int(case_service().lock.seconds_left())), 200)
    if to != "left" and state() is VaultState.OPEN:
        case_service().lock.shut()
    outcome = (
        hold_form(visitor(), path, body.encode()) if body and row_of(leads_to(path, "POST")).is_case_page else None
    )
    if outcome and outcome.became is Outcome.NOT_KEPT:
        if to == "lock":
            return unlock_page(outcome=outcome)
        if to in BY_ITSELF:
            return _short("", 409)  # the page then sends its form itself, and the answer shows what was typed
        notices.leave("not_kept")
    if form.lost.data:
        notices.leave("not_taken")
    return _short("", 204) if to in BY_ITSELF else _shut_now(to)


def _shut_now(to: str | None) -> ResponseReturnValue:
    """Shut the lock if it is open, and lead on."""
    if state() is VaultState.OPEN:
        case_service().lock.shut()
    return redirect(url_for("account.quiet" if to == "quiet" else "account.locked"), code=303)


@account.errorhandler(DamagedBody)
@account.errorhandler(RequestEntityTooLarge)
@account.errorhandler(UnsupportedMediaType)
@account.errorhandler(CSRFError)
def unread(problem: HTTPException) -> ResponseReturnValue:
    """Answer a form of this room that cannot be read. One that shuts the lock shuts it all the same, if a page of ours
    sent it: an open lock would show the case.

    If its token is wrong, the browser must say that the request comes from a page of ours; then the form is read.
    """
    wrong_token = isinstance(problem, CSRFError)
    if requested_endpoint().act is not Act.SHUTTING or not who() or not own_origin(unsaid=not wrong_token):
        return answer(problem)
    if wrong_token:
        return shut()
    notices.leave("not_taken")
    return _shut_now(request.args.get("to"))


@account.post("/stay")
def stay() -> ResponseReturnValue:
    """Keep the lock open: the entrance restarts the idle time for this request. Raises Locked."""
    if state() is not VaultState.OPEN:
        raise Locked
    return _short("", 204)


@account.get("/quiet")
def quiet() -> str:
    """Return the page that hides the screen: the calendar of this month, and nothing of the program."""
    today = case_service().today()
    weeks = calendar.Calendar().monthdayscalendar(today.year, today.month)
    return render_template("account/quiet.html", today=today, weeks=weeks, language=chosen())
