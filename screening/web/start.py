"""The start page, the contacts page, and the choice of the page's language."""

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from screening.translation import page_languages
from screening.web.desk import desk

start = Blueprint("start", __name__)


@start.get("/")
def home() -> str:
    """The doors of the tool, and KCIK without any case."""
    return render_template("start/home.html", cases=desk().cases())


@start.get("/contacts")
def contacts() -> str:
    """Every contact with source, grade and dates."""
    return render_template("start/contacts.html", today=desk().now().date())


@start.post("/language")
def language() -> Response:
    """Remember the page's language in this browser session and go back to where the reader was."""
    code = request.form.get("language", "")
    if code not in {each.code for each in page_languages()}:
        raise NotFound
    session["language"] = code
    return redirect(_own_path(request.form.get("back", "")), code=303)


def _own_path(path: str) -> str:
    """A path of this application that may be opened with GET, else the start page."""
    adapter = current_app.url_map.bind("")
    if path.startswith("/") and not path.startswith("//") and adapter.test(path, method="GET"):
        return path
    return url_for("start.home")
