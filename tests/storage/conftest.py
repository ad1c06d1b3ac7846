"""A store on a real SQLite file."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screening.storage import Store
from tests.storage.opening import open_quick

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=72)
WHEN = {"edition": "2026.1", "now": NOW, "erase_after": LATER}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "real"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_quick(tmp_path)
    yield opened
    opened.close()
