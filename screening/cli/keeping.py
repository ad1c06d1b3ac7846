"""Commands on the store: audit trail, new keys, backup and restore."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from screening.cli.common import Refused, asked_secret, chosen_settings, put

if TYPE_CHECKING:
    from screening.storage import Store

FAULT_FOUND = 1


def _store() -> "Store":
    from screening.storage import State, open_store

    chosen = chosen_settings()
    store = open_store(chosen)
    if store.vault.state is State.NEW:
        store.close()
        raise Refused(f"{chosen.data}: Rozpoznaj was not set up here; start it with 'screening serve' first.")
    return store


def _progress(steps: Iterator[tuple[int, int]], what: str) -> None:
    for done, to_do in steps:
        click.echo(f"\r{what}: {done} / {to_do}", nl=False, err=True)
    click.echo(err=True)


@click.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
@click.option("--records", is_flag=True, help="Ask for the passphrase and name the cases that do not open.")
@click.pass_context
def verify(context: click.Context, records: bool) -> None:
    """Say whether the audit trail is whole; else name the first bad row and exit 1."""
    store = _store()
    try:
        fault = store.verify_trail()
        damaged = _opened_all(store) if records else store.damaged()
    finally:
        store.close()
    for number in damaged:
        put(f"case no. {number}: it was altered or damaged and does not open.\n".encode())
    if fault:
        put(f"row {fault.sequence}: {fault.sentence}.\n".encode())
    else:
        put(b"The audit trail is whole.\n")
    if fault or damaged:
        context.exit(FAULT_FOUND)


def _opened_all(store: "Store") -> list[int]:
    """Numbers of the cases that do not open, after the passphrase opened the others."""
    _unlock(store)
    return store.unreadable()


def _unlock(store: "Store") -> None:
    """Ask for the passphrase; wrong tries are written down and slow down."""
    from screening.casework.clocks import running
    from screening.casework.lock import Lock
    from screening.casework.tries import TooSoon
    from screening.local_time import utc_now

    try:
        Lock(store, (), utc_now, running, timedelta(minutes=5)).unlock("terminal", asked_secret("Passphrase"))
    except TooSoon as problem:
        raise Refused(f"Too many wrong tries; try again in {problem.seconds} seconds.") from problem


@click.command()
def rotate() -> None:
    """Give every case new keys; the passphrase is asked for. May be stopped and started again at any moment."""
    from screening.local_time import utc_now
    from screening.storage import NotSaved
    from screening.storage.running import alone

    try:
        with alone(chosen_settings().data):
            store = _store()
            try:
                _unlock(store)
                _progress(store.rotate(utc_now()), "cases")
            finally:
                store.close()
    except NotSaved as problem:
        raise Refused(f"{problem} Every case still opens; run it again then.") from problem


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
def backup(folder: str) -> None:
    """Write an encrypted backup to FOLDER: one file of data, one of keys with a life of 14 days."""
    from screening.local_time import utc_now
    from screening.storage.backup import backup as steps

    if not folder:
        raise Refused("FOLDER: an empty name is the name of no folder.")
    store = _store()
    try:
        _progress(steps(store, Path(folder), utc_now()), "cases")
    finally:
        store.close()


@click.command()
@click.argument("keys_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kit", is_flag=True, help="Ask for the recovery kit instead of the passphrase.")
def restore(keys_file: Path, kit: bool) -> None:
    """Restore the backup of KEYS_FILE into an empty data folder; the passphrase is asked for."""
    from screening.local_time import utc_now
    from screening.storage import Misspelt, WrongKey
    from screening.storage.restore import restore as steps
    from screening.storage.running import alone

    chosen = chosen_settings()
    typed = asked_secret("Recovery kit" if kit else "Passphrase")
    try:
        with alone(chosen.data):
            passphrase, code = (None, typed) if kit else (typed, None)
            _progress(steps(keys_file, chosen, utc_now(), passphrase=passphrase, kit=code), "cases")
    except Misspelt:
        raise
    except WrongKey:
        raise Refused("This does not open the backup; nothing was restored.") from None
