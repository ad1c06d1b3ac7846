"""Loads the two lists of neutral words: one for the names of cases, one for generated passphrases."""

from screening.content.folder import Folder
from screening.content.yaml_file import Scalar

FILE = "words.yaml"
PASSPHRASE_FILE = "passphrase_words.yaml"  # noqa: S105
ENOUGH = 100
PASSPHRASE_WORDS = 2048


def load_words(folder: Folder) -> tuple[str, ...]:
    """Return the words for the names of cases, in their order: distinct, of lower-case letters alone."""
    words = _words(folder, FILE)
    if folder.items(FILE) and len(words) < ENOUGH:
        folder.log(FILE).fault(1, f"The file holds {len(words)} words; give at least {ENOUGH}.")
    return words


def load_passphrase_words(folder: Folder) -> tuple[str, ...]:
    """Return the words for passphrases; report another number than 2 048 (11 bits each), and letters beyond ASCII."""
    words = _words(folder, PASSPHRASE_FILE)
    log = folder.log(PASSPHRASE_FILE)
    for item in folder.items(PASSPHRASE_FILE):
        if isinstance(item, Scalar) and not item.text.isascii():
            log.fault(item.line, f"{item.text!r} has a letter that not every keyboard has; choose another word.")
    if folder.items(PASSPHRASE_FILE) and len(words) != PASSPHRASE_WORDS:
        log.fault(1, f"The file holds {len(words)} words; give exactly {PASSPHRASE_WORDS}.")
    return words


def _words(folder: Folder, file: str) -> tuple[str, ...]:
    log = folder.log(file)
    found: dict[str, int] = {}
    for item in folder.items(file):
        word = item.text if isinstance(item, Scalar) else ""
        if not (word.isalpha() and word.islower()):
            log.fault(item.line, f"{word!r} is not a word of lower-case letters; write one alone.")
        elif word in found:
            log.fault(item.line, f"The word {word!r} is in line {found[word]} too; replace one.")
        else:
            found[word] = item.line
    return tuple(found)
