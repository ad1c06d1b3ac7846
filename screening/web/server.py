"""The laptop server: one process with a few threads, on loopback, with a printing process that starts beforehand."""

import errno
import resource
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, cast

from flask import Flask

from screening.casework import CaseService, Rules
from screening.content import Content
from screening.printing import Printer
from screening.settings import LOOPBACK, TRAINING, Settings
from screening.storage import open_store
from screening.storage.instance_lock import AlreadyRunning, only_instance, only_server
from screening.web import background
from screening.web.access import origin, peer, start_link
from screening.web.access.lock_gate import holder_for
from screening.web.app import create_app, network_names
from screening.web.http.connections import MOST_OF_ONE_ADDRESS, MOST_OF_THE_NETWORK, JudgingApplication, Most, server_of
from screening.web.http.host_names import ByName
from screening.web.http.request_heads import Judged
from screening.web.quick_app import PUBLIC_NAMES, create_public_app, create_quick_app
from screening.web.services import services_of

if TYPE_CHECKING:
    from screening.casework.training.practice import PracticeService

WAITING_CONNECTIONS = 1024  # connections that the system takes before the program asks for them
IPV6 = "::1"
BOTH_LOOPBACK = ("127.0.0.1", IPV6)
NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


class PortTaken(OSError):
    """Another program listens on the port; the message is one sentence."""


class RunsElsewhere(Exception):
    """The program runs already and listens at other addresses than asked for; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Started:
    """One start: its host name, those of the starts before, and whether no other program can have its database."""

    name: str
    names_before: tuple[str, ...] = ()
    owns_database: bool = False


def made(settings: Settings, content: Content, printer: Printer, started: Started) -> tuple[Flask, ByName]:
    """Return the application with the cases, over a store that is opened here; and beside it a ByName, which calls
    this application or the public quick check, by the host name of a request. Starts the keeper of the application.

    Raises StoreError and TableFault.
    """
    training = settings.realm == TRAINING
    case_service = _practice_service(settings, content) if training else _case_service(settings, content)
    case_service.start(owns_database=started.owns_database)
    app = create_app(
        settings,
        case_service,
        printer,
        run=secrets.token_urlsafe(8),
        name=started.name,
        names_before=started.names_before,
    )
    services_of(app).keeper = background.start(case_service)
    public = create_public_app(settings, content, printer, None if training else holder_for(app))
    network = network_names(settings)
    names = (started.name, *started.names_before, *network)
    by_name = dict.fromkeys(PUBLIC_NAMES, Judged(public)) | dict.fromkeys(names, Judged(app))
    return app, ByName(by_name, settings.port, network)


def _practice_service(settings: Settings, content: Content) -> "PracticeService":
    """The case service of the training realm."""
    from screening.casework.training.practice import PracticeService, open_for_practice

    store = open_store(settings)
    open_for_practice(store, content.passphrase_words)
    return PracticeService(store, content)


def _case_service(settings: Settings, content: Content) -> CaseService:
    """The case service of the real realm, with the institution's rules."""
    rules = Rules(timedelta(minutes=settings.idle_minutes), timedelta(days=settings.finished_days))
    return CaseService(open_store(settings), content, rules=rules)


def _addresses(settings: Settings) -> tuple[str, ...]:
    """Where to listen: browsers ask both loopback addresses for a name under .localhost; a class has one more."""
    return (*BOTH_LOOPBACK, settings.listen) if settings.plain_http else BOTH_LOOPBACK


def _listening(address: str, port: int) -> socket.socket | None:
    """A socket that listens on this address; None on a machine without IPv6. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        listening = socket.socket(family)
    except OSError:
        return None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.bind((address, port))
        listening.listen(WAITING_CONNECTIONS)
    except OSError as problem:
        listening.close()
        if address == IPV6 and problem.errno in NO_SUCH_ADDRESS:
            return None
        raise PortTaken(
            f"Port {port} on {address} cannot be used ({problem.strerror}). "
            "Close the other program, or choose another port with --port."
        ) from problem
    return listening


def end_when_told() -> None:
    """Let the program end in good order on SIGTERM and SIGHUP, also while it still starts.

    SIGHUP comes when the terminal of the program is closed. A signal that was ignored at the start, as by `nohup`,
    stays ignored.
    """
    for told in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(told) is not signal.SIG_IGN:
            signal.signal(told, lambda *_: sys.exit(0))


@contextmanager
def sockets(settings: Settings) -> Iterator[list[socket.socket]]:
    """Yield sockets that listen at the addresses of these settings which this machine has. Raises PortTaken."""
    with ExitStack() as opened:
        found = (_listening(each, settings.port) for each in _addresses(settings))
        yield [opened.enter_context(each) for each in found if each]


def _open(settings: Settings, address: str, *, open_browser: bool, running: bool) -> None:
    """Print a new start link, and open it in the browser if that is asked for.

    If no program is `running` yet, a thread opens it: the link is answered only when this thread has begun to serve.
    """
    link = f"{address}start/{start_link.issue(settings.data)}"
    title = "Rozpoznaj ĆWICZENIE" if settings.realm == TRAINING else "Rozpoznaj"
    print(f"{title}: {link}", flush=True)
    print("Link działa raz, przez 60 sekund / the link works once, for 60 seconds. Ctrl+C: koniec / stop", flush=True)
    if open_browser and running:
        webbrowser.open(link)
    elif open_browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()


def _most(settings: Settings, listening: socket.socket) -> Most:
    """How many connections a listener holds: few of one address of the network of a class, any of this machine."""
    in_the_network = settings.plain_http and listening.getsockname()[0] == settings.listen
    return Most(MOST_OF_THE_NETWORK, MOST_OF_ONE_ADDRESS) if in_the_network else Most()


def serve_on(
    settings: Settings,
    application: JudgingApplication,
    listening: Sequence[socket.socket],
    *,
    lookup: peer.Lookup | None,
) -> None:
    """Serve an application on these sockets until the program is asked to end.

    With a `lookup`, connections of this machine that belong to programs of other users are closed.
    """

    def ours_or_from_the_network(own: tuple[object, ...], from_: tuple[object, ...]) -> bool:
        of_this_machine = own[0] in BOTH_LOOPBACK or ip_address(str(from_[0])).is_loopback
        return lookup is None or not of_this_machine or peer.is_ours(lookup, own, from_)

    server_of(
        application, listening, may_connect=ours_or_from_the_network, most=lambda each: _most(settings, each)
    ).run()


def run_quick(settings: Settings, content: Content) -> None:
    """Serve the quick check alone until stopped: no store, no key, no folder. Raises PortTaken, TableFault."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the answers
    end_when_told()
    with sockets(settings) as listening, _printer() as printer:
        app = Judged(create_quick_app(settings, content, printer))
        print(
            f"Rozpoznaj, tylko szybka lista pytań / quick check only: http://{BOTH_LOOPBACK[0]}:{settings.port}/quick/",
            flush=True,
        )
        serve_on(settings, app, listening, lookup=None)


