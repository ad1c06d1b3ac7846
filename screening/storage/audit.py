"""The audit trail: append-only, one row for every act, never what a case says.

The mark of a row is an HMAC over the mark of the row before it and the columns that the format of the row covers. The
head, one row of another table, has the number and mark of the last row, with an HMAC over both. So a row that is
altered, moved or taken away is found, the last ones too. The key of the HMAC is in the file `audit.key`.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from screening.storage.errors import DatabaseDamaged, KeyFileDamaged, StoreError
from screening.storage.key_file import read_private, write_new
from screening.storage.sealing import KEY
from screening.storage.tables import audit, audit_head, cases

START = "start"  # takes the place of the mark before the first row
# The columns that the mark of a row covers, by the format that the row names: one act, several of one kind, or an act
# that says until when its case is kept. A column that is not covered must have its value in UNCOVERED.
FORMATS = {
    1: ("id", "at", "actor", "act", "case_id", "revision"),
    2: ("id", "at", "actor", "act", "case_id", "revision", "number"),
    3: ("id", "at", "actor", "act", "case_id", "revision", "number", "erase_after"),
}
ONE_ACT, SEVERAL, DATED = FORMATS
UNCOVERED = {"number": 1, "erase_after": None}
BATCH = 1000  # rows read at once while the trail is checked
MOST_ROWS = 2**31 - 1  # more than any trail has: a higher number was altered


class AuditEvent(StrEnum):
    """What was done: the codes that the trail stores. Their words are in `screening/wording/program.py`."""

    SET_UP = "set_up"
    KEEP_NOTHING = "keep_nothing"
    CREATE = "create"
    OPEN = "open"
    CHANGE = "change"
    PRINT = "print"
    EXPORT = "export"
    ERASE = "erase"
    ERASE_OVERDUE = "erase_overdue"
    ERASE_UNREADABLE = "erase_unreadable"
    FINISH = "finish"
    EXTEND_KCIK = "extend_kcik"
    EXTEND_INTERPRETER = "extend_interpreter"
    EXTEND_PERSON = "extend_person"
    EXTEND_INSTITUTION = "extend_institution"
    UNLOCK = "unlock"
    RECOVER = "recover"
    CHANGE_PASSPHRASE = "change_passphrase"  # noqa: S105
    ROTATE = "rotate"
    BACKUP = "backup"
    RESTORE = "restore"
    LOCK = "lock"
    REFUSED_UNLOCK = "refused_unlock"
    REFUSED_ELSEWHERE = "refused_elsewhere"
    REFUSED_KIT = "refused_kit"
    REFUSED_PERMISSION = "refused_permission"
    CLOCK_DOUBTED = "clock_doubted"
    CLOCK_CONFIRMED = "clock_confirmed"
    NEW_KIT = "new_kit"
    KEYS_BEGUN = "keys_begun"
    KEYS_UPGRADED = "keys_upgraded"
    KEYS_UNTOLD = "keys_untold"
    KEYS_OLDER = "keys_older"
    KEY_FILE_ALTERED = "key_file_altered"
    COLUMNS_ALTERED = "columns_altered"
    CASE_MISSING = "case_missing"
    PEERS_UNSEEN = "peers_unseen"
    HELD_FORM_ENDED = "held_form_ended"
    HELD_FORM_DISCARDED = "held_form_discarded"
    OWN_UNIT = "own_unit"


KNOWN = frozenset(act.value for act in AuditEvent)
# Differences that are found when the keys are opened (`Difference` in renewal.py).
NOTICED = frozenset(
    (
        AuditEvent.KEYS_OLDER,
        AuditEvent.KEY_FILE_ALTERED,
        AuditEvent.COLUMNS_ALTERED,
        AuditEvent.CASE_MISSING,
        AuditEvent.KEYS_UNTOLD,
    )
)
# Acts that only the program does: their rows name it as actor. Other rows name the officer, unless `by_program` is set.
BY_PROGRAM = NOTICED | {
    *(
        AuditEvent.ERASE_OVERDUE,
        AuditEvent.ERASE_UNREADABLE,
        AuditEvent.CLOCK_DOUBTED,
        AuditEvent.KEYS_UPGRADED,
        AuditEvent.PEERS_UNSEEN,
        AuditEvent.HELD_FORM_ENDED,
    )
}


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A row of the trail. `case_id` is empty for acts that are about no case, `revision` 0 where none applies.

    `actor` is `officer` or `program`, `number` how many acts the row records.
    `at` and `act` are None where the row was damaged, or was written by another version.
    """

    sequence: int
    at: datetime | None
    actor: str
    act: AuditEvent | None
    case_id: str
    revision: int
    number: int = 1


