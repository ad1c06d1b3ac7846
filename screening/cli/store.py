"""Commands on the store: audit trail, new keys, a new recovery kit, backup and restore."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import click

from screening.cli.common import Refused, asked_secret, chosen_settings, close, put, shipped_content, tell
from screening.core.durations import KEYS_FILE_LIFE

if TYPE_CHECKING:
    from screening.casework.lock import Lock
    from screening.settings import Settings
    from screening.storage import Store

Found = TypeVar("Found")

FAULT_FOUND = 1  # exit code
VISITOR = "terminal"  # the name under which a command opens the lock
SERVER_LOOKS_WITHIN = 12  # seconds: a program that runs looks at its clock every five
# What a command says of each `Difference` that the storage names.
NOTICED = {
    "kit": "Somebody altered the line of the recovery kit in the key file; it was put right. Make a new kit now.",
    "inbox": "Somebody altered the inbox in the key file; it was put right. Change the passphrase now.",
    "key_file": "Somebody altered the key file; it was put right. Change the passphrase now.",
    "unproven": "The key file is now of this edition; nobody can tell whether its kit is yours. Make a new one now.",
    "untold": "The keys were changed, and the trail does not say so. If it was not you, make a new kit and passphrase.",
    "older": "An older key file is in the place of the newest; put that back, or change the passphrase now.",
    "columns": "Somebody altered dates or states of cases; what was saved was put back. Look at these cases:",
    "missing": "Cases are missing, and no row says that they were erased; restore them from a backup:",
}


def _not_set_up(chosen: "Settings") -> Refused:
    return Refused(
        f"{chosen.data}: Rozpoznaj was not set up here; name its folder with ROZPOZNAJ_DATA, "
        "or start it with 'screening serve' first."
    )


def _keeps_nothing(chosen: "Settings") -> Refused:
    return Refused(
        f"{chosen.data}: Rozpoznaj keeps nothing here, so no command works with it; its audit trail is checked on the "
        "page 'Who did what, when'. To keep cases on the disk, start it again and set a passphrase."
    )


def _where_set_up() -> "Settings":
    """The settings. Raises Refused if no store was set up in their data folder; no file is made there."""
    from screening.storage import never_set_up

    chosen = chosen_settings()
    if never_set_up(chosen):
        raise _not_set_up(chosen)
    return chosen


def store_set_up() -> "Store":
    """Return the store of these settings, its vault shut; the caller closes it.

    Raises Refused where none was set up or its cases are kept in memory alone, and StoreError where it does not open,
    such as DatabaseInUse.
    """
    from screening.storage import VaultState, open_store
    from screening.storage.instance_lock import check_beside_server

    chosen = _where_set_up()
    check_beside_server(chosen)
    store = open_store(chosen)
    try:
        store.vault.need_file()
        if store.vault.state is VaultState.NEW:
            raise _keeps_nothing(chosen) if store.newest_acts(1) else _not_set_up(chosen)
    except BaseException:
        close(store)
        raise
    return store


def _progress(steps: Generator[tuple[int, int], None, Found], what: str) -> Found:
    """Run a generator of pairs, how many are done and how many there are in all; return the value that it returns.

    Standard error shows each pair after `what`, a word such as "cases".
    """
    while True:
        try:
            done, to_do = next(steps)
        except StopIteration as end:
            click.echo(err=True)
            found: Found = end.value
            return found
        click.echo(f"\r{what}: {done} / {to_do}", nl=False, err=True)


def _named(ids: Iterable[str]) -> str:
    """The code names of cases, as one text; an id that was altered, and so is none, is left as it is."""
    from screening.casework.code_names import code_name

    words, names = shipped_content().words, []
    for each in ids:
        try:
            names.append(code_name(UUID(each), words))
        except ValueError:
            names.append(each)
    return ", ".join(names)


def tell_noticed(lock: "Lock") -> None:
    """Say on standard error what was altered in the store since the lock was open last, and in which cases."""
    for noticed in lock.noticed:
        cases = f" {_named(noticed.cases)}." if noticed.cases else ""
        tell(f"{NOTICED[noticed.what.value]}{cases}")


def look_at_clock(store: "Store") -> timedelta:
    """Write a doubt about the clock in the trail, before any other row; return the time since its newest row.

    The newest row says which time is believed, so a row that was written by a wrong clock would move the dates of every
    case. A command cannot tell whether the clock jumped before it began. A program that runs beside it can: it has
    SERVER_LOOKS_WITHIN seconds to end the doubt. Raises Refused if the doubt stays, and NotSaved.
    """
    from screening.casework.clocks import running
    from screening.casework.retention import Retention
    from screening.local_time import utc_now
    from screening.storage.instance_lock import is_served

    first = Retention(store, utc_now, running, timedelta(0))
    if not first.is_doubted():
        return first.unused_for
    if not is_served(chosen_settings().data):
        raise Refused("The clock of this computer is in doubt; start Rozpoznaj and settle that first.")
    for _ in range(SERVER_LOOKS_WITHIN):
        sleep(1)
        if not Retention(store, utc_now, running, timedelta(0)).is_doubted():
            return first.unused_for
    raise Refused(
        "The clock of this computer is in doubt; say in Rozpoznaj what day it is, then try again. "
        "If no page asks, stop Rozpoznaj and start it again."
    )


@contextmanager
def _unlocked(store: "Store", passphrase: str) -> Iterator["Lock"]:
    """Yield the lock of a store, opened; the store is closed at the end.

    Wrong tries are written in the trail, and after too many the next has to wait. Raises WrongKey, and Refused while
    the clock is in doubt or a try has to wait.
    """
    from screening.casework.clocks import running
    from screening.casework.lock import Lock
    from screening.casework.unlock_attempts import TooSoon
    from screening.local_time import utc_now

    try:
        look_at_clock(store)
        # A command proposes no passphrase, so it needs no words. It has no keeper, so the idle time shuts nothing.
        lock = Lock(store, words=(), clock=utc_now, running=running, idle=timedelta(minutes=5))
        lock.unlock(VISITOR, passphrase)
        tell_noticed(lock)
        yield lock
    except TooSoon as problem:
        raise Refused(f"Too many wrong tries; try again in {problem.seconds} seconds.") from problem
    finally:
        close(store)


@click.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
@click.option("--records", is_flag=True, help="Ask for the passphrase and name the cases that do not open.")
@click.pass_context
def verify(context: click.Context, records: bool) -> None:
    """Name the first bad row of the audit trail, and the cases that do not open; exit 1 if there is one."""
    store = store_set_up()
    if records:
        with _unlocked(store, asked_secret("Passphrase")):
            fault, damaged = store.verify_trail(), store.unreadable()  # opens each case
    else:
        fault, damaged = store.verify_trail(), store.damaged()  # looks at what is not encrypted; needs no key
        close(store)
    for number in damaged:
        put(f"case no. {number}: it was altered or damaged and does not open.\n".encode())
    if fault:
        put(f"row {fault.sequence}: {fault.sentence}.\n".encode())
    else:
        put(b"The audit trail is whole.\n")
    if fault or damaged:
        context.exit(FAULT_FOUND)


@click.command()
def rotate() -> None:
    """Make new keys for every case; asks for the passphrase. May be stopped and started again at any moment."""
    from screening.storage import NotSaved
    from screening.storage.instance_lock import only_instance

    with only_instance(_where_set_up().data), _unlocked(store_set_up(), asked_secret("Passphrase")) as lock:
        try:
            bad = _progress(lock.rotate(), "cases")
        except NotSaved as problem:
            raise Refused(f"{problem} Every case still opens; run it again then.") from problem
    if bad:
        tell(f"These cases do not open and keep their old keys until they are erased: {_named(bad)}.")


@click.command("kit")
def new_kit() -> None:
    """Make a new recovery kit in the place of the old one; the passphrase is asked for."""
    from screening.storage import KeysChanged, WrongKey
    from screening.storage.instance_lock import only_instance

    with only_instance(_where_set_up().data):
        passphrase = asked_secret("Passphrase")
        with _unlocked(store_set_up(), passphrase) as lock:
            # After a restore the passphrase of the backup still opens the cases: it is changed with the kit.
            lock.prepare_kit(VISITOR, passphrase, _new_passphrase() if lock.must_renew else None)
            kit = lock.new_kit(VISITOR) or ""
            put(" ".join(kit[at : at + 4] for at in range(0, len(kit), 4)).encode() + b"\n")
            try:
                lock.complete_kit(VISITOR, asked_secret("Write the key on paper, then type it here"))
            except WrongKey:
                raise Refused("This is not the new key; the old kit still counts.") from None
            except KeysChanged as problem:
                raise Refused(f"The new kit counts from now on, the old one no longer. {problem}") from problem
    tell("The new kit counts from now on. Destroy the old paper.")
    tell(
        f"Backups made before still open with the old one for {KEYS_FILE_LIFE.days} days; "
        "delete their keys files, and make a new backup."
    )


def _new_passphrase() -> str:
    """A new passphrase after a restore, typed twice. Raises Refused for a weak one, and if the two differ."""
    from screening.casework.passphrases import weakness

    chosen = asked_secret("These cases come from a backup: a new passphrase of at least 15 characters")
    if weakness(chosen, asked_secret("The same once more")):
        raise Refused("This passphrase is too short, too easy to guess, or was typed otherwise; nothing was changed.")
    return chosen


def _ask_day(because: str, undone: str) -> None:
    """Ask what day it is. `because` is a sentence that says why, `undone` one that says that nothing was done.

    Raises Refused for any day but that of the clock.
    """
    from screening.local_time import today

    try:
        typed = click.prompt(f"{because} What day is it, as YYYY-MM-DD?", err=True)
    except click.Abort:
        raise Refused(f"Nobody said what day it is. {undone}") from None
    if typed.strip() != today().isoformat():
        raise Refused(
            f"The clock of this computer shows {today()}; set it right if that is wrong, then try again. {undone}"
        )


@click.command(
    help="Write an encrypted backup to FOLDER: one file of data, one of keys with a life of "
    f"{KEYS_FILE_LIFE.days} days."
)
@click.argument("folder", type=click.Path(file_okay=False))
def backup(folder: str) -> None:
    """Write a backup; the help of the command says more."""
    from screening.local_time import utc_now
    from screening.storage.backup import backup as steps

    if not folder:
        raise Refused("FOLDER: an empty name is the name of no folder.")
    store = store_set_up()
    try:
        if look_at_clock(store) > KEYS_FILE_LIFE:  # by a wrong clock every keys file that is good would be deleted
            _ask_day(
                f"Nothing was done here for more than {KEYS_FILE_LIFE.days} days.",
                "No backup was made, and no old one was deleted.",
            )
        _progress(steps(store, Path(folder), utc_now()), "cases")
    finally:
        close(store)


def _sure_of_day(overdue: int) -> None:
    """Ask what day it is before a backup is restored, if it has `overdue` cases, or is older than a case is kept."""
    old = "this backup is older than a case is kept"
    over = f"the time of {overdue} of the cases in this backup is over: the next start erases them"
    _ask_day(f"By the clock of this computer {over if overdue else old}.", "Nothing was restored.")


@click.command()
@click.argument("keys_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kit", is_flag=True, help="Ask for the recovery kit instead of the passphrase.")
def restore(keys_file: Path, kit: bool) -> None:
    """Restore the backup of KEYS_FILE into an empty data folder; the passphrase or the kit is asked for."""
    from screening.local_time import utc_now
    from screening.storage import Misspelt, WrongKey
    from screening.storage.instance_lock import only_instance
    from screening.storage.restore import restore as steps

    chosen = chosen_settings()
    typed = asked_secret("Recovery kit" if kit else "Passphrase")
    try:
        with only_instance(chosen.data):
            passphrase, code = (None, typed) if kit else (typed, None)
            restoring = steps(keys_file, chosen, utc_now(), passphrase=passphrase, kit=code, sure_of_day=_sure_of_day)
            found = _progress(restoring, "cases")
    except Misspelt:
        raise
    except WrongKey:
        raise Refused("This does not open the backup; nothing was restored.") from None
    if found.damaged:
        tell(f"These cases were damaged before the backup and do not open: {_named(found.damaged)}.")
    if found.fault:
        tell(f"The audit trail of the backup has a fault at row {found.fault.sequence}: {found.fault.sentence}.")
    if found.overdue:
        tell(
            f"By the clock of this computer the time of {found.overdue} of these cases is over: Rozpoznaj erases them "
            "as it starts."
        )
    tell("Start Rozpoznaj now: it asks for a new passphrase and makes a new recovery kit before anything else.")
