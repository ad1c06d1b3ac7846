"""How long a case is kept at least, by what the audit trail says was done to it.

State and day of erasure are not encrypted, and an older sealed copy fits them when both are put back. The trail
says whether a case was finished, and the day before which its time cannot be over. It is believed only if it is whole.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from screening.core.durations import (
    CASE_KEPT_FOR,
    EXTENSION,
    FIRST_EXTENSION,
    FIRST_KEPT_FOR,
    MOST_EXTENSIONS,
    MOST_FINISHED_DAYS,
)
from screening.storage.audit import AuditEvent, AuditTrail, Checked, TrailFault
from screening.storage.rows import FINISHED, LISTED, OPEN
from screening.storage.tables import audit

SAVES = frozenset((AuditEvent.CREATE, AuditEvent.CHANGE))
EXTENSIONS = frozenset(
    (AuditEvent.EXTEND_KCIK, AuditEvent.EXTEND_INTERPRETER, AuditEvent.EXTEND_PERSON, AuditEvent.EXTEND_INSTITUTION)
)
# Acts that change until when a case is kept.
DECIDING = SAVES | EXTENSIONS | {AuditEvent.FINISH, AuditEvent.CLOCK_CONFIRMED}

LONGEST_OPEN, LONGEST_FINISHED = CASE_KEPT_FOR + MOST_EXTENSIONS * EXTENSION, timedelta(days=MOST_FINISHED_DAYS)


@dataclass(frozen=True, slots=True)
class Promise:
    """From when a case was last given time, and until when; both by the clock of that moment, which may be wrong."""

    since: datetime
    until: datetime

    def _life(self) -> timedelta:
        return max(self.until - self.since, timedelta(0))

    def bounds(self, now: datetime, *, is_measured: bool) -> tuple[datetime, datetime]:
        """Return how early and how late the case may end, now that the clock is known to be right.

        It ends at the latest when the whole time, counted from now, is over. If the clock was ahead when the time was
        given (`since` is later than now), it may end at once where a clock that ran has measured by how much it was
        ahead; else nobody knows that, and the whole time counts from now.
        """
        latest = now + self._life()
        return self.until if self.since <= now else now if is_measured else latest, latest

    def confirmed(self, now: datetime) -> "Promise":
        """Return the promise by the clock that is right now.

        If by it the time has not begun, or is over, it was given by a wrong clock: then the whole time counts from now.
        """
        is_of_another_clock = self.since > now or self.until <= now
        return Promise(now, now + self._life()) if is_of_another_clock else self


@dataclass(slots=True)
class KeptByTrail:
    """What the trail says of one case: whether it was finished, the earliest end of its time, and the row that says so.

    Today each such row says until when its case is kept. For an older row, which does not, the time is worked out from
    what was the rule then. No earliest end is known of a case that such a row finished, since the institution chose its
    days, and of none after the clock was confirmed, which moves every date, until the next such row. `promise` is kept
    then, so that the next answer about the clock stays within it.
    """

    finished: bool = False
    earliest: datetime | None = None
    row: int = 0
    promise: Promise | None = None

    def follow(self, act: str, at: datetime, row: int, until: datetime | None) -> None:
        """Take in the next act on the case; `until`: to which time its row keeps it, None for an older row."""
        if act == AuditEvent.FINISH:
            self.finished, self.earliest = True, until
        elif until:
            self.earliest = max(until, self.earliest or until)
        elif act in SAVES:
            self.earliest = max(at + FIRST_KEPT_FOR, self.earliest or at)
        elif self.earliest:
            self.earliest += FIRST_EXTENSION
        self.row = row
        self._promise(act, at, until)

    def _promise(self, act: str, at: datetime, until: datetime | None) -> None:
        """Take in the time that an act gave the case; an older row does not say it: then by the rule at that time."""
        if until or act == AuditEvent.FINISH:
            self.promise = Promise(at, until) if until else None
        elif act in SAVES:
            before = self.promise.until if self.promise else at
            self.promise = Promise(at, max(at + FIRST_KEPT_FOR, before))
        elif self.promise:
            self.promise = Promise(at, self.promise.until + FIRST_EXTENSION)

    def clock_confirmed(self, at: datetime | None) -> None:
        """Somebody confirmed the clock, and every date was moved; None if the time of that row is damaged."""
        self.earliest = None
        self.promise = self.promise.confirmed(at) if self.promise and at else None

    def within(self, end: datetime, now: datetime, state: object, *, is_measured: bool) -> datetime:
        """Return the end of the time of a case, moved by an answer about the clock, within what the trail allows.

        An answer erases nothing, and keeps nothing for years: the clock that was wrong may have been that of a command.
        """
        if self.promise:
            least, most = self.promise.bounds(now, is_measured=is_measured)
            return max(least, min(end, most))
        return min(end, now + (LONGEST_FINISHED if state == FINISHED else LONGEST_OPEN))

    def contradicts(self, state: object, end: datetime) -> bool:
        """Return whether a case of this state cannot end then: such a row is older than the trail, or was altered."""
        return (self.finished and state == OPEN) or bool(self.earliest and end < self.earliest)

    def put_right(self, columns: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Return columns, times as texts, so that the trail does not contradict them.

        An older row does not say until when a finished case is kept. So a case that somebody made open again is kept
        as long as after a save, counted from now.
        """
        until = _moment(columns["erase_after"])
        if until is None or not self.contradicts(columns["state"], until):
            return dict(columns)
        if self.finished:
            kept_to = self.earliest or now + CASE_KEPT_FOR
            return {**columns, "state": FINISHED, "erase_after": _text(max(until, kept_to))}
        return {**columns, "erase_after": _text(max(until, self.earliest or until))}


