"""The addresses of held forms: what was typed and not saved, to be saved, looked at or discarded."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from screening.casework.errors import KeyFileMissing, Locked
from screening.casework.held_forms import Waiting
from screening.casework.lock import VaultState
from screening.web import errors, notices
from screening.web.access.entrance import NotAdmitted, state, visitor
from screening.web.access.held_forms import Outcome, hold_request_form, send, step_of, with_its_time
from screening.web.access.table import requested_endpoint
from screening.web.account.views import account, outcome_shown, unlock_page, word_to_show
from screening.web.cases.forms.typed import title_of, typed_on
from screening.web.http.paths import own_path
from screening.web.http.request_filter import fields
from screening.web.services import case_service, who

LOOKED_AT = "looked_at"  # a field that the page which shows the whole form sends


@account.app_errorhandler(Locked)
def locked_meanwhile(problem: Locked) -> ResponseReturnValue:
    """Answer a request during which the lock was shut: a form that may be held is held, as by the entrance.

    If the lock is open in this browser, a button was pressed twice or on an older page, and the next page says that
    nothing changed.
    """
    outcome = hold_request_form(who())
    if outcome:
        return unlock_page(outcome=outcome)
    if request.method == "POST" and state() is VaultState.OPEN:
        notices.leave("out_of_date")
        return redirect(url_for("cases.index"), code=303)
    return errors.page("locked", 423, problem=problem)


@account.app_errorhandler(KeyFileMissing)
def key_file_missing(_: KeyFileMissing) -> ResponseReturnValue:
    """Return what to do if a key file is gone. No form can be held without it: the page shows what was typed."""
    return errors.page("key_file_missing", 503, **outcome_shown(hold_request_form(who())))


@account.app_errorhandler(NotAdmitted)
def not_admitted(problem: NotAdmitted) -> ResponseReturnValue:
    """Return how to open the program; and what became of the form of a browser that an earlier run let in.

    If the form could not be kept, the page shows what was typed: it had a token, so a page of ours sent it just now.
    """
    said = outcome_shown(problem.outcome)
    is_shown = bool(said.get("texts") or said.get("chosen"))
    of_a_case = requested_endpoint().is_case_page or requested_endpoint().in_the_persons_hand
    lost = request.method == "POST" and of_a_case and not (is_shown or said["became"] == Outcome.KEPT)
    return errors.page("not_admitted", 423 if said["became"] else 403, lost=lost, **said)


class WaitsNoMore(NotFound):
    """The form was saved or discarded, or its case was erased."""


def _found(id_: str) -> Waiting:
    """A form that waits. Raises WaitsNoMore."""
    for each in case_service().held_forms.forms():
        if each.id == id_:
            return each
    raise WaitsNoMore


@account.errorhandler(WaitsNoMore)
def done_with(problem: WaitsNoMore) -> ResponseReturnValue:
    """Answer for a form that no longer waits, since it was saved or discarded by a first press or in another tab.

    A POST leads to the forms that still wait; a GET gets the page "not found".
    """
    if request.method == "POST":
        return redirect(url_for("account.waiting"), code=303)
    return errors.answer(problem)


def _step(each: Waiting) -> str:
    """The page of a case that a form was sent to; an empty text for the quick check, and for a damaged form."""
    return step_of(each.form.path) if each.form else ""


@account.get("/waiting")
def waiting() -> ResponseReturnValue:
    """Return the page of the forms that wait, each with its case, time and browser; if none waits, lead to `next`."""
    onward = own_path(request.args.get("next", ""), url_for("cases.index"))
    found = case_service().held_forms.forms()
    if not found:
        return redirect(onward, code=303)
    shown = [(each, case_service().code_of(each.case_id), title_of(_step(each))) for each in found]
    over = {str(each.id) for each in case_service().cases() if not each.hours_left}  # to be erased by now
    return render_template(
        "account/waiting.html", shown=shown, over=over, here=visitor(), onward=onward, word=word_to_show()
    )


@account.get("/waiting/<id_>")
def look(id_: str) -> ResponseReturnValue:
    """Return the page with the texts and answers of a form that waits. The trail says that its case was looked at."""
    found = _found(id_)
    case_service().held_forms.open(visitor(), found)
    kept, step = with_its_time(fields(found.form.body), found.at) if found.form else [], _step(found)
    return render_template(
        "account/waiting_one.html",
        each=found,
        code=case_service().code_of(found.case_id),
        title=title_of(step),
        here=visitor(),
        **typed_on(step, kept),
    )


@account.post("/waiting/<id_>/save")
def save_waiting(id_: str) -> ResponseReturnValue:
    """Send a form that waits as if it were sent now, and return the answer. It is taken out only if it was saved.

    A form of which it is not known who sent it is saved only from the page that shows it.
    """
    found = _found(id_)
    if found.form is None or not (found.known or LOOKED_AT in request.form):
        return redirect(url_for("account.look", id_=id_), code=303)
    answer = send(found.form, id_, found.at)
    if answer.status_code < 400:
        case_service().held_forms.drop(id_)
    return answer


@account.post("/waiting/<id_>/discard")
def discard_waiting(id_: str) -> ResponseReturnValue:
    """Discard a form that waits; only from the page that shows it."""
    found = _found(id_)
    if LOOKED_AT not in request.form:
        return redirect(url_for("account.look", id_=id_), code=303)
    case_service().held_forms.discard(found)
    return redirect(url_for("account.waiting"), code=303)
