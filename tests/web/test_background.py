"""The keeper: it shuts and erases by itself, outlives every error, and the page of the trail says when it looked."""

import json
import re
import signal
import socket
import threading
from contextlib import nullcontext

import pytest
from sqlalchemy.exc import OperationalError

from screening import settings
from screening.casework import CaseService
from screening.storage import (
    Busy,
    DatabaseDamaged,
    DataMoved,
    DiskFull,
    Locked,
    NotSaved,
    SealBroken,
    StoreError,
    VaultState,
    open_store,
)
from screening.web import background, server
from screening.web.background import LOOKS_BETWEEN_ERASING, Keeper
from screening.web.services import services_of
from tests.builders import CASE_HOURS
from tests.inside.casework import store_of
from tests.inside.web import erase_at_the_next_look, serve_with, troubles_of
from tests.storage.opening import PASSPHRASE, QUICK

ERRORS = [
    NotSaved("x"),
    DiskFull(),
    Busy(),
    DataMoved(),
    DatabaseDamaged("x"),
    StoreError("x"),
    SealBroken(),
    Locked(),
    OperationalError("x", None, Exception("disk I/O error")),
    OSError(28, "full"),
    MemoryError(),
    RuntimeError("x"),
    KeyError("x"),
    RecursionError(),
]
named = pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)


@pytest.fixture
def watched(desk, clock):
    """A keeper over a desk with one case, whose lock is open."""
    desk.lock.keep_nothing("a")
    desk.open(None)
    found = Keeper(desk)
    found.look()
    return found


def _failing_once(monkeypatch, owner, name: str, error: Exception) -> list[int]:
    """Let a function fail at its first call; gives the calls so far."""
    works, calls = getattr(owner, name), []

    def act(*args, **kwargs):
        calls.append(1)
        if len(calls) == 1:
            raise error
        return works(*args, **kwargs)

    monkeypatch.setattr(owner, name, act)
    return calls


@named
def test_after_an_error_while_shutting_it_erases_all_the_same_and_shuts_at_the_next_look(
    watched, desk, clock, monkeypatch, error
):
    _failing_once(monkeypatch, desk.lock, "shut_if_idle", error)
    clock.advance(hours=CASE_HOURS)
    erase_at_the_next_look(watched)
    watched.look()
    assert store_of(desk).open_cases() == [] and store_of(desk).vault.state is VaultState.OPEN
    assert watched.is_late()
    watched.look()
    assert store_of(desk).vault.state is VaultState.LOCKED and not watched.is_late()


@named
def test_after_an_error_while_erasing_the_lock_is_shut_and_the_next_look_erases(
    watched, desk, clock, monkeypatch, error
):
    _failing_once(monkeypatch, store_of(desk), "erase_overdue", error)
    clock.advance(hours=CASE_HOURS)
    erase_at_the_next_look(watched)
    watched.look()
    assert store_of(desk).vault.state is VaultState.LOCKED and len(store_of(desk).open_cases()) == 1
    assert watched.is_late()
    watched.look()
    assert store_of(desk).open_cases() == [] and not watched.is_late()


def test_it_erases_every_few_minutes_and_looks_at_the_lock_each_time(watched, desk, clock):
    clock.advance(hours=CASE_HOURS)
    for _ in range(LOOKS_BETWEEN_ERASING):
        watched.look()
    assert len(store_of(desk).open_cases()) == 1
    watched.look()
    assert store_of(desk).open_cases() == []


def test_each_look_puts_back_a_key_file_that_is_gone(watched, desk, monkeypatch):
    looks = _failing_once(monkeypatch, store_of(desk), "put_back_keys", DiskFull())
    watched.look()
    watched.look()
    assert len(looks) == 2 and not troubles_of(watched)


def test_one_trouble_is_told_once_in_the_log_and_by_its_class_alone(watched, desk, monkeypatch, capsys):
    def fails():
        raise OSError(28, "KANAREK")

    monkeypatch.setattr(desk.lock, "shut_if_idle", fails)
    for _ in range(5):
        watched.look()
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["error"] == "OSError" and "KANAREK" not in line and "request" not in json.loads(line)


def test_its_thread_outlives_an_error(desk, monkeypatch):
    looked, calls = threading.Event(), []

    def look(self):
        calls.append(1)
        if len(calls) > 2:
            looked.set()

    monkeypatch.setattr(background, "LOOK_EVERY", 0.01)
    works = Keeper.look
    monkeypatch.setattr(Keeper, "look", lambda self: (works(self), look(self)))
    _failing_once(monkeypatch, desk.lock, "shut_if_idle", RuntimeError("x"))
    started = background.start(desk)
    assert looked.wait(30)
    started.stop()
    assert not started.thread.is_alive()


