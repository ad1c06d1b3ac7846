"""Measuring: medians of interleaved pairs, and a browser-like client on one kept connection."""

import http.client
import re
import time
from collections.abc import Callable
from statistics import median
from urllib.parse import urlencode


def paired(first: Callable[[], object], second: Callable[[], object], *, rounds: int) -> tuple[float, float, float]:
    """Median seconds of both, and the median of their ratios; the order is swapped each round."""
    ours, theirs = [], []
    for number in range(rounds):
        for call, times in ((first, ours), (second, theirs))[:: 1 if number % 2 else -1]:
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
    return median(ours), median(theirs), median(a / b for a, b in zip(ours, theirs, strict=True))


class Client:
    """One kept connection with cookies; fills in a page's form as a browser would."""

    def __init__(self, port: int, host: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.host = host or f"127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}

    def request(self, method: str, path: str, fields: list[tuple[str, str]] | None = None) -> tuple[int, str, str]:
        """Status, location and body of an answer."""
        headers = {"Host": self.host, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._sent(method, path, body, headers)
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text

    def _sent(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """An answer, over a new connection if the server has closed the kept one in the meantime."""
        try:
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            self.connection.close()
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()

    def get(self, path: str) -> str:
        """The page at a path."""
        return self.request("GET", path)[2]


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of the page's own form."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)[-1]


def step_fields(page: str, *, turn: int) -> list[tuple[str, str]]:
    """The fields of a page of indicators; every turn answers differently, so that fresh bytes are written."""
    codes = ("yes", "no", "unclear", "declined")
    names = sorted(set(re.findall(r'name="(answer\.[a-z_]+)"', page)))
    return [
        ("csrf_token", hidden(page, "csrf_token")),
        ("revision", hidden(page, "revision")),
        *((name, codes[(turn + number) % 4]) for number, name in enumerate(names)),
        ("_end", "1"),
    ]
