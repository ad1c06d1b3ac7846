"""Bring the tables of a database up to date, and make what is left of damaged ones readable."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from screening.storage.audit_damage import move_readable
from screening.storage.case_damage import move_readable_cases
from screening.storage.database import Database, our_error, sentence_on
from screening.storage.errors import DatabaseDamaged, StorageError, StoreError
from screening.storage.index_damage import rebuild_indexes
from screening.storage.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"
# The numbers of the migrations, oldest first.
REVISIONS = tuple(sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def migrate(database: Database, revision: str = REVISIONS[-1]) -> None:
    """Bring the tables up to date, or to one of the REVISIONS.

    Raises StoreError if the database is newer than this program, DatabaseDamaged if it is damaged, NotSaved.
    """
    current = _revision(database)
    if current and current not in REVISIONS:
        raise StoreError("The database was written by a newer version of Rozpoznaj; install that version.")
    if current != revision:
        _upgrade(database, revision)


def make_readable(database: Database) -> None:
    """Do what can be done if the database is damaged: rebuild the indexes, make the rest of trail and cases readable.

    With a damaged index no case is found, though its row is whole. Never fails: what stays damaged raises when somebody
    uses it.
    """
    is_whole = not database.sqlite
    with suppress(StorageError), database.reading() as connection:
        is_whole = is_whole or connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"
    if is_whole:
        return
    with suppress(StorageError):
        move_readable(database)
    with suppress(StorageError):
        move_readable_cases(database)
    with suppress(StorageError):
        rebuild_indexes(database)


def is_new(database: Database) -> bool:
    """Return whether this program never wrote to the database. Raises as `migrate`."""
    if _revision(database):
        return False
    with database.reading() as connection:
        return not metadata.tables.keys() & set(inspect(connection).get_table_names())


def _revision(database: Database) -> str:
    """The revision that the tables have, or an empty text for a new database. Raises DatabaseDamaged, Busy."""
    try:
        with database.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except SQLAlchemyError as problem:
        raise our_error(problem) or DatabaseDamaged(sentence_on("The database cannot be opened", problem)) from problem
    if not revision:
        raise DatabaseDamaged("The database does not say which version wrote it; restore a backup.")
    return str(revision)


def _upgrade(database: Database, revision: str) -> None:
    from alembic import command  # takes longer to load than all other work of most commands
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
