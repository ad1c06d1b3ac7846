"""Inside the settings, the command line, and what is remembered of translations."""

import socket
from collections.abc import Callable
from typing import Any

from pytest import MonkeyPatch

from screening import settings, translation
from screening.cli.output_file import Output
from screening.web.cases import fragments

REMEMBERED_OF_TRANSLATIONS = (translation._usable_in, translation._language_names, fragments._pieces)


def read_settings_file_with(patch: MonkeyPatch, read: Callable[..., Any]) -> None:
    patch.setattr(settings, "_file", read)


def address_of_interface(asking: socket.socket, interface: str) -> str:
    """What the kernel says is the address of an interface, or an empty text."""
    return settings._address_of(asking, interface)


def write_under_another_name_with(patch: MonkeyPatch, write: Callable[..., Any]) -> None:
    """Write a file by this where it needs another name first."""
    patch.setattr(Output, "_write_named", write)
