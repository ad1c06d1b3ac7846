"""What the commands share: settings and content, reading and writing, and how they end with an error."""

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

BAD_INPUT = 2  # exit code
PIPE_CLOSED = 141  # exit code: 128 and SIGPIPE, as a shell shows it
STANDARD_INPUT = "-"


class Refused(click.ClickException):
    """Ends a command with exit code 2 and this sentence on standard error."""

    exit_code = BAD_INPUT


class Faulty(Refused):
    """Ends a command with exit code 2, and on standard error one line with a sentence for each fault of the content."""


def one_line(text: str) -> str:
    """Return a sentence as it can be shown on a terminal: on one line, each unprintable character as its escape."""
    joined = re.sub(r"\s*[\r\n\t\v\f\x85\u2028\u2029]\s*", " ", text.strip())
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in joined)


def tell(sentence: str) -> None:
    """Print one sentence on standard error, if that is open."""
    with suppress(OSError, ValueError):
        click.echo(one_line(sentence), err=True)


def close(store: "Store") -> None:
    """Close a store, which tries once more to write the rows of the audit trail that wait; say which are lost."""
    if lost := ", ".join(map(str, store.close())):
        tell(f"These rows of the audit trail could not be written: {lost}.")


def why(problem: OSError) -> str:
    """Return why the system refused, in its own words or ours."""
    return problem.strerror or "it cannot be used"


def shipped_content(*, whole: bool = False) -> "Content":
    """Return the content; `whole`: make sure that nothing is missing in it that a page or paper shows.

    Raises Faulty with every fault that was found.
    """
    from screening.content import ContentError, load, load_whole

    try:
        return (load_whole if whole else load)(settings.folder("indicators"))
    except ContentError as problem:
        raise Faulty("\n".join(map(str, problem.problems))) from problem


@contextmanager
def opened_file(name: str) -> Iterator[BinaryIO]:
    """Yield the file of this name opened for reading, or standard input for `-`.

    Raises Refused, also for an OSError in the body of `with`.
    """
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
    """Return the name of a file as a message says it."""
    return "standard input" if name == STANDARD_INPUT else name or "the empty name"


def asked_secret(prompt: str) -> str:
    """Return what is typed at a prompt without being shown. Every command that asks for a secret does it by this.

    Without a terminal it is read from standard input, which shows nothing. Raises Refused.
    """
    try:
        with warnings.catch_warnings(action="ignore", category=GetPassWarning):
            typed: str = click.prompt(prompt, hide_input=True, err=True)
        typed.encode()  # bytes that are no UTF-8 arrive as surrogates, which it refuses
    except UnicodeError:
        click.echo(err=True)
        raise Refused(
            "What was typed is not UTF-8, so it cannot be read; set the terminal to UTF-8 and try again."
        ) from None
    return typed


def chosen_settings() -> settings.Settings:
    """Return the settings. Raises Refused, which says why they cannot be used."""
    try:
        return settings.load()
    except settings.SettingsError as problem:
        raise Refused(str(problem)) from problem


def case_of_file(name: str, content: "Content") -> "Case":
    """Return the case of the case file of this name, `-` for standard input. Raises Refused."""
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
    """Write bytes to standard output at once. Raises Refused; where nobody reads them any more, the process ends."""
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
    """Write a value as JSON to standard output. Raises Refused."""
    put(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def escape_what_the_terminal_lacks() -> None:
    """Let standard output show a letter that its encoding does not have as an escape, as standard error does."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def drop_unwritten() -> None:
    """Drop what standard output cannot take any more: at its end Python would print a second error for it."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _drop_output()


def _drop_output() -> None:
    """Let what Python still writes at its end go to the null device, so that it prints no error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
