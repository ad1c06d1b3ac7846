"""The recorded voices: one recording for a text that is read to the person."""

from pathlib import Path

from screening.content import Content
from screening.content.texts import texts_of_domain
from screening.content.voices import KINDS, recordings, voice_folder

__all__ = ["KINDS", "recordings_of"]


def recordings_of(content: Content, translations: Path, language: str) -> dict[str, Path]:
    """Return the recordings of a language by the key of their text; KINDS has the media type of each suffix."""
    if not voice_folder(translations, language).is_dir():
        return {}  # as in most languages: that is seen without going through all texts, at each page that is read aloud
    return recordings(translations, language, texts_of_domain(content, "person"))
