"""Every page that the pictures show, held against four engines and against what people need to read and press it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.engines.engines import examine
from tests.engines.readable import unreadable
from tests.journeys.walk import resize
from tests.pictures.__main__ import chromium, tour_everything
from tests.pictures.album import DESKTOP, MODES, PHONE, Mode
from tests.pictures.reached import ADDRESSES, not_reached
from tests.pictures.tour import Tour

SMALL = {"width": 320, "height": 640}


def _look_at_all(
    browser: Browser, folder: Path, mode: Mode, sizes: tuple[dict[str, int], ...], look: Callable[[Page], list[str]]
) -> None:
    """Look at every page at these sizes; fail if a page was not reached or anything was found."""
    faults: list[str] = []

    def take(page: Page, name: str) -> None:
        for size in sizes:
            resize(page, size)
            faults.extend(f"{name}, {size['width']} px: {each}" for each in look(page))
        resize(page, DESKTOP)

    tour = Tour(ADDRESSES, take)
    tour_everything(browser, tour, folder, mode)
    assert not_reached(tour.endpoints) == []
    assert not faults, "\n".join(faults)


@pytest.mark.full
def test_no_engine_finds_anything_on_any_page(browser, tmp_path):
    def engines(page: Page) -> list[str]:
        faults: list[str] = []
        examine(page, faults)
        return faults

    _look_at_all(browser, tmp_path, MODES["usual"], (DESKTOP,), engines)


@pytest.mark.full
def test_at_400_percent_every_page_can_be_read_and_pressed(browser, tmp_path):
    _look_at_all(browser, tmp_path, MODES["zoom-400"], (SMALL,), unreadable)


@pytest.mark.full
def test_with_text_twice_as_large_no_page_is_cut(playwright: Playwright, tmp_path):
    mode = MODES["text-200"]
    with chromium(playwright, *mode.flags) as browser:
        _look_at_all(browser, tmp_path, mode, (PHONE, DESKTOP), unreadable)
