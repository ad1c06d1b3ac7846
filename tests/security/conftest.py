"""The fixtures of the web's and the journeys' tests."""

from tests.journeys.conftest import browser, playwright
from tests.web.conftest import app, newcomer, opened, visitor

__all__ = ["app", "browser", "newcomer", "opened", "playwright", "visitor"]
