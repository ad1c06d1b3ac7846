"""The laptop server: one gunicorn process with a few threads, on loopback, with its own warm printing process."""

import resource
import secrets
import socket
import webbrowser
from datetime import timedelta
from threading import Timer
from typing import TYPE_CHECKING

from flask import Flask
from gunicorn.app.base import BaseApplication

from screening.casework import Desk, Rules
from screening.content import Content
from screening.printing import Printer
from screening.settings import LOOPBACK, TRAINING, Settings
from screening.storage import open_store
from screening.storage.running import AlreadyRunning, alone, only_server
from screening.web import keeper, start_token
from screening.web.app import create_app
from screening.web.gate import admitted
from screening.web.logs import ServerLogger
from screening.web.only_quick import create_quick_app

if TYPE_CHECKING:
    from screening.casework.practice import PracticeDesk

THREADS = 4
NEVER = 0  # gunicorn must not end the process that holds the keys because the machine is busy


class PortTaken(OSError):
    """Another program listens on the port; the message is one sentence."""


class Server(BaseApplication):
    """gunicorn with one process: it alone will hold the key, and its threads share one printing process."""

    def __init__(
        self, settings: Settings, content: Content, *, only_quick: bool = False, owns_database: bool = False
    ) -> None:
        self._settings = settings
        self._content = content
        self._only_quick = only_quick
        self._owns_database = owns_database
        self._run = secrets.token_urlsafe(8)
        super().__init__()

    def load_config(self) -> None:
        """Loopback, one process, no access log."""
        for name, value in {
            "bind": [f"{_in_url(each)}:{self._settings.port}" for each in _addresses(self._settings)],
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "logger_class": ServerLogger,
            "timeout": NEVER,
            "graceful_timeout": 5,
            "control_socket_disable": True,
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "secure_scheme_headers": {},
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application; the printing process is warm before the first request."""
        printer = Printer()
        printer.start()
        if self._only_quick:
            return create_quick_app(self._settings, self._content, printer)
        training = self._settings.realm == TRAINING
        desk = _practice_desk(self._settings, self._content) if training else _desk(self._settings, self._content)
        if self._owns_database:
            desk.retention.erase_unreadable()
        desk.retention.erase_overdue()
        if not training:
            keeper.start(desk)
        return create_app(self._settings, desk, printer, run=self._run)


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


def _refuse_taken_port(settings: Settings) -> None:
    for address in _addresses(settings):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, settings.port))
            except OSError as problem:
                raise PortTaken(
                    f"Port {settings.port} on {address} cannot be used ({problem.strerror}). "
                    "Close the other program, or choose another port with --port."
                ) from problem


def _open(settings: Settings, address: str, *, open_browser: bool, soon: bool) -> None:
    link = f"{address}start/{start_token.issue(settings.data)}"
    mark = "Rozpoznaj ĆWICZENIE" if settings.realm == TRAINING else "Rozpoznaj"
    print(f"{mark}: {link}", flush=True)
    print("Link działa raz, przez 60 sekund / the link works once, for 60 seconds. Ctrl+C: koniec / stop", flush=True)
    if open_browser and soon:
        Timer(1.5, webbrowser.open, (link,)).start()
    elif open_browser:
        webbrowser.open(link)


def run_quick(settings: Settings, content: Content) -> None:
    """Serve the quick check alone until stopped: no store, no key, no folder. Raises PortTaken."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _refuse_taken_port(settings)
    print(
        f"Rozpoznaj, tylko szybkie sprawdzenie / quick check only: http://{settings.listen}:{settings.port}/quick/",
        flush=True,
    )
    Server(settings, content, only_quick=True).run()


def run(settings: Settings, content: Content, *, open_browser: bool) -> None:
    """Serve until stopped; where it runs already, only open another link to it.

    Raises PortTaken, and storage's StoreError before anything listens.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    address = f"http://{_in_url(_addresses(settings)[0])}:{settings.port}/"
    try:
        with alone(settings.data, address), only_server(settings) as sure:
            _refuse_taken_port(settings)
            open_store(settings).close()
            _open(settings, address, open_browser=open_browser, soon=True)
            Server(settings, content, owns_database=sure).run()
    except AlreadyRunning as running:
        _open(settings, running.address, open_browser=open_browser, soon=False)
