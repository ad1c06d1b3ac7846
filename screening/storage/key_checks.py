"""Whether the open keys, the key files on the disk and this database belong together.

The generation of a key file counts how often its keys were changed; the realm is service or training.
"""

from screening.storage.audit import AuditTrail
from screening.storage.audit_reading import recorded_generation
from screening.storage.database import Database
from screening.storage.erasing import Erasing
from screening.storage.errors import KeysMissing
from screening.storage.key_file import replace
from screening.storage.unit_keys import Units, needed_roots, openable
from screening.storage.vault import Vault
from screening.storage.vault_file import read_vault_file


class KeyChecks(Erasing):
    """A database with the vault that holds its keys."""

    def __init__(self, database: Database, vault: Vault, trail: AuditTrail, realm: str) -> None:
        super().__init__(database, trail)
        self.vault = vault
        self.units = Units(realm, vault)
        self.realm = realm

    def has_older_key_file(self) -> bool:
        """Return whether the key file is older than the trail says, by its line in clear. Raises StoreError."""
        on_disk = read_vault_file(self.vault.path).head.generation
        with self.database.reading() as connection:
            return on_disk < recorded_generation(connection)

    def keys_fit(self) -> bool:
        """Return whether the open keys belong to this database: they open one of its unit keys, or it has none.

        Raises Locked.
        """
        with self.database.reading() as connection:
            return openable(connection, self.vault, self.realm)

    def put_back_keys(self, *, only_look: bool = False) -> bool:
        """Put back the key of the trail and the key file if they are gone or exchanged; return whether one was.

        With `only_look` nothing is written. Without the key of the trail no start opens the database. Beside another
        database, such as that of a copy of the folder, nothing is changed: it has other keys. Raises NotSaved.
        """
        if not self.database.is_in_place():
            return False
        path = self.vault.path.with_name("audit.key")
        try:
            is_lost = path.read_bytes() != self.trail.key
        except OSError as problem:  # a file that this user may not read is there
            is_lost = isinstance(problem, FileNotFoundError)
        is_lost = is_lost and not path.is_symlink()
        if is_lost and not only_look:
            replace(path, self.trail.key)
        return self.vault.put_back(only_look=only_look) or is_lost

    def check_keys(self) -> None:
        """Raise KeysMissing where the open keys are of another database, or older.

        Else new unit keys would be made, which open no case here. What was then stored under them would be lost as soon
        as the right key file is put back. A damaged unit key alone is no reason. Raises Locked.
        """
        with self.database.reading() as connection:
            roots = needed_roots(connection)
        if roots.isdisjoint(self.vault.keys.roots) and not self.keys_fit():
            raise KeysMissing
