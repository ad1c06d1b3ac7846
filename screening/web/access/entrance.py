"""The entrance: who sends a request, and whether the request may pass. The application uses only this protocol.

An entrance applies the rows of the table of endpoints and has no list of its own. The entrance of a laptop is the lock
gate, which asks for a start link and then for the open lock.
"""

from enum import StrEnum
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


class Barrier(StrEnum):
    """What must be done before a page opens that needs the open lock."""

    SET_UP = "set_up"
    LOCK = "lock"
    DAY = "day"
    """The clock cannot be believed: somebody must say what day it is."""
    NEW_KIT = "new_kit"
    """The cases come from a backup: a new recovery kit must be made, and a new passphrase."""


class EntranceShut(Exception):
    """Something must be done before this page opens; `outcome` says what became of a form."""

    def __init__(self, barrier: Barrier, outcome: FormOutcome | None) -> None:
        super().__init__(barrier.value)
        self.barrier = barrier
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
        """What reads and writes the session of a browser."""

    def who(self) -> str:
        """Return the name under which this browser was let in; an empty text if it was not."""

    def state(self) -> VaultState:
        """Return the state of the lock for this browser; locked if it was not let in."""

    def barrier(self) -> Barrier | None:
        """Return what must be done before a page opens that needs the open lock; None if it opens."""

    def is_ours(self) -> bool:
        """Return whether a page of ours sent this request, in a browser that was let in at some time."""

    def check(self) -> ResponseReturnValue | None:
        """Return None if the request may pass, or a redirect. Raises NotAdmitted, EntranceShut.

        The token of its form was checked before. A form that may be held is held before the error is raised.
        """

    def answered(self, response: Response) -> Response:
        """Return the answer with the cookies that it may carry."""

    def refused(self, refusal: Exception) -> None:
        """Record that the head of a request was refused, if the reason was a missing permission."""

    def for_templates(self) -> dict[str, object]:
        """Return the values of the entrance for every template."""


def visitor() -> str:
    """Return the name of this browser, as `who()`. Raises NotAdmitted where that is empty."""
    name = who()
    if not name:
        raise NotAdmitted
    return name


def state() -> VaultState:
    """Return the state of the lock for this browser."""
    entrance = services().entrance
    return entrance.state() if entrance else VaultState.LOCKED


def barrier() -> Barrier | None:
    """Return what must be done before this browser is shown a case; None if nothing."""
    entrance = services().entrance
    return entrance.barrier() if entrance else Barrier.LOCK
