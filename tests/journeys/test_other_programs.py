"""What other programs of this machine leave in a browser, or ask of it, never meets the cases.

Three programs: one that used the port before and between two starts, one on another port, one at [::1] of this port.
"""

import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Playwright

from tests.journeys.conftest import CHROMIUM, FLAGS
from tests.journeys.firefox import MarionetteException, firefox
from tests.journeys.served import Served, free_port
from tests.patience import BROWSER_MS, until

REGISTER = """<!doctype html><title>other</title><script>
navigator.serviceWorker.register("/sw.js", {scope: "/"}).then(() => navigator.serviceWorker.ready).then(
  () => fetch("/static/script.js")).then(() => { document.title = "left behind"; });
</script>"""
WORKER = """addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(fetch(event.request).then(async (answer) => {
  const cache = await caches.open("rogue"); await cache.put("/seen", new Response("seen")); return answer; })));"""
POISON = 'document.title = "POISONED";'
FOUND = """return Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(([kept, workers]) => [
  document.title, navigator.serviceWorker.controller === null, kept.join(), workers.length]);"""


class OtherProgram:
    """A web server of somebody else on this machine; it keeps what it was sent."""

    def __init__(self, port: int) -> None:
        seen: list[tuple[str, str, str]] = []

        class Site(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append((self.headers.get("Host", ""), self.path, self.headers.get("Cookie", "")))
                kind, body = {
                    "/sw.js": ("text/javascript", WORKER),
                    "/static/script.js": ("text/javascript", POISON),
                }.get(self.path.partition("?")[0], ("text/html", REGISTER))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Cache-Control", "max-age=31536000")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.seen = seen
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Site)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def other_program(port: int) -> Iterator[OtherProgram]:
    made = OtherProgram(port)
    try:
        yield made
    finally:
        made.stop()


class Tab:
    """One tab of a browser whose profile lasts."""

    def __init__(self, goto: Callable[[str], object], run: Callable[[str], object], click: Callable[[str], object]):
        self.goto, self.run, self.click = goto, run, click

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait; a page that changes meanwhile is looked at again."""

        def seen() -> bool:
            try:
                return holds()
            except (BrowserError, MarionetteException):
                return False

        until(seen, what)

    def left_behind(self, address: str) -> None:
        """Visit the other program until its worker rules the page."""
        self.goto(address)
        self.until(lambda: self.run("return document.title") == "left behind", "the other program has left its worker")

    def enter(self, served: Served) -> None:
        """Come in by a start link, open the lock, and look at a page of the cases."""
        self.goto(served.link())
        self.until(lambda: self.run("return location.pathname") == "/", "the start link has led on")
        self.goto(f"{served.address}/cases/")
        self.click("form[action='/keep-nothing'] button")
        self.until(lambda: self.run("return location.pathname") == "/cases/", "the lock is open")
        self.goto(f"{served.address}/cases/")


@pytest.fixture(params=["Chromium", pytest.param("Firefox", marks=pytest.mark.rest)])
def tab(request: pytest.FixtureRequest, playwright: Playwright, tmp_path: Path) -> Iterator[Tab]:
    if request.param == "Firefox":
        with firefox(tmp_path / "profile") as fox:
            yield Tab(fox.goto, fox.run, fox.press)
        return
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=CHROMIUM, args=FLAGS, headless=True
    )
    page = context.new_page()
    page.set_default_timeout(BROWSER_MS)
    yield Tab(page.goto, lambda body: page.evaluate(f"() => {{ {body} }}"), lambda at: page.locator(at).click())
    context.close()


def _meets_nobody(tab: Tab) -> None:
    title, uncontrolled, kept, workers = tab.run(FOUND)
    assert "POISONED" not in title and title.endswith("Rozpoznaj")
    assert uncontrolled and "rogue" not in kept and workers == 0


@pytest.mark.rest
def test_neither_worker_nor_cache_of_a_program_that_used_the_port_meets_the_cases(tab, tmp_path):
    port = free_port()
    with other_program(port) as before:
        tab.left_behind(f"http://127.0.0.1:{port}/")
        assert before.seen
    first = Served(tmp_path / "data", port=str(port))
    try:
        tab.enter(first)
        _meets_nobody(tab)
        name_before = first.host
    finally:
        first.stop()
    with other_program(port) as between:
        tab.left_behind(f"http://{name_before}/")
        assert {host for host, *_ in between.seen} == {name_before}
    second = Served(tmp_path / "data", port=str(port))
    try:
        assert second.host != name_before
        tab.enter(second)
        _meets_nobody(tab)
    finally:
        second.stop()


@pytest.mark.rest
def test_a_program_on_another_port_is_given_no_cookie(tab, tmp_path):
    served = Served(tmp_path / "data")
    try:
        tab.enter(served)
        with other_program(free_port()) as other:
            port = other.server.server_port
            for host in ("127.0.0.1", "localhost", "other.localhost"):
                tab.goto(f"http://{host}:{port}/")
                tab.goto(f"http://{host}:{port}/again")
            assert len(other.seen) >= 6 and {cookie for *_, cookie in other.seen} == {""}
        tab.goto(f"{served.address}/cases/")
        _meets_nobody(tab)
    finally:
        served.stop()


def test_no_program_can_take_the_other_loopback_address_of_the_port(served):
    for family, address in ((socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.1"), (socket.AF_INET, "0.0.0.0")):  # noqa: S104
        with socket.socket(family) as other, pytest.raises(OSError, match="in use"):
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind((address, served.port))
            other.listen()
