"""Characters that no text may hold: controls, and marks that change the direction or hide."""

import unicodedata

# Unicode categories: controls, format, surrogates, private use, unassigned, separators of lines and paragraphs.
REFUSED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
JOINERS = frozenset("\u200c\u200d")  # zero width: some languages write with them


def refused_character(text: str, allowed: frozenset[str] = frozenset()) -> str | None:
    """Return the first control, direction mark or invisible character as `U+202E`, or None.

    Direction marks can make a reader see another sentence than the one that is stored (Unicode TR 36, 3.1).
    """
    if text.isprintable():  # the usual text, seen at once: what is refused is never printable
        return None
    for character in text:
        if unicodedata.category(character) in REFUSED and character not in allowed:
            return f"U+{ord(character):04X}"
    return None
