"""Logs by allow-list: time, level, event, request id, route template, status, duration bucket; nothing of a request."""

import io
import json
import logging
import os
import secrets
import select
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from flask import Flask, Response, g, has_app_context, request

from screening.local_time import utc_now

OURS = Path(__file__).parents[2]
MOST_FRAMES = 40  # a line fits into one write to a pipe
# Milliseconds: a line says below which of these an answer took, and the last for any that took longer.
BUCKETS = (10, 100, 1000, 10000)
SLOWEST = 100000
_turn = threading.Lock()  # one line is written at a time


def write(level: str, event: str, **more: str | int) -> None:
    """Write one line of JSON to standard error. What is not accepted at once is dropped: a log line never raises."""
    line = {"at": utc_now().isoformat(timespec="seconds"), "level": level, "event": event, **more}
    with suppress(OSError, ValueError, AttributeError), _turn:
        _put(json.dumps(line) + "\n")


def _put(line: str) -> None:
    """Write a line to standard error if it accepts one now: a stopped terminal or a full pipe would block."""
    try:
        descriptor = sys.stderr.fileno()
    except io.UnsupportedOperation:  # it is no file of the system
        print(line, end="", file=sys.stderr, flush=True)
        return
    if select.select([], [descriptor], [], 0)[1]:
        ready = _without_waiting(descriptor)
        try:
            os.write(ready, line.encode())
        finally:
            os.close(ready)


def _without_waiting(descriptor: int) -> int:
    """Return a second descriptor of the same file. A terminal that nobody reads must not make the writer wait.

    A pipe that takes anything takes a whole line.
    """
    if os.isatty(descriptor):
        with suppress(PermissionError):  # it belongs to another user
            return os.open(f"/dev/fd/{descriptor}", os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    return os.dup(descriptor)


def frames(trace: TracebackType | None) -> str:
    """Return where in our own code it happened: files and lines, the innermost first, and no values."""
    own = [f for f in traceback.extract_tb(trace) if Path(f.filename).is_relative_to(OURS)][-MOST_FRAMES:]
    return " < ".join(f"{Path(f.filename).relative_to(OURS)}:{f.lineno}" for f in reversed(own))


def unexpected(error: BaseException) -> None:
    """Log an error that has no page of its own: its class and where it happened, never its message.

    Outside a request the line has no request id.
    """
    id_ = {"request": _id()} if has_app_context() else {}
    write("error", "unexpected", error=type(error).__name__, **id_, where=frames(error.__traceback__))


def _id() -> str:
    if "request_id" not in g:
        g.request_id = secrets.token_hex(4)
    return str(g.request_id)


def install(app: Flask) -> None:
    """Log every refusal and fault by its route template; let no other logger write."""
    logging.getLogger().handlers[:] = [logging.NullHandler()]
    app.logger.handlers[:] = [logging.NullHandler()]
    app.logger.propagate = False

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _log(response: Response) -> Response:
        if response.status_code >= 400:
            spent = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
            write(
                "warning" if response.status_code < 500 else "error",
                "refused" if response.status_code < 500 else "failed",
                request=_id(),
                route=request.url_rule.rule if request.url_rule else "",
                method=request.method if request.method in ("GET", "HEAD", "POST") else "other",
                status=response.status_code,
                ms_below=next((bucket for bucket in BUCKETS if spent < bucket), SLOWEST),
            )
        return response
