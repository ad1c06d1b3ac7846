"""A real server in a process of its own, and Debian's Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from screening.web.access import start_link
from screening.web.access.origin import name_in
from tests.engines.engines import PAGES, examined
from tests.patience import BROWSER_MS, SECONDS, until

expect.set_options(timeout=BROWSER_MS)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `screening serve` with these settings; `stop` ends it, by its own process id."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.port = int(settings.get("port", 0)) or free_port()
        chosen = {"data": str(data), "port": str(self.port), **settings}
        environment = {**os.environ, **{f"ROZPOZNAJ_{name.upper()}": value for name, value in chosen.items()}}
        self.data = data / settings.get("realm", "real")
        self.public = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [Path(sys.executable).parent / "screening", "serve", "--no-browser"],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        until(self._answers, "the server answers")
        self.host = f"{name_in(self.data)}:{self.port}"
        self.address = f"http://{self.host}"

    def _answers(self) -> bool:
        assert self.process.poll() is None, "the server ended at once"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)) as asked:
            try:
                asked.request("GET", "/static/style.css")
                return asked.getresponse().status == 200
            except OSError:
                return False

    def link(self) -> str:
        return f"{self.address}/start/{start_link.issue(self.data)}"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(SECONDS)


def follow(page: Page, served: Served) -> None:
    """Open a start link, and wait until its page has led on."""
    page.goto(served.link())
    page.wait_for_url(lambda url: "/start" not in url)


def enter(page: Page, served: Served) -> None:
    """Come in by a start link, with the lock open: nothing is kept."""
    follow(page, served)
    page.goto("/cases/")
    if page.url.endswith("/set-up"):
        page.locator("form[action='/keep-nothing'] button").click()
        served.word = page.locator("main .notice b").inner_text()
    elif page.locator("form[action='/unlock']").count():
        page.locator("input[name=passphrase]").fill(served.word)
        page.locator("form[action='/unlock'] button").click()
        page.wait_for_url(lambda url: not url.endswith("/unlock"))
    page.goto("/")


def set_up(page: Page, served: Served) -> tuple[str, str]:
    """Come in by a start link and choose the passphrase that is offered; gives it and the recovery kit."""
    follow(page, served)
    page.goto("/cases/")
    offered = page.locator("output").inner_text()
    for name in ("passphrase", "again"):
        page.locator(f"input[name={name}]").fill(offered)
    page.locator("form[action='/set-up'] button").click()
    kit = page.locator(".kit").inner_text()
    page.locator("textarea[name=kit]").fill(kit.lower())
    page.locator("form[action='/kit'] button").click()
    page.wait_for_url("**/cases/")
    return offered, kit


def patient(browser: Browser) -> Browser:
    """Return the browser; its contexts wait as long as a busy machine may need, twice as long as the driver would."""
    unbounded = browser.new_context

    def new_context(**how: object) -> BrowserContext:
        context = unbounded(**how)
        context.set_default_timeout(BROWSER_MS)
        return context

    browser.new_context = new_context  # type: ignore[method-assign]
    return browser


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many pages were examined in this process, and how often by each engine."""
    if examined:
        of_each = ", ".join(f"{name} {number}" for name, number in examined.items() if name != PAGES)
        terminalreporter.write_line(f"examined {examined[PAGES]} pages (at a width, closed or open: once): {of_each}")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = Served(tmp_path_factory.mktemp("data"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    assert CHROMIUM, "Chromium is missing: apt-get install chromium"
    opened = patient(playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS))
    yield opened
    opened.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context(base_url=served.address, accept_downloads=True)
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    enter(page, served)
    yield page
    context.close()
    assert not [each for each in errors if "status of 4" not in each], errors


@pytest.fixture(scope="session")
def hotspot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A training process for a class, as `make class` starts it."""
    from tests.journeys.classes import class_settings

    running = Served(tmp_path_factory.mktemp("class"), **class_settings())
    yield running
    running.stop()


@pytest.fixture(scope="session")
def class_browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that reaches the class under a name of its own."""
    from tests.journeys.classes import browser_of_a_class

    opened = browser_of_a_class(playwright)
    yield opened
    opened.close()
