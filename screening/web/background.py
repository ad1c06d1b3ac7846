"""What happens without anybody asking: the lock shuts after the idle time, overdue cases are erased.

At each look the clock is looked at as well, so that a jump is written down before the program can end. No error ends
the thread: each duty is tried by itself, the shutting of the lock first, and is tried again at the next look.
"""

import threading
from collections.abc import Callable
from datetime import datetime

from screening.casework import CaseService
from screening.web.http import logs

LOOK_EVERY = 5.0  # seconds
LOOKS_BETWEEN_ERASING = 60  # five minutes
STOPS_WITHIN = 5.0  # seconds that the end of the program waits for a look that is under way
LATE = 12  # looks that may be missed before the page of the trail warns


class Keeper:
    """Does what is due in one case service.

    `shut_at` says when it last looked whether the lock has to shut, `erased_at` when it last erased what is overdue,
    both without an error.
    """

    def __init__(self, case_service: CaseService) -> None:
        self._case_service = case_service
        self._until_erasing = 0  # looks
        self._troubles: dict[str, str] = {}  # by duty, the class of the error by which it failed last
        self.shut_at: datetime | None = None
        self.erased_at: datetime | None = None
        self.pause = threading.Event()
        self.thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def _keep(self) -> None:
        self.look()
        while not self.pause.wait(LOOK_EVERY):
            self.look()

    def stop(self) -> None:
        """Look no more: the store is about to be closed."""
        self.pause.set()
        if self.thread.is_alive():
            self.thread.join(STOPS_WITHIN)

    def look(self) -> None:
        """Shut the lock if nobody worked; look at the clock and the key file; erase what is overdue every few minutes.

        It never fails. The first look erases as well.
        """
        if self._done("lock", self._case_service.lock.shut_if_idle):
            self.shut_at = self._case_service.now()
        self._done("clock", self._case_service.retention.notice)
        self._done("keys", self._case_service.lock.keep_key_file)
        self._until_erasing -= 1
        if self._until_erasing < 0 and self._done("erase", self._case_service.erase_in_time):
            self.erased_at, self._until_erasing = self._case_service.now(), LOOKS_BETWEEN_ERASING

    def _done(self, duty: str, act: Callable[[], object]) -> bool:
        """Do a duty and return whether it was done; each kind of failure is logged once."""
        try:
            act()
        except Exception as problem:
            kind = type(problem).__name__
            if self._troubles.get(duty) != kind:
                logs.unexpected(problem)
            self._troubles[duty] = kind
            return False
        self._troubles.pop(duty, None)
        return True

    def is_late(self) -> bool:
        """Return whether to warn on the page of the trail: a duty failed at the last try, or a minute had no look."""
        return bool(self._troubles) or not self.shut_at or not self.erased_at or self._overslept(self.shut_at)

    def _overslept(self, since: datetime) -> bool:
        # A clock that was set back makes the last look one of the future.
        return abs((self._case_service.now() - since).total_seconds()) > LOOK_EVERY * LATE


def start(case_service: CaseService) -> Keeper:
    """Return a keeper whose thread looks every few seconds until it is stopped, or as long as the program runs."""
    keeper = Keeper(case_service)
    keeper.thread.start()
    return keeper
