"""The server, on waitress: a thread gets a request only when it is whole, and the head says whether a body is read.

A slow or silent client holds a connection, never a thread. Connections are bounded, in all and for one IP address.
"""

import logging
import socket
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.server import MultiSocketServer, TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher, WSGITask
from waitress.utilities import RequestHeaderFieldsTooLarge

from screening.web.http import logs
from screening.web.http.request_filter import MAX_UPLOAD
from screening.web.http.server_pages import not_understood

THREADS = 4
MOST_CONNECTIONS = 500
# waitress counts every socket of its map: connections, but also listeners, a trigger of each, and one just accepted.
ALSO_IN_THE_MAP = 20
MOST_OF_ONE_ADDRESS = 50
MOST_OF_THE_NETWORK = 400  # from the telephones of a class; the rest is for this machine
SILENT_SECONDS = 20
WHOLE_WITHIN_SECONDS = 120
LARGEST_HEAD = 64 * 1024
LARGEST_ANSWER = 64 * 1024 * 1024  # bytes; waitress would write a larger one to a file on the disk
MOST_DROPPED = 2 * MAX_UPLOAD  # bytes that are read and dropped after the last answer
LONGEST_NUMBER = 12  # digits of a Content-Length
TLS_GREETING = b"\x16"  # no request begins with it; to find the end of its first line we would wait in vain


class JudgingApplication(Protocol):
    """A WSGI application that judges a request by its head."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""

    def takes_body(self, environ: dict[str, Any]) -> bool:
        """Return whether the body of this request may come; a request without one is answered in any case."""


class JudgedRequest(HTTPRequestParser):
    """A request whose head is judged before its body is read. `body_rcv` is waitress's receiver of the body, or None.

    One that is refused reaches the application without its body, and the application answers with the refusal.
    """

    chunked: bool
    completed: bool

    def __init__(self, adj: Adjustments, channel: "Channel") -> None:
        super().__init__(adj)
        self._channel = channel

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head. Raises ParsingError, also for a body in chunks: every form of ours declares its length."""
        try:
            super().parse_header(_without_leading_blanks(header_plus))
        except ValueError as problem:
            raise ParsingError("number") from problem  # of a Content-Length that is no number
        if self.chunked or "TRANSFER_ENCODING" in self.headers:
            self.chunked, self.body_rcv = False, None
            raise TransferEncodingNotImplemented("chunks")
        if len(self.headers.get("CONTENT_LENGTH", "")) > LONGEST_NUMBER:
            raise ParsingError("length")

    def received(self, data: bytes) -> int:
        """Return how many bytes were taken. A second request, sent before the first was answered, is dropped."""
        in_head = not self.headers_finished
        taken = super().received(data)
        if in_head and self.headers_finished and not (self.error or self.empty):
            self._judge()
        if self.completed and not self.empty and taken < len(data):
            self.headers["CONNECTION"] = "close"
            return len(data)
        return int(taken)

    def _judge(self) -> None:
        """End the request with its head if it has no body, or if the application does not take the body."""
        if self.body_rcv is None:
            self.expect_continue = False
        elif not self._channel.application_takes_body(self):
            self.body_rcv, self.expect_continue, self.completed = None, False, True
            self.headers["CONNECTION"] = "close"


def _without_leading_blanks(head: bytes) -> bytes:
    """The head with no blank before a value: waitress needs a time that grows with the square of their number.

    Raises ParsingError for a value that goes on in the next line, which begins with blanks too; no browser sends one.
    """
    first, *lines = head.split(b"\r\n")
    if any(line.startswith((b" ", b"\t")) for line in lines):
        raise ParsingError("folded")
    fields = (line.partition(b":") for line in lines)
    return b"\r\n".join((first, *(name + colon + value.lstrip(b" \t") for name, colon, value in fields)))


