"""Cases at rest: sealed records in SQLite or PostgreSQL. Knows bytes, keys and dates; nothing of what a case says."""

from screening.storage.audit import Act, Entry, Fault
from screening.storage.errors import (
    Busy,
    CaseDamaged,
    CaseErased,
    CaseFinished,
    DatabaseDamaged,
    DataMoved,
    DiskFull,
    Locked,
    Misspelt,
    NoSuchCase,
    NotSaved,
    SealBroken,
    StaleRevision,
    StorageError,
    StoreError,
    WrongKey,
)
from screening.storage.recovery_key import is_spelt
from screening.storage.store import Listed, Store, Stored, open_store
from screening.storage.vault import COST, Cost, Draft, State, Vault

__all__ = [
    "COST",
    "Act",
    "Busy",
    "CaseDamaged",
    "CaseErased",
    "CaseFinished",
    "Cost",
    "DataMoved",
    "DatabaseDamaged",
    "DiskFull",
    "Draft",
    "Entry",
    "Fault",
    "Listed",
    "Locked",
    "Misspelt",
    "NoSuchCase",
    "NotSaved",
    "SealBroken",
    "StaleRevision",
    "State",
    "StorageError",
    "Store",
    "StoreError",
    "Stored",
    "Vault",
    "WrongKey",
    "is_spelt",
    "open_store",
]
