"""`python -m tests.pictures`: the pictures of README, and every page and paper in `build/pictures`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.journeys.conftest import CHROMIUM, FLAGS, enter, patient
from tests.journeys.served import Served
from tests.pictures import readme, routes
from tests.pictures.album import WIDTHS, Album
from tests.pictures.papers import take_papers
from tests.pictures.reached import ADDRESSES, not_reached

FOLDER = Path(__file__).parents[2] / "build" / "pictures"


@contextmanager
def running(browser: Browser, folder: Path, **settings: str) -> Iterator[tuple[Page, Served]]:
    """A running program with an empty folder, and a browser that was never there."""
    served = Served(folder, **settings)
    context = browser.new_context(base_url=served.address, viewport=WIDTHS["desktop"])  # type: ignore[arg-type]
    try:
        yield context.new_page(), served
    finally:
        context.close()
        served.stop()


@contextmanager
def chromium(driver: Playwright) -> Iterator[Browser]:
    """A browser that waits as long as a busy machine needs."""
    browser = patient(driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS))
    try:
        yield browser
    finally:
        browser.close()


def take_everything(browser: Browser, album: Album, folder: Path) -> None:
    """Take every page and every paper."""
    with running(browser, folder / "kept") as (page, served):
        passphrase = routes.entrance(page, served, album)
        routes.cases(page, folder, passphrase, album)
        routes.quick(browser, served, album)
    with running(browser, folder / "training", realm="training") as (page, served):
        routes.practice(page, served, album)
    take_papers(album)


def take_for_readme(browser: Browser, folder: Path) -> None:
    """Take the pictures of README and of the guides."""
    with running(browser, folder / "nothing") as (page, served):
        enter(page, served)
        readme.take(page, folder)


def main() -> int:
    """Take the pictures, and name every page that none of them shows."""
    album = Album(FOLDER, ADDRESSES)
    with TemporaryDirectory() as name, sync_playwright() as driver, chromium(driver) as browser:
        take_for_readme(browser, Path(name))
        take_everything(browser, album, Path(name))
    print(f"{len(album.shown)} pages and papers: {album.write_index()}")
    missing = not_reached(album.endpoints)
    for endpoint in missing:
        print(f"No picture shows {endpoint}.", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
