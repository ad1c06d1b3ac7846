"""Erasing in time, and not by mistake: the job stops when the clock of the machine cannot be believed."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from screening.casework.clocks import Clock, RunningClock
from screening.storage import Act, Store

KEPT_FOR = timedelta(hours=72)
EXTENSION = timedelta(days=7)
EXTENSIONS = 2
JUMP = timedelta(hours=1)
FAR_AHEAD = timedelta(days=60)
REASONS = {
    "kcik": Act.EXTEND_KCIK,
    "interpreter": Act.EXTEND_INTERPRETER,
    "person": Act.EXTEND_PERSON,
    "institution": Act.EXTEND_INSTITUTION,
}


class Doubt(StrEnum):
    """Why the clock cannot be believed."""

    BEHIND = "behind"
    JUMPED = "jumped"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class DoubtfulClock:
    """What the clock says, what was written last, and how many cases would be erased by it."""

    doubt: Doubt
    now: datetime
    last: datetime
    overdue: int


class NoMoreExtensions(Exception):
    """The case was extended as often as it may be."""


class Retention:
    """The dates of erasure of one store."""

    def __init__(self, store: Store, clock: Clock, running: RunningClock, finished_for: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._running = running
        self.finished_for = finished_for
        self._start = clock(), running()
        self._last = store.last_recorded()
        self._in_doubt = False
        self._turn = threading.Lock()
        self.notice()

    def _doubt(self, now: datetime, last: datetime | None) -> Doubt | None:
        if last and now < last:
            return Doubt.BEHIND
        began, ran_at = self._start
        expected = began + timedelta(seconds=self._running() - ran_at)
        if abs(now - expected) > JUMP:
            return Doubt.JUMPED
        return Doubt.AHEAD if last and now - last > FAR_AHEAD else None

    def doubtful(self) -> DoubtfulClock | None:
        """Why nothing is erased now, or None. Only looks."""
        last = self._last  # before the clock is read: another thread may move it meanwhile
        now = self._clock()
        doubt = self._doubt(now, last)
        return DoubtfulClock(doubt, now, last or now, len(self._store.overdue(now))) if doubt else None

    def notice(self) -> DoubtfulClock | None:
        """The same, and write in the audit trail where a doubt begins and ends, once. Raises NotSaved."""
        with self._turn:
            found = self.doubtful()
            if bool(found) != self._in_doubt:
                act = Act.CLOCK_DOUBTED if found else Act.CLOCK_CONFIRMED
                self._store.note(act, found.now if found else self._clock())
                self._in_doubt = bool(found)
            if not found:
                self._last = self._clock()
            return found

    def confirm(self) -> None:
        """Somebody says that the clock is right: it is written down, and the job goes on."""
        with self._turn:
            now = self._clock()
            self._store.confirm_clock(now, latest=now + KEPT_FOR + EXTENSIONS * EXTENSION + self.finished_for)
            self._start, self._last, self._in_doubt = (now, self._running()), now, False

    def erase_overdue(self) -> list[str]:
        """Erase what is overdue, also while locked; gives the ids. Erases nothing while the clock is doubtful."""
        return [] if self.notice() else self._store.erase_overdue(self._clock())

    def erase_unreadable(self) -> list[str]:
        """Erase what an earlier run kept in memory alone. Only for a process that has the database to itself."""
        return self._store.erase_unreadable(self._clock())

    def after_change(self, erase_after: datetime) -> datetime:
        """The day of erasure of a case changed now; an extension is never shortened."""
        return max(erase_after, self._clock() + KEPT_FOR)

    def extend(self, case_id: str, erase_after: datetime, reason: str) -> None:
        """Keep an open case a week longer, for a reason of REASONS. Raises NoMoreExtensions, KeyError."""
        act = REASONS[reason]
        if self._store.acts_of(case_id, frozenset(REASONS.values())) >= EXTENSIONS:
            raise NoMoreExtensions
        self._store.set_date(case_id, erase_after=erase_after + EXTENSION, now=self._clock(), act=act, finished=False)

    def finish(self, case_id: str) -> None:
        """Finish a case: erase it now, or keep it unchangeable for the institution's days."""
        if not self.finished_for:
            self._store.erase(case_id, self._clock())
            return
        until = self._clock() + self.finished_for
        self._store.set_date(case_id, erase_after=until, now=self._clock(), act=Act.FINISH, finished=True)