UNKNOWN = KeptByTrail()


def _moment(text: object) -> datetime | None:
    """The time that a text says, or None."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class KeptCases:
    """What the trail says of each case. In one run each row is read once, and checked as it is read.

    Rows that are altered after that change nothing here: what they said while they were whole counts.
    """

    def __init__(self, trail: AuditTrail) -> None:
        self._trail = trail
        self._known: tuple[Checked | None, dict[str, KeptByTrail]] = (None, {})  # replaced whole: threads share it

    def by_trail(self, connection: Connection) -> Mapping[str, KeptByTrail]:
        """Return what the trail says of each case by its id; an empty mapping if the trail is not whole."""
        since, told = self._known
        found = self._trail.checked(connection, since)
        if since and isinstance(found, TrailFault):  # such as after a transaction that was read here, and undone
            since, told = None, {}
            found = self._trail.checked(connection)
        if isinstance(found, TrailFault):
            return {}
        told = _by_rows(connection, told, after=since.row if since else 0)
        self._known = found, told
        return told


def _by_rows(connection: Connection, told: Mapping[str, KeptByTrail], *, after: int = 0) -> dict[str, KeptByTrail]:
    """Return `told` together with what the rows after number `after` say; `told` itself is not changed."""
    found = dict(told)
    acts = select(audit.c.id, audit.c.at, audit.c.act, audit.c.case_id, audit.c.erase_after)
    acts = acts.where(audit.c.act.in_([act.value for act in DECIDING]), audit.c.id > after)
    for row in connection.execute(acts.order_by(audit.c.id)):
        if row.act == AuditEvent.CLOCK_CONFIRMED:
            found = {case_id: replace(each) for case_id, each in found.items()}
            for each in found.values():
                each.clock_confirmed(row.at)
        elif row.at:
            with suppress(OverflowError):
                each = found[row.case_id] = replace(found.get(row.case_id, UNKNOWN))
                each.follow(row.act, row.at, row.id, row.erase_after)
    return found


def contradicted(connection: Connection) -> TrailFault | None:
    """Return the row that the first such case contradicts, or None: the table has the case as it was before that row.

    The trail must have been found whole.
    """
    told = _by_rows(connection, {})
    for row in connection.execute(LISTED).mappings():
        kept = told.get(str(row["public_id"]), UNKNOWN)
        if isinstance(row["erase_after"], datetime) and kept.contradicts(row["state"], row["erase_after"]):
            return TrailFault(kept.row, "its case was put back to an older state")
    return None
