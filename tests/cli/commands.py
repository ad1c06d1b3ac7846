"""The commands as click's own tree has them, and a folder to try them in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from screening import cli


def leaves(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, *path, name)
        else:
            yield (*path, name), command


COMMANDS = dict(leaves(cli.cli))


@dataclass
class Place:
    """A folder with a store that was set up, and what a right command line names in it."""

    folder: Path
    good: dict[str, str]
