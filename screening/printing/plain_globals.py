"""An environment of Jinja, for paper and for the web, whose templates share one dict of globals."""

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment

NO_LIMIT = -1
"""The size of a cache that keeps every template, without a lock."""


class PlainGlobals(Environment):
    """An environment whose templates have the globals of the environment. Jinja makes a ChainMap for each template.

    Every import and include copies the globals or compares them: with a ChainMap that was a fifth of drawing a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: those of the environment, unless it is loaded with more (`d`)."""
        return super().make_globals(d) if d else self.globals
