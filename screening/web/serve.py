"""The laptop server: one process with a few threads, on loopback, with its own warm printing process."""

import resource
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask

from screening.casework import Desk, Rules
from screening.content import Content
from screening.printing import Printer
from screening.settings import LOOPBACK, TRAINING, Settings
from screening.storage import open_store
from screening.storage.running import AlreadyRunning, alone, only_server
from screening.web import keeper, start_token
from screening.web.app import create_app
from screening.web.gate import admitted
from screening.web.heads import Judged
from screening.web.only_quick import create_quick_app
from screening.web.server import MOST_CONNECTIONS, MOST_OF_ONE_ADDRESS, Application, server_of

if TYPE_CHECKING:
    from screening.casework.practice import PracticeDesk

WAITING_CONNECTIONS = 1024


class PortTaken(OSError):
    """Another program listens on the port; the message is one sentence."""


def made(settings: Settings, content: Content, printer: Printer, *, owns_database: bool = False) -> Flask:
    """The application over a store of its own. Only the one that owns the database clears what nobody can open."""
    training = settings.realm == TRAINING
    desk = _practice_desk(settings, content) if training else _desk(settings, content)
    if owns_database:
        desk.retention.erase_unreadable()
    desk.retention.erase_overdue()
    app = create_app(settings, desk, printer, run=secrets.token_urlsafe(8))
    if not training:
        app.extensions["rozpoznaj"]["keeper"] = keeper.start(desk)
    return app


def _practice_desk(settings: Settings, content: Content) -> "PracticeDesk":
    """The desk of the training realm; it knows the browser session that asks by its cookie."""
    from screening.casework.practice import PracticeDesk
    from screening.web.training.access import whose

    return PracticeDesk(open_store(settings), content, whose)


def _desk(settings: Settings, content: Content) -> Desk:
    """The desk of the real realm, with the institution's rules."""
    rules = Rules(timedelta(minutes=settings.idle_minutes), timedelta(days=settings.finished_days))
    return Desk(open_store(settings), content, rules=rules, whose=admitted)


def _in_url(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _addresses(settings: Settings) -> tuple[str, ...]:
    """Where to listen: for a class, on this machine as well, for the trainer."""
    return (LOOPBACK[0], settings.listen) if settings.plain_http else (settings.listen,)


def _listening(address: str, port: int) -> socket.socket:
    """A socket that listens on this address. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(WAITING_CONNECTIONS)
    except OSError as problem:
        made.close()
        raise PortTaken(
            f"Port {port} on {address} cannot be used ({problem.strerror}). "
            "Close the other program, or choose another port with --port."
        ) from problem
    return made


@contextmanager
def sockets(settings: Settings) -> Iterator[list[socket.socket]]:
    """Sockets that listen wherever these settings say. Raises PortTaken."""
    with ExitStack() as opened:
        yield [opened.enter_context(_listening(each, settings.port)) for each in _addresses(settings)]


def _open(settings: Settings, address: str, *, open_browser: bool, running: bool) -> None:
    link = f"{address}start/{start_token.issue(settings.data)}"
    mark = "Rozpoznaj ĆWICZENIE" if settings.realm == TRAINING else "Rozpoznaj"
    print(f"{mark}: {link}", flush=True)
    print("Link działa raz, przez 60 sekund / the link works once, for 60 seconds. Ctrl+C: koniec / stop", flush=True)
    if open_browser and running:
        webbrowser.open(link)
    elif open_browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()


def _of_one_address(settings: Settings, listening: socket.socket) -> int:
    """How many connections one address may hold: few of the network of a class, all of this machine."""
    in_the_network = settings.plain_http and listening.getsockname()[0] == settings.listen
    return MOST_OF_ONE_ADDRESS if in_the_network else MOST_CONNECTIONS


def serve_on(settings: Settings, application: Application, listening: Sequence[socket.socket]) -> None:
    """Serve an application on these sockets until the program is asked to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = server_of(application, listening, most_of_one_address=lambda each: _of_one_address(settings, each))
    server.run()


def run_quick(settings: Settings, content: Content) -> None:
    """Serve the quick check alone until stopped: no store, no key, no folder. Raises PortTaken."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with sockets(settings) as listening, _printer() as printer:
        print(
            f"Rozpoznaj, tylko szybkie sprawdzenie / quick check only: http://{settings.listen}:{settings.port}/quick/",
            flush=True,
        )
        serve_on(settings, Judged(create_quick_app(settings, content, printer)), listening)


@contextmanager
def _printer() -> Iterator[Printer]:
    """A printing process that warms up meanwhile."""
    printer = Printer()
    printer.start()
    try:
        yield printer
    finally:
        printer.close()


def run(settings: Settings, content: Content, *, open_browser: bool) -> None:
    """Serve until stopped; where it runs already, only open another link to it.

    Raises PortTaken, and storage's StoreError before anything listens.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    address = f"http://{_in_url(_addresses(settings)[0])}:{settings.port}/"
    try:
        with alone(settings.data, address), only_server(settings) as sure, sockets(settings) as listening:
            open_store(settings).close()
            with _printer() as printer:
                _open(settings, address, open_browser=open_browser, running=False)
                serve_on(settings, Judged(made(settings, content, printer, owns_database=sure)), listening)
    except AlreadyRunning as running:
        _open(settings, running.address, open_browser=open_browser, running=True)
