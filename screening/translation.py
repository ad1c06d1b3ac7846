"""Translations for web, printing and command line: plain Babel over the .po files, read once a process."""

import tomllib
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from screening.core.catalogue import Text
from screening.settings import folder

DOMAINS = ("interface", "content", "person", "exercises")
EXERCISE = "exercise."
PERSON_TEXTS = ("question", "statement", "child", "leaflet", "shown")


@dataclass(frozen=True, slots=True)
class Language:
    """A language of `languages.toml`: its own name, the domains it offers, and those it is the source of."""

    code: str
    name: str
    domains: frozenset[str]
    source_of: frozenset[str]
    state: str

    def offers(self, domain: str) -> bool:
        """True if texts of this domain can be shown in this language: it is their source, or wholly translated."""
        return domain in self.source_of or (domain in self.domains and _is_complete(self.code, domain))


@cache
def languages() -> dict[str, Language]:
    """The languages of `translations/languages.toml` by code, in its order."""
    table = tomllib.loads((folder("translations") / "languages.toml").read_text(encoding="utf-8"))
    return {
        code: Language(code, row["name"], frozenset(row["domains"]), frozenset(row["source_of"]), row["state"])
        for code, row in table.items()
    }


def page_languages() -> list[Language]:
    """The languages that pages can be read in: those with interface and content."""
    return [each for each in languages().values() if each.offers("interface") and each.offers("content")]


@cache
def person_languages() -> dict[str, Language]:
    """The languages in which all that the person reads or hears is there, by code."""
    return {each.code: each for each in languages().values() if each.offers("person")}


@cache
def _language_names() -> dict[str, str]:
    """Codes by every name that a language has in Polish, in English and in itself, and by the code."""
    codes = [code for code in Locale("en").languages if "_" not in code]
    names = {Locale(locale).languages.get(code, code).casefold(): code for locale in ("pl", "en") for code in codes}
    return {each.name.casefold(): each.code for each in languages().values()} | names | {code: code for code in codes}


def language_code(text: str) -> str:
    """The code of the language that this text names, or an empty text if it names none."""
    return _language_names().get(text.strip().casefold(), "")


def catalogue_file(language: str, domain: str) -> Path:
    """Where the .po file of a language and a domain lies."""
    return folder("translations") / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(language: str, domain: str) -> Catalog:
    """The .po file of a language and a domain. Raises FileNotFoundError if there is none."""
    with catalogue_file(language, domain).open("rb") as file:
        return read_po(file, locale=language, domain=domain)


@cache
def _is_complete(language: str, domain: str) -> bool:
    """True if no message is untranslated or fuzzy."""
    if not catalogue_file(language, domain).is_file():
        return False
    messages = [message for message in read_catalogue(language, domain) if message.id]
    return all(not m.fuzzy and (all(m.string) if isinstance(m.string, tuple | list) else m.string) for m in messages)


@cache
def _translations(language: str, domain: str) -> NullTranslations:
    if domain not in languages()[language].domains:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language, domain))
    compiled.seek(0)
    return GNUTranslations(compiled)


def domain_of(text: Text) -> str:
    """`exercises` by the beginning of the key; `person` for what the screened person hears or reads; `content`."""
    if text.key.startswith(EXERCISE):
        return "exercises"
    return "person" if text.key.rsplit(".", 1)[-1].startswith(PERSON_TEXTS) else "content"


@dataclass(frozen=True, slots=True)
class Translator:
    """All texts in one language. A text without a translation is given in its source language."""

    language: str

    def gettext(self, message: str) -> str:
        """An interface message (English source)."""
        return _translations(self.language, "interface").gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """An interface message that depends on a number."""
        return _translations(self.language, "interface").ngettext(one, many, number)

    def pgettext(self, context: str, message: str) -> str:
        """An interface message with a context."""
        return _translations(self.language, "interface").pgettext(context, message)

    def text(self, text: Text) -> str:
        """A text that experts own (Polish source, its key is the context)."""
        return _translations(self.language, domain_of(text)).pgettext(text.key, text.polish)

    def language_name(self, text: str) -> str:
        """The name of the language with this code in this language; any other text as it is."""
        name: str = Locale(self.language).languages.get(text, text) if text in _language_names() else text
        return name
