"""Paths of this application that came from a form."""

from collections.abc import Mapping

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def found_at(path: str, method: str) -> tuple[str, Mapping[str, object]]:
    """Return the endpoint that a path of this application leads to, and its values, or an empty text and none."""
    if not path.startswith("/") or path.startswith("//") or not path.isprintable():
        return "", {}
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method=method)
    except (HTTPException, RequestRedirect):
        return "", {}
    return str(endpoint), values


def leads_to(path: str, method: str) -> str:
    """Return the endpoint that a path of this application leads to, or an empty text."""
    return found_at(path, method)[0]


def own_path(path: str, otherwise: str) -> str:
    """Return the path if a page of this application has it, else `otherwise`."""
    return path if leads_to(path, "GET") else otherwise
