"""Translations in which some texts are missing, for as long as a test needs them."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screening import translation
from screening.content.po_file import messages_of, po_path, read, written
from screening.settings import folder
from tests.inside.tool import REMEMBERED_OF_TRANSLATIONS

KEPT = (
    translation.languages,
    translation.page_languages,
    translation.person_languages,
    *REMEMBERED_OF_TRANSLATIONS,
)


def _forget() -> None:
    for each in KEPT:
        each.cache_clear()


def take_away(translations: Path, language: str, domain: str, keys: Iterable[str], how: str = "empty") -> None:
    """Make these texts of a catalogue `empty`, `fuzzy`, or `broken`: with a placeholder that the source lacks."""
    path, gone = po_path(translations, language, domain), set(keys)
    catalogue = read(path, language, domain)
    for message in messages_of(catalogue):
        if message.context in gone:
            gone.discard(message.context)
            message.flags |= {"fuzzy"} if how == "fuzzy" else set()
            message.string = {"empty": "", "fuzzy": message.string, "broken": f"{message.string} %(x)s"}[how]
    assert not gone, gone
    path.write_bytes(written(catalogue, language=language))


@contextmanager
def missing(tmp_path: Path, language: str, domain: str, keys: Iterable[str], how: str = "empty") -> Iterator[Path]:
    """The shipped translations without these texts, as the whole program reads them; gives their folder."""
    copied = Path(shutil.copytree(folder("translations"), tmp_path / "translations", dirs_exist_ok=True))
    take_away(copied, language, domain, keys, how)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(translation, "folder", lambda name: copied if name == "translations" else folder(name))
        _forget()
        yield copied
    _forget()
