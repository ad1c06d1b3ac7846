"""The whole check of `screening check`: content, what the program needs of it, translations, recorded voices."""

import tomllib
from datetime import date
from pathlib import Path

from screening.content.institutions import check_institutions
from screening.content.loader import inspect, load
from screening.content.model import Content
from screening.content.needed_ids import check_needed_ids
from screening.content.problems import ContentError, Problem
from screening.content.translations import check_translations
from screening.content.voices import check_voices
from screening.settings import folder
from screening.translation import languages


def load_whole(path: Path) -> Content:
    """Return the content of a folder, in which nothing is missing that a page or paper shows.

    Raises ContentError with every fault as `file:line: sentence`.
    """
    content = load(path)
    faults = tuple(each for each in check_needed_ids(content, path) if not each.warning)
    if faults:
        raise ContentError(faults)
    return content


def check(path: Path, today: date | None = None) -> list[Problem]:
    """Return all problems of a content folder and of the project's translations, in the order of the checks.

    With `today`, each review that is overdue on that day is a warning.
    """
    content, problems = inspect(path, today)
    try:
        offered = list(languages().values())
    # The last three: a language lacks a key, or has a value of another type than expected.
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as problem:
        sentence = f"The table of languages cannot be read ({problem}); correct it."
        return [*problems, Problem("translations/languages.toml", 1, sentence)]
    translations = folder("translations")
    problems += check_translations(content, offered, translations) + check_institutions(offered, translations)
    if content:
        problems += check_needed_ids(content, path) + check_voices(content, offered, translations)
    return problems