class PlainErrorTask(ErrorTask):
    """The answer to what is no request: a page of ours, in two languages."""

    def execute(self) -> None:
        """Send the page and close the connection."""
        self.status = f"{self.request.error.code} {self.request.error.reason}"
        headers, body = not_understood()
        self.response_headers.extend(headers)
        if isinstance(self.request.error, RequestHeaderFieldsTooLarge):  # cookies of another port may fill the head
            self.response_headers.append(("Clear-Site-Data", '"cookies"'))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    """One connection. After its last answer what still comes is read and dropped, so that the client sees the answer.

    A socket that is closed over unread bytes resets the connection, and the browser then shows no page at all.
    """

    error_task_class = PlainErrorTask
    close_when_flushed: bool
    begun: float | None = None  # when the request that is not whole yet began, or the last answer was sent
    _dropped: int | None = None  # bytes since the last answer; None before it

    def parser_class(self, adj: Adjustments) -> JudgedRequest:
        """Return a new request on this connection."""
        self.begun = time.monotonic()
        return JudgedRequest(adj, self)

    def application_takes_body(self, request: JudgedRequest) -> bool:
        """Return whether the application takes the body of a request, by its head."""
        environ = WSGITask(self, request).get_environment()
        return bool(self.server.takes_body(environ))

    def received(self, data: bytes) -> bool:
        """Hand on what arrived until the last answer is sent; return whether to go on. TLS is refused at once."""
        if self.request is None and data.startswith(TLS_GREETING):
            self.will_close = True
            return False
        if self._dropped is None:
            went_on = bool(super().received(data))
            if self.request is None:
                self.begun = None
            return went_on
        self._dropped += len(data)
        self.will_close = self._dropped > MOST_DROPPED
        return False

    def handle_write(self) -> None:
        """Write; after the last answer say that it was the last, and wait until the client has read it."""
        if not self.close_when_flushed or self.will_close:
            super().handle_write()
            return
        self._flush_exception(self._flush_some)
        if self.total_outbufs_len or self.will_close:
            return
        self.close_when_flushed, self._dropped, self.begun = False, 0, time.monotonic()
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            self.will_close = True

    def handle_expt(self) -> None:
        """Close: an urgent byte came. No browser sends one, and the loop would not pause until it is read."""
        self.handle_close()

    def overdue(self) -> bool:
        """Return whether a request is on its way, or the client reads the last answer, for too long."""
        return self.begun is not None and time.monotonic() - self.begun > WHOLE_WITHIN_SECONDS


class Most(NamedTuple):
    """How many connections a listener holds in all, and of one address."""

    in_all: int = MOST_CONNECTIONS
    of_one_address: int = MOST_CONNECTIONS


