"""The fixtures of the web's tests."""

from tests.web.conftest import app, newcomer, opened, quick_bundle, trainer, training, visitor

__all__ = ["app", "newcomer", "opened", "quick_bundle", "trainer", "training", "visitor"]
