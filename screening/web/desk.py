"""The desk and the printer of this application."""

from flask import current_app

from screening.casework import Desk
from screening.printing import Printer


def desk() -> Desk:
    """The use cases."""
    return current_app.extensions["rozpoznaj"]["desk"]  # type: ignore[no-any-return]


def printer() -> Printer:
    """The printing process."""
    return current_app.extensions["rozpoznaj"]["printer"]  # type: ignore[no-any-return]
