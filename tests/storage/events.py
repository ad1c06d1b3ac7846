"""A child process that is killed at its n-th event, or whose disk is full from then on.

An event is a file of a folder that is opened for writing, gets or loses its name, or a statement of the database.
"""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

KILL = "kill"
FAULTS = {KILL: 0, "full": errno.ENOSPC, "broken": errno.EIO}
NAMED = frozenset(("os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir"))
DONE, REFUSED = 0, 3


def _is_write(name: str, arguments: tuple, folder: str) -> bool:
    if name == "open":
        path, _, flags = arguments
        return isinstance(path, str) and path.startswith(folder) and bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
    return name in NAMED and folder in str(arguments)


class _Events:
    def __init__(self, folder: Path, number: int, fault: str) -> None:
        self.left, self.fault, self.folder = number, fault, str(folder)

    def hook(self, name: str, arguments: tuple) -> None:
        if _is_write(name, arguments, self.folder):
            self.happened()

    def happened(self) -> None:
        self.left -= 1
        if self.left >= 0:
            return
        if self.fault == KILL:
            os._exit(9)
        raise OSError(FAULTS[self.fault], os.strerror(FAULTS[self.fault]))

    def statement(self, *_: object) -> None:
        if self.fault == KILL:
            self.happened()
        else:
            self.left -= 1


def hit(act: Callable[[], None], folder: Path, number: int, fault: str, allowed: type[Exception]) -> int:
    """Do an act in a child process that meets a fault at the n-th event. Return its exit code, DONE if it met none."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            events = _Events(folder, number, fault)
            event.listen(Engine, "before_cursor_execute", events.statement)
            sys.addaudithook(events.hook)
            act()
            code = DONE if events.left >= 0 else REFUSED
        except allowed:
            code = REFUSED
        except BaseException as problem:
            os.write(2, f"event {number}, {fault}: {type(problem).__name__}: {problem}\n".encode())
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
