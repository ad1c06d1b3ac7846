"""Every command starts, or says in one sentence why not, whatever the locale, the home, the folder and the disk."""

import os
import pwd
import resource
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import UUID

import pytest

from screening import settings
from screening.casework.code_names import code_name
from screening.content import load
from screening.settings import SettingsError
from tests.cli.bad_values import PLACES
from tests.cli.commands import COMMANDS, Place
from tests.exchange.builders import a_file
from tests.patience import SECONDS, until
from tests.powerless import POWERLESS
from tests.storage.opening import PASSPHRASE, open_quick

ROOT = Path(__file__).parents[2]
ON_FILES = {("check",), ("assess",), ("print",), ("guide",), ("codes",), ("schema",), ("languages",), ("exercises",)}
LOCALES = {
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
    "C, not in UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ungenerated": {"LC_ALL": "pl_PL.UTF-8"},
    "ungenerated, of another encoding": {"LC_ALL": "pl_PL.ISO-8859-2"},
    "nonsense": {"LC_ALL": "żółw", "LANG": "?"},
    "none": {"LC_ALL": "", "LANG": "", "LC_CTYPE": ""},
    "output in ASCII": {"PYTHONIOENCODING": "ascii:strict"},
}
HOMES = {
    "no home": {"HOME": None},
    "an empty home": {"HOME": ""},
    "a home that is nowhere": {"HOME": "/proc/nowhere"},
    "a home that is a file": {"HOME": "/proc/version"},
    "a home in Polish": {"HOME": "/proc/Zażółć jaźń"},
    "no place for temporary files": {"TMPDIR": "/proc/nowhere", "TMP": "/proc/nowhere", "TEMP": "/proc/nowhere"},
    "nothing but the path": dict.fromkeys(os.environ, None) | {"PATH": os.environ["PATH"]},
}


def sampled(kinds: dict[str, dict], *usual: str) -> list:
    """The kinds; those that are not usual are tried in the full run alone."""
    return [pytest.param(kind, marks=() if kind in usual else pytest.mark.full) for kind in kinds]


FILES_OF_OURS = sorted(ON_FILES - {("assess",), ("print",), ("guide",)})
WORKING = (["assess", "case.json"], ["codes"], ["--version"])
STORING = (["audit", "verify"], ["backup", "copies"])


def changed(changes: dict[str, str | None], **more: str) -> dict[str, str]:
    """The environment with these changes; None takes a variable away."""
    return {name: value for name, value in {**os.environ, **more, **changes}.items() if value is not None}


def outside(*words: str, cwd: Path, env: dict[str, str], before: tuple[str, ...] = (), **how: object):
    """Run a command in a process of its own, with passphrases waiting at its input."""
    return subprocess.run(
        [*before, sys.executable, "-m", "screening.cli", *words],
        cwd=cwd,
        env={**env, "PYTHONPATH": str(ROOT)},
        input=f"{PASSPHRASE}\n".encode() * 3,
        capture_output=True,
        timeout=SECONDS,
        **how,
    )


def is_one_sentence(done: subprocess.CompletedProcess) -> bool:
    """Exit code 2, and one line on standard error but for the prompts before it."""
    said = done.stderr.decode().strip()
    last = said.splitlines()[-1:] or [""]
    prompts = [line for line in said.splitlines()[:-1] if "Passphrase" not in line and "echoed" not in line]
    return done.returncode == 2 and len(last[0]) > 10 and not prompts and "does not expect" not in said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case.json").write_bytes(a_file(danger=True))
    open_quick(tmp_path / "data").close()
    return tmp_path


