"""Step cost against two empty requests, growth with stored cases, page weight, memory of the server."""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from screening.web.access import start_link
from screening.web.access.origin import name_in
from tests.benchmarks.measure import Client, hidden, paired, step_fields
from tests.journeys.served import free_port
from tests.storage.opening import PASSPHRASE, open_quick

STATIC = Path(__file__).parents[2] / "screening" / "web" / "static"
STEP = "recruitment_vulnerability-1"
OPENING = (
    [
        ("alone", "yes"),
        ("interpreter", "not_needed"),
        ("age", "adult"),
        ("profession", "police"),
        ("sex", "not_stated"),
    ],
    [("forms", "labour"), ("setting", "border"), ("citizenship", "unknown")],
)


class Running:
    """A server of its own with its own data folder; ended by its process id."""

    def __init__(self, cases: int = 0) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.port = free_port()
        environment = {"ROZPOZNAJ_DATA": self.folder.name, "ROZPOZNAJ_PORT": str(self.port)}
        self._store(cases)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.served"], env={**os.environ, **environment}
        )
        self.client = Client(self.port)
        for _ in range(200):
            try:
                self.client.get("/static/style.css")
                self.client.host = f"{name_in(Path(self.folder.name) / 'real')}:{self.port}"
                break
            except OSError:
                time.sleep(0.1)
                self.client = Client(self.port)
        self._enter()
        self.case = self._open_case()

    def _store(self, cases: int) -> None:
        store = open_quick(Path(self.folder.name))
        now = datetime.now(UTC)
        for number in range(cases):
            store.create(str(uuid4()), os.urandom(3000), edition="2026.1", now=now, erase_after=now.replace(year=2027))
            if number % 5000 == 4999:
                print(f"  stored {number + 1} of {cases}", flush=True)
        store.close()

    def _enter(self) -> None:
        self.client.get(f"/start/{start_link.issue(Path(self.folder.name) / 'real')}")
        fields = [("csrf_token", hidden(self.client.get("/unlock"), "csrf_token"))]
        self.client.request("POST", "/unlock", [*fields, ("next", ""), ("passphrase", PASSPHRASE), ("_end", "1")])

    def _open_case(self) -> str:
        page = self.client.get("/cases/")
        token = hidden(page, "csrf_token")
        _, address, _ = self.client.request(
            "POST", "/cases/", [("csrf_token", token), ("profession", "police"), ("_end", "1")]
        )
        base = address.rsplit("/", 1)[0]
        for answers in OPENING:
            address = self._send(address, answers)
        page = self.client.get(address)
        self.client.request("POST", address, step_fields(page, turn=2))
        return base

    def _send(self, address: str, answers: list[tuple[str, str]]) -> str:
        page = self.client.get(address)
        technical = [(name, hidden(page, name)) for name in ("csrf_token", "revision")]
        return self.client.request("POST", address, [*technical, *answers, ("_end", "1")])[1]

    def cycle(self) -> None:
        """Save the 8-indicator step and load it again, as the next page would be."""
        self.turn = getattr(self, "turn", 0) + 1
        self.page = getattr(self, "page", None) or self.client.get(f"{self.case}/{STEP}")
        status, _, text = self.client.request("POST", f"{self.case}/{STEP}", step_fields(self.page, turn=self.turn))
        assert status == 303, text
        self.page = self.client.get(f"{self.case}/{STEP}")

    def sheet(self) -> None:
        """Draw the referral sheet, as its button on the page of documents does."""
        page = self.client.get(f"{self.case}/documents")
        technical = [(name, hidden(page, name)) for name in ("csrf_token", "revision")]
        fields = [*technical, ("language", "pl"), ("_end", "1")]
        status, _, text = self.client.request("POST", f"{self.case}/documents/referral", fields)
        assert status == 200 and text.startswith("%PDF"), text

    def two_empty(self) -> None:
        """Two requests that do nothing."""
        self.client.get("/empty")
        self.client.get("/empty")

    def memory(self) -> float:
        """Resident MiB of the server and its children."""
        found = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True)
        rows = [tuple(map(int, line.split())) for line in found.stdout.splitlines()[1:]]
        family = {self.process.pid}
        for _ in range(4):
            family |= {pid for pid, parent, _ in rows if parent in family}
        return sum(rss for pid, _, rss in rows if pid in family) / 1024

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(15)
        self.folder.cleanup()


def _weight(texts: list[bytes]) -> str:
    whole, packed = sum(map(len, texts)) / 1024, sum(len(gzip.compress(text)) for text in texts) / 1024
    return f"{whole:.1f} KiB, compressed {packed:.1f} KiB"


def run(*, cases: int = 50_000, rounds: int = 300) -> None:
    """Print every figure of the web."""
    small = Running(100)
    for _ in range(20):
        small.cycle()
    ours, empty, ratio = paired(small.cycle, small.two_empty, rounds=rounds)
    print("save + next page of an 8-indicator step / two empty requests, FULL (at most 5, aim 3.5):")
    print(f"  {ratio:.2f}x ({ours * 1e3:.2f} ms / {empty * 1e3:.2f} ms)")
    print(f"page of a step (at most 14 KiB compressed): {_weight([small.page.encode()])}")
    static = [(STATIC / name).read_bytes() for name in ("style.css", "script.js")]
    print(f"style sheet and script together (at most 16 KiB compressed): {_weight(static)}")
    print(f"memory of server and printing process at start: {small.memory():.0f} MiB")
    for _ in range(500):
        small.cycle()
    for _ in range(50):
        small.sheet()
    print(f"memory after 500 steps more and 50 sheets: {small.memory():.0f} MiB", flush=True)
    large = Running(cases)
    for _ in range(20):
        large.cycle()
    many, few, ratio = paired(large.cycle, small.cycle, rounds=rounds)
    print(f"step at {cases} stored cases / at 100 (at most 1.25): {ratio:.2f}x ({many * 1e3:.2f} / {few * 1e3:.2f} ms)")
    small.stop()
    large.stop()
