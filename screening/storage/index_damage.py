"""Pages of an index that are damaged, as by a bad sector: the index is built anew, in pages of its own.

All that an index holds is in the rows of its table, so nothing is lost. SQLite makes an index anew in its old place,
and empties that first, which fails where a page of it is damaged. The old pages stay, and nothing leads to them.
"""

from sqlalchemy import Connection

from screening.storage.damaged_pages import damage_as_seal_broken
from screening.storage.database import Database
from screening.storage.errors import SealBroken
from screening.storage.tables import metadata

TABLES = (*metadata.tables, "alembic_version")  # without the renamed ones that hold damaged pages
INDEXES = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'"
COLUMNS = "SELECT name FROM pragma_index_info(?) ORDER BY seqno"
TWIN = "index_made_anew"
# An index without a statement of its own, as of a primary key, cannot be dropped: it gets the pages of its twin.
TAKE_ITS_PLACE = (
    f"UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = '{TWIN}') WHERE name = ?"  # noqa: S608
)
DROP_NAME = f"DELETE FROM sqlite_master WHERE name = '{TWIN}'"  # noqa: S608


def rebuild_indexes(database: Database) -> None:
    """Build each index anew. Raises NotSaved, DatabaseDamaged."""
    try:
        with database.writing() as connection, damage_as_seal_broken():
            for table in TABLES:
                connection.exec_driver_sql(f'REINDEX "{table}"')
    except SealBroken:
        with database.writing() as connection:
            for name, table in connection.exec_driver_sql(INDEXES).all():
                if table in TABLES:
                    _build_beside(connection, name, table)


def _build_beside(connection: Connection, name: str, table: str) -> None:
    """Build a twin of the index in new pages, then let the index have these pages and drop that name."""
    columns = ", ".join(f'"{column}"' for column in connection.exec_driver_sql(COLUMNS, (name,)).scalars())
    connection.exec_driver_sql(f'CREATE INDEX {TWIN} ON "{table}" ({columns})')
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    try:
        connection.exec_driver_sql(TAKE_ITS_PLACE, (name,))
        connection.exec_driver_sql(DROP_NAME)
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema = RESET")