def commands_of_a_day(folder: Path, env: dict[str, str]) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Every command but `serve` and `kit` once with right arguments, and the environment that it needs."""
    files = (
        ["assess", "case.json"],
        ["print", "script", "case.json", "-o", "ż.pdf"],
        ["guide", "officer", "-o", "ż.pdf"],
    )
    for words in (["--version"], *map(list, FILES_OF_OURS), *files, ["audit", "verify"], ["import", "case.json"]):
        yield words, env
    store = open_quick(folder / "data")
    (code,) = (code_name(UUID(listed.public_id), load(settings.folder("indicators")).words)
               for listed in store.open_cases())  # fmt: skip
    store.close()
    yield ["export", code, "-o", "ż.age"], env
    yield ["rotate"], env
    yield ["backup", "kopie ż"], env
    (keys,) = folder.glob("kopie ż/*-keys.json")
    yield ["restore", str(keys)], env | {"ROZPOZNAJ_DATA": str(folder / "nowe ż")}


def _answers(port: int) -> bool:
    """Whether a server there answers a page, whatever it says."""
    asked = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        asked.request("GET", "/quick/")
        return bool(asked.getresponse().status)
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


def serves(folder: Path, env: dict[str, str]) -> str:
    """What `serve` says up to its link, which ends the line; once it answers it is told to end, and does."""
    with held_port() as port, subprocess.Popen(
        [sys.executable, "-m", "screening.cli", "serve", "--no-browser", "--port", str(port)],
        cwd=folder, env={**env, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as running:  # fmt: skip
        said = b""
        while b"Ctrl+C" not in said and (line := running.stdout.readline()):
            said += line
        until(lambda: running.poll() is not None or _answers(port), "the server answers")
        running.terminate()
        said += running.communicate(timeout=SECONDS)[0]
        assert running.returncode == 0, said
    return said.decode(errors="replace")


def makes_a_kit(folder: Path, env: dict[str, str]) -> str:
    """What `kit` says when the key that it shows is typed back; it ends well."""
    with subprocess.Popen(
        [sys.executable, "-m", "screening.cli", "kit"], cwd=folder, env={**env, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        running.stdin.write(f"{PASSPHRASE}\n".encode())
        running.stdin.flush()
        said = running.communicate(running.stdout.readline(), timeout=SECONDS)[1]
        assert running.returncode == 0, said
    return said.decode(errors="replace")


@pytest.mark.rest
@pytest.mark.parametrize("kind", sampled(LOCALES, "C, not in UTF-8 mode"))
def test_every_command_works_in_every_locale(folder, kind):
    env = changed(LOCALES[kind], ROZPOZNAJ_DATA=str(folder / "data"))
    tried = {("serve",), ("kit",)}
    for words, needed in commands_of_a_day(folder, env):
        done = outside(*words, cwd=folder, env=needed)
        assert done.returncode == 0 and b"Traceback" not in done.stderr, (words, done.stderr)
        tried |= {path for path in COMMANDS if path == tuple(words[: len(path)])}
    assert tried == set(COMMANDS) and (folder / "ż.pdf").read_bytes().startswith(b"%PDF-")
    said = makes_a_kit(folder, env)
    assert "The new kit counts" in said and "Traceback" not in said
    said = serves(folder, env)
    assert "/start/" in said and "Traceback" not in said


@pytest.mark.rest
@pytest.mark.parametrize("kind", sampled(HOMES, "a home that is nowhere"))
def test_every_command_works_without_a_home_or_says_one_sentence(folder, kind):
    env = changed(HOMES[kind])
    env.pop("ROZPOZNAJ_DATA", None)
    for words in WORKING:
        assert outside(*words, cwd=folder, env=env).returncode == 0, words
    if "/proc" in str(HOMES[kind].get("HOME")):
        for words in (["serve", "--no-browser"], *STORING, ["import", "case.json"], ["rotate"]):
            done = outside(*words, cwd=folder, env=env)
            assert is_one_sentence(done), (words, done.stderr)


def test_a_home_that_nobody_knows_is_one_sentence(monkeypatch):
    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(SettingsError, match="ROZPOZNAJ_DATA"):
        settings.load({})
    monkeypatch.setattr(pwd, "getpwnam", unknown)
    with pytest.raises(SettingsError, match="ROZPOZNAJ_DATA"):
        settings.load({"ROZPOZNAJ_DATA": "~nobody-of-this-name/data"})


def operands(words: tuple[str, ...], place: Place) -> list[str]:
    """What a command on the store must be told, apart from secrets."""
    copies, file, new = str(place.folder / "copies"), place.good["file"], str(place.folder / "new")
    return {"backup": [copies], "restore": [file], "import": [file], "export": ["x", "-o", new]}.get(words[0], [])


IMPOSSIBLE = sorted(PLACES.keys() - {"nothing", "below a missing folder", "a folder", "a link to a folder"})


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", [*IMPOSSIBLE, "a file"])
@pytest.mark.parametrize("words", [path for path in COMMANDS if path not in ON_FILES], ids=" ".join)
def test_a_data_folder_that_cannot_be_is_one_sentence(place, run, monkeypatch, words, kind):
    monkeypatch.undo()
    (place.folder / "plain").write_bytes(b"")
    data = place.folder / "plain" if kind == "a file" else PLACES[kind](place.folder)
    monkeypatch.setenv("ROZPOZNAJ_DATA", str(data))
    monkeypatch.setattr("click.prompt", lambda *_, **__: PASSPHRASE)
    code, out, said = run(*words, *operands(words, place))
    assert (code, out, said.count("\n")) == (2, b"", 1), said
    assert "data folder" in said or "does not expect" not in said


SETTING_UP = {("serve",), ("restore",)}
NEVER_SET_UP: dict[str, Callable[[Path], object]] = {
    "nothing": lambda real: None,
    "an empty folder": lambda real: real.mkdir(parents=True),
    "a file of somebody else": lambda real: (real.mkdir(parents=True), (real / "notes.txt").write_bytes(b"x")),
    "a link to nothing": lambda real: (real.parent.mkdir(), real.symlink_to("none")),
}


@pytest.mark.parametrize("elsewhere", [False, True], ids=["database here", "database elsewhere"])
@pytest.mark.parametrize("kind", NEVER_SET_UP)
@pytest.mark.parametrize("words", [path for path in COMMANDS if path not in ON_FILES | SETTING_UP], ids=" ".join)
def test_a_command_makes_nothing_where_rozpoznaj_was_never_set_up(place, run, monkeypatch, words, kind, elsewhere):
    NEVER_SET_UP[kind](place.folder / "never" / "real")
    monkeypatch.setenv("ROZPOZNAJ_DATA", str(place.folder / "never"))
    if elsewhere:
        monkeypatch.setenv("ROZPOZNAJ_DATABASE", f"sqlite:///{place.folder / 'elsewhere.sqlite'}")
    before = sorted(place.folder.rglob("*"))
    code, out, said = run(*words, *operands(words, place))
    assert (code, out, said.count("\n")) == (2, b"", 1) and "was not set up here" in said, said
    assert sorted(place.folder.rglob("*")) == before


@pytest.mark.parametrize("is_set_up", [True, pytest.param(False, marks=pytest.mark.full)])
@pytest.mark.rest
def test_a_data_folder_that_may_not_be_written_is_one_sentence(folder, is_set_up):
    real = folder / ("data" if is_set_up else "new") / "real"
    real.mkdir(parents=True, exist_ok=True)
    real.chmod(0o500)
    env = changed({}, ROZPOZNAJ_DATA=str(real.parent))
    for path in (real, *real.iterdir()):
        path.chmod(0o500 if path.is_dir() else 0o400)
    for words in (["serve", "--no-browser"], *STORING, ["import", "case.json"], ["rotate"]):
        done = outside(*words, cwd=folder, env=env, before=POWERLESS)
        assert is_one_sentence(done), (words, done.returncode, done.stderr)


@contextmanager
def held_port() -> Iterator[int]:
    """A port of both loopback addresses on which a server of ours may listen, and which no other program is given.

    A number that was free a moment ago may be the port of another connection by the time the server starts.
    """
    for _ in range(100):
        with socket.socket() as here, socket.socket(socket.AF_INET6) as there:
            try:
                for each, address in ((here, "127.0.0.1"), (there, "::1")):
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    each.bind((address, here.getsockname()[1]))
            except OSError:
                continue
            yield int(here.getsockname()[1])
            return
    pytest.fail("no port is free on both loopback addresses")


def limited(size: int) -> Callable[[], None]:
    """No file of the process grows beyond this size, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, *(pytest.param(size, marks=pytest.mark.full) for size in (1, 1000, 8192, 30_000))])
