"""Finds the interface messages in templates and code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from screening.content.problems import Problem
from screening.settings import folder

# For Babel: the functions whose arguments are messages, and which argument is message, plural or context ("c").
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# A template that cannot be read raises ("silent"); blanks are as in the program, so that the messages are the same.
JINJA = {"silent": "false", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
PYTHON = {"encoding": "utf-8"}
# Most Python files say nothing to a reader; reading the others alone halves the time of the check.
SAYS_SOMETHING = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(".encode())


def interface_messages(templates: Path | None = None, package: Path | None = None) -> tuple[Catalog, list[Problem]]:
    """Return a catalogue of all messages in the order of files and lines, and the files that could not be read."""
    catalogue = Catalog()
    problems: list[Problem] = []
    for path, name, method, options in _files(templates or folder("templates"), package or _package()):
        try:
            with path.open("rb") as file:
                if options is PYTHON and not SAYS_SOMETHING.search(file.read()):
                    continue
                file.seek(0)
                for line, message, _, context in extract(method, file, KEYWORDS, (), options):
                    catalogue.add(message, None, [(name, line)], context=context)
        except TemplateSyntaxError as problem:
            sentence = f"The template cannot be read ({problem.message}); correct it."
            problems.append(Problem(name, problem.lineno, sentence))
        except (SyntaxError, ValueError) as problem:
            problems.append(Problem(name, 1, f"The file cannot be read ({problem}); correct it."))
    return catalogue, problems


def _package() -> Path:
    return Path(__file__).parent.parent


def _files(templates: Path, package: Path) -> Iterator[tuple[Path, str, Any, dict[str, str]]]:
    """Yield each file with the name that is reported, and the method and options by which Babel reads it."""
    for root, pattern, method, options in (
        (templates, "**/*.html", babel_extract, JINJA),
        (package, "**/*.py", "python", PYTHON),
    ):
        for path in sorted(root.glob(pattern)):
            yield path, f"{root.name}/{path.relative_to(root).as_posix()}", method, options
