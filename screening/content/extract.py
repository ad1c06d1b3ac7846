"""Updates the .po files from content, templates and code: `python -m screening.content.extract`.

A key is the translation key of a text (`msgctxt`), such as `law.entry.art_170.text`.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog

from screening.content.interface_messages import interface_messages
from screening.content.loader import inspect
from screening.content.model import Content
from screening.content.po_file import PoError, messages_of, po_path, read, reviewer_of, written
from screening.content.texts import texts_of_domain
from screening.settings import folder
from screening.translation import DOMAINS, INTERFACE, Language, languages
from screening.usable_messages import source_of

PLACE = re.compile(r"_[0-9]+(?=[_.]|$)")


def _in_list(key: str, polish: str) -> tuple[str, str]:
    """Return the key of a text without the number of its place in a list, and the text: the same wherever it moves."""
    return PLACE.sub("", key), polish


def updated_texts(old: Catalog, texts: dict[str, str], language: str) -> Catalog:
    """Return a catalogue of exactly these texts, matched by key, or in a list by the text itself wherever it has moved.

    Where the Polish text changed, the translation stays as fuzzy with the previous Polish beside it; a new
    text is empty; a text that is gone is dropped.
    """
    old_by_key = {message.context: message for message in messages_of(old)}
    old_in_lists = {_in_list(key or "", source_of(message)): message for key, message in old_by_key.items()}
    still_in_lists = {_in_list(key, polish) for key, polish in texts.items()}
    new = Catalog(locale=language)
    for key, polish in texts.items():
        message = old_by_key.get(key)
        if message is None or message.id != polish:
            # The text that had this key is still in the list, at another place: its translation goes there.
            stays_elsewhere = message is not None and _in_list(key, source_of(message)) in still_in_lists
            message = old_in_lists.get(_in_list(key, polish)) or (None if stays_elsewhere else message)
        if message is None:
            new.add(polish, "", context=key)
            continue
        changed = bool(message.string) and message.id != polish
        new.add(
            polish,
            message.string,
            context=key,
            flags=["fuzzy"] if changed or message.fuzzy else [],
            user_comments=message.user_comments,
            previous_id=[source_of(message)] if changed else message.previous_id,
        )
    return new


def updated_interface(old: Catalog, template: Catalog) -> Catalog:
    """Return the old catalogue itself, changed: it has the messages of `template`, the catalogue of the source texts.

    Translations are kept, also of a message that was obsolete and is used again; none is taken from a similar one.
    """
    returned = []
    for key, message in old.obsolete.items():
        if template.get(message.id, message.context):
            old.add(message.id, message.string, context=message.context, user_comments=message.user_comments)
            returned.append(key)
    for key in returned:
        del old.obsolete[key]
    old.update(template, no_fuzzy_matching=True)
    for message in messages_of(old):
        names = sorted({name for name, _ in message.locations})
        message.locations = [(name, None) for name in names]  # type: ignore[misc]  # Babel writes no line for None
    return old


def update(content: Content, template: Catalog, offered: Iterable[Language], translations: Path) -> list[Path]:
    """Write every .po file of the offered languages anew where it differs; return the files that changed.

    Raises PoError for a file that cannot be read.
    """
    changed = []
    for language in offered:
        for domain in DOMAINS:
            if domain not in language.domains:
                continue
            path = po_path(translations, language.code, domain)
            old = read(path, language.code, domain) if path.exists() else Catalog(locale=language.code)
            reviewer = reviewer_of(old)
            new = (
                updated_interface(old, template)
                if domain == INTERFACE
                else updated_texts(old, texts_of_domain(content, domain), language.code)
            )
            raw = written(new, language=language.code, reviewer=reviewer)
            if not path.exists() or path.read_bytes() != raw:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
                changed.append(path)
    return changed


def main() -> int:
    """Update the project's own .po files; return 1, with nothing written, if content or a template has a fault.

    A faulty exercise counts too: without its texts, its translations would be dropped.
    """
    template, problems = interface_messages()
    content, faults = inspect(folder("indicators"), None)
    problems += [fault for fault in faults if not fault.warning]
    if content is None or problems:
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    translations = folder("translations")
    try:
        changed = update(content, template, languages().values(), translations)
    except PoError as error:
        print(f"{error.path}:{error.line}: {error}", file=sys.stderr)
        return 1
    for path in changed:
        print(path.relative_to(translations.parent).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
