"""Wrong tries at the lock: they are counted in the trail, and each costs more time than the one before."""

from datetime import timedelta

from screening.casework.clocks import Clock, RunningClock
from screening.storage import AuditEvent, Store

FREE_TRIES = 5  # the wrong try from which on one has to wait
FIRST_WAIT = 5  # seconds
LONGEST_WAIT = 3600  # seconds


class TooSoon(Exception):
    """Too many wrong tries; the next one is allowed after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too many wrong tries")
        self.seconds = seconds


def wait_after(tries: int) -> int:
    """Return the seconds to wait after this many wrong tries in a row.

    None before the fifth, FIRST_WAIT after it, then twice as long each time, up to LONGEST_WAIT.
    """
    return min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries - FREE_TRIES, 20)) if tries >= FREE_TRIES else 0


class Tries:
    """The wrong tries in a row that the trail records as the event `act`; after one of `resets` they begin anew.

    The count of an earlier run is read from the trail.
    """

    def __init__(
        self, store: Store, clock: Clock, running: RunningClock, act: AuditEvent, resets: frozenset[AuditEvent]
    ) -> None:
        self._store = store
        self._clock = clock
        self._running = running
        self._act = act
        self.number, last = store.tries(frozenset((act,)), resets)
        since = (clock() - last) / timedelta(seconds=1) if last else 0
        # `since` is negative if the clock was set back: the wait is never longer than a wrong try now would make it.
        self._next = running() + min(wait_after(self.number), max(0, wait_after(self.number) - since))

    def check(self) -> None:
        """Raise TooSoon where the next try has to wait."""
        wait = self._next - self._running()
        if wait > 0:
            raise TooSoon(int(wait) + 1)

    def add(self) -> None:
        """Count a wrong try, and record it. Raises NotSaved; the try counts all the same."""
        self.number += 1
        self._next = self._running() + wait_after(self.number)
        self._store.note(self._act, self._clock())

    def forget(self) -> None:
        """Set the count to zero: the lock was opened."""
        self.number, self._next = 0, 0.0
