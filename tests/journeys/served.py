"""A running program in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from screening.web.access import start_link
from screening.web.access.origin import name_in
from tests.patience import SECONDS, until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `screening serve` with these settings; `stop` ends it, by its own process id."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.port = int(settings.get("port", 0)) or free_port()
        chosen = {"data": str(data), "port": str(self.port), **settings}
        environment = {**os.environ, **{f"ROZPOZNAJ_{name.upper()}": value for name, value in chosen.items()}}
        self.data = data / settings.get("realm", "real")
        self.public = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [Path(sys.executable).parent / "screening", "serve", "--no-browser"],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        until(self._answers, "the server answers")
        self.host = f"{name_in(self.data)}:{self.port}"
        self.address = f"http://{self.host}"

    def _answers(self) -> bool:
        assert self.process.poll() is None, "the server ended at once"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)) as asked:
            try:
                asked.request("GET", "/static/style.css")
                return asked.getresponse().status == 200
            except OSError:
                return False

    def link(self) -> str:
        return f"{self.address}/start/{start_link.issue(self.data)}"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(SECONDS)