@contextmanager
def _printer() -> Iterator[Printer]:
    """Yield a printing process that starts in the background."""
    printer = Printer()
    printer.start()
    try:
        yield printer
    finally:
        printer.close()


def run(settings: Settings, content: Content, *, open_browser: bool) -> None:
    """Serve until stopped. If the program runs already, say so and open another link to it, also if it listens
    elsewhere; then raise RunsElsewhere.

    Raises AlreadyRunning if a command holds the data folder, PortTaken, and StoreError before a link is printed;
    TableFault after it.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the keys
    end_when_told()
    name = origin.new_name()
    address = f"http://{name}:{settings.port}/"
    listens = f"{settings.listen}, port {settings.port}"
    try:
        with (
            only_instance(settings.data, address, listens),
            only_server(settings) as owns_database,
            sockets(settings) as listening,
        ):
            open_store(settings).close()  # so that an error of the store comes before the link
            started = Started(name, origin.take_name(settings.data, name), owns_database=owns_database)
            lookup = peer.lookup_for([each for each in listening if each.getsockname()[0] in BOTH_LOOPBACK])
            with _printer() as printer:
                _open(settings, address, open_browser=open_browser, running=False)
                app, application = made(settings, content, printer, started)
                try:
                    if lookup is None:
                        _say_that_peers_are_unseen(app)
                    serve_on(settings, application, listening, lookup=lookup)
                finally:
                    _end(app)
    except AlreadyRunning as running:
        if not running.address:
            raise
        print("Program już działa; to nowy link do niego / it runs already; this is a new link to it:", flush=True)
        _open(settings, running.address, open_browser=open_browser, running=True)
        _check_where(settings, listens, running.listens)


def _cases_of(app: Flask) -> CaseService:
    """The use cases of the application with cases; the quick check alone has none."""
    return cast(CaseService, services_of(app).case_service)


def _end(app: Flask) -> None:
    """Stop the keeper and close the store. Print which rows of the trail could not be written even then."""
    if keeper := services_of(app).keeper:
        keeper.stop()
    lost = ", ".join(_cases_of(app).ends())
    said = f"Tych wpisów nie udało się zapisać w dzienniku / these rows of the trail could not be written: {lost}."
    with suppress(OSError, ValueError):
        if lost:
            print(said, file=sys.stderr, flush=True)


def _check_where(settings: Settings, asked: str, runs: str) -> None:
    """Raises RunsElsewhere if the program that runs listens elsewhere (`runs`) than was asked for (`asked`).

    Telephones of a class, or somebody who typed the port, would find no page there. The message says what is lost if
    that program is stopped: what it keeps in memory alone.
    """
    if runs not in (asked, ""):
        training = settings.realm == TRAINING
        is_class = training and runs.partition(",")[0] not in LOOPBACK
        lost = "the answers and results of the class" if is_class else "made-up cases" if training else ""
        raise RunsElsewhere(
            f"{'Practice' if training else 'Rozpoznaj'} is running already on {runs}; go on there by the link above. "
            f"To start it on {asked}, stop it first (Ctrl+C in its terminal): "
            f"{lost or 'cases that it keeps in memory alone'} are gone then."
        )


def _say_that_peers_are_unseen(app: Flask) -> None:
    """Print, and write in the trail, that other users of this machine can connect: the system does not tell users."""
    print(
        "Ten komputer nie mówi, czyj program się łączy / this machine does not say whose program connects", flush=True
    )
    _cases_of(app).peers_unseen()
