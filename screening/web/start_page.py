"""The start page, the page of contacts and law, and the choice of the page's language."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from screening.casework.work_list import by_site
from screening.translation import page_languages
from screening.web.access.entrance import barrier
from screening.web.http.paths import own_path
from screening.web.services import case_service, in_training

start = Blueprint("start", __name__)


@start.get("/")
def home() -> ResponseReturnValue:
    """Return the start page, with the cases while the lock is open; in training lead to the exercises or the class."""
    if in_training():
        return redirect(url_for("training.home" if "trainer" in session else "room.here"), code=303)
    is_open = barrier() is None
    return render_template(
        "start/home.html",
        is_open=is_open,
        groups=by_site(case_service().work_list()) if is_open else [],
        damaged=case_service().damaged() if is_open else [],
    )


@start.get("/contacts")
def contacts() -> str:
    """Return the page of every contact and every statement of law, with source, grade and dates."""
    return render_template("start/contacts.html")


@start.post("/language")
def language() -> Response:
    """Remember the page's language in this browser session and go back to where the reader was."""
    code = request.form.get("language", "")
    if code not in {each.code for each in page_languages()}:
        raise NotFound
    session["language"] = code
    return redirect(own_path(request.form.get("back", ""), url_for("start.home")), code=303)
