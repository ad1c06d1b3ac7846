"""What the commands share: settings and content, reading and writing, and how they refuse."""

import json
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from getpass import GetPassWarning
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from screening import settings

if TYPE_CHECKING:
    from screening.content import Content
    from screening.core.record.case import Case
    from screening.storage import Store

BAD_INPUT = 2
PIPE_CLOSED = 141
STANDARD_INPUT = "-"


class Refused(click.ClickException):
    """Ends a command with exit code 2 and this sentence on standard error."""

    exit_code = BAD_INPUT


class Faulty(Refused):
    """Ends a command with one sentence a line, for each fault of the content."""


def one_line(text: str) -> str:
    """Return a sentence as it can be shown on a terminal: on one line, what is not printed escaped."""
    joined = re.sub(r"\s*[\r\n\t\v\f\x85\u2028\u2029]\s*", " ", text.strip())
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in joined)


def tell(sentence: str) -> None:
    """Print one sentence on standard error, if that is open."""
    with suppress(OSError, ValueError):
        click.echo(one_line(sentence), err=True)


def close(store: "Store") -> None:
    """Close a store with one last try for what waits; say which rows of the audit trail are lost."""
    if lost := ", ".join(map(str, store.close())):
        tell(f"These rows of the audit trail could not be written: {lost}.")


def why(problem: OSError) -> str:
    """Return what the system says of a file."""
    return problem.strerror or "it cannot be used"


def shipped_content(*, whole: bool = False) -> "Content":
    """Return the content; `whole`: with all that pages and papers show.

    Raises Faulty with every fault of it.
    """
    from screening.content import ContentError, load, load_whole

    try:
        return (load_whole if whole else load)(settings.folder("indicators"))
    except ContentError as problem:
        raise Faulty("\n".join(map(str, problem.problems))) from problem


@contextmanager
def opened_file(name: str) -> Iterator[BinaryIO]:
    """Return the file of this name opened for reading, or standard input for `-`."""
    try:
        if name != STANDARD_INPUT:
            with Path(name).open("rb") as file:
                yield file
        elif sys.stdin is None:
            raise Refused("standard input: it is closed.")
        else:
            yield sys.stdin.buffer
    except OSError as problem:
        raise Refused(f"{readable_name(name)}: {why(problem)}.") from problem


def readable_name(name: str) -> str:
    """Return the name as people read it."""
    return "standard input" if name == STANDARD_INPUT else name or "the empty name"


def asked_secret(prompt: str) -> str:
    """Return what is typed at a prompt without being shown, the one way of every command that asks for a secret.

    Where there is no terminal it is read from standard input, and nobody can see it there.
    """
    try:
        with warnings.catch_warnings(action="ignore", category=GetPassWarning):
            typed: str = click.prompt(prompt, hide_input=True, err=True)
        typed.encode()
    except UnicodeError:
        click.echo(err=True)
        raise Refused(
            "What was typed is not UTF-8, so it cannot be read; set the terminal to UTF-8 and try again."
        ) from None
    return typed


def chosen_settings() -> settings.Settings:
    """Return the settings, or why they cannot be used."""
    try:
        return settings.load()
    except settings.SettingsError as problem:
        raise Refused(str(problem)) from problem


def case_of_file(name: str, content: "Content") -> "Case":
    """Return the case of a case file."""
    from screening.exchange.case_file import CaseFileError, read_case
    from screening.exchange.strict_json import LARGEST
    from screening.local_time import today

    with opened_file(name) as file:
        data = file.read(LARGEST + 1)
    try:
        case = read_case(data, content.catalogue, today())
    except CaseFileError as problem:
        raise Refused(f"{readable_name(name)}: {problem}") from problem
    tell_of_age(case)
    return case


def tell_of_age(case: "Case") -> None:
    """Say that somebody recorded as a child has come of age, if so."""
    from screening.core.referral.consistency import has_come_of_age
    from screening.local_time import today

    if has_come_of_age(case, today()):
        tell("By the birth date the person is 18 or older, and `age` is child: correct the age, and ask for agreement.")


def put(data: bytes) -> None:
    """Bytes to standard output, at once."""
    if sys.stdout is None:
        raise Refused("standard output: it is closed.")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _drop_output()
        sys.exit(PIPE_CLOSED)
    except OSError as problem:
        _drop_output()
        raise Refused(f"standard output: {why(problem)}.") from problem


def put_json(value: object) -> None:
    """JSON to standard output."""
    put(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def escape_what_the_terminal_lacks() -> None:
    """Write a letter that the encoding of standard output does not have as its code, as on standard error."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def drop_unwritten() -> None:
    """Drop what standard output cannot take any more, so that the end of the process is not a second complaint."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _drop_output()


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere, so that it complains about nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
