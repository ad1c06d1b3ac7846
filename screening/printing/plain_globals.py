"""Templates whose globals are looked up without a detour, on paper and on the web."""

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment

NO_LIMIT = -1
"""The size of a cache that keeps every template, without a lock."""


class PlainGlobals(Environment):
    """An environment whose templates have its own globals, and not a chain of their own and those.

    Every import and include copies the globals or compares them: with a chain that was a fifth of drawing a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template; none here is loaded with others beside them."""
        return super().make_globals(d) if d else self.globals