def test_the_page_of_the_trail_says_when_it_last_looked_and_warns_when_it_does_not(app, visitor, desk, clock):
    services_of(app).keeper = Keeper(desk)
    visitor.get("/administration/audit")
    assert "zablokuj ręcznie" in visitor.page.text
    services_of(app).keeper.look()
    visitor.get("/administration/audit")
    assert "13:00:00" in visitor.page.text and "zablokuj ręcznie" not in visitor.page.text
    assert not re.search(r"[.][A-Z]", visitor.page.html.partition("<table")[0].partition("<main")[2])
    clock.advance(minutes=2)
    visitor.get("/administration/audit")
    assert "zablokuj ręcznie" in visitor.page.text


def test_a_jump_of_the_clock_is_a_doubt_at_the_next_start_though_the_program_ends_after_one_look(
    watched, desk, clock, tool_settings, content
):
    clock.set_wrong(days=30)
    watched.look()
    store = open_store(tool_settings, QUICK)
    again = CaseService(store, content, clock, clock.running)
    assert again.retention.erase_overdue() == [] and again.retention.doubtful()
    store.close()


@pytest.fixture
def served(content, clock, printer, tmp_path, monkeypatch):
    """Serve until an act is done, which is told to end then; gives the desk of the next start."""
    chosen = settings.load({"ROZPOZNAJ_DATA": str(tmp_path)})
    begun = []

    def begin(*_) -> CaseService:
        begun.append(CaseService(open_store(chosen, QUICK), content, clock, clock.running))
        return begun[-1]

    def serve_until(act) -> CaseService:
        def told_to_end(*_, **__):
            act(begun[-1])
            raise SystemExit(0)

        monkeypatch.setattr(server, "serve_on", told_to_end)
        with pytest.raises(SystemExit):
            server.run(chosen, content, open_browser=False)
        return begin()

    listening = socket.create_server(("127.0.0.1", 0))  # any port: several processes may run this at once
    monkeypatch.setattr(server, "sockets", lambda _: nullcontext([listening]))
    serve_with(monkeypatch, begin, printer)
    monkeypatch.setattr(server, "end_when_told", lambda: None)
    monkeypatch.setattr(server.background, "start", Keeper)
    monkeypatch.setattr(server.resource, "setrlimit", lambda *_: None)
    yield serve_until
    listening.close()
    for each in begun:
        store_of(each).close()


def test_a_jump_of_the_clock_that_no_look_saw_is_written_as_the_program_ends(served, clock):
    assert served(lambda _: clock.set_wrong(days=30)).retention.doubtful()


def test_a_key_file_that_goes_just_before_the_program_ends_is_put_back(served):
    def act(desk: CaseService) -> None:
        desk.lock.prepare("a", PASSPHRASE)
        desk.lock.complete("a", desk.lock.kit("a"))
        store_of(desk).vault.path.unlink()
        store_of(desk).vault.path.with_name("audit.key").unlink()

    assert served(act).lock.state("a") is VaultState.LOCKED


def _full(**_):
    raise DiskFull


def _told(desk: CaseService) -> list[tuple[str, int]]:
    return [(entry.act.value, entry.number) for entry, _ in reversed(desk.acts(9))]


def test_rows_that_wait_are_written_as_the_program_ends(served, monkeypatch, capsys):
    def act(desk: CaseService) -> None:
        desk.lock.keep_nothing("a")
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(store_of(desk).database, "writing", _full)
            for _ in range(3):
                desk.refused()
            desk.lock.shut()

    told = _told(served(act))
    assert told == [("keep_nothing", 1), ("refused_permission", 1), ("lock", 1), ("refused_permission", 2)]
    assert "could not be written" not in capsys.readouterr().err


def test_rows_that_cannot_be_written_even_then_are_said_in_one_sentence(served, monkeypatch, capsys):
    def act(desk: CaseService) -> None:
        desk.lock.keep_nothing("a")
        monkeypatch.setattr(store_of(desk).database, "writing", _full)
        for _ in range(3):
            desk.refused()
        desk.lock.shut()

    assert _told(served(act)) == [("keep_nothing", 1)]
    (sentence,) = [line for line in capsys.readouterr().err.splitlines() if "trail" in line]
    assert sentence.endswith("could not be written: refused_permission, lock, refused_permission (2).")


@pytest.fixture
def signals():
    """What is done at the two signals stays as it was when the test is over."""
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
    yield
    for each, done in before.items():
        signal.signal(each, done)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP], ids=["told to end", "its terminal is closed"])
def test_the_program_ends_in_good_order(signals, told):
    signal.signal(told, signal.SIG_DFL)
    server.end_when_told()
    assert callable(signal.getsignal(told))
    with pytest.raises(SystemExit):
        signal.raise_signal(told)


def test_a_program_that_shall_outlive_its_terminal_does(signals):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    server.end_when_told()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
