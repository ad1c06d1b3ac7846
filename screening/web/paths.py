"""Paths of this application that came from a form."""

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def leads_to(path: str, method: str) -> str | None:
    """The endpoint that a path of this application leads to, or None."""
    if not path.startswith("/") or path.startswith("//") or not path.isprintable():
        return None
    try:
        return str(current_app.url_map.bind("").match(path, method=method)[0])
    except (HTTPException, RequestRedirect):
        return None


def own_path(path: str, otherwise: str) -> str:
    """The path if it may be opened with GET, else the other."""
    return path if leads_to(path, "GET") else otherwise
