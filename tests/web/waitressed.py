"""The real server in a thread of the test, and raw connections to it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from waitress import wasyncore

from screening.web.http.connections import MOST_CONNECTIONS, JudgingApplication, Listener, Most, everybody, server_of
from tests.patience import SECONDS


@contextmanager
def fronted(
    application: JudgingApplication,
    *,
    most: int = MOST_CONNECTIONS,
    in_all: int = MOST_CONNECTIONS,
    may_connect: Callable[[Any, Any], bool] = everybody,
) -> Iterator[int]:
    """The port of a server of this application on 127.0.0.1."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listening:
        server = server_of(application, [listening], most=lambda _: Most(in_all, most), may_connect=may_connect)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listener = next(each for each in server.map.values() if isinstance(each, Listener))
            listener.trigger.pull_trigger(lambda: wasyncore.close_all(server.map))
            thread.join(SECONDS)
            server.task_dispatcher.shutdown()
            assert not thread.is_alive()


def connected(port: int, source: str = "127.0.0.1") -> socket.socket:
    """A connection from an address of this machine."""
    return socket.create_connection(("127.0.0.1", port), SECONDS, source_address=(source, 0))


def head(method: str, path: str, *lines: str, host: str = "127.0.0.1") -> bytes:
    """The head of a request."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", "")).encode()


def form(length: int) -> tuple[str, str]:
    """The lines of a head that announce a form of this many bytes."""
    return "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {length}"


def until_closed(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection."""
    return b"".join(iter(lambda: connection.recv(1 << 20), b""))


def asked(port: int, sent: bytes, source: str = "127.0.0.1") -> bytes:
    """The answer to what was sent over a connection of its own, which the request must let end."""
    with closing(connected(port, source)) as connection:
        connection.sendall(sent)
        return until_closed(connection)


def page(port: int, path: str = "/quick/", source: str = "127.0.0.1") -> bytes:
    """The answer to one ordinary request."""
    return asked(port, head("GET", path, "Connection: close"), source)
