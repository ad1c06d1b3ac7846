"""The option `--version`: the version of the program and the edition of its content."""

from importlib.metadata import PackageNotFoundError, version

import click

from screening import settings
from screening.cli.common import put

NAME = "rozpoznaj"  # of the installed distribution


def show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the version of the program and the edition of its content, and end."""
    if wanted and not context.resilient_parsing:
        put(f"Rozpoznaj {_version()}, edition {_edition()}\n".encode())
        context.exit()


def _version() -> str:
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "(not installed)"


def _edition() -> str:
    from screening.content import edition_of

    return edition_of(settings.folder("indicators")) or "(unknown)"
