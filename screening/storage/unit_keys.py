"""Unit keys: wrapped by a root key, they wrap the keys of cases.

Which of them wraps new case keys is sealed: its wrapping says so, and only under the newest root. What is not
encrypted beside a unit key (its root, its time, whether it is there) decides nothing.
"""

from collections.abc import Generator
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from screening.storage import own_unit
from screening.storage.damaged_pages import readable
from screening.storage.database import Database
from screening.storage.errors import KeysMissing, SealBroken, StoreError
from screening.storage.keys import MEMORY, Keys, key_id
from screening.storage.records import bind, record_place
from screening.storage.sealing import SealContext, new_key, seal, unseal
from screening.storage.tables import cases, unit_keys
from screening.storage.vault import Vault

UNIT = "local"  # the one group of cases with unit keys of their own today; not the own unit of the officer
BATCH = 200  # cases
# How a unit key is sealed: as the one that wraps new case keys, or as an earlier one. The first edition knew no NEWEST.
NEWEST, EARLIER = "newest_unit_key", "unit_key"

UNDER_A_ROOT = (
    select(unit_keys)
    .where(unit_keys.c.unit == bindparam("of_unit"), unit_keys.c.root_id == bindparam("under"))
    .order_by(unit_keys.c.id)
)
# Under a root key of a key file, not under one that was in memory alone.
_of_vault = ~unit_keys.c.root_id.startswith(MEMORY)


class Units:
    """The unit keys of one realm's database."""

    def __init__(self, realm: str, vault: Vault) -> None:
        self.realm = realm
        self._vault = vault

    def place(self, unit: str, root_id: str, section: str = EARLIER) -> SealContext:
        """Return what a unit key is bound to; `section` says whether it is the newest of its unit."""
        return SealContext(self.realm, "unit_keys", unit, section, 0, root_id)

    def _case_place(self, case_id: str, unit_key_id: str) -> SealContext:
        return SealContext(self.realm, "cases", case_id, "case_key", 0, unit_key_id)

    def opened(self, keys: Keys, row: RowMapping) -> bytes:
        """Return the unit key of a row by any root: the one that it names is in clear, and only tried first.

        Raises KeysMissing.
        """
        for root_id in sorted(keys.roots, key=lambda each: each != row["root_id"]):
            for section in (NEWEST, EARLIER):
                with suppress(SealBroken):
                    return self._opened_as(section, keys, row, root_id)
        if row["root_id"] not in keys.roots:
            raise KeysMissing
        raise KeysMissing("A unit key in the database is damaged; restore a backup.")

    def _opened_as(self, section: str, keys: Keys, row: RowMapping, root_id: str) -> bytes:
        """Return the unit key of a row. Raises SealBroken if it was not sealed as this section, or has another id."""
        unit_key = unseal(keys.roots[root_id], row["wrapped"], self.place(row["unit"], root_id, section))
        if key_id(unit_key) != row["id"]:
            raise SealBroken
        return unit_key

    def _is_newest(self, keys: Keys, row: RowMapping) -> bool:
        try:
            self._opened_as(NEWEST, keys, row, keys.newest)
        except SealBroken:
            return False
        return True

    def _key(self, connection: Connection, unit_key_id: str) -> bytes:
        """A unit key by its id, opened once. Raises Locked, KeysMissing."""
        keys = self._vault.keys
        if unit_key_id not in keys.units:
            row = connection.execute(select(unit_keys).where(unit_keys.c.id == unit_key_id)).mappings().first()
            if row is None:
                raise KeysMissing("The key of this case's unit is missing from the database; restore a backup.")
            keys.units[unit_key_id] = self.opened(keys, row)
        return keys.units[unit_key_id]

    def add(self, connection: Connection, now: datetime, unit: str = UNIT) -> str:
        """Make a key for a unit under the newest root. Return its id. Raises Locked."""
        keys = self._vault.keys
        unit_key = new_key()
        wrapped = seal(keys.roots[keys.newest], unit_key, self.place(unit, keys.newest, NEWEST))
        id_ = key_id(unit_key)
        connection.execute(
            insert(unit_keys),
            {"id": id_, "unit": unit, "root_id": keys.newest, "wrapped": wrapped, "made_at": now},
        )
        return id_

    def newest(self, connection: Connection, now: datetime, unit: str = UNIT) -> str:
        """Return the id of the unit key that wraps new case keys of a unit: the one sealed as NEWEST; make one if there
        is none.

        Raises Locked, and StoreError where another process renewed the keys: what is stored under the old ones would
        be lost.
        """
        keys = self._vault.keys
        for row in connection.execute(UNDER_A_ROOT, {"of_unit": unit, "under": keys.newest}).mappings():
            if self._is_newest(keys, row):
                return str(row["id"])
        roots = frozenset(connection.execute(select(unit_keys.c.root_id).where(_of_vault)).scalars())
        if not keys.newest.startswith(MEMORY) and roots and roots.isdisjoint(keys.roots):
            raise StoreError("The keys were renewed meanwhile, or belong to another vault; lock, and open them again.")
        return self.add(connection, now, unit)

    def _wrap(self, connection: Connection, case_key: bytes, *, case_id: str, unit_key_id: str) -> bytes:
        """A case key wrapped by a unit key. Raises Locked."""
        return seal(self._key(connection, unit_key_id), case_key, self._case_place(case_id, unit_key_id))

    def new_case_key(
        self, connection: Connection, case_id: str, now: datetime, unit: str = UNIT
    ) -> tuple[bytes, dict[str, Any]]:
        """Return a fresh key for a case, and its columns: wrapped, and the id of the unit key. Raises as `newest`."""
        case_key, unit_key_id = new_key(), self.newest(connection, now, unit)
        wrapped = self._wrap(connection, case_key, case_id=case_id, unit_key_id=unit_key_id)
        return case_key, {"key_id": unit_key_id, "wrapped_key": wrapped}

    def key_for_save(self, connection: Connection, row: RowMapping, now: datetime) -> tuple[bytes, dict[str, Any]]:
        """Return the key under which a case is saved, and its columns: a fresh one if its unit key is not the newest.

        Raises as `newest` and `unwrap`.
        """
        case_key = self.unwrap(connection, row)
        if row["key_id"] != self.newest(connection, now, row["unit"]):
            return self.new_case_key(connection, row["public_id"], now, row["unit"])
        return case_key, {"key_id": row["key_id"], "wrapped_key": row["wrapped_key"]}

    def unwrap(self, connection: Connection, row: RowMapping) -> bytes:
        """Return the key of a case.

        Raises Locked, KeysMissing if a key above it is missing, SealBroken for any damage.
        """
        return unseal(
            self._key(connection, row["key_id"]),
            row["wrapped_key"],
            self._case_place(row["public_id"], row["key_id"]),
        )


