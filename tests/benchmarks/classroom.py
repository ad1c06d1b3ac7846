"""A class: from the press that shows the results to the results on every telephone. Only prints.

20 real browsers with the real script; 100 and 400 trainees as plain HTTP that asks at the script's pace.
"""

import asyncio
import json
import random
import re
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from screening.web.access import start_link
from tests.benchmarks.measure import Client, hidden
from tests.journeys.classes import LABOUR, NAME, TELEPHONE, browser_of_a_class, class_settings
from tests.journeys.served import Served

BROWSERS, POLLERS, AT_WORK = 20, (100, 400), 100
COOKIE = "rozpoznaj-training"
SHOWN = "<h1>Wyniki: "
AT_MOST = 60.0
OPENING = (
    [
        ("alone", "yes"),
        ("interpreter", "independent"),
        ("age", "adult"),
        ("profession", "police"),
        ("sex", "not_stated"),
    ],
    [("forms", "labour"), ("setting", "workplace"), ("citizenship", "unknown")],
)
ANSWERS = ("yes", "no", "unclear")
PAINTED = """() => performance.timeOrigin + (performance.getEntriesByName("first-contentful-paint")[0]?.startTime
    ?? performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd)"""


class Trainer:
    """The trainer's side over plain HTTP."""

    def __init__(self, served: Served) -> None:
        self.client = Client(served.port, served.host)
        self.client.get(f"/start/{start_link.issue(served.data)}")

    def act(self, what: str, *fields: tuple[str, str]) -> str:
        """Press a button of the class; gives its page afterwards."""
        page = self.client.get("/training/class")
        shown = [(name, hidden(page, name)) for name in ("csrf_token", "seen")]
        status, *_ = self.client.request("POST", f"/training/class/{what}", [*shown, *fields, ("_end", "1")])
        assert status == 303, (what, status)
        return self.client.get("/training/class")

    def open(self) -> str:
        """Open a class; gives its code."""
        found = re.search(r'<b class="code">([\w ]+)</b>', self.act("open"))
        assert found
        return found[1]

    def close(self) -> None:
        """Close the connection."""
        self.client.connection.close()


def joined(port: int, code: str) -> Client:
    """A trainee who has joined."""
    client = Client(port, f"{NAME}:{port}")
    client.get("/join")
    fields = [("csrf_token", hidden(client.get("/join?came=1"), "csrf_token")), ("code", code), ("_end", "1")]
    status, *_ = client.request("POST", "/join", fields)
    assert status == 303, status
    return client


def work(client: Client, number: int) -> None:
    """Work through the exercise, each trainee with another answer."""

    def send(address: str, fields: Sequence[tuple[str, str]]) -> str:
        page = client.get(address)
        technical = [(name, hidden(page, name)) for name in ("csrf_token", "revision")]
        not_asked = sorted(set(re.findall(r'name="(answer\.[a-z_]+)"', page)) - {name for name, _ in fields})
        rest = [(name, "not_asked") for name in not_asked]
        status, onward, _ = client.request("POST", address, [*technical, *fields, *rest, ("_end", "1")])
        assert status == 303, (address, status)
        return onward

    token = hidden(client.get("/room"), "csrf_token")
    _, address, _ = client.request("POST", "/room/begin", [("csrf_token", token), ("_end", "1")])
    for fields in OPENING:
        address = send(address, fields)
    send(address, [("answer.documents_withheld", ANSWERS[number % 3]), ("answer.debt_bondage", ANSWERS[number % 2])])
    client.request("POST", "/room/finish", [("csrf_token", token), ("_end", "1")])
    client.connection.close()


def a_class(trainer: Trainer, port: int, number: int) -> list[Client]:
    """A class of so many with an exercise released; up to a hundred have worked through it."""
    code = trainer.open()
    clients = [joined(port, code) for _ in range(number)]
    trainer.act("release", ("exercise", LABOUR))
    for place, client in enumerate(clients[:AT_WORK]):
        work(client, place)
    return clients


