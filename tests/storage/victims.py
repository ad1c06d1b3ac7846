"""What a process does until it is killed. Each act says through the pipe what it has finished."""

import multiprocessing
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from screening import settings
from screening.storage.database import Database, address_of
from screening.storage.migrating import migrate
from tests.storage.conftest import NOW, WHEN
from tests.storage.opening import open_quick

CASES = 60


def saving(folder: Path, said: Connection) -> None:
    """Save one case again and again; says each revision once it is acknowledged."""
    store = open_quick(folder)
    revision = store.read("a").revision
    said.send("begun")
    while True:
        plain = str(revision + 1).encode() * 400
        revision = store.save("a", plain, seen_revision=revision, **WHEN).revision
        said.send(revision)


def rotating(folder: Path, said: Connection) -> None:
    """Give every case new keys, in small batches."""
    import screening.storage.unit_keys as units

    units.BATCH = 5
    store = open_quick(folder)
    said.send("begun")
    for step in store.rotate(NOW):
        said.send(step)
    said.send("done")


def erasing(folder: Path, said: Connection) -> None:
    """Erase one case after another; says each once it is erased."""
    store = open_quick(folder)
    said.send("begun")
    for listed in store.open_cases():
        store.erase(listed.public_id, NOW)
        said.send(listed.public_id)
    said.send("done")


def migrating(folder: Path, said: Connection) -> None:
    """Bring the tables of an older program up to date."""
    where = settings.load({"ROZPOZNAJ_DATA": str(folder)})
    said.send("begun")
    migrate(Database(address_of(where)))
    said.send("done")


def backing_up(folder: Path, said: Connection) -> None:
    """Write a backup into a folder beside the data."""
    from screening.storage.backup import backup

    store = open_quick(folder)
    said.send("begun")
    for step in backup(store, folder / "copies", NOW):
        said.send(step)
    said.send("done")


def killed(act, folder: Path, chance: Random, longest: float, *, words: int = 0) -> list:
    """Return what an act said until it was killed: after so many words, and at a random moment within `longest`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.storage.victims"])
    heard, said = context.Pipe(duplex=False)
    victim = context.Process(target=act, args=(folder, said))
    victim.start()
    said.close()
    said_so_far = [heard.recv()]
    with suppress(EOFError):
        said_so_far += [heard.recv() for _ in range(words)]
    time.sleep(chance.random() * longest)
    victim.kill()
    victim.join()
    victim.close()
    with suppress(EOFError):
        while True:
            said_so_far.append(heard.recv())
    heard.close()
    return said_so_far[1:]
