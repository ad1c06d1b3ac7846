"""How long a test waits for something that must happen. A busy machine may be slow, so the bounds are generous."""

import time
from collections.abc import Callable

SECONDS = 600  # more than any command waits for a process of its own (300 for an envelope)
BROWSER_MS = 60_000


def until(holds: Callable[[], bool], what: str) -> None:
    """Ask again and again until it holds. Raises AssertionError, with `what` was waited for, after SECONDS."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, f"waited {SECONDS} seconds for: {what}"
        time.sleep(0.05)
