"""Shared fixtures: shipped content, a clock that stands still, a desk on a real database, a real printing process."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import has_request_context, session
from hypothesis import HealthCheck
from hypothesis import settings as examples

from screening import settings
from screening.casework import Desk
from screening.content import Content, load
from screening.printing import Printer
from screening.storage import open_store
from screening.storage.database import FILE, Database, sqlite_at
from screening.storage.migrating import migrate
from tests.storage.opening import QUICK

examples.register_profile("on any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("on any machine")


class Clock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        self.ran = 0.0

    def __call__(self) -> datetime:
        return self.time

    def running(self) -> float:
        return self.ran

    def advance(self, **time: float) -> None:
        self.time += timedelta(**time)
        self.ran += timedelta(**time).total_seconds()

    def set_wrong(self, **time: float) -> None:
        self.time += timedelta(**time)


@pytest.fixture(scope="session")
def content() -> Content:
    return load(settings.folder("indicators"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tool_settings(tmp_path: Path) -> settings.Settings:
    return settings.load({"ROZPOZNAJ_DATA": str(tmp_path)})


def browser() -> str:
    """The browser session that asks, where a test has one."""
    return str(session.get("visitor", "")) if has_request_context() else ""


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with tables and no row, made once: making them is most of what a new desk costs."""
    path = tmp_path_factory.mktemp("tables") / FILE
    database = Database(sqlite_at(path))
    migrate(database)
    database.close()
    return path


@pytest.fixture
def desk(tool_settings: settings.Settings, content: Content, clock: Clock, tables: Path) -> Iterator[Desk]:
    tool_settings.data.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(tables, tool_settings.data / FILE)
    store = open_store(tool_settings, QUICK)
    yield Desk(store, content, clock, clock.running, whose=browser)
    store.close()


@pytest.fixture(scope="session")
def printer() -> Iterator[Printer]:
    made = Printer()
    made.start()
    yield made
    made.close()
