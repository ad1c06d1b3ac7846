"""The front of the server: whole requests before threads, refusals by the head alone, bounded connections."""

import re
import socket
import tempfile
import threading
from contextlib import ExitStack, closing
from urllib.parse import urlencode
from uuid import UUID

import pytest

from screening import settings
from screening.web.http import connections, logs
from screening.web.http.connections import (
    LARGEST_HEAD,
    MOST_CONNECTIONS,
    MOST_OF_ONE_ADDRESS,
    MOST_OF_THE_NETWORK,
    THREADS,
)
from screening.web.http.request_filter import MAX_BODY, MAX_UPLOAD
from screening.web.http.request_heads import Judged
from screening.web.quick_app import create_quick_app
from tests.inside.web import most_connections
from tests.patience import SECONDS, until
from tests.web.waitressed import asked, connected, form, fronted, head, page, until_closed

FORM = urlencode([("age", "adult"), ("forms", "labour"), ("_end", "1")]).encode()


@pytest.fixture(scope="module")
def quick_app(content, tmp_path_factory):
    return create_quick_app(settings.load({"ROZPOZNAJ_DATA": str(tmp_path_factory.mktemp("none"))}), content, None)


@pytest.fixture(scope="module")
def port(quick_app):
    with fronted(Judged(quick_app)) as number:
        yield number


class Bare:
    """An application of the server alone: it repeats how much came, and gives what the test wants."""

    def __init__(self, answer: bytes = b"", takes: bool = True) -> None:
        self.answer, self.takes = answer, takes
        self.read: list[int] = []

    def __call__(self, environ, start_response):
        self.read.append(len(environ["wsgi.input"].read()))
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(self.answer)))])
        return [self.answer]

    def takes_body(self, environ):
        return self.takes


# Whole requests before threads


def test_two_hundred_clients_that_are_slow_or_silent_keep_nobody_waiting(port):
    slow = [b"", b"GET /quick/ HT", head("POST", "/quick/", *form(200)) + b"a", head("POST", "/quick/", *form(5))[:-2]]
    with ExitStack() as open_:
        for number in range(200):
            connection = open_.enter_context(closing(connected(port)))
            connection.sendall(slow[number % len(slow)])
        for _ in range(3 * THREADS):
            assert page(port).startswith(b"HTTP/1.1 200")


def test_a_body_that_comes_one_byte_at_a_time_is_answered_when_it_is_whole(port):
    with closing(connected(port)) as connection:
        for byte in head("POST", "/quick/questions", *form(len(FORM)), "Connection: close") + FORM:
            connection.sendall(bytes([byte]))
        assert until_closed(connection).startswith(b"HTTP/1.1 200")


def test_a_client_that_never_reads_its_answers_holds_no_thread():
    with ExitStack() as open_:
        application = Bare(b"x" * 20_000_000)
        number = open_.enter_context(fronted(application))
        for _ in range(2 * THREADS):
            connection = open_.enter_context(closing(connected(number)))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(head("GET", "/"))
        assert page(number).endswith(application.answer)


