"""Which endpoints show a page, and which of them no picture shows."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.routing import Map

from tests.builders import CONTENT
from tests.conftest import Clock
from tests.web.classes import Training

WITHOUT = {
    "static": "a file",
    "account.arrived": "leads on at once",
    "account.enter": "leads on at once",
    "account.clock_page": "only while the clock is in doubt",
    "account.kit": "holds a key",
    "account.locked": "the page of the lock is taken by its address",
    "cases.between": "the page between of the person's screen, as in the quick check",
    "cases.damaged": "only for a row that is damaged",
    "cases.file_expected": "the page of the three ways into a referral",
    "cases.lend": "the person's screen, as in the quick check",
    "cases.resume": "leads on at once",
    "quick.data": "data for the script",
    "quick.entry_again": "leads on at once",
    "quick.hard_situations": "data for the worker",
    "quick.home_again": "leads on at once",
    "quick.manifest": "data for the browser",
    "quick.script": "a script",
    "quick.sheets": "data for the worker",
    "quick.spoken": "data for the script",
    "quick.voice": "a recording",
    "quick.worker": "a script",
    "room.state": "data for the script",
    "training.class_state": "data for the script",
    "training.picture_code": "a picture within a page",
}
"""Endpoints that answer GET and have no picture of their own, each with the reason."""


def _addresses() -> Map:
    with TemporaryDirectory() as name:
        training = Training(Path(name), CONTENT, None, Clock())  # type: ignore[arg-type]
        try:
            return training.app.url_map
        finally:
            training.close()


ADDRESSES = _addresses()


def not_reached(shown: Iterable[str]) -> list[str]:
    """Return the endpoints that show a page and are neither among those shown nor excused, by name."""
    pages = {rule.endpoint for rule in ADDRESSES.iter_rules() if "GET" in (rule.methods or ())}
    return sorted(pages - set(shown) - WITHOUT.keys())
