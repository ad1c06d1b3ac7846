"""A real server in a process of its own, and Debian's Chromium."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.engines.engines import PAGES, examined
from tests.journeys import arriving
from tests.journeys.served import Served
from tests.patience import BROWSER_MS

expect.set_options(timeout=BROWSER_MS)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Chromium draws two hidden pages of its own with each window, for the list below its address bar: half of what a window
# costs here. It takes the last list of this kind alone, so what Playwright switches off is said again.
SWITCHED_OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable"),
    *("LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying"),
    *("AimEnabled", "PreconnectToSearch"),
)
FLAGS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def follow(page: Page, served: Served) -> None:
    """Open a start link, and wait until its page has led on."""
    page.goto(served.link())
    page.wait_for_url(lambda url: "/start" not in url)


def enter(page: Page, served: Served) -> None:
    """Come in by a start link in the browser, with the lock open: nothing is kept."""
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
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose lock may be shut: whoever comes in opens it."""
    running = Served(tmp_path_factory.mktemp("own"))
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
    arriving.enter(page, served)
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
