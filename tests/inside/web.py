"""Inside the pages, the server and the entrance; and the cookies of a browser of tests."""

import socket
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from flask import Request
from flask.testing import FlaskClient
from pytest import MonkeyPatch
from wtforms.fields.core import UnboundField

from screening.core.journey import Step
from screening.printing import Printer
from screening.settings import Settings
from screening.web import server
from screening.web.access import peer, start_link
from screening.web.cases import pages
from screening.web.cases.forms import typed
from screening.web.http import request_filter


def cookies(client: FlaskClient) -> dict[Any, Any]:
    """The cookies that a browser of tests holds; another one can be given them."""
    return client._cookies


def visitors_with_notices(notices: Any) -> dict[str, Any]:
    """What notices lie there, by visitor."""
    return notices._of


def erase_at_the_next_look(watched: Any) -> None:
    watched._until_erasing = 0


def troubles_of(watched: Any) -> dict[str, str]:
    """The duties in the background that failed last, with the kind of their error."""
    return watched._troubles


def serve_with(patch: MonkeyPatch, begin: Callable[..., Any], printer: Printer) -> None:
    """Let the server begin with these cases and this printer."""
    patch.setattr(server, "_case_service", begin)
    patch.setattr(server, "_printer", lambda: nullcontext(printer))


def most_connections(settings: Settings, listening: socket.socket) -> Any:
    """How many connections the server takes where it listens: in all, and of one address."""
    return server._most(settings, listening)


def file_of_link(token: str) -> str:
    """The name of the file of a start link."""
    return start_link._name(token)


def before_a_look_at_a_link(patch: MonkeyPatch, act: Callable[[Path], None]) -> None:
    """Do this with the file of a start link before each look at its age."""
    look = start_link._fresh

    def acts_and_looks(path: Path) -> bool:
        act(path)
        return look(path)

    patch.setattr(start_link, "_fresh", acts_and_looks)


def user_in(answer: bytes) -> int | None:
    """The user whom an answer of the kernel about a connection names."""
    return peer._uid_in(answer)


def machine_tells(way: peer.Lookup, listening: socket.socket) -> bool:
    """Whether this machine says in this way whose a connection is."""
    return peer._tells(way, listening)


def uploaded(request: Request, body: bytes) -> tuple[list[tuple[str, str]], bytes | None]:
    """The fields and the file of a body that was uploaded."""
    return request_filter._uploaded(request, body)


def own_values(open_case: Any, step: Step) -> Any:
    """What a case holds of a page, as it is compared with what is sent."""
    return pages._own(open_case, step)


def fields_of(page: Any) -> dict[str, UnboundField]:
    """The fields of the form of a page."""
    return typed._fields(page)


def is_text(field: UnboundField) -> bool:
    """Whether somebody writes into a field."""
    return typed._is_text(field)
