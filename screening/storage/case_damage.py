"""A page of the table of cases that is damaged, as by a bad sector: the other cases move to a table that can be read.

Every list reads the rows of all cases, so one damaged page with the beginnings of some would shut every case.
Those that are lost are reported as missing, like cases that somebody took away. The damaged page stays, in a table of
another name; of the cases that moved neither keys nor records stay there, so that erasing one erases it.
"""

from contextlib import suppress

from screening.storage.damaged_pages import damage_as_seal_broken
from screening.storage.database import Database
from screening.storage.errors import SealBroken
from screening.storage.moved_tables import move_rows
from screening.storage.tables import cases

SECRET = ("wrapped_key", "sealed", "bound")
LISTED = [column.name for column in cases.columns if column.name not in SECRET]  # all of it stands before the record
# The first reads the beginning of each row, the second an index, whose pages are others.
BEGINNINGS = f"SELECT {', '.join(LISTED)} FROM cases NOT INDEXED"  # noqa: S608
NUMBERS = "SELECT id FROM cases INDEXED BY ix_cases_key_id ORDER BY id"
ONE = "SELECT * FROM cases WHERE id = ?"


def move_readable_cases(database: Database) -> None:
    """If a page with the beginnings of rows is damaged, move the cases that can be read, as they are, to a new table.

    A table of which nothing can be read is left as it is. Raises NotSaved, SealBroken where that cannot be done.
    """
    with database.reading() as connection:
        with suppress(SealBroken), damage_as_seal_broken():
            connection.exec_driver_sql(BEGINNINGS).all()
            return
        rows = []
        with damage_as_seal_broken():
            numbers = connection.exec_driver_sql(NUMBERS).scalars().all()
        for number in numbers:
            with suppress(SealBroken), damage_as_seal_broken():
                rows += [tuple(row) for row in connection.exec_driver_sql(ONE, (number,)).all()]
    if not rows:
        return
    # Of the same length, so that SQLite writes in the same place.
    emptied = ", ".join(f"{name} = zeroblob(length({name}))" for name in SECRET)
    with database.writing() as connection, damage_as_seal_broken():
        old = move_rows(connection, "cases", rows)
        for row in rows:
            connection.exec_driver_sql(f"UPDATE {old} SET {emptied} WHERE id = ?", (row[0],))  # noqa: S608
