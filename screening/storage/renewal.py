"""Changes of the keys: announced in the trail, done, then recorded. And what is checked when the keys are opened."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping, select, update

from screening.storage.audit import AuditEvent
from screening.storage.audit_reading import recorded_generation, vanished
from screening.storage.damaged_pages import readable
from screening.storage.errors import KeysChanged, KeysMissing, NotSaved, SealBroken, StoreError
from screening.storage.kept import UNKNOWN, KeptByTrail
from screening.storage.records import BOUND, bind_texts, bound_texts, moments, record_place
from screening.storage.records_checked import AS_TEXTS
from screening.storage.sealing import unseal
from screening.storage.store import Store
from screening.storage.tables import cases
from screening.storage.unit_keys import (
    drop_unused,
    mislabelled,
    needed_roots,
    opens_every_case,
    take_over,
    unfinished,
)
from screening.storage.vault import Draft, try_kit
from screening.storage.vault_file import Line

_with_key = select(*AS_TEXTS).where(cases.c.wrapped_key.is_not(None)).order_by(cases.c.id)


class Difference(StrEnum):
    """What is not as it was left when the keys were open last."""

    KIT = "kit"  # the line of the key file that says whose the recovery kit is
    INBOX = "inbox"  # its line with the public key of the inbox
    KEY_FILE = "key_file"  # another of its lines
    UNPROVEN = "unproven"  # a key file of the first format: nobody knows whether its lines were altered
    UNTOLD = "untold"  # the keys are newer than any row of the trail says
    OLDER = "older"  # the key file is older than the trail says, or opens no unit key here
    COLUMNS = "columns"  # what is in clear beside a case or a unit key
    MISSING = "missing"  # cases are gone, and no row says that they were erased


# The act in the row of the trail for each.
ROWS = {
    Difference.KIT: AuditEvent.KEY_FILE_ALTERED,
    Difference.INBOX: AuditEvent.KEY_FILE_ALTERED,
    Difference.KEY_FILE: AuditEvent.KEY_FILE_ALTERED,
    Difference.UNPROVEN: AuditEvent.KEYS_UPGRADED,
    Difference.UNTOLD: AuditEvent.KEYS_UNTOLD,
    Difference.OLDER: AuditEvent.KEYS_OLDER,
    Difference.COLUMNS: AuditEvent.COLUMNS_ALTERED,
    Difference.MISSING: AuditEvent.CASE_MISSING,
}


@dataclass(frozen=True, slots=True)
class Noticed:
    """A difference, and the ids of the cases that it is about."""

    what: Difference
    cases: tuple[str, ...] = ()


def _recorded_generation(store: Store) -> int:
    with store.database.reading() as connection:
        return recorded_generation(connection)


def set_up(store: Store, draft: Draft, kit: str, now: datetime) -> None:
    """Write the vault of a draft after its kit was tried. Raises WrongKey, Misspelt, NotSaved: nothing is written."""
    try_kit(draft.recipient, kit)
    store.note(AuditEvent.KEYS_BEGUN, now)
    drop_unused(store.database)
    store.vault.complete(draft, kit, after=_recorded_generation(store))


def renew(store: Store, now: datetime, *, passphrase: str | None = None, recipient: str | None = None) -> None:
    """Make a new root, unit key and inbox under a new passphrase, or for the recipient of a new kit.

    Raises Locked, NotSaved, KeysMissing with nothing changed, and KeysChanged: the file is written, and the rest
    follows when the keys are opened next. The caller writes the row of the act.
    """
    store.note(AuditEvent.KEYS_BEGUN, now)
    store.check_keys()
    store.vault.renew(passphrase=passphrase, recipient=recipient, after=_recorded_generation(store))
    try:
        _take_over(store, now)
    except (NotSaved, StoreError) as problem:
        raise KeysChanged from problem


def _take_over(store: Store, now: datetime) -> None:
    """Seal the unit keys under the newest root, and take the roots that are not needed any more out of the key file."""
    take_over(store.database, store.vault, store.realm, now)
    with store.database.reading() as connection:
        needed = needed_roots(connection)
    store.vault.settle(needed)
    store.empty_log()


def check_kit(store: Store) -> None:
    """Raise KeysMissing unless the keys that the kit opened open every case here.

    Anybody can encrypt keys of their own to the kit. Only somebody who had the vault open knows those of the cases.
    """
    with store.database.reading() as connection:
        if not opens_every_case(connection, store.vault, store.realm):
            raise KeysMissing(
                "The keys that this recovery kit opens do not open every case here, so nothing was changed; "
                "restore a backup."
            )


def noted_differences(store: Store, now: datetime) -> tuple[Noticed, ...]:
    """Return what differs from what was sealed. Each difference is written in the trail, and put right if it can be.

    A renewal that was interrupted is finished, and a key file of the first format gets today's. Never fails
    because the disk is full: what cannot be written is found again at the next opening. Raises Locked.
    """
    noticed = list(_about_keys(store, now)) if not store.vault.keeps_nothing else []
    noticed += _about_cases(store, now)
    return tuple(noticed)


def _about_keys(store: Store, now: datetime) -> Iterator[Noticed]:
    vault, told = store.vault, _recorded_generation(store)  # told: the generation by the trail
    lines = {
        {Line.KIT: Difference.KIT, Line.INBOX: Difference.INBOX}.get(line, Difference.KEY_FILE)
        for line in vault.altered
    }
    for difference in sorted(lines):
        yield _written(store, now, Noticed(difference))
    with store.database.reading() as connection:
        altered = mislabelled(connection, vault, store.realm)
    if altered is not None:
        yield _written(store, now, Noticed(Difference.COLUMNS, altered))
    if vault.generation < told or not store.keys_fit():
        # Raises StoreError where another program is only changing the keys.
        vault.check_not_changed()
        yield _written(store, now, Noticed(Difference.OLDER))
    elif vault.generation > told:
        yield _written(store, now, Noticed(Difference.UNTOLD), revision=vault.generation)
    with suppress(NotSaved, StoreError):
        if vault.is_of_first_format:
            _bind_all(store)
        if vault.by_passphrase:
            yield from _put_in_order(store, now, rewrite=bool(lines))


def _put_in_order(store: Store, now: datetime, *, rewrite: bool) -> Iterator[Noticed]:
    """Write a key file of the first format in today's, end a renewal that was interrupted, put altered lines right."""
    vault = store.vault
    if vault.is_of_first_format:
        store.note(AuditEvent.KEYS_BEGUN, now)
        vault.upgrade(after=_recorded_generation(store))
        yield _written(store, now, Noticed(Difference.UNPROVEN), revision=vault.generation)
    with store.database.reading() as connection:
        needed, is_unfinished = needed_roots(connection), unfinished(connection, vault, store.realm)
    if is_unfinished:
        _take_over(store, now)
    elif rewrite:
        vault.settle(needed)


