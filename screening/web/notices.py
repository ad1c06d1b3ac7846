"""Notices for the next page, kept on the server under the name of the visitor; the cookie holds none of them.

A view leaves a notice by name (`leave("erased")`), a template takes it (`notice("erased")`): each is shown once.
A notice about one case has its id in the name.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

from flask import Flask, session

from screening.web.services import services, services_of

MOST_VISITORS = 1000
MOST_EACH = 16  # notices of one visitor


class Notices:
    """The notices that each visitor is shown once. Bounded: the visitor with the oldest notice is forgotten first."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._of: OrderedDict[str, dict[str, object]] = OrderedDict()

    def leave(self, visitor: str, name: str, value: object) -> None:
        """Keep a notice until it is taken; a newer one of the same name replaces it."""
        with self._turn:
            left = self._of.setdefault(visitor, {})
            left[name] = value
            self._of.move_to_end(visitor)
            while len(left) > MOST_EACH:
                del left[next(iter(left))]
            while len(self._of) > MOST_VISITORS:
                self._of.popitem(last=False)

    def kept_until_taken(self, visitor: str, name: str, make: Callable[[], object]) -> object:
        """Return a notice, which stays until it is taken; one that is not there yet is made."""
        with self._turn:
            there = self._of.get(visitor, {}).get(name)
        if there is None:
            self.leave(visitor, name, there := make())
        return there

    def is_left(self, visitor: str, name: str) -> bool:
        """Return whether a notice waits to be taken."""
        with self._turn:
            return name in self._of.get(visitor, {})

    def take(self, visitor: str, name: str) -> object:
        """Return the notice and forget it; None if there is none."""
        with self._turn:
            left = self._of.get(visitor, {})
            value = left.pop(name, None)
            if not left:
                self._of.pop(visitor, None)
            return value


def kept_until_taken(name: str, make: Callable[[], object]) -> object:
    """Return a notice of this visitor that stays until it is taken; one that is not there yet is made."""
    kept, visitor = services().notices, session.get("visitor")
    return kept.kept_until_taken(visitor, name, make) if kept and visitor else make()


def leave(name: str, value: object = True) -> None:
    """Leave a notice for the next page of this visitor. Where nobody is admitted, nothing is kept."""
    kept, visitor = services().notices, session.get("visitor")
    if kept and visitor:
        kept.leave(visitor, name, value)


def leave_for(visitor: str, name: str, value: object = True) -> None:
    """Leave a notice for the next page of another visitor."""
    if kept := services().notices:
        kept.leave(visitor, name, value)


def is_left(name: str) -> bool:
    """Return whether a notice of this visitor waits to be taken."""
    kept, visitor = services().notices, session.get("visitor")
    return bool(kept and visitor and kept.is_left(visitor, name))


def take(name: str) -> object:
    """Return the value of a notice of this visitor once, then None."""
    kept, visitor = services().notices, session.get("visitor")
    return kept.take(visitor, name) if kept and visitor else None


def install(app: Flask) -> None:
    """Give the application its notices, and its templates `notice(name)`, which takes one."""
    services_of(app).notices = Notices()
    app.jinja_env.globals["notice"] = take
