"""Shared fixtures: shipped content, a clock that stands still, a desk on a real database, a real printing process."""

import gc
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples
from sqlalchemy import URL

from screening import settings
from screening.casework import CaseService
from screening.content import Content
from screening.printing import Printer
from screening.storage.database import Database
from tests.builders import CONTENT
from tests.cli.typed import Terminal
from tests.compiled import compile_once
from tests.order import ByGroup, arrange
from tests.storage.opening import open_new

examples.register_profile("on any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("on any machine")
compile_once()
gc.set_threshold(100_000, 50, 100)  # to look for garbage often was a tenth of the processor time of a run


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow groups first. Of the parameters of a test marked `sampled(n)` all but n, always the same, are `rest`."""
    arrange(items)
    groups = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sampled") and not item.get_closest_marker("full"):
            groups[item.nodeid.partition("[")[0]].append(item)
    for name, group in groups.items():
        wanted = group[0].get_closest_marker("sampled").args[0]
        for item in Random(name).sample(group, max(len(group) - wanted, 0)):
            item.add_marker("rest")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByGroup:
    """Several processes take whole groups, so that what a group prepares is prepared once."""
    return ByGroup(config, log)


def pytest_collection_finish() -> None:
    """Never look for garbage among what was imported and collected."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture(scope="module", autouse=True)
def every_database_is_closed() -> Iterator[None]:
    """A test that leaves a database open fails here, with its file: Python 3.13 tells it of some later test."""
    left: dict[int, Database] = {}
    opens, closes = Database.__init__, Database.close

    def opened(database: Database, address: URL) -> None:
        opens(database, address)
        left[id(database)] = database

    def closed(database: Database) -> None:
        closes(database)
        left.pop(id(database), None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "__init__", opened)
        patch.setattr(Database, "close", closed)
        yield
    assert [str(database.engine.url) for database in left.values()] == []


@pytest.fixture(scope="session")
def content() -> Content:
    return CONTENT


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tool_settings(tmp_path: Path) -> settings.Settings:
    return settings.load({"ROZPOZNAJ_DATA": str(tmp_path)})


@pytest.fixture
def desk(tool_settings: settings.Settings, content: Content, clock: Clock) -> Iterator[CaseService]:
    store = open_new(tool_settings)
    yield CaseService(store, content, clock, clock.running)
    store.close()


@pytest.fixture(scope="session")
def printer() -> Iterator[Printer]:
    made = Printer()
    made.start()
    yield made
    made.close()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], content: Content) -> Terminal:
    """A terminal at which commands run in this process."""
    return Terminal(monkeypatch, capfdbinary, content)