def only_in_memory(connection: Connection) -> dict[str, str]:
    """Return the unit keys of runs that kept nothing, which no key file opens: id of the root by id of the key."""
    found = select(unit_keys.c.id, unit_keys.c.root_id).where(unit_keys.c.root_id.startswith(MEMORY))
    return {row.id: row.root_id for row in connection.execute(found)}


def needed_roots(connection: Connection) -> frozenset[str]:
    """Return the ids of the roots that wrap a unit key, without those that were in memory alone."""
    return frozenset(connection.execute(select(unit_keys.c.root_id).where(_of_vault)).scalars())


def openable(connection: Connection, vault: Vault, realm: str) -> bool:
    """Return whether the open vault opens one of the unit keys, or there is none."""
    rows = connection.execute(select(unit_keys).where(_of_vault)).mappings().all()
    return not rows or any(_open_or_none(Units(realm, vault), vault.keys, row) for row in rows)


def opens_every_case(connection: Connection, vault: Vault, realm: str) -> bool:
    """Return whether the open vault opens the unit key of every case that has a key, whatever is in clear beside it."""
    units, rows = Units(realm, vault), connection.execute(select(unit_keys)).mappings().all()
    opened = {row["id"] for row in rows if _open_or_none(units, vault.keys, row)}
    used = connection.execute(select(cases.c.key_id).where(cases.c.wrapped_key.is_not(None))).scalars()
    return opened.issuperset(used)


def _open_or_none(units: Units, keys: Keys, row: RowMapping) -> bytes | None:
    try:
        return units.opened(keys, row)
    except KeysMissing:
        return None


def mislabelled(connection: Connection, vault: Vault, realm: str) -> tuple[str, ...] | None:
    """Return the ids of cases whose unit key opens, though its row names a root that the vault does not have.

    There may be such unit keys without a case; None if there is no such unit key.
    """
    units, keys = Units(realm, vault), vault.keys
    other = connection.execute(select(unit_keys).where(unit_keys.c.root_id.not_in(list(keys.roots)))).mappings().all()
    ids = [row["id"] for row in other if _open_or_none(units, keys, row)]
    of_them = select(cases.c.public_id).where(cases.c.key_id.in_(ids), cases.c.wrapped_key.is_not(None))
    return tuple(connection.execute(of_them.order_by(cases.c.id)).scalars()) if ids else None


