"""The rows of cases: the statements that read and change them, and what is known of a row without a key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from screening.storage.damaged_pages import damage_as_seal_broken
from screening.storage.errors import CaseDamaged, SealBroken
from screening.storage.tables import cases

OPEN, FINISHED, ERASED = "open", "finished", "erased"

ONE = select(cases).where(cases.c.public_id == bindparam("wanted"))
ONE_TO_CHANGE = ONE.with_for_update()
# What can be read of a row although the pages of its record are damaged.
BARE = select(cases.c.id, cases.c.public_id, cases.c.state, cases.c.revision).where(
    cases.c.public_id == bindparam("wanted")
)
# Changes no row if the case has another revision, or is not open.
SAVED = ("edition", "changed_at", "erase_after", "revision", "sealed", "key_id", "wrapped_key", "bound")
SAVE = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.revision == bindparam("seen"), cases.c.state == OPEN)
    .values({name: bindparam(name) for name in SAVED})
)
# Of the cases that are not erased.
LISTED = (
    select(cases.c.id, cases.c.public_id, cases.c.opened_at, cases.c.changed_at, cases.c.erase_after, cases.c.state)
    .where(cases.c.state != ERASED)
    .order_by(cases.c.id)
)
# Sets the day of erasure and the state of an open case.
DATED = (
    update(cases)
    .where(cases.c.public_id == bindparam("wanted"), cases.c.state == OPEN)
    .values(erase_after=bindparam("until"), state=bindparam("becomes"))
)
# Reads these of every case; the next two set the day, or the sealed copy of the columns, of any case.
DATES = select(cases.c.id, cases.c.public_id, cases.c.erase_after, cases.c.state).where(cases.c.state != ERASED)
MOVE = update(cases).where(cases.c.public_id == bindparam("wanted")).values(erase_after=bindparam("until"))
BIND = update(cases).where(cases.c.public_id == bindparam("wanted")).values(bound=bindparam("copy"))
ERASE = (
    update(cases)
    .where(cases.c.id == bindparam("number"), cases.c.state != ERASED)
    .values(state=ERASED, wrapped_key=None, sealed=None, bound=None, changed_at=bindparam("now"))
)


def read_one(connection: Connection, public_id: str, *, to_change: bool = False) -> RowMapping | None:
    """Return the row of a case, or None. Raises CaseDamaged where pages of its record are damaged."""
    try:
        with damage_as_seal_broken():
            wanted = ONE_TO_CHANGE if to_change else ONE
            return connection.execute(wanted, {"wanted": public_id}).mappings().first()
    except SealBroken:
        raise CaseDamaged(connection.execute(BARE, {"wanted": public_id}).one().id) from None


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it was read or saved; `plain` are its bytes, not sealed; times are in UTC."""

    public_id: str
    edition: str
    opened_at: datetime
    changed_at: datetime
    erase_after: datetime
    revision: int
    finished: bool
    plain: bytes


def stored(row: RowMapping | dict[str, Any], plain: bytes) -> Stored:
    """Return the record of a row; `plain` are the bytes that were sealed in it."""
    times = row["opened_at"], row["changed_at"], row["erase_after"]
    return Stored(row["public_id"], row["edition"], *times, row["revision"], row["state"] == FINISHED, plain)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list may say without opening a record. `number` is the row, which stays whatever happens to the rest."""

    number: int
    public_id: str
    opened_at: datetime
    changed_at: datetime
    erase_after: datetime
    state: str

    @property
    def finished(self) -> bool:
        """Whether it can no longer be changed."""
        return self.state == FINISHED


def is_whole(row: RowMapping) -> bool:
    """Return whether the columns in clear of a case can be values of ours, as far as that is seen without its key."""
    return (
        all(isinstance(row[time], datetime) for time in ("opened_at", "changed_at", "erase_after"))
        and row["state"] in (OPEN, FINISHED)
        and row["public_id"].isascii()
    )
