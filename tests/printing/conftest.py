"""One drawing of each document in each language for all tests that only look at it."""

from collections.abc import Callable
from functools import cache

import pytest

from screening.printing import Printed, Printer
from tests.printing.sheets import CASES, sheet

Draw = Callable[..., Printed]


@pytest.fixture(scope="session")
def drawn(printer: Printer) -> Draw:
    @cache
    def drawing_of(kind: str, name: str, language: str, realm: str) -> Printed:
        return printer.pdf(sheet(CASES[name](), kind, realm=realm), language)

    def draw(name: str, language: str = "pl", realm: str = "real", *, kind: str = "referral") -> Printed:
        return drawing_of(kind, name, language, realm)

    return draw


@pytest.fixture(scope="session")
def drawing():
    """WeasyPrint in this process, for what the printing process never gets to see."""
    from screening.printing.drawing import Drawing

    return Drawing()
