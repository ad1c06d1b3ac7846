"""Two real processes: a second one never erases what a first one keeps, and believes no proxy that is not there."""

import os
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from screening import settings
from screening.storage import AuditEvent, open_store
from tests.benchmarks.measure import Client, hidden
from tests.journeys.served import Served
from tests.patience import SECONDS


def _at_work(served: Served) -> tuple[Client, str]:
    """A browser with the lock open where nothing is kept, and the address of a case."""
    client = Client(served.port, served.host)
    client.get(served.link().removeprefix(served.address))
    token = ("csrf_token", hidden(client.get("/set-up"), "csrf_token"))
    client.request("POST", "/keep-nothing", [token, ("_end", "1")])
    status, address, _ = client.request("POST", "/cases/", [token, ("profession", "police"), ("_end", "1")])
    assert status == 303 and address.startswith("/cases/")
    return client, address


@pytest.fixture
def shared(tmp_path: Path) -> dict[str, str]:
    """Settings with a database that several data folders name."""
    return {"database": f"sqlite:///{tmp_path / 'shared.sqlite'}"}


def _second(tmp_path: Path, **chosen: str) -> subprocess.CompletedProcess:
    environ = {f"ROZPOZNAJ_{name.upper()}": value for name, value in {"data": str(tmp_path / "two"), **chosen}.items()}
    return subprocess.run(
        [Path(sys.executable).parent / "screening", "serve", "--no-browser"],
        env={**os.environ, **environ, "ROZPOZNAJ_PORT": "1"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


@pytest.mark.rest
def test_a_second_process_on_one_database_is_refused_with_a_sentence_and_erases_nothing(tmp_path, shared):
    first = Served(tmp_path / "one", **shared)
    try:
        client, address = _at_work(first)
        done = _second(tmp_path, **shared)
        assert done.returncode != 0 and "Another Rozpoznaj works with the database" in done.stderr
        assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 1
        Served(tmp_path / "two", realm="training", **shared).stop()  # practice has a database of its own
        assert client.request("GET", address)[0] in (200, 303)
        client.connection.close()
    finally:
        first.stop()


@pytest.mark.rest
def test_what_a_killed_process_kept_in_memory_is_erased_by_the_next(tmp_path, shared):
    first = Served(tmp_path / "one", **shared)
    _at_work(first)[0].connection.close()
    first.process.kill()
    first.process.wait(SECONDS)
    following = Served(tmp_path / "one", **shared)
    following.stop()
    chosen = {f"ROZPOZNAJ_{name.upper()}": value for name, value in {"data": str(tmp_path / "one"), **shared}.items()}
    store = open_store(settings.load(chosen))
    assert store.open_cases() == []
    assert AuditEvent.ERASE_UNREADABLE in [entry.act for entry in store.newest_acts(5)]
    store.close()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "header",
    [("X-Forwarded-Proto", "https"), ("X-Forwarded-Ssl", "on"), ("SCRIPT_NAME", "//x"), ("Script-Name", "/x"),
     ("PATH_INFO", "/cases/"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Prefix", "/x")],
)  # fmt: skip
def test_no_header_of_a_proxy_is_believed(served, header):
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=SECONDS)) as asked:
        asked.request("GET", "/quick/index", headers=dict([header]))
        unknown = asked.getresponse()
        unknown.read()
        asked.request("GET", "/quick", headers=dict([header]))
        answer = asked.getresponse()
        answer.read()
    where = answer.getheader("Location") or ""
    assert unknown.status == 404 and answer.status in (200, 303, 308)
    assert not where.startswith(("https:", "//", "/x")) and "evil" not in where and "/x/" not in where