class Held(Bare):
    """Each answer waits until it is let go; `begun` are the addresses whose requests were given a thread."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Semaphore(0)
        self.heads, self.begun = 0, []

    def __call__(self, environ, start_response):
        self.begun.append(environ["REMOTE_ADDR"])
        self.let_go.acquire(timeout=SECONDS)
        return super().__call__(environ, start_response)

    def takes_body(self, environ):
        self.heads += 1
        return True


def test_a_telephone_with_many_requests_keeps_another_waiting_for_one_of_them_alone():
    flood, other, last = "127.0.0.7", "127.0.0.8", "127.0.0.9"
    with ExitStack() as open_:
        application = Held()
        number = open_.enter_context(fronted(application))
        for sent, source in enumerate((*[flood] * (THREADS + 6), other, last), start=1):
            before = application.heads
            open_.enter_context(closing(connected(number, source))).sendall(head("POST", "/", *form(1)) + b"a")
            until(lambda before=before: application.heads > before, "a head")
            until(lambda sent=sent: len(application.begun) >= min(sent, THREADS), "a thread that takes it")
        for begun in range(THREADS + 1, THREADS + 4):
            application.let_go.release()
            until(lambda begun=begun: len(application.begun) == begun, "the next one")
        assert application.begun[THREADS:] == [flood, other, last]
        application.let_go.release(20)


def test_neither_the_largest_form_nor_the_largest_paper_meets_the_disk(monkeypatch):
    def on_disk(*_, **__):
        raise AssertionError("a temporary file")

    monkeypatch.setattr(tempfile, "TemporaryFile", on_disk)
    monkeypatch.setattr("waitress.buffers.TempfileBasedBuffer.__init__", on_disk)
    application = Bare(b"x" * 30_000_000)
    with fronted(application) as number:
        body = b"a" * MAX_UPLOAD
        said = asked(number, head("POST", "/", *form(len(body)), "Connection: close") + body)
    assert application.read == [MAX_UPLOAD] and said.endswith(application.answer)


def test_requests_sent_before_the_first_was_answered_are_not_read():
    application = Bare(b"once")
    with fronted(application) as number:
        said = asked(number, head("GET", "/") * 40)
    assert application.read == [0] and said.count(b"HTTP/1.1 200") == 1


# A head is enough for a refusal


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (head("POST", "/quick/", *form(200), host="evil.example"), 400),
        (head("POST", "/quick/", *form(MAX_BODY + 1)), 413),
        (head("POST", "/nowhere", *form(200)), 404),
        (head("PUT", "/quick/", *form(200)), 405),
        (head("GET", "/quick/", *form(200)), 413),
    ],
    ids=["another host", "too large", "nowhere", "method", "a body of a GET"],
)
def test_what_the_head_refuses_is_answered_before_a_body_comes(port, sent, status):
    assert asked(port, sent).startswith(b"HTTP/1.1 %d" % status)


def test_nobody_is_told_to_go_on_with_a_body_that_is_refused(port):
    assert b"100 Continue" not in asked(port, head("POST", "/quick/", *form(MAX_BODY + 1), "Expect: 100-continue"))


def test_a_refused_body_is_dropped_and_its_sender_sees_the_answer():
    application = Bare(b"refused", takes=False)
    with fronted(application) as number:
        body = b"a" * (MAX_UPLOAD + 1)
        said = asked(number, head("POST", "/", *form(len(body))) + body)
    assert application.read == [0] and said.endswith(b"refused")


def test_a_body_without_end_after_a_refusal_is_cut_off():
    with fronted(Bare(b"refused", takes=False)) as number, closing(connected(number)) as connection:
        connection.sendall(head("POST", "/", *form(10**9)))
        with pytest.raises(OSError):
            for _ in range(100_000):
                connection.sendall(b"a" * 65536)


# What is no request of a browser


@pytest.mark.parametrize(
    "sent",
    [
        head("POST", "/quick/", "Transfer-Encoding: chunked") + b"zz\r\n",
        head("POST", "/quick/", "Transfer-Encoding: gzip", "Content-Length: 5"),
        head("POST", "/quick/", "Content-Length: " + "9" * 5000),
        head("POST", "/quick/", "Content-Length: -1"),
        head("POST", "/quick/", "Content-Length: 1", "Content-Length: 2"),
        head("GET", "/quick/", "Cookie: " + "a" * LARGEST_HEAD),
        b"NONSENSE\r\n\r\n",
        b"GET /quick/ HTTP/1.1\r\nHost : x\r\n\r\n",
    ],
    ids=["chunks", "gzip", "digits", "negative", "two lengths", "long head", "nonsense", "blank"],
)
def test_what_is_no_request_gets_a_page_of_ours_in_both_languages(port, sent):
    said = asked(port, sent).decode()
    assert said.split()[1] in ("400", "431", "501") and "waitress" not in said.lower()
    assert "Nie udało się tego zrozumieć" in said and "This could not be understood" in said
    assert "Content-Security-Policy: default-src 'none'" in said and "Cache-Control: no-store" in said


def test_a_request_that_names_no_host_is_refused(port):
    assert asked(port, b"GET /quick/ HTTP/1.1\r\nConnection: close\r\n\r\n").split()[1] == b"400"


# Bounds


def test_one_flooding_telephone_and_four_hundred_others_at_once(quick_app):
    """The others come from addresses of their own, as in a network; each gets its page while the flood goes on."""
    answers: list[bytes] = []
    with ExitStack() as open_:
        number = open_.enter_context(fronted(Judged(quick_app), most=MOST_OF_ONE_ADDRESS))
        flood = [open_.enter_context(closing(connected(number, "127.0.9.9"))) for _ in range(6 * MOST_OF_ONE_ADDRESS)]

        def join(first: int) -> None:
            for each in range(first, 400, 20):
                answers.append(page(number, source=f"127.0.{1 + each // 200}.{1 + each % 200}"))

        threads = [threading.Thread(target=join, args=(first,)) for first in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(SECONDS)
        for each in flood:
            each.setblocking(False)
        kept = sum(_is_open(each) for each in flood)
    assert len(answers) == 400 and all(each.startswith(b"HTTP/1.1 200") for each in answers)
    assert kept == MOST_OF_ONE_ADDRESS


def _is_open(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    except ConnectionResetError:
        return False


def _is_served(connection: socket.socket) -> bool:
    try:
        connection.sendall(head("GET", "/quick/", "Connection: close"))
        return until_closed(connection).startswith(b"HTTP/1.1 200")
    except (ConnectionResetError, BrokenPipeError):
        return False


def test_a_full_network_closes_what_was_silent_for_longest_of_the_address_that_holds_the_most(quick_app):
    with ExitStack() as open_:
        number = open_.enter_context(fronted(Judged(quick_app), most=10, in_all=15))
        first = [open_.enter_context(closing(connected(number, "127.0.7.1"))) for _ in range(10)]
        others = [open_.enter_context(closing(connected(number, "127.0.7.2"))) for _ in range(5)]
        assert page(number, source="127.0.7.3").startswith(b"HTTP/1.1 200")
        assert first[0].recv(1) == b"" and all(map(_is_served, (*first[1:], *others)))


def test_where_every_connection_is_taken_the_one_that_was_silent_for_longest_gives_way(quick_app, monkeypatch):
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 5)
    with ExitStack() as open_:
        number = open_.enter_context(fronted(Judged(quick_app)))
        silent = [open_.enter_context(closing(connected(number))) for _ in range(5)]
        assert page(number).startswith(b"HTTP/1.1 200")
        assert silent[0].recv(1) == b"" and all(map(_is_served, silent[1:]))


def test_a_full_network_of_which_none_is_silent_takes_no_more_so_that_the_rest_stays_for_this_machine():
    begun, may_end = threading.Semaphore(0), threading.Event()

    class Slow:
        takes_body = staticmethod(lambda _: True)

        def __call__(self, _, start_response):
            begun.release()
            may_end.wait(SECONDS)
            start_response("200 OK", [("Content-Length", "0")])
            return [b""]

    with ExitStack() as open_:
        number = open_.enter_context(fronted(Slow(), in_all=THREADS))
        busy = [open_.enter_context(closing(connected(number, f"127.0.7.{each + 1}"))) for each in range(THREADS)]
        open_.callback(may_end.set)
        for each in busy:
            each.sendall(head("GET", "/", "Connection: close"))
        assert all(begun.acquire(timeout=SECONDS) for _ in busy)
        one_more = open_.enter_context(closing(connected(number, "127.0.7.9")))
        one_more.settimeout(2)
        assert one_more.recv(1) == b""
        may_end.set()
        assert all(until_closed(each).startswith(b"HTTP/1.1 200") for each in busy)


def test_the_network_of_a_class_leaves_places_for_this_machine(tmp_path):
    given = {"ROZPOZNAJ_DATA": str(tmp_path), "ROZPOZNAJ_REALM": "training", "ROZPOZNAJ_LISTEN": "127.0.0.9"}
    with socket.create_server(("127.0.0.9", 0)) as network, socket.create_server(("127.0.0.1", 0)) as here:
        most = [most_connections(settings.load(given), each) for each in (network, here)]
    assert most == [(MOST_OF_THE_NETWORK, MOST_OF_ONE_ADDRESS), (MOST_CONNECTIONS, MOST_CONNECTIONS)]
    assert MOST_OF_THE_NETWORK <= MOST_CONNECTIONS - 100


def _is_closed(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_an_urgent_byte_ends_its_connection(monkeypatch):
    """Until more is read it would wake the loop again and again, with a line in the log each time."""
    written = threading.Event()
    monkeypatch.setattr(logs, "write", lambda *_, **__: written.set())
    with fronted(Bare()) as number, closing(connected(number)) as telephone:
        telephone.sendall(b"G")
        telephone.send(b"!", socket.MSG_OOB)
        until(lambda: written.is_set() or _is_closed(telephone), "the end of the connection")
    assert not written.is_set()


# Heads


def test_a_value_that_goes_on_in_the_next_line_is_refused(port):
    assert asked(port, head("GET", "/quick/", "X: a\r\n b", "Connection: close")).split()[1] == b"400"


def test_blanks_before_a_value_change_nothing(port):
    said = asked(port, head("GET", "/quick/", "Accept-Language:  \t en", "Connection:  close"))
    assert said.startswith(b"HTTP/1.1 200")


def test_a_head_filled_with_cookies_of_another_port_lets_the_browser_forget_them(port):
    cookies = "; ".join(f"c{number}={'x' * 3900}" for number in range(30))
    said = asked(port, head("GET", "/quick/", f"Cookie: {cookies}", "Connection: close"))
    assert said.split()[1] == b"431" and b'Clear-Site-Data: "cookies"' in said
    assert b"Clear-Site-Data" not in asked(port, b"nonsense\r\n\r\n")


@pytest.mark.parametrize("realm", ["service", "class"])
def test_a_form_of_a_browser_that_was_not_let_in_is_refused_by_its_head_with_a_page(app, training, realm):
    tool = app if realm == "service" else training.app
    tool.testing = False
    with fronted(Judged(tool)) as number:
        for rule in (each for each in tool.url_map.iter_rules() if "POST" in each.methods):
            path = re.sub("<uuid:[a-z_]+>", str(UUID(int=0)), rule.rule)
            path = re.sub("<int:[a-z_]+>", "1", re.sub("<[a-z_]+>", "facts", path))
            sent = head("POST", path, *form(len(FORM)), "Connection: close", host="localhost") + FORM
            assert int(asked(number, sent).split()[1]) < 500, rule
