"""The desk, the printer and the data folder of this application."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from screening.casework import CaseService
from screening.printing import Printer

if TYPE_CHECKING:
    from screening.web.background import Keeper


def desk() -> CaseService:
    """The use cases."""
    return current_app.extensions["rozpoznaj"]["desk"]  # type: ignore[no-any-return]


def printer() -> Printer:
    """The printing process."""
    return current_app.extensions["rozpoznaj"]["printer"]  # type: ignore[no-any-return]


def keeper() -> "Keeper | None":
    """Who looks after lock and dates without being asked; None where nobody does, as in practice."""
    return current_app.extensions["rozpoznaj"].get("keeper")


def data_folder() -> Path:
    """Where start links lie."""
    return current_app.extensions["rozpoznaj"]["data"]  # type: ignore[no-any-return]
