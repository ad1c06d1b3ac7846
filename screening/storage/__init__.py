"""Cases at rest: sealed records in SQLite or PostgreSQL. It handles bytes, keys and dates, not what a case says."""

from screening.storage.audit import AuditEntry, AuditEvent, TrailFault
from screening.storage.database import database_files
from screening.storage.errors import (
    Busy,
    CaseDamaged,
    CaseErased,
    CaseFinished,
    CaseThere,
    DatabaseDamaged,
    DataMoved,
    DiskFull,
    KeyFileMissing,
    KeysChanged,
    KeysMissing,
    Locked,
    Misspelt,
    NewerRecord,
    NoSuchCase,
    NotSaved,
    OlderKeyFile,
    SealBroken,
    StaleRevision,
    StorageError,
    StoreError,
    WrongKey,
)
from screening.storage.opening import never_set_up, open_store
from screening.storage.recovery_key import is_spelt
from screening.storage.renewal import Difference, Noticed
from screening.storage.rows import Listed, Stored
from screening.storage.store import Store
from screening.storage.vault import COST, Draft, Vault, VaultState
from screening.storage.vault_file import Cost

__all__ = [
    "COST",
    "AuditEntry",
    "AuditEvent",
    "Busy",
    "CaseDamaged",
    "CaseErased",
    "CaseFinished",
    "CaseThere",
    "Cost",
    "DataMoved",
    "DatabaseDamaged",
    "Difference",
    "DiskFull",
    "Draft",
    "KeyFileMissing",
    "KeysChanged",
    "KeysMissing",
    "Listed",
    "Locked",
    "Misspelt",
    "NewerRecord",
    "NoSuchCase",
    "NotSaved",
    "Noticed",
    "OlderKeyFile",
    "SealBroken",
    "StaleRevision",
    "StorageError",
    "Store",
    "StoreError",
    "Stored",
    "TrailFault",
    "Vault",
    "VaultState",
    "WrongKey",
    "database_files",
    "is_spelt",
    "never_set_up",
    "open_store",
]
