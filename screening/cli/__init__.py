"""The command `screening`. Commands import what they need when they run, so that each starts quickly."""

import sys

import click

from screening.cli.common import BAD_INPUT
from screening.cli.files import assess, check, codes, exercises, list_languages, print_document, schema
from screening.cli.handing import export_case, import_case
from screening.cli.keeping import audit, backup, restore, rotate
from screening.cli.serving import serve

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Rozpoznaj: screening for trafficking in human beings."""


ON_FILES = (check, assess, print_document, codes, schema, list_languages, exercises)
ON_THE_STORE = (serve, audit, rotate, backup, restore, export_case, import_case)

for command in ON_FILES + ON_THE_STORE:
    cli.add_command(command)


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
