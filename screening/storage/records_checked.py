"""Every record opened once: which cases do not open, or differ from the sealed copy of their columns."""

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import select, type_coerce

from screening.storage.errors import SealBroken, StoreError
from screening.storage.records import BOUND, MOMENTS, bound_texts, record_place
from screening.storage.rows import ERASED
from screening.storage.sealing import unseal
from screening.storage.store import Store
from screening.storage.tables import Text, cases
from screening.storage.unit_keys import only_in_memory

# Times as texts: an altered one may be no time at all.
AS_TEXTS = [type_coerce(column, Text).label(column.name) if column.name in MOMENTS else column for column in cases.c]


def checked_cases(store: Store) -> Iterator[tuple[str, bool]]:
    """Yield the id of each case that is not erased, and whether it opens and its columns are as they were sealed.

    Cases whose keys ended with an earlier run are left out.

    Raises Locked.
    """
    kept = select(*AS_TEXTS).where((cases.c.state != ERASED) | cases.c.wrapped_key.is_not(None)).order_by(cases.c.id)
    with store.database.reading() as connection:
        ended = frozenset(only_in_memory(connection)) if not store.vault.keeps_nothing else frozenset()
        rows = [row for row in connection.execute(kept).mappings() if row["key_id"] not in ended]
        for row in rows:
            is_whole = False
            with suppress(SealBroken, StoreError):
                key = store.units.unwrap(connection, row)
                unseal(key, row["sealed"], record_place(store.realm, row["public_id"], row["revision"], key))
                # There is no copy of the columns of a case of the first edition.
                sealed_columns = row if row["bound"] is None else bound_texts(store.realm, key, row)
                is_whole = all(sealed_columns[name] == row[name] for name in BOUND)
            yield str(row["public_id"]), is_whole
