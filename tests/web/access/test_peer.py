"""Whose program connects: the kernel is asked for the one connection, or its tables are read; unknown is refused."""

import itertools
import os
import socket
import struct
import sys
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from flask import Flask

from screening import settings
from screening.web import server
from screening.web.access import peer
from screening.web.http.request_heads import Judged
from screening.web.services import NAME, Services
from tests.inside.web import machine_tells, user_in
from tests.web.waitressed import asked, connected, fronted, head, page, until_closed

WAYS = [peer.uid_by_kernel, peer.uid_by_tables]
FROM, TO = ("127.0.0.1", 0xB503), ("127.0.0.1", 0x223D)
# How a browser reaches a socket: over IPv4, over IPv6, and over IPv4 with a socket of IPv6.
REACHED = [("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("127.0.0.1", "::ffff:127.0.0.1")]


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


@contextmanager
def _joined(at: str, reached_at: str):
    """Both ends of a connection of ours, theirs first, and the socket that listens."""
    with ExitStack() as opened:
        listening = opened.enter_context(socket.create_server((at, 0), family=_family(at)))
        theirs = opened.enter_context(socket.socket(_family(reached_at)))
        assert theirs.connect_ex((reached_at, listening.getsockname()[1])) == 0
        ours, _ = listening.accept()
        yield theirs, opened.enter_context(ours), listening


def _needs(way: peer.Lookup) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        if not machine_tells(way, listening):
            pytest.skip("this machine does not say it in this way")


@pytest.fixture
def application() -> Judged:
    app = Flask(__name__)
    app.extensions[NAME] = Services(None, None, "real")  # no head is judged, and nothing is drawn
    app.add_url_rule("/quick/", "quick", lambda: "whole")
    return Judged(app)


def _may_connect(lookup: peer.Lookup):
    return lambda own, from_: peer.is_ours(lookup, own, from_)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("at", "reached_at"), REACHED)
def test_a_connection_names_the_user_of_the_program_that_made_it(way, at, reached_at):
    _needs(way)
    with _joined(at, reached_at) as (theirs, ours, _):
        own, from_ = ours.getsockname(), ours.getpeername()
        assert way(from_[:2], own[:2]) == os.getuid() and peer.is_ours(way, own, from_)
        other_port = (from_[0], from_[1] % 60_000 + 1)
        assert way(other_port, own[:2]) is None
        theirs.close()
        assert way(from_[:2], own[:2]) is None and not peer.is_ours(way, own, from_)


@pytest.mark.parametrize("way", WAYS)
def test_a_socket_that_listens_at_the_address_of_the_other_end_is_no_connection(way):
    _needs(way)
    with _joined("127.0.0.1", "127.0.0.1") as (_, _, listening):
        assert way(listening.getsockname(), ("127.0.0.1", 1)) is None


def _answer(state: int, uid: int, kind: int = 20) -> bytes:
    of_connection = struct.pack("=BBBB48x5I", 2, state, 0, 0, 0, 0, 0, uid, 4711)
    return struct.pack("=IHHII", 16 + len(of_connection), kind, 0, 0, 0) + of_connection


NOT_FOUND = struct.pack("=IHHIIi", 36, 2, 0, 0, 0, -2) + bytes(16)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (_answer(1, 1000), 1000),
        (_answer(1, 0), 0),
        (_answer(1, 2**32 - 2), 2**32 - 2),
        (_answer(6, 1000), None),
        (_answer(8, 1000), None),
        (_answer(10, 1000), None),
        (_answer(1, 1000, kind=2), None),
        (_answer(1, 1000, kind=3), None),
        (_answer(1, 1000)[:-1], None),
        (NOT_FOUND, None),
        (b"", None),
        (b"x" * 200, None),
    ],
    ids=itertools.count(),
)
def test_only_an_answer_about_an_established_connection_names_a_user(answer, found):
    assert user_in(answer) == found


REST = "00000000:00000000 00:00000000 00000000  {uid}        0 1478264 1 0 100 0 0 10 0"


@pytest.mark.parametrize(
    ("local", "remote", "state", "uid", "found"),
    [
        ("0100007F:B503", "0100007F:223D", "01", 1000, 1000),
        ("0100007F:B503", "0100007F:223D", "01", 0, 0),
        ("0100007F:B503", "0100007F:223D", "06", 0, None),
        ("0100007F:B503", "0100007F:223D", "08", 1000, None),
        ("0100007F:223D", "0100007F:B503", "01", 1000, None),
        ("0100007F:B504", "0100007F:223D", "01", 1000, None),
        ("0200007F:B503", "0100007F:223D", "01", 1000, None),
        ("0000000000000000FFFF00000100007F:B503", "0000000000000000FFFF00000100007F:223D", "01", 7, 7),
    ],
)
def test_only_an_established_row_of_this_very_connection_names_its_user(tmp_path, local, remote, state, uid, found):
    if sys.byteorder != "little":
        pytest.skip("the rows above are those of a little-endian machine")
    table = tmp_path / "tcp"
    table.write_text(f"  sl  local_address rem_address   st\n   0: {local} {remote} {state} {REST.format(uid=uid)}\n")
    assert peer.uid_by_tables(FROM, TO, (table,)) == found


