"""The command `screening`. Commands import what they need when they run, so that each starts quickly."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from screening import settings

if TYPE_CHECKING:
    from screening.content import Content
    from screening.core.case import Case

BAD_INPUT = 2
FAULTS_FOUND = 1
INTERRUPTED = 130
PIPE_CLOSED = 141
STANDARD_INPUT = "-"
DOCUMENTS = ("referral",)


class Refused(click.ClickException):
    """Ends a command with exit code 2 and this sentence on standard error."""

    exit_code = BAD_INPUT


def _why(problem: OSError) -> str:
    return problem.strerror or "it cannot be used"


def _content() -> "Content":
    from screening.content import ContentError, load

    try:
        return load(settings.folder("indicators"))
    except ContentError as problem:
        raise Refused("\n".join(map(str, problem.problems))) from problem


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """The file of this name, or standard input for `-`."""
    try:
        if name != STANDARD_INPUT:
            with Path(name).open("rb") as file:
                yield file
        elif sys.stdin is None:
            raise Refused("standard input: it is closed.")
        else:
            yield sys.stdin.buffer
    except OSError as problem:
        raise Refused(f"{_shown(name)}: {_why(problem)}.") from problem


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name


def _settings() -> settings.Settings:
    try:
        return settings.load()
    except settings.SettingsError as problem:
        raise Refused(str(problem)) from problem


def _case(name: str, content: "Content") -> "Case":
    from screening.exchange.case_file import CaseFileError, read_case
    from screening.exchange.strict_json import LARGEST

    with _opened(name) as file:
        data = file.read(LARGEST + 1)
    try:
        return read_case(data, content.catalogue)
    except CaseFileError as problem:
        raise Refused(f"{_shown(name)}: {problem}") from problem


def _put(data: bytes) -> None:
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
        raise Refused(f"standard output: {_why(problem)}.") from problem


def _put_json(value: object) -> None:
    _put(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere, so that it complains about nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _target(name: str) -> Path:
    """Where to write; refused where something other than a file lies."""
    target = Path(name).resolve()
    if target.exists() and not target.is_file():
        raise Refused(f"{name}: this is not a file.")
    if not target.parent.is_dir():
        raise Refused(f"{name}: there is no such folder.")
    return target


def _replace_file(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    try:
        number, name = tempfile.mkstemp(prefix=".screening-", dir=target.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise Refused(f"{target}: {_why(problem)}.") from problem


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Rozpoznaj: screening for trafficking in human beings."""


@cli.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check all content; one problem a line."""
    from screening.content import check as problems_of

    problems = problems_of(settings.folder("indicators"), date.today())
    _put("".join(f"{problem}\n" for problem in problems).encode("utf-8", "backslashreplace"))
    if any(not problem.warning for problem in problems):
        context.exit(FAULTS_FOUND)


@cli.command()
@click.argument("case_file", metavar="[CASE.json]", required=False)
@click.option("--lines", metavar="FILE", help="Read one case a line instead; print one assessment a line.")
def assess(case_file: str | None, lines: str | None) -> None:
    """Print the assessment of a case file as JSON; - reads standard input."""
    if (case_file is None) == (lines is None):
        raise Refused("CASE.json: give either a case file or --lines FILE.")
    content = _content()
    if lines is not None:
        from screening.exchange.lines import assess_lines

        with _opened(lines) as stream:
            for line in assess_lines(stream, content.catalogue):
                _put(line)
        return
    from screening.core.assessment import assess as assessment_of
    from screening.exchange.assessment_file import assessment_json

    case = _case(case_file, content)
    _put_json(assessment_json(case, assessment_of(content.catalogue, case)))


@cli.command("print")
@click.argument("document", type=click.Choice(DOCUMENTS))
@click.argument("case_file", metavar="CASE.json")
@click.option("--language", default="pl", show_default=True, help="Language of the document.")
@click.option("-o", "output", metavar="FILE.pdf", required=True, help="PDF to write; replaced if it exists.")
def print_document(document: str, case_file: str, language: str, output: str) -> None:
    """Write a document of a case file as PDF; - reads standard input."""
    from screening.translation import page_languages

    offered = [each.code for each in page_languages()]
    if language not in offered:
        raise Refused(f"--language: this must be one of {', '.join(offered)}.")
    target, realm, content = _target(output), _settings().realm, _content()
    case = _case(case_file, content)

    from screening.casework.documents import NoSheet, referral_document
    from screening.printing import Printer, PrintingError

    printer = Printer()
    try:
        sheet = referral_document(case, content, now=datetime.now(UTC), realm=realm)
        printed = printer.pdf(sheet, language)
    except (NoSheet, PrintingError) as problem:
        raise Refused(f"{document}: {problem}") from problem
    finally:
        printer.close()
    _replace_file(target, printed.pdf)
    if printed.replaced:
        click.echo(f"{output}: some characters have no printed form and stand as [U+…].", err=True)


@cli.command()
def codes() -> None:
    """Print every code of the formats as JSON."""
    from screening.exchange.codes import all_codes

    _put_json(all_codes(_content().catalogue))


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the case file."""
    from screening.exchange.schema import case_schema

    _put_json(case_schema(_content().catalogue))


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def serve(port: int | None, no_browser: bool) -> None:
    """Start Rozpoznaj on this machine."""
    chosen = _settings()
    content = _content()

    from screening.printing import PrintingError
    from screening.storage import StoreError
    from screening.web.serve import PortTaken, run

    try:
        run(replace(chosen, port=port) if port else chosen, content, open_browser=not no_browser)
    except (StoreError, PrintingError, PortTaken) as problem:
        raise Refused(str(problem)) from problem


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process: 0, 1 for faults found, 2 for bad input; never a traceback."""
    try:
        code = cli.main(arguments, prog_name="screening", standalone_mode=False)
    except click.Abort:
        code = INTERRUPTED
    except click.ClickException as problem:
        click.echo(problem.format_message(), err=True)
        code = BAD_INPUT
    sys.exit(code)


if __name__ == "__main__":
    main()
