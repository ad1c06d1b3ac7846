"""The two clocks of this machine: the one people set, and the one that only runs."""

import time
from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
RunningClock = Callable[[], float]


def running() -> float:
    """Return the seconds that only go forward and go on while the machine sleeps, where the system offers that."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