@pytest.mark.parametrize("is_set_up", [True, pytest.param(False, marks=pytest.mark.full)])
@pytest.mark.rest
def test_a_full_disk_is_one_sentence(folder, size, is_set_up):
    data = str(folder / ("data" if is_set_up else "new"))
    env = changed({}, ROZPOZNAJ_DATA=data, PYTHONDONTWRITEBYTECODE="1")  # Python 3.11 keeps what it could write of one
    printing = ["print", "script", "case.json", "-o", "x.pdf"]
    with held_port() as port:
        starting = ["serve", "--no-browser", "--port", str(port)]
        for words in (starting, printing, *STORING, ["import", "case.json"], ["rotate"]):
            done = outside(*words, cwd=folder, env=env, preexec_fn=limited(size))
            fits = words is printing and done.returncode == 0 and 0 < (folder / "x.pdf").stat().st_size <= size
            assert fits or is_one_sentence(done), (words, done.returncode, done.stderr)
    paper = folder / "x.pdf"
    assert not paper.exists() or paper.read_bytes().rstrip().endswith(b"%%EOF")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["languages"], ["check"], ["codes"], ["audit", "verify"]])
def test_a_full_output_is_one_sentence(folder, words):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "screening.cli", *words],
            cwd=folder,
            env=changed({}, ROZPOZNAJ_DATA=str(folder / "data"), PYTHONPATH=str(ROOT)),
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert is_one_sentence(done), done.stderr


@pytest.mark.full
def test_a_clone_in_a_folder_with_polish_letters_starts_in_every_locale(tmp_path):
    """The entry of the project in its virtual environment is read before the program begins."""
    clone = tmp_path / "Zażółć jaźń (1)"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    taken_along = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in ("screening", *taken_along, ".ci"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, clone)
    (clone / "nothing.txt").write_text("", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", ".venv"], cwd=clone, check=True)
    (site,) = clone.glob(".venv/lib/python3*/site-packages")
    ours = Path(settings.__file__).parents[1]
    packages = os.pathsep.join(path for path in sys.path if path.endswith("site-packages") and Path(path) != ours)
    env = changed({"LC_ALL": "C"}, PYTHONPATH=packages)
    subprocess.run([".ci/install", ".venv", "nothing.txt"], cwd=clone, env=env, check=True)
    assert all(path.read_bytes().isascii() for path in site.glob("*.pth"))
    for kind in ("C", "POSIX", "ungenerated", "C, not in UTF-8 mode"):
        done = subprocess.run(
            [clone / ".venv/bin/screening", "--version"],
            cwd=tmp_path,
            env=changed(LOCALES[kind], PYTHONPATH=packages),
            capture_output=True,
        )
        assert done.returncode == 0 and done.stdout.startswith(b"Rozpoznaj "), done.stderr
