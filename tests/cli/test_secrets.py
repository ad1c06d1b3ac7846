"""Secrets are asked for at a terminal: one in another encoding is one sentence, and none is ever shown."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange import quick_age
from tests.exchange.builders import a_file
from tests.storage.opening import open_quick

LATIN2 = "hasło żółw".encode("iso-8859-2")
SHOWN = b"has"
PATIENCE = 120


def at_a_terminal(arguments: tuple[str, ...], typed: bytes, data: Path) -> tuple[int, bytes]:
    """Run a command on a terminal of its own and type these bytes at its first prompt; gives exit code and screen."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "screening.cli", *arguments],
        env={**os.environ, "ROZPOZNAJ_DATA": str(data), "LC_ALL": "C.UTF-8"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=_take_terminal,
    ) as running:
        os.close(slave)
        screen = b""
        while not screen.rstrip(b" ").endswith(b":"):
            screen += os.read(master, 1000)
        os.write(master, typed + b"\n")
        while piece := _read(master):
            screen += piece
        code = running.wait(PATIENCE)
    os.close(master)
    return code, screen


def _take_terminal() -> None:
    """Make standard input the terminal of this session, so that the prompt is asked there."""
    os.close(os.open(os.ttyname(0), os.O_RDWR))


def _read(master: int) -> bytes:
    try:
        return os.read(master, 1000)
    except OSError:
        return b""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    open_quick(tmp_path / "data").close()
    return tmp_path / "data"


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "case.json"),
        ("import", "case.age"),
        ("export", "bursztyn-01", "-o", "out.age"),
        ("rotate",),
        ("restore", "case.json"),
        ("restore", "--kit", "case.json"),
    ],
    ids=" ".join,
)
def test_a_passphrase_in_another_encoding_is_one_sentence(data, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    Path("case.json").write_bytes(a_file())
    Path("case.age").write_bytes(quick_age.seal(a_file(), "right"))
    code, screen = at_a_terminal(arguments, LATIN2, data)
    assert code == 2, screen
    assert b"not UTF-8" in screen and b"Traceback" not in screen and SHOWN not in screen
    assert len(screen.splitlines()) == 2, screen


def test_a_secret_from_a_pipe_in_another_encoding_is_one_sentence(data):
    done = subprocess.run(
        [sys.executable, "-m", "screening.cli", "rotate"],
        env={**os.environ, "ROZPOZNAJ_DATA": str(data)},
        input=LATIN2 + b"\n",
        capture_output=True,
        start_new_session=True,
    )
    assert done.returncode == 2 and b"not UTF-8" in done.stderr and b"Traceback" not in done.stderr
    assert SHOWN not in done.stderr
