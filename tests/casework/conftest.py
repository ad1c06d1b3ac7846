"""A desk whose lock is open."""

import pytest


@pytest.fixture
def open_desk(desk):
    desk.lock.keep_nothing("tests")
    return desk
