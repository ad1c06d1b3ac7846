"""The page for a save that was not done: it did not arrive whole, is too long, its token no longer counts, or the store
could not take it.

What can still be read is shown to whoever sent it and is not stored.
"""

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from screening.storage import State, StorageError
from screening.web.cases.typed import typed_on
from screening.web.cases.views import cases
from screening.web.edge import DamagedBody, Pairs, TooLong
from screening.web.errors import page as error_page
from screening.web.gate import state

OPENS_A_CASE = frozenset(("cases.create", "cases.from_quick"))


def _readable(kept: Pairs) -> dict[str, object]:
    """What was typed, for the page that shows it again; the body of another site is never read."""
    if request.endpoint != "cases.save":
        return {}
    return typed_on((request.view_args or {})["step_id"], kept)


@cases.app_template_global()
def typed(problem: object) -> dict[str, object]:
    """What was typed on a page of a case that the store could not save, for the page of its trouble; while open."""
    asked = request.endpoint == "cases.save" and request.method == "POST"
    if not (asked and isinstance(problem, StorageError) and state() is State.OPEN):
        return {}
    return _readable(list(request.form.items(multi=True)))


@cases.app_template_global()
def sent_again() -> Pairs:
    """The fields of a form that opens a case, for the page that says why the store did not take it; else none."""
    asked = request.endpoint in OPENS_A_CASE and request.method == "POST" and state() is State.OPEN
    return list(request.form.items(multi=True)) if asked else []


@cases.errorhandler(DamagedBody)
def damaged(problem: DamagedBody) -> ResponseReturnValue:
    """What still arrived of a page of a case, to be copied."""
    return error_page("damaged", 400, broken=True, **_readable(problem.kept))


@cases.errorhandler(TooLong)
def too_long(problem: TooLong) -> ResponseReturnValue:
    """What was typed on a page of a case that is too long to be saved, to be copied and shortened."""
    return error_page("too_long", 413, **_readable(problem.kept))


@cases.errorhandler(CSRFError)
def expired(_problem: CSRFError) -> ResponseReturnValue:
    """What was typed on a page whose token no longer counts, to be copied into a fresh one."""
    return error_page("form_expired", 400, **_readable(list(request.form.items(multi=True))))
