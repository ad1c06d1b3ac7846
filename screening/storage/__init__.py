"""Cases at rest: sealed records in SQLite or PostgreSQL. Knows bytes, keys and dates; nothing of what a case says."""

from screening.storage.audit import Act, Entry, Fault
from screening.storage.database import database_files
from screening.storage.errors import (
    CaseErased,
    CaseFinished,
    Locked,
    Misspelt,
    NoSuchCase,
    NotSaved,
    SealBroken,
    StaleRevision,
    StoreError,
    WrongKey,
)
from screening.storage.recovery_key import is_spelt
from screening.storage.store import Listed, Store, Stored, open_store
from screening.storage.vault import COST, Cost, Draft, State, Vault

__all__ = [
    "COST",
    "Act",
    "CaseErased",
    "CaseFinished",
    "Cost",
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
    "Store",
    "StoreError",
    "Stored",
    "Vault",
    "WrongKey",
    "database_files",
    "is_spelt",
    "open_store",
]
