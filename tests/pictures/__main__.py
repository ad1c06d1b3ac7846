"""`python -m tests.pictures`: the pictures of README, and every page and paper in `build/pictures`.

With the name of a mode (`python -m tests.pictures forced-colours`): every page in that mode, in a folder of its own.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.journeys.conftest import CHROMIUM, FLAGS, enter, patient
from tests.journeys.served import Served
from tests.pictures import readme, routes
from tests.pictures.album import DESKTOP, MODES, Album, Mode
from tests.pictures.papers import take_papers
from tests.pictures.reached import ADDRESSES, not_reached
from tests.pictures.tour import Tour

FOLDER = Path(__file__).parents[2] / "build" / "pictures"
USUAL = "usual"


@contextmanager
def running(
    browser: Browser, folder: Path, mode: Mode = MODES[USUAL], **settings: str
) -> Iterator[tuple[Page, Served]]:
    """A running program with an empty folder, and a browser that was never there."""
    served = Served(folder, **settings)
    context = browser.new_context(base_url=served.address, viewport=DESKTOP, **mode.context)  # type: ignore[arg-type]
    try:
        yield context.new_page(), served
    finally:
        context.close()
        served.stop()


@contextmanager
def chromium(driver: Playwright, *flags: str) -> Iterator[Browser]:
    """A browser that waits as long as a busy machine needs."""
    browser = patient(driver.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags]))
    try:
        yield browser
    finally:
        browser.close()


def tour_everything(browser: Browser, tour: Tour, folder: Path, mode: Mode = MODES[USUAL]) -> None:
    """Look at every page."""
    with running(browser, folder / "kept", mode) as (page, served):
        passphrase = routes.entrance(page, served, tour)
        routes.cases(page, folder, passphrase, tour)
        routes.quick(browser, served, tour, **mode.context)
    with running(browser, folder / "training", mode, realm="training") as (page, served):
        routes.practice(page, served, tour)


def take_for_readme(browser: Browser, folder: Path) -> None:
    """Take the pictures of README and of the guides."""
    with running(browser, folder / "nothing") as (page, served):
        enter(page, served)
        readme.take(page, folder)


def main() -> int:
    """Take the pictures, and name every page that none of them shows."""
    asked = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    asked.add_argument("mode", nargs="?", choices=MODES, default=USUAL)
    name = asked.parse_args().mode
    mode, is_usual = MODES[name], name == USUAL
    album = Album(FOLDER if is_usual else FOLDER.with_name(f"pictures-{name}"), mode.widths)
    tour = Tour(ADDRESSES, album.show)
    with TemporaryDirectory() as folder, sync_playwright() as driver, chromium(driver, *mode.flags) as browser:
        if is_usual:
            take_for_readme(browser, Path(folder))
            take_papers(album)
        tour_everything(browser, tour, Path(folder), mode)
    print(f"{len(album.shown)} pages and papers: {album.write_index()}")
    missing = not_reached(tour.endpoints)
    for endpoint in missing:
        print(f"No picture shows {endpoint}.", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
