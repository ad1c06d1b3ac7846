"""The desk, the printer and the data folder of this application."""

from pathlib import Path

from flask import current_app

from screening.casework import Desk
from screening.printing import Printer


def desk() -> Desk:
    """The use cases."""
    return current_app.extensions["rozpoznaj"]["desk"]  # type: ignore[no-any-return]


def printer() -> Printer:
    """The printing process."""
    return current_app.extensions["rozpoznaj"]["printer"]  # type: ignore[no-any-return]


def data_folder() -> Path:
    """Where start links lie."""
    return current_app.extensions["rozpoznaj"]["data"]  # type: ignore[no-any-return]