def unfinished(connection: Connection, vault: Vault, realm: str) -> bool:
    """Return whether a renewal of the keys was interrupted: an older root is there that can be done without."""
    keys, needed = vault.keys, needed_roots(connection)
    older = select(unit_keys).where(unit_keys.c.root_id != keys.newest)
    rows = connection.execute(older).mappings().all()
    return not set(keys.roots) <= needed | {keys.newest} or any(
        _open_or_none(Units(realm, vault), keys, row) for row in rows
    )


def take_over(database: Database, vault: Vault, realm: str, now: datetime) -> frozenset[str]:
    """Seal every unit key as an earlier one under the newest root, and the details of the own unit under it.

    Add a new unit key for each unit, and return the ids of these. A unit key that does not open is left under the root
    that it names. Raises Locked, NotSaved.
    """
    keys, units = vault.keys, Units(realm, vault)
    with database.writing() as connection:
        rows = connection.execute(select(unit_keys)).mappings().all()
        for row in rows:
            opened = _open_or_none(units, keys, row)
            if opened is not None:
                wrapped = seal(keys.roots[keys.newest], opened, units.place(row["unit"], keys.newest))
                values = {"root_id": keys.newest, "wrapped": wrapped}
                connection.execute(update(unit_keys).where(unit_keys.c.id == row["id"]).values(values))
        own_unit.take_over(connection, keys, realm)
        targets = frozenset(units.add(connection, now, unit) for unit in {UNIT, *(row["unit"] for row in rows)})
        _drop_unused(connection, targets)
    return targets


def _drop_unused(connection: Connection, targets: frozenset[str]) -> None:
    """Drop the unit keys that no case needs, except `targets`, which wrap the next case keys."""
    used = select(cases.c.key_id).where(cases.c.wrapped_key.is_not(None))
    connection.execute(delete(unit_keys).where(unit_keys.c.id.not_in(targets), unit_keys.c.id.not_in(used), _of_vault))


def drop_unused(database: Database) -> None:
    """Drop every unit key that no case needs; called before there is a new vault. Raises NotSaved."""
    with database.writing() as connection:
        _drop_unused(connection, frozenset())


def rotate(database: Database, vault: Vault, realm: str, now: datetime) -> Generator[tuple[int, int], None, list[str]]:
    """Make new unit keys under the newest root, and new case keys. Yield (cases done, cases to do) after each batch.

    Return the ids of the cases that do not open: they keep their old keys until they are erased. The process may be
    killed at any moment: until the last step every old key stays, and one can rotate again. Raises Locked, NotSaved.
    """
    targets = take_over(database, vault, realm, now)
    with database.reading() as connection:
        left = select(cases.c.id).where(cases.c.wrapped_key.is_not(None), cases.c.key_id.not_in(targets))
        to_do = list(connection.execute(left.order_by(cases.c.id)).scalars())
    damaged = []
    for start in range(0, len(to_do), BATCH):
        batch = cases.c.id.in_(to_do[start : start + BATCH])
        with database.reading() as connection:
            named = connection.execute(select(cases.c.id, cases.c.public_id).where(batch).order_by(cases.c.id)).all()
            # `bound` is the last column: what can read it can read the whole row
            found = readable(connection, select(cases.c.id, cases.c.bound).where(batch), cases.c.id)
        can_change = sorted(row["id"] for row in found)
        damaged += [public_id for id_, public_id in named if id_ not in can_change]
        with database.writing() as connection:
            for id_ in can_change:
                damaged += _renewed(connection, Units(realm, vault), id_, now)
        yield min(start + BATCH, len(to_do)), len(to_do)
    with database.writing() as connection:
        _drop_unused(connection, targets)
        needed = needed_roots(connection)
    vault.settle(needed)
    database.empty_log()
    yield len(to_do), len(to_do)
    return damaged


def _renewed(connection: Connection, units: Units, id_: int, now: datetime) -> list[str]:
    """Seal a record with a new case key. Return a list with the id of the case if it does not open, or if no unit key
    for it opens, else [].
    """
    public_id = connection.execute(select(cases.c.public_id).where(cases.c.id == id_)).scalar_one()
    try:
        row = connection.execute(select(cases).where(cases.c.id == id_)).mappings().one()
        if row["wrapped_key"] is None:  # erased meanwhile
            return []
        old, revision = units.unwrap(connection, row), row["revision"]
        plain = unseal(old, row["sealed"], record_place(units.realm, public_id, revision, old))
        new, columns = units.new_case_key(connection, public_id, now, row["unit"])
        sealed = seal(new, plain, record_place(units.realm, public_id, revision, new))
        bound = bind(units.realm, new, row)
    except (SealBroken, StoreError):
        return [public_id]
    connection.execute(update(cases).where(cases.c.id == id_).values(sealed=sealed, bound=bound, **columns))
    return []
