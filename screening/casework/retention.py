"""Erasing in time, and not by mistake: the job stops when the clock of the machine cannot be believed.

Nothing is erased then until somebody says what day it is, or a clock that jumped in this run is right again. The answer
moves every date by what the clock differs, so that each case keeps the time that it had left.

A row is here a row of the audit trail. "The clock that only runs" counts seconds and cannot be set.
"""

import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from screening.casework.clocks import Clock, RunningClock
from screening.core.durations import CLOCK_MAY_BE_AHEAD, CLOCK_MAY_JUMP, EXTENSION, MOST_EXTENSIONS
from screening.local_time import day_in_poland
from screening.storage import AuditEvent, Store

SET_BACK = timedelta(minutes=1)  # the most that the clock may step back unasked, as where the machine sets it itself
DOUBTED, CONFIRMED = frozenset((AuditEvent.CLOCK_DOUBTED,)), frozenset((AuditEvent.CLOCK_CONFIRMED,))
REASONS = {  # why a case is kept longer, by the code that the page sends
    "kcik": AuditEvent.EXTEND_KCIK,
    "interpreter": AuditEvent.EXTEND_INTERPRETER,
    "person": AuditEvent.EXTEND_PERSON,
    "institution": AuditEvent.EXTEND_INSTITUTION,
}


class Doubt(StrEnum):
    """Why the clock cannot be believed."""

    BEHIND = "behind"  # by more than SET_BACK before the newest row
    JUMPED = "jumped"  # away from the clock that only runs, since this start or the last answer
    AHEAD = "ahead"  # too long after the newest row
    FORWARD_AGAIN = "forward_again"  # by at least as much as somebody confirmed that it had gone back
    UNSETTLED = "unsettled"  # a doubt that an earlier run or a command wrote down and nobody ended, or a damaged row


@dataclass(frozen=True, slots=True)
class DoubtfulClock:
    """Why the clock is doubted, what it says (`now`), and the time of the newest row that is believed, or `now`."""

    doubt: Doubt
    now: datetime
    last: datetime


class ClockDoubted(Exception):
    """The time of a case may be over, and the clock that would say so cannot be believed: it stays shut."""


class OtherDay(Exception):
    """Somebody says that it is another day than the clock of this machine shows: the clock is wrong."""


class NoMoreExtensions(Exception):
    """The case was extended as often as it may be."""


