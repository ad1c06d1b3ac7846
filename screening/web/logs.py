"""Logs by allow-list: time, level, event, request id, route template, status, duration bucket; nothing of a request."""

import io
import json
import logging
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

OURS = Path(__file__).parents[1]
BUCKETS = (10, 100, 1000, 10000)
_turn = threading.Lock()


def write(level: str, event: str, **more: str | int) -> None:
    """One line of JSON on standard error. Where it cannot be written now it is dropped: a log line never decides."""
    line = {"at": utc_now().isoformat(timespec="seconds"), "level": level, "event": event, **more}
    with suppress(OSError, ValueError, AttributeError), _turn:
        if _takes_a_line():
            print(json.dumps(line), file=sys.stderr, flush=True)


def _takes_a_line() -> bool:
    """Whether standard error takes a line now: a stopped terminal (Ctrl+S) or a full pipe would hold the thread."""
    try:
        return bool(select.select([], [sys.stderr.fileno()], [], 0)[1])
    except io.UnsupportedOperation:  # it is no file of the system
        return True


def frames(trace: TracebackType | None) -> str:
    """Where in our own code it happened: files and lines, no values."""
    own = [f for f in traceback.extract_tb(trace) if Path(f.filename).is_relative_to(OURS)]
    return " < ".join(f"{Path(f.filename).relative_to(OURS)}:{f.lineno}" for f in reversed(own))


def unexpected(error: BaseException) -> None:
    """An error that has no page of its own: its class and where it happened, never its message.

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
                ms_below=next((bucket for bucket in BUCKETS if spent < bucket), BUCKETS[-1] * 10),
            )
        return response
