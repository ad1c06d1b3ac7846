"""The pages that say why a page of a case was not saved: it did not arrive whole, is too long, its token no longer
counts, or the store could not take it.

What can still be read is shown to the sender and is not stored. It can be sent again from there, unless that would be
refused again: then the page says why.
"""

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound

from screening.casework.errors import CaseErased, CaseFinished, NewerRecord, NoSuchCase, SealBroken, StorageError
from screening.casework.lock import VaultState
from screening.web.access.entrance import state
from screening.web.access.held_forms import came_at, with_its_time
from screening.web.access.lock_gate import own_origin
from screening.web.access.table import Body, requested_endpoint
from screening.web.cases.address import find
from screening.web.cases.forms.typed import typed_on
from screening.web.cases.views import cases
from screening.web.errors import AheadOfPath
from screening.web.errors import page as error_page
from screening.web.http.request_filter import DamagedBody, Pairs, TooLong

# Codes of why it cannot be sent again (`why_not`).
GONE, FINISHED, UNREADABLE, AHEAD = "gone", "finished", "unreadable", "ahead"
BROKEN, TOO_LONG, UNTOLD = "broken", "too_long", "untold"
# What would refuse the page again, however often it is sent.
REFUSES: dict[type[Exception], str] = {
    NoSuchCase: GONE,
    CaseErased: GONE,
    NotFound: GONE,
    CaseFinished: FINISHED,
    SealBroken: UNREADABLE,
    NewerRecord: UNREADABLE,
    AheadOfPath: AHEAD,
}


def _readable(kept: Pairs, why_not: str = "") -> dict[str, object]:
    """Return what `typed_on` returns of the fields `kept`, with `why_not`, or nothing for another page than of a case.

    `why_not` is the code of why it cannot be sent again, empty if it can.
    """
    if not requested_endpoint().is_case_page:
        return {}
    timed = with_its_time(kept, came_at())
    return {**typed_on((request.view_args or {})["step_id"], timed), "why_not": why_not}


def _refuses(problem: object) -> str:
    """Return the code of why this exception would refuse the page again; an empty text if it would not."""
    return next((REFUSES[kind] for kind in type(problem).__mro__ if kind in REFUSES), "")


@cases.app_template_global()
def typed(problem: object) -> dict[str, object]:
    """Return what was typed on a page of a case that was not saved because of `problem`, for the page of that error.

    It is shown only while the lock is not shut, and after the token was found right: so it comes from a page of ours.
    """
    asked = requested_endpoint().is_case_page and request.method == "POST" and g.get("csrf_valid", False)
    if not (asked and state() in (VaultState.OPEN, VaultState.NEW)):
        return {}
    return _readable(list(request.form.items(multi=True)), _refuses(problem))


def _not_with_a_fresh_token() -> str:
    """Return why a page whose token no longer counts could not be saved with a fresh one; an empty text if it could.

    A browser that does not say where the form comes from may have been sent here by another site. At a shut lock the
    form would wait.
    """
    if not own_origin(unsaid=False):
        return UNTOLD
    if state() is not VaultState.OPEN:
        return ""
    try:
        open_case, _ = find(**(request.view_args or {}))
    except (StorageError, AheadOfPath, NotFound) as problem:
        return _refuses(problem)
    return FINISHED if open_case.finished else ""


@cases.app_template_global()
def sent_again() -> Pairs:
    """Return the fields of a form that opens a case, for the page that says why the store did not take it.

    An empty list for any other request, and while the lock is shut.
    """
    asked = requested_endpoint().body is Body.NEW_CASE and request.method == "POST" and state() is VaultState.OPEN
    return list(request.form.items(multi=True)) if asked else []


@cases.errorhandler(DamagedBody)
def damaged(problem: DamagedBody) -> ResponseReturnValue:
    """Return the page with what arrived of a page of a case, to be copied."""
    return error_page("damaged", 400, broken=True, **_readable(problem.kept, BROKEN))


@cases.errorhandler(TooLong)
def too_long(problem: TooLong) -> ResponseReturnValue:
    """Return the page with what was typed on a page of a case that is too long to be saved, to be copied."""
    return error_page("too_long", 413, **_readable(problem.kept, TOO_LONG))


@cases.errorhandler(CSRFError)
def expired(_problem: CSRFError) -> ResponseReturnValue:
    """Return the page with what was typed on a page whose token no longer counts, to be sent with a fresh one."""
    asked = requested_endpoint().is_case_page
    kept = _readable(list(request.form.items(multi=True)), _not_with_a_fresh_token()) if asked else {}
    return error_page("form_expired", 400, **kept)