class Turns:
    """The connections whose requests wait for a thread, as the queue of waitress's dispatcher.

    Each IP address has its turn, so that one with many requests keeps no other waiting.
    """

    def __init__(self) -> None:
        self._of: dict[str, deque[Channel]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def append(self, channel: Channel) -> None:
        """Add a request, as the last one of its address."""
        self._of.setdefault(channel.addr[0], deque()).append(channel)

    def popleft(self) -> Channel:
        """Return the next one: the first of the address whose turn it is. That address is the last in turn then."""
        address = next(iter(self._of))
        waiting = self._of.pop(address)
        channel = waiting.popleft()
        if waiting:
            self._of[address] = waiting
        return channel


class Listener(TcpWSGIServer):
    """A socket that listens. What `may_connect` refuses, such as another user of this machine, is closed at once."""

    channel_class = Channel

    def __init__(
        self, application: JudgingApplication, *, may_connect: Callable[[Any, Any], bool], most: Most, **named: Any
    ) -> None:
        self.takes_body = application.takes_body
        self._may_connect = may_connect
        self._most = most
        super().__init__(application, bind_socket=False, **named)

    def accept(self) -> tuple[socket.socket, Any] | None:
        """Return the next connection and the address of its other end, or None if there is none that may stay."""
        accepted: tuple[socket.socket, Any] | None = super().accept()
        if accepted is None:
            return None
        connection, peer = accepted
        taken = False
        try:
            taken = self._takes(connection, peer)
        finally:
            if not taken:
                connection.close()
        return accepted if taken else None

    def _takes(self, connection: socket.socket, peer: Any) -> bool:
        """Whether there is a place for this connection, and its other end may have it; a silent one may be closed."""
        here = list(self.active_channels.values())
        held = Counter(channel.addr[0] for channel in here)
        if not (held[peer[0]] < self._most.of_one_address and self._may_connect(connection.getsockname(), peer)):
            return False
        everywhere = [each for each in self._map.values() if isinstance(each, Channel)]
        if len(here) >= self._most.in_all < MOST_CONNECTIONS:
            return _free_one(here)  # what the network must leave free is for this machine
        if len(everywhere) >= MOST_CONNECTIONS:
            _free_one(everywhere)  # where none is silent, waitress takes no more by itself
        return True

    def handle_error(self) -> None:
        """Write down that one connection could not be taken; waitress would close the listener."""
        self.logger.error("accept", exc_info=True)

    def maintenance(self, now: float) -> None:
        """Close what was silent for too long, and what is overdue."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if not channel.requests and channel.overdue():
                channel.will_close = True


def _free_one(channels: list[Channel]) -> bool:
    """Close the connection that was silent for longest, of the address that holds the most; False if none is silent.

    A connection is silent while no request of it is whole.
    """
    held = Counter(each.addr[0] for each in channels)
    silent = [each for each in channels if not each.requests]
    if silent:
        min(silent, key=lambda each: (-held[each.addr[0]], each.last_activity)).handle_close()
    return bool(silent)


class _WithoutWords(logging.Handler):
    """Writes our own line for each message of waitress, whose words may quote a request."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write only that something happened: the class of the exception and our own frames."""
        kind, _, trace = record.exc_info if isinstance(record.exc_info, tuple) else (None, None, None)
        level = "error" if record.levelno >= logging.ERROR else "warning"
        logs.write(level, "server", error=kind.__name__ if kind else "", where=logs.frames(trace))


def _quiet() -> None:
    """Let waitress write no message of its own."""
    logger = logging.getLogger("waitress")
    logger.handlers[:], logger.propagate = [_WithoutWords(logging.WARNING)], False
    logging.getLogger("waitress.queue").disabled = True  # it warns whenever a request waits for a thread


def everybody(_: Any, __: Any) -> bool:
    """Return True: every connection may stay."""
    return True


def server_of(
    application: JudgingApplication,
    sockets: Iterable[socket.socket],
    *,
    may_connect: Callable[[Any, Any], bool] = everybody,
    most: Callable[[socket.socket], Most] = lambda _: Most(),
    threads: int = THREADS,
) -> MultiSocketServer:
    """Return a server of an application on sockets that listen already; `run` serves until SystemExit.

    `may_connect` is asked with both addresses of every new connection: ours, and that of the other end. `most` returns
    how many connections a socket holds.
    """
    _quiet()
    adj = Adjustments(
        threads=threads,
        ident=None,  # no answer names the server
        asyncore_use_poll=True,
        connection_limit=MOST_CONNECTIONS + ALSO_IN_THE_MAP,
        channel_timeout=SILENT_SECONDS,
        cleanup_interval=5,
        max_request_header_size=LARGEST_HEAD,
        max_request_body_size=10**LONGEST_NUMBER,  # each endpoint has its own bound, which is checked by the head
        inbuf_overflow=2 * MAX_UPLOAD,
        outbuf_overflow=LARGEST_ANSWER,
        outbuf_high_watermark=LARGEST_ANSWER,
        log_socket_errors=False,
    )
    dispatcher = ThreadedTaskDispatcher()
    listeners: dict[int, object] = {}
    dispatcher.queue = Turns()
    dispatcher.set_thread_count(adj.threads)
    for each in sockets:
        Listener(
            application,
            map=listeners,
            _sock=each,
            dispatcher=dispatcher,
            adj=adj,
            sockinfo=(each.family, each.type, each.proto, each.getsockname()),
            may_connect=may_connect,
            most=most(each),
        )
    return MultiSocketServer(map=listeners, adj=adj, dispatcher=dispatcher)
