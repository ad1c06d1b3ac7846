"""The command `screening`. Commands import what they need when they run, so that each starts quickly."""

import sys
import traceback
from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from screening.cli.common import (
    BAD_INPUT,
    Faulty,
    Refused,
    drop_unwritten,
    escape_what_the_terminal_lacks,
    tell,
    why,
)
from screening.cli.content_and_files import (
    assess,
    check,
    codes,
    exercises,
    list_languages,
    print_document,
    print_guide,
    schema,
)
from screening.cli.serving import serve
from screening.cli.store import audit, backup, new_kit, restore, rotate
from screening.cli.transfer import export_case, import_case
from screening.cli.version import show_version

INTERRUPTED = 130  # exit code: 128 and SIGINT, as a shell shows it


class Commands(click.Group):
    """The commands; every error of the store ends each of them with the sentence of the error."""

    def invoke(self, context: click.Context) -> object:
        """Run a command and return what it returns. Raises Refused for every error of the store."""
        try:
            return super().invoke(context)
        except Exception as problem:
            # If no command loaded this module, nothing of the store can have failed; to import it would take time.
            errors = sys.modules.get("screening.storage.errors")
            if errors and isinstance(problem, errors.StorageError):
                raise Refused(str(problem)) from problem
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Print the version and the edition.",
)
def cli() -> None:
    """Rozpoznaj: screening for trafficking in human beings."""


# Commands that need no store, and commands that work with it.
ON_FILES = (check, assess, print_document, print_guide, codes, schema, list_languages, exercises)
ON_THE_STORE = (serve, audit, rotate, new_kit, backup, restore, export_case, import_case)

for command in ON_FILES + ON_THE_STORE:
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with exit code 0, 1 if faults were found, or 2 for bad input.

    No traceback is printed, whatever happens.
    """
    escape_what_the_terminal_lacks()
    try:
        code = cli.main(arguments, prog_name="screening", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except (NoArgsIsHelpError, Faulty) as problem:  # their messages have several lines, which `tell` would join
        click.echo(problem.format_message(), err=True)
        code = BAD_INPUT
    except click.ClickException as problem:
        tell(problem.format_message())
        code = BAD_INPUT
    except Exception as problem:
        tell(_unforeseen(problem))
        code = BAD_INPUT
    drop_unwritten()
    sys.exit(code)


def _unforeseen(problem: Exception) -> str:
    """What to say of an exception that no command expects: its class and our line, never its message.

    An error of the system is said in the words of the system.
    """
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename or 'The system'}: {why(problem)}."
    package = Path(__file__).parents[1]
    lines = [each for each in traceback.extract_tb(problem.__traceback__) if package in Path(each.filename).parents]
    place = f", {Path(lines[-1].filename).relative_to(package)}:{lines[-1].lineno}" if lines else ""
    return f"Rozpoznaj met something that it does not expect ({type(problem).__name__}{place}); please report it."
