"""Opening a store whose vault is quick to open."""

from pathlib import Path

from screening import settings
from screening.storage import Cost, Store, VaultState, open_store

QUICK = Cost(memory=8, passes=1, lanes=1)
PASSPHRASE = "a passphrase of tests"


def open_quick(folder: Path) -> Store:
    """A store with its vault open; set up the first time."""
    store = open_store(settings.load({"ROZPOZNAJ_DATA": str(folder)}), QUICK)
    if store.vault.state is VaultState.NEW:
        draft = store.vault.prepare(PASSPHRASE)
        store.vault.complete(draft, draft.kit)
    else:
        store.vault.unlock(PASSPHRASE)
    return store
