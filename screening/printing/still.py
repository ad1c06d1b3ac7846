"""End a process that does not work: a busy machine is waited for, an idle process is not."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USER, _SYSTEM = 11, 12  # fields 14 and 15 of /proc/<pid>/stat, counted after the name of the program


def ticks_of(pid: int) -> int | None:
    """Return the processor time that a process has used, in clock ticks, or None if the process is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[_USER]) + int(fields[_SYSTEM])


@contextmanager
def ended_when_still(process: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    """While the block runs, kill the process if it uses no processor time for so many seconds.

    A process that waits for a busy processor still gets some of it. One that is stopped or hangs gets none.
    """
    done = threading.Event()

    def watch() -> None:
        used = ticks_of(process.pid)
        while not done.wait(seconds):
            before, used = used, ticks_of(process.pid)
            if used == before:
                process.kill()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
