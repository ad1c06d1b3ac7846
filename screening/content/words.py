"""Loads words.yaml: neutral words from which the names of cases are made."""

from screening.content.folder import Folder
from screening.content.yaml_file import Scalar

FILE = "words.yaml"
ENOUGH = 100


def load_words(folder: Folder) -> tuple[str, ...]:
    """The words in their order: distinct, of lower-case letters alone."""
    items = folder.items(FILE)
    log = folder.log(FILE)
    found: dict[str, int] = {}
    for item in items:
        word = item.text if isinstance(item, Scalar) else ""
        if not (word.isalpha() and word.islower()):
            log.fault(item.line, f"{word!r} is not a word of lower-case letters; write one alone.")
        elif word in found:
            log.fault(item.line, f"The word {word!r} stands in line {found[word]} too; replace one.")
        else:
            found[word] = item.line
    if items and len(found) < ENOUGH:
        log.fault(1, f"The file holds {len(found)} words; give at least {ENOUGH}.")
    return tuple(found)
