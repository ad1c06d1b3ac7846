"""A tour of the running program: every page that the routes reach, each looked at once."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

LINKS = """() => [...[...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")),
  ...[...document.querySelectorAll("form:not([method=post])")].map((form) => form.getAttribute("action") || "")]"""


class Tour:
    """The names of the pages seen, the endpoints behind them, and what is done with each page: `look(page, name)`."""

    def __init__(self, addresses: Map, look: Callable[[Page, str], None]) -> None:
        self.seen: set[str] = set()
        self.endpoints: set[str] = set()
        self._addresses = addresses.bind("")
        self._look = look

    def endpoint(self, address: str) -> tuple[str, str] | None:
        """Return the endpoint behind an address and what tells its pages apart, or None if no page is there."""
        try:
            name, values = self._addresses.match(urlsplit(address).path)
        except (HTTPException, RequestRedirect):
            return None
        return name, "-".join(str(value) for _, value in sorted(values.items()) if isinstance(value, str))

    def take(self, page: Page, name: str) -> None:
        """Look at the page that is shown."""
        found = self.endpoint(page.url)
        if found:
            self.endpoints.add(found[0])
        self._look(page, name)
        self.seen.add(name)

    def walk(self, page: Page, start: str, group: str, *, under: str = "/") -> None:
        """Look at the page at an address and at all that links lead to from there, below `under`."""
        waiting, known = [start], {start}
        while waiting:
            address = waiting.pop(0)
            found = self.endpoint(address)
            if found is None:
                continue
            name = re.sub(r"[^a-z0-9]+", "-", f"{group} {found[0]} {found[1]}".lower()).strip("-")
            if name in self.seen:
                continue
            answer = page.goto(address)
            if answer is None or "html" not in answer.headers.get("content-type", ""):
                continue
            self.take(page, name)
            links = page.evaluate(LINKS)
            for link in (each.partition("#")[0] for each in links):
                if link.startswith(under) and link not in known:
                    known.add(link)
                    waiting.append(link)
