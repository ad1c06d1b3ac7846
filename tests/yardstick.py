"""Processor time, compared with that of a fixed piece of work at the same moment.

Beside other programs, and on a slow machine, the same work costs more processor time: both grow alike.
"""

import gc
from collections.abc import Callable
from time import process_time

SECOND = 200  # fixed pieces of work that a quiet machine of 2026 does in a second


def seconds(work: Callable[[], object]) -> float:
    """Seconds of processor of this process, without the collector: its work depends on what else is held."""
    gc.disable()
    began = process_time()
    work()
    spent = process_time() - began
    gc.enable()
    return spent


def slowness() -> float:
    """How many times longer than on a quiet machine of 2026 the fixed piece of work takes now; 1 at least."""
    return max(1.0, seconds(_fixed) * SECOND)


def _fixed() -> int:
    return sum(number * number % 7 for number in range(100_000))