def _written(store: Store, now: datetime, noticed: Noticed, *, revision: int = 0) -> Noticed:
    """Write the row, or the rows, of a difference if they can be written."""
    with suppress(NotSaved):
        for case_id in noticed.cases or ("",):
            store.note(ROWS[noticed.what], now, case_id=case_id, revision=revision)
    return noticed


def _rows(store: Store) -> list[tuple[RowMapping, bytes]]:
    """Return every row that has a key, with the key opened; those that cannot be read or opened are left out."""
    found = []
    with store.database.reading() as connection:
        for row in readable(connection, _with_key, cases.c.id):
            with suppress(SealBroken, StoreError):
                found.append((row, store.units.unwrap(connection, row)))
    return found


def _bind_all(store: Store) -> None:
    """Add the sealed copy of the columns to the cases of the first edition, which have none."""
    copies = [(row, bind_texts(store.realm, key, row)) for row, key in _rows(store) if row["bound"] is None]
    _set(store, [(row, {"bound": copy}) for row, copy in copies])


def _set(store: Store, changes: list[tuple[RowMapping, dict[str, Any]]]) -> None:
    """Change rows, each only if it is still the one that was read. Raises NotSaved."""
    if not changes:
        return
    with store.database.writing() as connection:
        for row, values in changes:
            as_read = (cases.c.id == row["id"], cases.c.sealed == row["sealed"], cases.c.bound.is_(row["bound"]))
            if row["bound"] is not None:
                as_read = (*as_read[:2], cases.c.bound == row["bound"])
            connection.execute(update(cases).where(*as_read).values(values))


def _about_cases(store: Store, now: datetime) -> Iterator[Noticed]:
    changes, altered = [], []
    with store.database.reading() as connection:
        told = store.kept.by_trail(connection)
    for row, key in _rows(store):
        with suppress(SealBroken):
            values = _put_right(store, row, key, told.get(row["public_id"], UNKNOWN), now)
            if values:
                changes.append((row, values))
                altered.append(str(row["public_id"]))
    if altered:
        with suppress(NotSaved):
            _set(store, changes)
        yield _written(store, now, Noticed(Difference.COLUMNS, tuple(altered)))
    with store.database.reading() as connection:
        gone = tuple(vanished(connection))
    if gone:
        yield _written(store, now, Noticed(Difference.MISSING, gone))


def _put_right(store: Store, row: RowMapping, key: bytes, kept: KeptByTrail, now: datetime) -> dict[str, Any]:
    """Return what a row must become: its columns as they were bound, or as the trail says if that copy is an old one.

    Raises SealBroken for a record that does not open: it is named when the records are checked.
    """
    were = _bound(store, row, key)
    right = kept.put_right(were or {name: row[name] for name in BOUND}, now)
    changes = moments({name: value for name, value in right.items() if value != row[name]})
    if right != were:
        changes["bound"] = bind_texts(store.realm, key, {**row, **right})
    return changes


def _bound(store: Store, row: RowMapping, key: bytes) -> dict[str, Any] | None:
    """Return the columns as they were bound; None if the copy is gone, or is of an earlier revision of the record."""
    try:
        were = bound_texts(store.realm, key, row)
    except SealBroken:
        were = None
    if were is not None and were["revision"] == row["revision"]:
        return were
    try:
        unseal(key, row["sealed"], record_place(store.realm, row["public_id"], row["revision"], key))
    except SealBroken:
        if were is None:
            raise
        return were
    return None