@pytest.mark.parametrize("way", WAYS)
def test_a_connection_of_another_user_is_closed_before_it_counts(application, monkeypatch, way):
    _needs(way)
    with fronted(application, may_connect=_may_connect(way)) as port:
        assert asked(port, head("GET", "/quick/", "Connection: close")).endswith(b"whole")
        monkeypatch.setattr("screening.web.access.peer.os.getuid", lambda: 4321)
        with connected(port) as connection, suppress(ConnectionResetError):
            assert until_closed(connection) == b""


def _nothing(*_: object) -> None:
    raise PermissionError


def _shut_the_kernel(monkeypatch) -> None:
    real = socket.socket
    monkeypatch.setattr(
        peer.socket, "socket", lambda family=socket.AF_INET, *more: _nothing() if family == socket.AF_NETLINK
        else real(family, *more)
    )  # fmt: skip


def test_whose_connection_is_unknown_for_a_moment_is_refused_and_the_server_goes_on(application, monkeypatch):
    for way in WAYS:
        _needs(way)
        with fronted(application, may_connect=_may_connect(way)) as port:
            with monkeypatch.context() as trouble:
                trouble.setattr(peer.socket, "AF_NETLINK", 4711)
                trouble.setattr(Path, "read_text", _nothing)
                with connected(port) as connection, suppress(ConnectionResetError):
                    assert until_closed(connection) == b""
            assert page(port).endswith(b"whole")


def test_an_error_about_one_connection_closes_no_listener(application):
    def may_connect(own: object, from_: object) -> bool:
        if not failed:
            failed.append(1)
            raise ValueError
        return True

    failed: list[int] = []
    with fronted(application, may_connect=may_connect) as port:
        with connected(port) as connection, suppress(ConnectionResetError):
            assert until_closed(connection) == b""
        assert page(port).endswith(b"whole") and failed


def test_where_the_kernel_may_be_asked_no_table_is_read(monkeypatch):
    _needs(peer.uid_by_kernel)
    monkeypatch.setattr(Path, "read_text", _nothing)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert peer.lookup_for([listening]) is peer.uid_by_kernel


def test_where_the_kernel_may_not_be_asked_the_tables_are_read_and_where_they_are_hidden_nothing_is_known(
    monkeypatch, tmp_path
):
    _needs(peer.uid_by_tables)
    _shut_the_kernel(monkeypatch)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert peer.uid_by_kernel(FROM, TO) is None
        assert peer.lookup_for([listening]) is peer.uid_by_tables
        monkeypatch.setattr(peer.uid_by_tables, "__defaults__", ((tmp_path / "none",),))
        assert peer.uid_by_tables(FROM, TO) is None and peer.lookup_for([listening]) is None


def test_a_way_that_does_not_tell_of_one_of_the_sockets_is_not_taken(monkeypatch):
    _needs(peer.uid_by_tables)
    monkeypatch.setattr(peer, "uid_by_kernel", lambda from_, own: None if ":" in from_[0] else os.getuid())
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("::1", 0), family=socket.AF_INET6) as two:
        assert peer.lookup_for([one]) is peer.uid_by_kernel
        assert peer.lookup_for([one, two]) is peer.uid_by_tables


@pytest.mark.parametrize(
    ("own", "from_", "may_connect"),
    [
        ("192.0.2.2", "192.0.2.9", True),
        ("192.0.2.2", "192.0.2.2", True),
        ("192.0.2.2", "127.0.0.1", False),
        ("192.0.2.2", "127.3.2.1", False),
        ("fd00::2", "::1", False),
        ("fd00::2", "fe80::1%eth0", True),
        ("127.0.0.1", "127.0.0.1", False),
        ("127.0.0.1", "192.0.2.2", False),
    ],
)
def test_in_a_class_another_user_of_this_machine_is_none_of_the_trainers_by_whatever_address(
    application, monkeypatch, own, from_, may_connect
):
    class Fronted:
        def __init__(self, *_, may_connect, **__) -> None:
            asked_of.append(may_connect)

        def run(self) -> None:
            """End at once."""

    asked_of = []
    monkeypatch.setattr(server, "server_of", Fronted)
    chosen = settings.load({"ROZPOZNAJ_REALM": "training", "ROZPOZNAJ_LISTEN": "192.0.2.2"})
    server.serve_on(chosen, application, [], lookup=lambda *_: os.getuid() + 1)
    assert asked_of[0]((own, 8766), (from_, 4711)) is may_connect
