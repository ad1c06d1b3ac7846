"""A page of the table of cases that is damaged, as by a bad sector: the other cases move to a table that can be read.

Every list reads the rows of all cases, so one page that holds the beginnings of some of them would close every case.
Those that are gone are named as missing, as any that somebody took away. The damaged page stays, in a table of another
name; of the cases that moved neither keys nor records stay there, so that erasing one erases it.
"""

from contextlib import suppress

from screening.storage.damaged_pages import damage_as_seal_broken
from screening.storage.database import Database
from screening.storage.errors import SealBroken

BEGINNINGS = "SELECT id FROM cases NOT INDEXED"
NUMBERS = "SELECT id FROM cases INDEXED BY ix_cases_key_id ORDER BY id"
ONE = "SELECT * FROM cases WHERE id = ?"
MADE_BY = (  # the table first
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'cases' AND sql IS NOT NULL ORDER BY type DESC"
)
NAMES = "SELECT name FROM sqlite_master"
SECRET = ("wrapped_key", "sealed", "bound")


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
        made_by = connection.exec_driver_sql(MADE_BY).all()
        names = set(connection.exec_driver_sql(NAMES).scalars())
    if not rows:
        return
    unused = next(name for number in range(1, len(names) + 2) if (name := f"cases_damaged_{number}") not in names)
    emptied = ", ".join(f"{name} = zeroblob(length({name}))" for name in SECRET)  # as long as before: in its place
    places = ", ".join("?" * len(rows[0]))
    with database.writing() as connection, damage_as_seal_broken():
        for kind, name, _ in made_by:
            if kind == "index":
                connection.exec_driver_sql(f'DROP INDEX "{name}"')
        connection.exec_driver_sql(f"ALTER TABLE cases RENAME TO {unused}")
        for _, _, sql in made_by:
            connection.exec_driver_sql(sql)
        connection.exec_driver_sql(f"INSERT INTO cases VALUES ({places})", rows)  # noqa: S608
        connection.exec_driver_sql(f"UPDATE {unused} SET {emptied} WHERE id = ?", [(row[0],) for row in rows])  # noqa: S608
