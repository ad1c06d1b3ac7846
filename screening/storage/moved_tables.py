"""A table with damaged pages gets an unused name, and a new one of its name takes rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

NAMES = "SELECT name FROM sqlite_master"
# The statements that made the table, its indexes and its triggers, in the order in which they are made again.
MADE_BY = (
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
    " ORDER BY type = 'table' DESC, type = 'trigger'"
)


def move_rows(connection: Connection, table: str, rows: Sequence[Sequence[Any]]) -> str:
    """Rename the table, make it anew with these rows, and return the name under which the old one stays.

    Where a page of the list of tables or of the new table cannot be used, the error of SQLite goes on to the caller.
    """
    made_by = connection.exec_driver_sql(MADE_BY, (table,)).all()
    names = set(connection.exec_driver_sql(NAMES).scalars())
    unused = next(name for number in range(1, len(names) + 2) if (name := f"{table}_damaged_{number}") not in names)
    for kind, name, _ in made_by:
        if kind != "table":
            connection.exec_driver_sql(f'DROP {kind} "{name}"')
    connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {unused}")
    for _, _, sql in made_by:
        connection.exec_driver_sql(sql)
    if rows:
        places = ", ".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({places})", [tuple(row) for row in rows])  # noqa: S608
    return unused