@dataclass(frozen=True, slots=True)
class TrailFault:
    """The first row that does not fit, by its sequence number, and what is wrong with it."""

    sequence: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How far a trail was found whole: the number of the newest row then, and its mark."""

    row: int
    mark: str


class AuditTrail:
    """Appends rows and checks them. A row is written in the transaction of its act: both are written, or neither."""

    def __init__(self, key: bytes, *, is_new: bool = False) -> None:
        self.key = key
        self.is_new = is_new  # the key was made just now

    def _mark(self, before: str, *parts: object) -> str:
        texts = [str(part).encode() for part in (before, *parts)]
        message = b"".join(len(text).to_bytes(4, "big") + text for text in texts)
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()

    def _row_mark(self, before: str, row: Mapping[Any, Any]) -> str:
        values = (row[name] for name in FORMATS[row["format"]])
        return self._mark(before, *(each.timestamp() if isinstance(each, datetime) else each for each in values))

    def _fits(self, before: str, row: Mapping[Any, Any]) -> bool:
        """Whether the mark of a row is the right one. An altered row may hold anything at all."""
        mark = str(row["mark"]).encode("utf-8", "replace")
        covered = FORMATS.get(row["format"])
        if covered is None or any(row[name] != usual for name, usual in UNCOVERED.items() if name not in covered):
            return False
        return hmac.compare_digest(mark, self._row_mark(before, row).encode())

    def append(
        self,
        connection: Connection,
        act: AuditEvent,
        *,
        at: datetime,
        case_id: str = "",
        revision: int = 0,
        number: int = 1,
        erase_after: datetime | None = None,
        by_program: bool = False,
    ) -> None:
        """Write one row in the caller's transaction; `erase_after` for an act that sets until when its case is kept.

        `number` is how many acts it records. `by_program` says that the program did what most often the officer does.
        The id of a damaged row, which is no text (`NoText`), is left out. Raises DatabaseDamaged for an altered head.
        """
        head = connection.execute(select(audit_head).with_for_update()).mappings().one()
        if not isinstance(head["sequence"], int) or not 0 <= head["sequence"] < MOST_ROWS:
            raise DatabaseDamaged("The head of the audit trail was altered; restore a backup.")
        row = {
            "format": DATED if erase_after else ONE_ACT if number == 1 else SEVERAL,
            "id": head["sequence"] + 1,
            "at": at,
            "actor": "program" if by_program or act in BY_PROGRAM else "officer",
            "act": act.value,
            "case_id": case_id if case_id.isascii() else "",
            "revision": revision,
            "number": number,
            "erase_after": erase_after,
        }
        mark = self._row_mark(head["mark"], row)
        connection.execute(insert(audit), {**row, "mark": mark})
        connection.execute(
            update(audit_head).values(sequence=row["id"], mark=mark, seal=self._mark(mark, "head", row["id"]))
        )

    def begin(self, connection: Connection) -> None:
        """Write the head of a new trail. Raises StoreError if the head of an older one was taken away."""
        if connection.execute(select(audit_head)).first() is not None:
            return
        if not self.is_new and any(connection.execute(select(table)).first() for table in (audit, cases)):
            raise StoreError("The head of the audit trail is missing: somebody altered the database; restore a backup.")
        mark = self._mark(START)
        connection.execute(
            insert(audit_head), {"id": 1, "sequence": 0, "mark": mark, "seal": self._mark(mark, "head", 0)}
        )

    def count(self, connection: Connection, *, case_id: str, acts: frozenset[AuditEvent]) -> int:
        """Return how many rows record one of these acts on a case."""
        found = select(func.count()).where(audit.c.case_id == case_id, audit.c.act.in_([act.value for act in acts]))
        return int(connection.execute(found).scalar_one())

    def count_each(self, connection: Connection, *, act: AuditEvent, case_ids: frozenset[str]) -> dict[str, int]:
        """Return how many rows record an act on each of these cases; those without any are left out."""
        counted = select(audit.c.case_id, func.count()).where(audit.c.act == act.value).group_by(audit.c.case_id)
        return {case_id: number for case_id, number in connection.execute(counted).all() if case_id in case_ids}

    def since(
        self, connection: Connection, counted: frozenset[AuditEvent], resets: frozenset[AuditEvent]
    ) -> tuple[int, datetime | None]:
        """Return how many rows have one of the `counted` acts, and the time of the newest of them, or None.

        Only rows after the newest act of `resets` count.
        """
        reset = select(func.coalesce(func.max(audit.c.id), 0)).where(audit.c.act.in_([act.value for act in resets]))
        found = select(func.count(), func.max(audit.c.at)).where(
            audit.c.act.in_([act.value for act in counted]), audit.c.id > reset.scalar_subquery()
        )
        number, newest = connection.execute(found).one()
        return int(number), newest

    def newest_of(
        self, connection: Connection, acts: frozenset[AuditEvent], *, after: int
    ) -> tuple[AuditEvent | None, int]:
        """Return the newest of these acts in a row after number `after`, or None, and the number of the last row."""
        newest = connection.execute(select(func.coalesce(func.max(audit.c.id), 0))).scalar_one()
        found = select(audit.c.act).where(audit.c.id > after, audit.c.act.in_([act.value for act in acts]))
        act = connection.execute(found.order_by(audit.c.id.desc()).limit(1)).scalar()
        return AuditEvent(act) if act else None, int(newest)

    def last_believed(self, connection: Connection) -> tuple[datetime | None, bool]:
        """Return the time of the newest readable row that was not written while the clock was in doubt.

        Return also whether a newer row is damaged, so that the time of the last row is not known.
        """
        confirmed = select(func.coalesce(func.max(audit.c.id), 0)).where(
            audit.c.act == AuditEvent.CLOCK_CONFIRMED.value
        )
        doubted = select(func.min(audit.c.id)).where(
            audit.c.act == AuditEvent.CLOCK_DOUBTED.value, audit.c.id > confirmed.scalar_subquery()
        )
        first = connection.execute(doubted).scalar()
        rows = select(audit.c.at).order_by(audit.c.id.desc())
        is_damaged = False
        for at in connection.execute(rows.where(audit.c.id < first) if first else rows).scalars():
            if at is not None:
                return at, is_damaged
            is_damaged = True
        return None, is_damaged

    def set_back(self, connection: Connection) -> tuple[datetime, timedelta] | None:
        """Return from which time the clock went back, and by how much, where it went back and somebody confirmed it.

        None if it did not, or has passed that time since. Rows that were written in doubt are left out.
        """
        found, latest, is_doubted = None, None, False
        for act, at in connection.execute(select(audit.c.act, audit.c.at).order_by(audit.c.id)):
            is_doubted = act == AuditEvent.CLOCK_DOUBTED or (is_doubted and act != AuditEvent.CLOCK_CONFIRMED)
            if is_doubted or at is None:
                continue
            if latest is None or at >= latest:
                found, latest = None, at
            elif act == AuditEvent.CLOCK_CONFIRMED:
                found = latest, latest - at
        return found

    def newest(self, connection: Connection, *, number: int) -> Iterator[AuditEntry]:
        """Yield the newest rows, at most `number` of them, newest first."""
        for row in connection.execute(select(audit).order_by(audit.c.id.desc()).limit(number)).mappings():
            act = AuditEvent(row["act"]) if row["act"] in KNOWN else None
            yield AuditEntry(row["id"], row["at"], row["actor"], act, row["case_id"], row["revision"], row["number"])

    def verify(self, connection: Connection) -> TrailFault | None:
        """Return the first row that was altered, moved, taken away or put in, or None if the trail is whole."""
        found = self.checked(connection)
        return found if isinstance(found, TrailFault) else None

    def checked(self, connection: Connection, since: Checked | None = None) -> Checked | TrailFault:
        """Return how far the trail is whole now, or its first fault; `since` leaves out rows that were checked before.

        A fault may then mean that those rows are no longer the same: a check of all of them (no `since`) finds out.
        """
        before, expected = (since.mark, since.row + 1) if since else (self._mark(START), 1)
        rows = select(audit).where(audit.c.id > since.row) if since else select(audit)
        for row in connection.execution_options(yield_per=BATCH).execute(rows.order_by(audit.c.id)).mappings():
            if row["id"] != expected:
                return TrailFault(expected, "this row is missing")
            if not self._fits(before, row):
                return TrailFault(expected, "this row, or the order before it, was altered")
            before, expected = row["mark"], expected + 1
        head = connection.execute(select(audit_head)).mappings().first()
        if head is None or head["seal"] != self._mark(head["mark"], "head", head["sequence"]):
            return TrailFault(expected, "the head of the trail was altered")
        if head["sequence"] != expected - 1 or head["mark"] != before:
            return TrailFault(expected, "rows at the end are missing")
        return Checked(expected - 1, before)


def open_trail(path: Path) -> AuditTrail:
    """Return the trail whose key is in this file; where there is no file, a new key is written.

    Raises StoreError if the file is damaged or others can read it.
    """
    is_new = not path.exists()
    if is_new:
        write_new(path, secrets.token_bytes(KEY))
    key = read_private(path)
    if len(key) != KEY:
        raise KeyFileDamaged(path)
    return AuditTrail(key, is_new=is_new)