class Retention:
    """The dates of erasure of one store. `finished_for` is how long the institution keeps a finished case."""

    def __init__(self, store: Store, clock: Clock, running: RunningClock, finished_for: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._running = running
        self.finished_for = finished_for
        self._turn = threading.RLock()
        self._last, is_damaged = store.last_recorded()  # the time of the newest row that is believed
        self._set_back = store.clock_set_back()
        self._read_to, self._in_doubt = 0, False  # up to which row of the trail `_is_told` has read, and what it found
        now = clock()
        # From the newest row to this start, by the clock.
        self.unused_for = now - self._last if self._last else timedelta(0)
        # The doubt with which this run began; only `confirm` ends it.
        self._at_start = self._by_rows(now) or (Doubt.UNSETTLED if self._is_told() or is_damaged else None)
        # A time that is believed, and what the clock that only runs showed then.
        self._start = (self._last if self._at_start and self._last else now), running()
        self._own_since = None if self._at_start else now
        if not self._at_start:
            self._last = now

    def _by_rows(self, now: datetime) -> Doubt | None:
        """Return why the clock does not fit the newest row that is believed, or None."""
        if self._last is None:
            return None
        if now < self._last - SET_BACK:
            return Doubt.BEHIND
        if now - self._last > CLOCK_MAY_BE_AHEAD:
            return Doubt.AHEAD
        return Doubt.FORWARD_AGAIN if self._is_forward_again(now, now - self._last) else None

    def _is_forward_again(self, now: datetime, by: timedelta) -> bool:
        """Return whether the clock went forward by what somebody had confirmed that it went back."""
        if self._set_back is None:
            return False
        from_, back = self._set_back
        return back > CLOCK_MAY_JUMP and by >= back and now >= from_

    def _difference(self, now: datetime) -> timedelta:
        """Return how far the clock is ahead of the time that is believed, which goes on by the clock that only runs."""
        believed, ran_at = self._start
        return now - believed - timedelta(seconds=self._running() - ran_at)

    def _doubt(self, now: datetime) -> Doubt | None:
        by_rows, by = self._by_rows(now), abs(self._difference(now))
        # A doubt that began does not end with the time that goes by: only with the difference, or an answer.
        has_jumped = by > (SET_BACK if self._in_doubt else CLOCK_MAY_JUMP)
        return self._at_start or (Doubt.JUMPED if has_jumped and by_rows is not Doubt.BEHIND else by_rows)

    def doubtful(self) -> DoubtfulClock | None:
        """Return why nothing is erased now, or None. Writes nothing."""
        with self._turn:
            now = self._clock()
            doubt = self._doubt(now)
            return DoubtfulClock(doubt, now, self._last or now) if doubt else None

    def believed(self) -> datetime:
        """Return what time it is: by the clock; in doubt by the time that is believed and the clock that only runs."""
        with self._turn:
            now = self._clock()
            return now - self._difference(now) if self._doubt(now) else now

    def _is_told(self) -> bool:
        """Return whether the trail says that the clock is in doubt, also if a command beside the program wrote it."""
        newest, self._read_to = self._store.newest_of(DOUBTED | CONFIRMED, after=self._read_to)
        self._in_doubt = newest in DOUBTED if newest else self._in_doubt
        return self._in_doubt

    def notice(self) -> DoubtfulClock | None:
        """Return what `doubtful` returns, and write once in the trail that a doubt began or ended. Raises NotSaved.

        A doubt ends by itself only if it began in this run and the clock agrees with the one that only runs. So this
        run also ends the doubt of a command beside it, which began too late to measure a jump.
        """
        with self._turn:
            found = self.doubtful()
            if not self._write_doubt(found) and self._is_told():
                self._store.note(AuditEvent.CLOCK_CONFIRMED, self._clock(), by_program=True)
            if not found:
                self._last = self._clock()
            return found

    def _write_doubt(self, found: DoubtfulClock | None) -> bool:
        """Write a doubt that the trail does not tell yet. Return whether there is one."""
        if found and not self._is_told():
            self._store.note(AuditEvent.CLOCK_DOUBTED, found.now)
            self._in_doubt = True
        return bool(found)

    def is_doubted(self) -> bool:
        """Return whether a command may write no row: it doubts the clock, or the trail does. Raises NotSaved.

        The doubt is written down, and none is ended: that takes a program that ran all the time, or somebody who says
        what day it is.
        """
        with self._turn:
            return self._write_doubt(self.doubtful()) or self._is_told()

    def difference(self) -> timedelta:
        """Return how far the clock is ahead of the time that is believed; negative if it is behind."""
        with self._turn:
            return self._difference(self._clock())

    def measured_from(self) -> datetime | None:
        """Return when this run began, by the clock that was confirmed last; None if that clock was doubted already.

        What was written since is of one clock: while it is in doubt nothing of a case is saved.
        """
        with self._turn:
            return self._own_since

    def confirm(self, day: date) -> None:
        """Believe the clock, since somebody said what day it is: dates move by what it differs, and erasing goes on.

        Raises OtherDay if the clock shows another day, and NotSaved; nothing is changed then.
        """
        with self._turn:
            now = self._clock()
            if day_in_poland(now) != day:
                raise OtherDay
            moved = self._difference(now)
            self._store.confirm_clock(now, moved=moved, from_=self._own_since)
            self._own_since = self._own_since + moved if self._own_since else now
            self._start, self._last, self._in_doubt, self._at_start = (now, self._running()), now, False, None
            self._set_back = None

    def overdue(self) -> frozenset[str]:
        """Return the ids of the cases whose time is over, which `erase_overdue` erases next; none in doubt.

        Those that cannot be erased, as the file is damaged there, are not among them: lists name each as damaged.
        """
        over = () if self.doubtful() else self._store.overdue(self.believed())
        return frozenset(over) - self._store.unerased

    def erase_overdue(self) -> list[str]:
        """Erase what is overdue, also while locked. Return the ids. Erases nothing while the clock is doubtful.

        Whatever the clock says, rows that could not be written are tried again, and so is emptying the log of the
        database, where it still holds something erased. Raises NotSaved.
        """
        self._store.settle(self._clock())
        return [] if self.notice() else self._store.erase_overdue(self._clock())

    def erase_unreadable(self) -> list[str]:
        """Erase the cases whose keys an earlier run kept in memory alone; return the ids.

        No other process may have the database.
        """
        return self._store.erase_unreadable(self._clock())

    def extend(self, case_id: str, erase_after: datetime, reason: str) -> None:
        """Keep an open case longer by one extension than the day that was seen, for a reason of REASONS.

        A second press changes nothing. Raises NoMoreExtensions, StaleRevision if the day is another one by now,
        KeyError for another reason, and NoSuchCase, CaseErased, CaseFinished.
        """
        done = self._store.extend(
            case_id,
            seen=erase_after,
            by=EXTENSION,
            most=MOST_EXTENSIONS,
            act=REASONS[reason],
            acts=frozenset(REASONS.values()),
            now=self._clock(),
        )
        if not done:
            raise NoMoreExtensions

    def finish(self, case_id: str, *, seen_revision: int) -> None:
        """Finish a case: nobody can change it, and it is kept for `finished_for` from now.

        Raises StaleRevision, NoSuchCase, CaseErased, CaseFinished.
        """
        now = self._clock()
        until = now + self.finished_for
        self._store.set_date(
            case_id, erase_after=until, now=now, act=AuditEvent.FINISH, finished=True, seen_revision=seen_revision
        )
