"""Inside the store, its vault and its database."""

from collections.abc import Callable
from typing import Any

from pytest import MonkeyPatch
from sqlalchemy import Connection, RowMapping, select, update

from screening.storage import Store, Vault, backup, database, vault, vault_file
from screening.storage.audit import ONE_ACT, START, AuditTrail
from screening.storage.audit_queue import PendingRows
from screening.storage.keys import Keys
from screening.storage.sealing import SealContext
from screening.storage.tables import audit, audit_head
from screening.storage.unit_keys import Units

PLACE_OF_KEYS = vault._place("keys")


def case_row(store: Store, connection: Connection, public_id: str) -> RowMapping:
    """The row of a case as the store reads it."""
    return store._row(connection, public_id)


def place_of_case_key(units: Units, case_id: str, unit_key_id: str) -> SealContext:
    """What the key of a case is sealed for."""
    return units._case_place(case_id, unit_key_id)


def in_first_format(trail: AuditTrail, rows: list[RowMapping]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Rows of the trail and their head as an edition wrote them whose rows said nothing but the act."""
    before, found = trail._mark(START), []
    for row in rows:
        first = {**row, "format": ONE_ACT, "number": 1, "erase_after": None}
        before = trail._row_mark(before, first)
        found.append({**first, "mark": before})
    end = len(found)
    return found, {"id": 1, "sequence": end, "mark": before, "seal": trail._mark(before, "head", end)}


def write_in_first_format(store: Store) -> None:
    """Leave the trail of a store as an edition wrote it whose rows said nothing but the act."""
    with store.database.engine.begin() as connection:
        rows, head = in_first_format(
            store.trail, connection.execute(select(audit).order_by(audit.c.id)).mappings().all()
        )
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        for row in rows:
            connection.execute(update(audit).where(audit.c.id == row["id"]).values(row))
        connection.execute(update(audit_head).values(head))


def is_sealed_as_newest(units: Units, keys: Keys, row: RowMapping) -> bool:
    """Whether a unit key is sealed as the one that wraps new keys of cases."""
    return units._is_newest(keys, row)


def check_of(content: dict[str, Any]) -> str:
    """The check of a key file with this content."""
    return vault_file._check(content)


def opener_and_head(of: Vault) -> tuple[Any, Any]:
    """What opened a vault, and the head of its file; None for each that it does not hold."""
    return of._opener, of._head


def holds_no_key(of: Vault) -> bool:
    return of._keys is None and of._opener is None


def give_keys(to: Vault, keys: Keys) -> None:
    """Open a vault with keys that are not its own."""
    to._keys = keys


def proven(of: Vault) -> Any:
    """The key file as the vault last wrote or opened it."""
    return of._proven


def prove(of: Vault, content: Any) -> None:
    """Let a vault take this for the key file as it last wrote or opened it."""
    of._proven = content


def write_waiting_rows(store: Store) -> None:
    """Write the rows of the trail that wait, the counts of the minute that runs included."""
    store._pending.end_counts()
    store._write_waiting()


def let_rows_wait(patch: MonkeyPatch, store: Store) -> None:
    """Write none of the rows that wait by themselves."""
    patch.setattr(store, "_write_waiting", lambda: None)


def lose_waiting_rows(patch: MonkeyPatch, store: Store) -> None:
    """Lose the rows that wait, as where their process is gone."""
    patch.setattr(store, "_pending", PendingRows())


def wrap_connections(wrap: Callable[[Any], Any]) -> None:
    """Wrap every connection with which this process empties the log. It is not undone."""
    real = database._raw
    database._raw = lambda connection: wrap(real(connection))


def empty_log_with(patch: MonkeyPatch, store: Store, raw: Callable[..., Any]) -> None:
    """Empty the log with what this returns, and wait for nobody who writes."""
    patch.setattr(database, "_raw", raw)
    patch.setattr(store.database, "_wait_for_writers", lambda *_: None)


def strip_copies_with(patch: MonkeyPatch, statements: tuple[str, ...]) -> None:
    """Let a backup take the keys out of its copy by these statements alone."""
    patch.setattr(backup, "_STRIP", statements)
