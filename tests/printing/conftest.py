"""One drawing of each sheet in each language for all tests that only look at it."""

from collections.abc import Callable
from functools import cache

import pytest

from screening.printing import Printed, Printer
from tests.printing.sheets import CASES, sheet

Draw = Callable[..., Printed]


@pytest.fixture(scope="session")
def drawn(printer: Printer) -> Draw:
    @cache
    def draw(name: str, language: str = "pl", realm: str = "real") -> Printed:
        return printer.pdf(sheet(CASES[name](), realm=realm), language)

    return draw


@pytest.fixture(scope="session")
def drawing():
    """WeasyPrint in this process, for what the printing process never gets to see."""
    from screening.printing.drawing import Drawing

    return Drawing()
