"""Recorded voices: files beside a catalogue, each named after the text it reads (`debt_bondage.statement.ogg`)."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from screening.content.model import Content
from screening.content.problems import Problem
from screening.content.texts import texts_of_domain
from screening.translation import Language

KINDS: Mapping[str, str] = {".ogg": "audio/ogg", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav"}
LARGEST = 300 * 1024


def voice_folder(translations: Path, language: str) -> Path:
    """Return the folder of the recordings of a language."""
    return translations / language / "voice"


def recordings(translations: Path, language: str, texts: Iterable[str]) -> dict[str, Path]:
    """Return the recordings of these texts in a language, by key. Any other file in the folder is ignored."""
    files = {path.name: path for path in voice_folder(translations, language).glob("*") if path.is_file()}
    # Of two recordings of one text the last in this order stays, so that KINDS names the preferred kind first.
    named = ((key, files.get(key + kind)) for key in texts for kind in reversed(tuple(KINDS)))
    return {key: path for key, path in named if path}


def check_voices(content: Content, languages: Iterable[Language], translations: Path) -> list[Problem]:
    """Return a fault for each file that is no recording of a text for the person, and a warning for each too large."""
    known = texts_of_domain(content, "person")
    problems = []
    for language in languages:
        for path in sorted(voice_folder(translations, language.code).glob("*")):
            name = f"{translations.name}/{path.relative_to(translations).as_posix()}"
            if path.suffix not in KINDS:
                problems.append(Problem(name, 1, f"This is no recording; its name must end in {', '.join(KINDS)}."))
            elif path.name.removesuffix(path.suffix) not in known:
                problems.append(Problem(name, 1, "The person hears no text of this name; rename or remove the file."))
            elif path.stat().st_size > LARGEST:
                sentence = "The recording is larger than 300 KiB; every telephone loads it at its first visit."
                problems.append(Problem(name, 1, sentence, warning=True))
    return problems
