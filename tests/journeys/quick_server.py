"""The quick check alone, served from a thread of the test, so that its content and its recordings can be the test's."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


class Running:
    """A server whose application can be exchanged, as an update does; it counts what it sends."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.sent: list[tuple[str, int]] = []
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=_Quiet)
        self.address = f"http://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _answer(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        head: list[str] = []

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            head.extend([status, *(f"{name}: {value}\r\n" for name, value in headers)])
            return start(status, headers, *more)

        answer = self.app(environ, begin)
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        self.sent.append((environ["PATH_INFO"], len("".join(head)) + len(body)))
        return [body]

    def stop(self) -> None:
        """End the server and its thread."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def running(app: Flask) -> Iterator[Running]:
    """A server for as long as the test needs it."""
    made = Running(app)
    try:
        yield made
    finally:
        made.stop()
