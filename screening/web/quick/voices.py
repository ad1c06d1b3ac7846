"""Recorded voices as the browser finds them: known files of the translations' folder, each under its own address."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from screening.casework.voices import recordings_of
from screening.web.services import services


@dataclass(frozen=True, slots=True)
class Voice:
    """The file of a recording, and a short digest of it."""

    path: Path
    digest: str


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def voices(language: str) -> dict[str, Voice]:
    """Return the recordings of a language by the key of their text."""
    found = recordings_of(services().content, services().translations, language)
    return {key: Voice(path, _digest(path)) for key, path in found.items()}


def voice_of(language: str, key: str) -> Voice | None:
    """Return the recording of one text in a language, or None if there is none."""
    path = recordings_of(services().content, services().translations, language).get(key)
    return Voice(path, _digest(path)) if path else None
