"""Many telephones that join in the same moment, while one floods wrong codes and others hold idle connections.

Each comes from an address of its own of 127.0.0.0/8, as in a network; nothing leaves this machine.
"""

import asyncio
import re
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from typing import Any
from urllib.parse import urlencode

import pytest

from screening.web.http.connections import MOST_OF_ONE_ADDRESS
from screening.web.http.request_heads import Judged
from tests.patience import SECONDS
from tests.web.classes import Training
from tests.web.waitressed import connected, form, fronted, head

FLOOD, HOST = "127.0.9.9", "klasa.test"


class Telephone:
    """A browser's connection from an address: it keeps the cookie, and waits for its answers."""

    def __init__(self, port: int, address: str) -> None:
        self._port, self._address = port, address
        self._cookie = ""

    async def __aenter__(self) -> "Telephone":
        self._reader, self._writer = await asyncio.open_connection(
            "127.0.0.1", self._port, local_addr=(self._address, 0)
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
        """The status and text of an answer."""
        lines = [f"Cookie: {self._cookie}"] if self._cookie else []
        if method == "POST":
            lines += form(len(body))
        self._writer.write(head(method, path, *lines, host=HOST) + body)
        said = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"content-length: (\d+)", said, re.IGNORECASE)
        cookie = re.search(r"set-cookie: ([^;]+)", said, re.IGNORECASE)
        self._cookie = cookie[1] if cookie else self._cookie
        text = await self._reader.readexactly(int(length[1]) if length else 0)
        return int(said.split()[1]), text.decode()

    async def typed(self, code: str) -> bytes:
        """The form of the page that asks for the code, with this one."""
        await self.ask("GET", "/join")
        _, page = await self.ask("GET", "/join?came=1")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token, page
        return urlencode([("csrf_token", token[1]), ("code", code), ("_end", "1")]).encode()


def _run(made: Callable[[], Coroutine[None, None, Any]]) -> Any:
    """Return what a coroutine gives, run in a thread: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(lambda: asyncio.run(made())).result()


async def _flood(port: int, told: list[int]) -> None:
    with suppress(OSError, asyncio.IncompleteReadError):
        async with Telephone(port, FLOOD) as phone:
            wrong = await phone.typed("AAAA AAAA")
            while True:
                told.append((await phone.ask("POST", "/join", wrong))[0])


async def _join(port: int, address: str, code: str) -> tuple[int, float]:
    began = time.monotonic()
    async with Telephone(port, address) as phone:
        status, _ = await phone.ask("POST", "/join", await phone.typed(code))
    return status, time.monotonic() - began


async def _at_once(port: int, code: str, joins: int, told: list[int]) -> list[tuple[int, float]]:
    flood = [asyncio.create_task(_flood(port, told)) for _ in range(4)]
    while len(told) < 40:
        await asyncio.sleep(0.01)
    addresses = [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(joins)]
    found = await asyncio.gather(*(_join(port, each, code) for each in addresses))
    for task in flood:
        task.cancel()
    await asyncio.gather(*flood, return_exceptions=True)
    return found


@pytest.mark.parametrize(("joins", "idle"), [(40, 20), pytest.param(400, 200, marks=pytest.mark.full)])
def test_nobody_with_the_right_code_is_refused_while_one_telephone_floods_and_others_are_idle(
    training: Training, joins, idle
):
    code = training.room.open()
    told: list[int] = []
    with ExitStack() as open_:
        port = open_.enter_context(fronted(Judged(training.app), most=MOST_OF_ONE_ADDRESS))
        for number in range(idle):
            open_.enter_context(closing(connected(port, f"127.0.8.{1 + number}")))
        for _ in range(2 * MOST_OF_ONE_ADDRESS):
            open_.enter_context(closing(connected(port, "127.0.9.8")))  # another that opens all it can
        found = _run(lambda: asyncio.wait_for(_at_once(port, code, joins, told), 4 * SECONDS))
    assert [status for status, _ in found] == [303] * joins
    assert len(training.room.trainees) == joins
    assert set(told) == {422, 429}
    longest = max(seconds for _, seconds in found)
    print(f"{joins} joins at once, {idle} idle: longest wait {longest:.1f} s; {len(told)} wrong codes answered")
