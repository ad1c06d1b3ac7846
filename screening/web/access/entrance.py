"""The entrance: who asks, and whether they may. The application knows this protocol alone.

The rules are the rows of the table of endpoints; an entrance applies them and has no list of its own. That of a laptop
is the lock gate: a start link, then the lock.
"""

from typing import Protocol

from flask import Blueprint, Response
from flask.sessions import SessionInterface
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from screening.casework.lock import VaultState
from screening.web.access.held_forms import FormOutcome
from screening.web.http.request_heads import Check
from screening.web.services import services, who


class NotAdmitted(Forbidden):
    """This browser was not let in; `outcome` says what became of its form."""

    def __init__(self, outcome: FormOutcome | None = None) -> None:
        super().__init__()
        self.outcome = outcome


class EntranceShut(Exception):
    """The lock is shut, or the clock cannot be believed; `outcome` says what became of a form."""

    def __init__(self, *, clock: bool, outcome: FormOutcome | None) -> None:
        super().__init__("shut")
        self.clock = clock
        self.outcome = outcome


class Entrance(Protocol):
    """How people come into one application."""

    @property
    def head_checks(self) -> tuple[Check, ...]:
        """The checks, in this order, that may refuse a request before its body is read."""

    @property
    def blueprints(self) -> tuple[Blueprint, ...]:
        """The pages of the entrance itself."""

    @property
    def session_interface(self) -> SessionInterface:
        """How the session of a browser is kept."""

    def who(self) -> str:
        """Return the name under which the browser that asks was let in; an empty text for any other."""

    def state(self) -> VaultState:
        """Return what the lock is for who asks; locked for a browser that was not let in."""

    def is_ours(self) -> bool:
        """Return whether a page of ours sent this request, in a browser that was let in at some time."""

    def check(self) -> ResponseReturnValue | None:
        """Let a request pass whose token was checked, or lead it on. Raises NotAdmitted, EntranceShut.

        A form that may be held is held if the lock is shut.
        """

    def answered(self, response: Response) -> Response:
        """Return the answer with the cookies that it may carry."""

    def refused(self, refusal: Exception) -> None:
        """Record a refusal by the head of a request, if it was for want of permission."""

    def for_templates(self) -> dict[str, object]:
        """Return what every page knows of the entrance."""


def visitor() -> str:
    """Return the name of the browser that asks. Raises NotAdmitted."""
    name = who()
    if not name:
        raise NotAdmitted
    return name


def state() -> VaultState:
    """Return what the lock is for who asks."""
    entrance = services().entrance
    return entrance.state() if entrance else VaultState.LOCKED
