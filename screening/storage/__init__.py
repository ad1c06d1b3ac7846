"""Cases at rest: sealed records in SQLite or PostgreSQL. Knows bytes, keys and dates; nothing of what a case says."""

from screening.storage.audit import Act, Entry, Fault
from screening.storage.errors import CaseErased, NoSuchCase, NotSaved, StaleRevision, StoreError
from screening.storage.store import Listed, Store, Stored, open_store

__all__ = [
    "Act",
    "CaseErased",
    "Entry",
    "Fault",
    "Listed",
    "NoSuchCase",
    "NotSaved",
    "StaleRevision",
    "Store",
    "StoreError",
    "Stored",
    "open_store",
]
