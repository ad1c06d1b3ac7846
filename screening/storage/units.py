"""Unit keys: wrapped by a root key, they wrap the keys of cases. Rotation re-wraps, never re-encrypts a record."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from screening.storage.database import Database
from screening.storage.errors import KeysMissing, SealBroken
from screening.storage.keys import MEMORY, Keys, key_id, with_new_root, with_newest_root_only
from screening.storage.sealing import Place, new_key, seal, unseal
from screening.storage.tables import cases, unit_keys
from screening.storage.vault import Vault

UNIT = "local"
BATCH = 200


class Units:
    """The unit keys of one realm's database."""

    def __init__(self, realm: str, vault: Vault) -> None:
        self._realm = realm
        self._vault = vault

    def _place(self, unit: str, root_id: str) -> Place:
        return Place(self._realm, "unit_keys", unit, "unit_key", 0, root_id)

    def _case_place(self, case_id: str, unit_key_id: str) -> Place:
        return Place(self._realm, "cases", case_id, "case_key", 0, unit_key_id)

    def _opened(self, keys: Keys, row: RowMapping) -> bytes:
        if row["root_id"] not in keys.roots:
            raise KeysMissing
        try:
            return unseal(keys.roots[row["root_id"]], row["wrapped"], self._place(row["unit"], row["root_id"]))
        except SealBroken:
            raise KeysMissing("A unit key in the database is damaged; restore a backup.") from None

    def _key(self, connection: Connection, unit_key_id: str) -> bytes:
        keys = self._vault.keys
        if unit_key_id not in keys.units:
            row = connection.execute(select(unit_keys).where(unit_keys.c.id == unit_key_id)).mappings().first()
            if row is None:
                raise KeysMissing("The key of this case's unit is missing from the database; restore a backup.")
            keys.units[unit_key_id] = self._opened(keys, row)
        return keys.units[unit_key_id]

    def add(self, connection: Connection, now: datetime) -> str:
        """Make a unit key under the newest root; gives its id. Raises Locked."""
        keys = self._vault.keys
        unit_key = new_key()
        wrapped = seal(keys.roots[keys.newest], unit_key, self._place(UNIT, keys.newest))
        id_ = key_id(unit_key)
        connection.execute(
            insert(unit_keys),
            {"id": id_, "unit": UNIT, "root_id": keys.newest, "wrapped": wrapped, "made_at": now},
        )
        return id_

    def newest(self, connection: Connection, now: datetime) -> str:
        """Id of the unit key that wraps new case keys, made where there is none. Raises Locked."""
        roots = list(self._vault.keys.roots)
        found = connection.execute(
            select(unit_keys.c.id)
            .where(unit_keys.c.unit == UNIT, unit_keys.c.root_id.in_(roots))
            .order_by(unit_keys.c.made_at.desc())
            .limit(1)
        ).scalar()
        return found or self.add(connection, now)

    def wrap(self, connection: Connection, case_key: bytes, *, case_id: str, unit_key_id: str) -> bytes:
        """A case key wrapped by a unit key. Raises Locked."""
        return seal(self._key(connection, unit_key_id), case_key, self._case_place(case_id, unit_key_id))

    def unwrap(self, connection: Connection, row: RowMapping) -> bytes:
        """The key of a case. Raises Locked, KeysMissing if a key above it is missing, SealBroken for any damage."""
        return unseal(
            self._key(connection, row["key_id"]),
            row["wrapped_key"],
            self._case_place(row["public_id"], row["key_id"]),
        )


def only_in_memory(connection: Connection) -> dict[str, str]:
    """The unit keys that no vault file can open, made by runs that kept nothing: id of the root by id of the key."""
    found = select(unit_keys.c.id, unit_keys.c.root_id).where(unit_keys.c.root_id.startswith(MEMORY))
    return {row.id: row.root_id for row in connection.execute(found)}


def _rewrap_roots(database: Database, vault: Vault, realm: str) -> None:
    keys = vault.keys
    units = Units(realm, vault)
    with database.writing() as connection:
        for row in connection.execute(select(unit_keys)).mappings().all():
            if row["root_id"] != keys.newest and not row["root_id"].startswith(MEMORY):
                wrapped = seal(
                    keys.roots[keys.newest], units._opened(keys, row), units._place(row["unit"], keys.newest)
                )
                connection.execute(
                    update(unit_keys).where(unit_keys.c.id == row["id"]).values(root_id=keys.newest, wrapped=wrapped)
                )


def rotate(database: Database, vault: Vault, realm: str, now: datetime) -> Iterator[tuple[int, int]]:
    """New root and unit key for everything; gives (cases done, cases to do) after each batch.

    May be killed at any moment: until the last step every old key stays, and a further rotation takes its place.
    Raises Locked.
    """
    vault.rewrite(with_new_root(vault.keys))
    _rewrap_roots(database, vault, realm)
    units = Units(realm, vault)
    with database.writing() as connection:
        target = units.add(connection, now)
        left = select(cases).where(cases.c.wrapped_key.is_not(None), cases.c.key_id != target).order_by(cases.c.id)
        to_do = len(connection.execute(left.with_only_columns(cases.c.id)).all())
    done = 0
    while True:
        with database.writing() as connection:
            batch = connection.execute(left.limit(BATCH)).mappings().all()
            for row in batch:
                wrapped = units.wrap(
                    connection, units.unwrap(connection, row), case_id=row["public_id"], unit_key_id=target
                )
                connection.execute(
                    update(cases).where(cases.c.id == row["id"]).values(key_id=target, wrapped_key=wrapped)
                )
        done += len(batch)
        yield done, to_do
        if not batch:
            break
    with database.writing() as connection:
        connection.execute(delete(unit_keys).where(unit_keys.c.id != target))
    vault.rewrite(with_newest_root_only(vault.keys))
    database.forget_erased()
