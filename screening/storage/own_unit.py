"""The details of the own unit at rest: one row, sealed under a root key, so that nobody without the keys writes it.

A number to call back that somebody else put there would make KCIK call that person. The row goes into no backup.
"""

from contextlib import suppress

from sqlalchemy import Connection, delete, insert, select

from screening.storage.damaged_pages import damage_as_seal_broken
from screening.storage.errors import SealBroken
from screening.storage.keys import MEMORY, Keys
from screening.storage.sealing import SealContext, seal, unseal
from screening.storage.tables import own_unit

# Sealed under the root key of a run that kept nothing.
_of_memory = own_unit.c.root_id.startswith(MEMORY)


def _context(realm: str, root_id: str) -> SealContext:
    return SealContext(realm, "own_unit", "", "details", 0, root_id)


def read(connection: Connection, keys: Keys, realm: str) -> bytes | None:
    """Return the details; None where there are none, or those of a run that kept nothing.

    Raises SealBroken if they were altered, or their page is damaged.
    """
    with damage_as_seal_broken():
        row = connection.execute(select(own_unit)).mappings().first()
    if row is None:
        return None
    for root_id, root in keys.roots.items():
        with suppress(SealBroken):
            return unseal(root, row["sealed"], _context(realm, root_id))
    if str(row["root_id"]).startswith(MEMORY):
        return None
    raise SealBroken


def write(connection: Connection, keys: Keys, realm: str, plain: bytes) -> None:
    """Seal these details under the newest root, in place of any others; empty bytes remove them."""
    connection.execute(delete(own_unit))
    if plain:
        sealed = seal(keys.roots[keys.newest], plain, _context(realm, keys.newest))
        connection.execute(insert(own_unit), {"id": 1, "root_id": keys.newest, "sealed": sealed})


def take_over(connection: Connection, keys: Keys, realm: str) -> None:
    """Seal the details anew, under the newest root. If they do not open, they are left as they are."""
    with suppress(SealBroken):
        plain = read(connection, keys, realm)
        if plain is not None:
            write(connection, keys, realm, plain)


def is_of_memory(connection: Connection) -> bool:
    """Return whether there are details of a run that kept nothing, this one or an earlier one."""
    with suppress(SealBroken), damage_as_seal_broken():
        return connection.execute(select(own_unit.c.id).where(_of_memory)).first() is not None
    return False


def forget(connection: Connection) -> None:
    """Remove the details of a run that kept nothing: their key ended with it."""
    connection.execute(delete(own_unit).where(_of_memory))
