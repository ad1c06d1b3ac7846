"""Reads and writes .po files so that the same messages always give the same bytes."""

from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, denormalize, normalize, read_po, write_po

WIDTH = 110
_PARSER_TRIPS = (ValueError, LookupError, TypeError, AttributeError)
_PREVIOUS = "| "


class PoError(ValueError):
    """A .po file that cannot be read; the message is one sentence, `path` and `line` tell where."""

    def __init__(self, path: Path, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path
        self.line = line


def po_path(folder: Path, language: str, domain: str) -> Path:
    """Where the .po file of a language and a domain lies in a folder of translations."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, language: str, domain: str) -> Catalog:
    """The catalogue of a file. Raises PoError with line and sentence for a file that is none."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise PoError(path, 1, f"The file cannot be read ({problem.strerror}); run 'make translations'.") from None
    try:
        raw.decode("utf-8")
        catalogue = read_po(BytesIO(raw), locale=language, domain=domain, abort_invalid=True)
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise PoError(path, line, "This is not UTF-8 text; save the file as UTF-8.") from None
    except PoFileError as problem:
        many = "num_plurals" in str(problem)
        sentence = "Plural-Forms of the header gives fewer forms" if many else "This is not a line of a .po file"
        raise PoError(path, (problem.lineno or 0) + 1, f"{sentence}; mend it.") from None
    except _PARSER_TRIPS:
        raise PoError(path, 1, "This is not a .po file; mend it.") from None
    for message in catalogue:
        _restore_previous(message)
    return catalogue


def messages_of(catalogue: Catalog) -> list[Message]:
    """The messages without the header."""
    return [message for message in catalogue if message.id]


def plural_header(language: str) -> str:
    """The Plural-Forms of a language, from CLDR as Babel knows it."""
    return get_plural(Locale.parse(language)).plural_forms


def _restore_previous(message: Message) -> None:
    """Babel reads the previous text (`#| msgid`) as a comment; put it where it belongs."""
    previous = [each[len(_PREVIOUS) :] for each in message.user_comments if each.startswith(_PREVIOUS)]
    if previous:
        message.user_comments = [each for each in message.user_comments if not each.startswith(_PREVIOUS)]
        message.previous_id = [denormalize("\n".join(previous).removeprefix("msgid "))]


def written(catalogue: Catalog, *, language: str, reviewer: str = "") -> bytes:
    """The bytes of a .po file without dates; `reviewer` goes into the header as last translator."""
    head = [
        "Project-Id-Version: rozpoznaj",
        *([f"Last-Translator: {reviewer}"] if reviewer else []),
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plural_header(language)}",
    ]
    body = BytesIO()
    write_po(body, catalogue, width=WIDTH, omit_header=True, include_lineno=False)
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in head), ""]
    previous = {each.context: each.previous_id[0] for each in messages_of(catalogue) if each.previous_id}
    for line in body.getvalue().decode().rstrip("\n").split("\n"):
        if line.startswith("msgctxt ") and (text := previous.get(denormalize(line[len("msgctxt ") :]))):
            lines += [f"#| {each}" for each in f"msgid {normalize(text, width=WIDTH)}".split("\n")]
        lines.append(line)
    return ("\n".join(lines) + "\n").encode()


def reviewer_of(catalogue: Catalog) -> str:
    """The last translator named in the header, or nothing."""
    name = catalogue.last_translator or ""
    return "" if name.startswith("FULL NAME") else name
