"""Pages of the trail that are damaged, as by a bad sector: its other rows move to a table that can be read.

The trail is read whole at a start, as the lock opens and before an overdue case is erased, so one damaged page
would shut every case. Rows that are lost are reported like rows that somebody took away. The damaged pages stay, in a
table of another name.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection

from screening.storage.damaged_pages import damage_as_seal_broken
from screening.storage.database import Database
from screening.storage.errors import SealBroken
from screening.storage.moved_tables import move_rows

# Which rows are read.
ALL, ONE, FROM_TO = "", " WHERE id = :low", " WHERE id BETWEEN :low AND :high"

Row = Sequence[Any]
ROWS_IN_A_PAGE = 64  # more than fit into one: each has a mark of 64 letters


def move_readable(database: Database) -> None:
    """If pages of the trail are damaged, move the rows that can be read, as they are, to a new table.

    Raises NotSaved.
    """
    with database.reading() as connection:
        with suppress(SealBroken):
            _rows(connection, ALL)
            return
        rows = list(_readable(connection, 1, _highest_possible(connection)))
    with database.writing() as connection:
        move_rows(connection, "audit", rows)


def _highest_possible(connection: Connection) -> int:
    """Return the highest number that a row can have, by the head of the trail and the pages of the file."""
    sequence = connection.exec_driver_sql("SELECT sequence FROM audit_head").scalar()
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
    return min(sequence if isinstance(sequence, int) else 0, pages * ROWS_IN_A_PAGE)


def _rows(connection: Connection, where: str, **numbers: int) -> list[Row]:
    """Return rows as they are stored. Raises SealBroken where a page is damaged."""
    with damage_as_seal_broken():
        return list(connection.exec_driver_sql(f"SELECT * FROM audit{where}", numbers).all())  # noqa: S608


def _readable(connection: Connection, low: int, high: int) -> Iterator[Row]:
    """Yield the rows from `low` to `high` that can be read. A range reads on into the next page, one row does not."""
    try:
        yield from _rows(connection, *((ONE,) if low == high else (FROM_TO,)), low=low, high=high)
    except SealBroken:
        if low < high:
            middle = (low + high) // 2
            yield from _readable(connection, low, middle)
            yield from _readable(connection, middle + 1, high)