def in_browsers(browser: Browser, served: Served, number: int = BROWSERS) -> list[float]:
    """Seconds from the press to the painted results, of every browser."""
    trainer = Trainer(served)
    clients = a_class(trainer, served.port, number)
    pages = []
    for client in clients:
        context = browser.new_context(base_url=f"http://{NAME}:{served.port}", viewport=TELEPHONE)
        context.add_cookies([{"name": COOKIE, "value": client.cookies[COOKIE], "url": f"http://{NAME}:{served.port}"}])
        page = context.new_page()
        page.goto("/room")
        pages.append(page)
    pages[0].wait_for_timeout(3000)
    pressed = time.time()
    trainer.act("show")
    trainer.close()
    for page in pages:
        page.get_by_role("heading", name="Wyniki: ", level=1).wait_for()
    seconds = [page.evaluate(PAINTED) / 1000 - pressed for page in pages]
    for page in pages:
        page.context.close()
    return seconds


class Poller:
    """A trainee's page without its browser: asks as the script does, and loads the page when the class goes on."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.seen = 0.0

    async def _ask(self, path: str, tag: str = "") -> tuple[int, dict[str, str], bytes]:
        head = f"GET {path} HTTP/1.1\r\nHost: {NAME}:{self._port}\r\nCookie: {COOKIE}={self._cookie}\r\n"
        head += f"If-None-Match: {tag}\r\n\r\n" if tag else "\r\n"
        for _ in range(2):
            try:
                if self._streams is None:
                    self._streams = await asyncio.open_connection("127.0.0.1", self._port)
                reader, writer = self._streams
                writer.write(head.encode())
                lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
            except (OSError, asyncio.IncompleteReadError):
                self.leave()  # the server closes a connection that was silent for a while; a browser opens another
                continue
            if headers.get("connection") == "close":
                self.leave()
            return int(lines[0].split()[1]), headers, body
        raise ConnectionError(path)

    def leave(self) -> None:
        """Close the connection."""
        if self._streams:
            self._streams[1].close()
        self._streams = None

    async def watch(self) -> None:
        """Ask until the results are there."""
        draw = random.Random(self._cookie)
        first, tag, pause = "", "", 1.0
        while not self.seen:
            status, headers, body = await self._ask("/room/state", tag)
            if status == 200:
                said = json.loads(body)
                tag, pause = headers["etag"], said["pause"] / 1000
                if first and said["key"] != first:
                    _, _, page = await self._ask("/room")
                    if SHOWN.encode() in page:
                        self.seen = time.time()
                first = said["key"]
            await asyncio.sleep(pause * (0.9 + 0.2 * draw.random()))
        self.leave()


async def _watched(trainer: Trainer, pollers: list[Poller]) -> float:
    tasks = [asyncio.create_task(poller.watch()) for poller in pollers]
    await asyncio.sleep(6)
    pressed = time.time()
    await asyncio.to_thread(trainer.act, "show")
    await asyncio.wait_for(asyncio.gather(*tasks), AT_MOST)
    return pressed


def by_polling(served: Served, number: int) -> list[float]:
    """Seconds from the press to the results, of so many trainees."""
    trainer = Trainer(served)
    clients = a_class(trainer, served.port, number)
    pollers = [Poller(served.port, client.cookies[COOKIE]) for client in clients]
    for client in clients:
        client.connection.close()
    pressed = asyncio.run(_watched(trainer, pollers))
    trainer.close()
    return [poller.seen - pressed for poller in pollers]


def _say(who: str, seconds: list[float], bounds: str = "") -> None:
    figures = f"median {median(seconds):.2f} s, worst {max(seconds):.2f} s"
    print(f"results on {len(seconds)} {who}{bounds}: {figures}", flush=True)


def run() -> None:
    """Print the figures of a class."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Served(Path(folder), **class_settings())
        browser = browser_of_a_class(playwright)
        try:
            _say("browsers", in_browsers(browser, served), " (at most 2 s and 4 s)")
        finally:
            browser.close()
            served.stop()
    for number in POLLERS:
        with tempfile.TemporaryDirectory() as folder:
            served = Served(Path(folder), **class_settings())
            try:
                _say("trainees that ask by HTTP", by_polling(served, number))
            finally:
                served.stop()


if __name__ == "__main__":
    run()
