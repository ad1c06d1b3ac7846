"""Reads .po files safely: what a header says about plural forms is never believed, and every fault is one sentence."""

from io import StringIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, PoFileParser, denormalize

# What the parser of Babel raises besides its own error where a file is broken.
_PARSER_ERRORS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
_PREVIOUS = "| "  # how a comment with the previous source text begins
LONGEST_HEADER = 4000  # characters


class PoError(ValueError):
    """A .po file that cannot be read; the message is one sentence, `path` and `line` name the place."""

    def __init__(self, path: Path, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path
        self.line = line


class HeaderTooLong(Exception):
    """The header of a .po file is longer than LONGEST_HEADER, so longer than any real one."""


class MessageTwice(Exception):
    """A message is in a file twice; `line` is the line of the second one."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class KnownPlurals(Catalog):
    """A catalogue whose plural forms are those of its language (CLDR), whatever its file claims.

    Babel makes as many empty texts for each plural message as the header asks for, so a header of two thousand
    million forms would never be read to its end. A long header and a message that occurs twice are refused: Babel
    spends time on them that grows with the square of their number.
    """

    def __init__(self, language: str, domain: str) -> None:
        self._known = get_plural(Locale.parse(language))
        super().__init__(locale=language, domain=domain)

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:  # the name is Babel's
        if not id and len(message.string or "") > LONGEST_HEADER:
            raise HeaderTooLong
        if id and self.get(id, message.context) is not None:
            raise MessageTwice(message.lineno or 1)
        super().__setitem__(id, message)

    @property
    def num_plurals(self) -> int:
        """The number of plural forms of the language."""
        return self._known.num_plurals

    @property
    def plural_expr(self) -> str:
        """The rule of the language that chooses a plural form."""
        return self._known.plural_expr

    @property
    def claims_its_plurals(self) -> bool:
        """True if the header of the file names the plural forms of the language."""
        # Babel keeps what the header says in these two private attributes; the public ones are replaced above.
        claimed: tuple[int | None, str] = (self._num_plurals, str(self._plural_expr).replace(" ", ""))
        return claimed == (self.num_plurals, self.plural_expr.replace(" ", ""))


def read_po_file(path: Path, language: str, domain: str) -> KnownPlurals:
    """Return the catalogue of a .po file. Raises PoError if it cannot be read as one, or CLDR has no such language."""
    try:
        catalogue = KnownPlurals(language, domain)
    except (UnknownLocaleError, ValueError):
        sentence = f"The language {language!r} is unknown to CLDR; correct its code in languages.toml."
        raise PoError(path, 1, sentence) from None
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise PoError(path, 1, f"The file cannot be read ({problem.strerror}); run 'make translations'.") from None
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(StringIO(raw.decode("utf-8")))
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise PoError(path, line, "This is not UTF-8 text; save the file as UTF-8.") from None
    except PoFileError as problem:
        many = "num_plurals" in str(problem)
        sentence = "The message has more plural forms than the language" if many else "This is not a line of a .po file"
        # Babel counts lines from 0.
        raise PoError(path, (problem.lineno or 0) + 1, f"{sentence}; correct it.") from None
    except HeaderTooLong:
        raise PoError(path, 1, f"The header is longer than {LONGEST_HEADER} characters; shorten it.") from None
    except MessageTwice as problem:
        raise PoError(path, problem.line, "This message is in the file twice; remove one.") from None
    except _PARSER_ERRORS:
        raise PoError(path, 1, "This is not a .po file; correct it.") from None
    for message in catalogue:
        _restore_previous(message)
    return catalogue


def messages_of(catalogue: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [message for message in catalogue if message.id]


def plural_header(language: str) -> str:
    """Return the value of the header Plural-Forms for a language, from the CLDR of Babel."""
    return get_plural(Locale.parse(language)).plural_forms


def _restore_previous(message: Message) -> None:
    """Move the previous source text (`#| msgid`) to `previous_id`; Babel reads it as a comment."""
    previous = [each[len(_PREVIOUS) :] for each in message.user_comments if each.startswith(_PREVIOUS)]
    if previous:
        message.user_comments = [each for each in message.user_comments if not each.startswith(_PREVIOUS)]
        message.previous_id = [denormalize("\n".join(previous).removeprefix("msgid "))]
