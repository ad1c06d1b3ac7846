"""Opening a store whose vault is quick to open."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from screening import settings
from screening.casework.held_forms import HeldForms
from screening.casework.openings import Openings
from screening.storage import Cost, Store, VaultState, open_store
from screening.storage.database import FILE, Database, sqlite_at
from screening.storage.migrating import migrate

QUICK = Cost(memory=8, passes=1, lanes=1)
PASSPHRASE = "a passphrase of tests"


@cache
def _tables() -> bytes:
    """A database with tables and no row, made once: making them is most of what a new store costs."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        database = Database(sqlite_at(path))
        migrate(database)
        database.close()
        return path.read_bytes()


def held_forms(store: Store, clock: Callable[[], datetime]) -> HeldForms:
    """The forms that wait at the lock of a store."""
    return HeldForms(store, clock, Openings(store, clock))


def open_new(chosen: settings.Settings) -> Store:
    """The store of these settings; in a folder that is not there yet the tables are put there."""
    if not (chosen.database or chosen.data.exists()):
        chosen.data.mkdir(mode=0o700, parents=True)
        (chosen.data / FILE).touch(0o600)
        (chosen.data / FILE).write_bytes(_tables())
    return open_store(chosen, QUICK)


def open_quick(folder: Path) -> Store:
    """A store with its vault open; set up the first time."""
    store = open_new(settings.load({"ROZPOZNAJ_DATA": str(folder)}))
    if store.vault.state is VaultState.NEW:
        draft = store.vault.prepare(PASSPHRASE)
        store.vault.complete(draft, draft.kit)
    else:
        store.vault.unlock(PASSPHRASE)
    return store
