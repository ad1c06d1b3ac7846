"""A mark put into every text of a case is found in no file that the tool or the browser leaves behind."""

import base64
import gzip
import os
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from screening.web.access import start_link
from screening.web.access.origin import name_in
from tests.benchmarks.measure import Client, hidden
from tests.journeys.served import free_port
from tests.patience import until
from tests.security.search import files_with

MARK = "KANAREKzolty7391"
PASSPHRASE = "seven cyclists paint the lighthouse"


@pytest.mark.parametrize(
    "hide",
    [
        str.encode,
        lambda mark: mark.encode("utf-16-le"),
        lambda mark: base64.b64encode(b"a note: " + mark.encode() + b" and more"),
        lambda mark: mark.encode().hex().encode(),
        lambda mark: b"\0" + zlib.compress(b"text " * 50 + mark.encode()),
        lambda mark: gzip.compress(mark.encode()),
    ],
    ids=["utf-8", "utf-16", "base64", "hex", "deflate", "gzip"],
)
def test_the_search_finds_a_mark_however_it_is_written(tmp_path, hide):
    (tmp_path / "file").write_bytes(os.urandom(1000) + hide(MARK) + os.urandom(1000))
    assert files_with(tmp_path, MARK) == ["file"]


class Watched:
    """A server whose home, temporary folder, data folder and log lie in one folder."""

    def __init__(self, folder: Path) -> None:
        self.port, self.folder = free_port(), folder
        for name in ("home", "temporary", "data"):
            (folder / name).mkdir()
        environment = {
            **os.environ,
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "temporary"),
            "ROZPOZNAJ_DATA": str(folder / "data"),
            "ROZPOZNAJ_PORT": str(self.port),
        }
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [Path(sys.executable).parent / "screening", "serve", "--no-browser"],
                env=environment,
                cwd=folder / "home",
                stdout=log,
                stderr=log,
            )
        until(self._answers, "the server answers")

    def _answers(self) -> bool:
        try:
            self.client = Client(self.port)
            self.client.get("/static/style.css")
            self.client.host = f"{name_in(self.folder / 'data' / 'real')}:{self.port}"
        except OSError:
            return False
        return True

    def send(self, path: str, fields: list[tuple[str, str]], page: str = "") -> tuple[int, str, str]:
        page = page or self.client.get(path)
        names = [name for name in ("csrf_token", "revision") if f'name="{name}"' in page]
        return self.client.request("POST", path, [*((n, hidden(page, n)) for n in names), *fields, ("_end", "1")])

    def set_up(self) -> None:
        self.client.get(f"/start/{start_link.issue(self.folder / 'data' / 'real')}")
        self.send("/set-up", [("passphrase", PASSPHRASE), ("again", PASSPHRASE)])
        page = self.client.get("/kit")
        groups = page.partition('translate="no">')[2].partition("</p>")[0].replace("<span>", "").replace("</span>", "")
        self.kit = "".join(groups.split())
        self.send("/kit", [("kit", self.kit)], page)

    def marked_case(self, number: int) -> None:
        mark = f"{MARK} {number}"
        step = self.send("/cases/", [("profession", "police")])[1]
        for fields in (
            [
                ("alone", "yes"),
                ("interpreter", "not_needed"),
                ("age", "adult"),
                ("profession", "police"),
                ("sex", "not_stated"),
                ("language", mark),
            ],
            [("forms", "labour"), ("setting", "border"), ("citizenship", "unknown")],
        ):
            status, step, text = self.send(step, fields)
            assert status == 303, text
        base = step.rsplit("/", 1)[0]
        status, _, text = self.send(
            step, [("answer.debt_bondage", "yes"), ("note.debt_bondage", mark), *_unasked(self.client.get(step))]
        )
        assert status == 303, text
        for page, codes, texts in MARKED_PAGES:
            status, _, text = self.send(f"{base}/{page}", [*codes, *((name, mark) for name in texts)])
            assert status == 303, text
        self.send(f"{base}/triage", [("note.debt_bondage", f"{mark} \x00")])
        page = self.client.get(f"{base}/documents")
        status, _, _ = self.client.request(
            "POST",
            f"{base}/documents/referral",
            [*((name, hidden(page, name)) for name in ("csrf_token", "revision")), ("language", "pl"), ("_end", "1")],
        )
        assert status == 200
        self.client.get(f"/cases/{mark}/{mark}?{mark}".replace(" ", "%20"))
        if number % 4 == 0:
            self.send(f"{base}/finish", [("confirm", "1")])

    def stop(self, with_signal: int) -> None:
        self.client.connection.close()
        self.process.send_signal(with_signal)
        self.process.wait(15)


MARKED_PAGES = (
    ("facts", [], ["facts", "sector", "country", "region", "since"]),
    (
        "agreement",
        [
            ("contact", "yes"),
            ("share_name", "yes"),
            ("child_told", "unknown"),
            ("child_heard", "unknown"),
            ("informed_of_duty", "yes"),
            ("can_speak_now", "yes"),
        ],
        ["other_limits"],
    ),
    (
        "person",
        [("reads", "yes"), ("age_band", "")],
        ["name", "citizenship", "relatives", "safe_contact", "unsafe_contact"],
    ),
    ("decision", [("kcik", "refer"), ("notify", "undecided"), ("duty", "")], ["reason", "decided_by"]),
)


def _unasked(page: str) -> list[tuple[str, str]]:
    names = {part.partition('"')[0] for part in page.split('name="answer.')[1:]}
    return [(f"answer.{name}", "not_asked") for name in sorted(names - {"debt_bondage"})]


def _no_mark_is_left(folder: Path, cases: int, with_signal: int) -> None:
    server = Watched(folder)
    try:
        server.set_up()
        for number in range(cases):
            server.marked_case(number)
            if number % 20 == 19:
                print(f"{number + 1} of {cases} marked cases")
        assert files_with(folder, MARK) == [], "while running"
    finally:
        server.stop(with_signal)
    for mark in (MARK, PASSPHRASE, server.kit):
        assert files_with(folder, mark) == []


def test_marked_cases_leave_no_mark_in_data_folder_temporary_files_or_log(tmp_path):
    _no_mark_is_left(tmp_path, 2, signal.SIGTERM)


@pytest.mark.full
@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_two_hundred_marked_cases_leave_no_mark(tmp_path, with_signal):
    _no_mark_is_left(tmp_path, 200, with_signal)
