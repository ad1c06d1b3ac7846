"""Translations for web, printing and command line: plain Babel over the .po files, read once a process."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from screening.core.durations import CASE_KEPT_FOR
from screening.core.instrument.addressing import addressed
from screening.core.instrument.catalogue import Domain, Text
from screening.core.instrument.vocabulary import Confirm
from screening.core.record.birth import born_between
from screening.core.record.moments import written_moment
from screening.local_time import written_in_poland
from screening.po_reader import KnownPlurals, PoError, messages_of, read_po_file
from screening.settings import folder
from screening.usable_messages import is_usable, name_of, source_of
from screening.wording import words_in

DOMAINS = ("interface", *Domain)
INTERFACE = "interface"
POLISH = "pl"  # the source of what experts own
MARK = "shown.not_translated.shown"  # key of the words "not translated yet"
# Key of the words "to be confirmed" as the person reads them; the officer reads those of the interface.
TO_CONFIRM = "shown.to_confirm.shown"
IN_ONE_UNIT = 10_000  # threshold of Babel, so high that it never chooses weeks, months or years
# What a text that experts own may leave open, and the duration that is written there.
FILLED_IN = {"%(kept_for)s": CASE_KEPT_FOR}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a domain can be shown in a language: the number of its texts, and the keys of those that cannot."""

    texts: int
    missing: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """True while nine tenths of the texts can be shown."""
        return self.texts > 0 and len(self.missing) * 10 <= self.texts

    @property
    def share(self) -> str:
        """The share that is translated in percent, rounded down, so that neither 100 nor 90 is said too early."""
        tenths = 1000 * (self.texts - len(self.missing)) // self.texts if self.texts else 0
        return f"{tenths // 10}.{tenths % 10} %"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of `languages.toml`: its name in itself, the domains translated into it, those it is the source of.

    `state` is `draft` or `reviewed`.
    """

    code: str
    name: str
    domains: frozenset[str]
    source_of: frozenset[str]
    state: str

    def offers(self, domain: str) -> bool:
        """Return True if texts of this domain are shown in this language: it is their source, or has nine tenths of
        them.

        Where a text is missing, the mark that says so must be translated, or the language is not offered.
        """
        if domain in self.source_of or domain not in self.domains:
            return domain in self.source_of
        found = coverage(self.code, domain)
        marked = domain == INTERFACE or MARK not in coverage(self.code, "person").missing
        return found.enough and (marked or not found.missing)


@cache
def languages() -> dict[str, Language]:
    """Return the languages of `translations/languages.toml` by code, in its order."""
    table = tomllib.loads((folder("translations") / "languages.toml").read_text(encoding="utf-8"))
    return {
        code: Language(code, row["name"], frozenset(row["domains"]), frozenset(row["source_of"]), row["state"])
        for code, row in table.items()
    }


@cache
def page_languages() -> tuple[Language, ...]:
    """Return the languages that pages can be read in: those with interface and content."""
    return tuple(each for each in languages().values() if each.offers("interface") and each.offers("content"))


@cache
def person_languages() -> dict[str, Language]:
    """Return the languages that are offered to the person, by code: nine tenths of the person's texts are
    translated.
    """
    return {each.code: each for each in languages().values() if each.offers("person")}


@cache
def _language_names() -> dict[str, str]:
    """Codes by every name that a language has in Polish, in English and in itself; of our languages by the code, too.

    No other code is read: KG and AM are countries, "ang" a short word; none of them is Kongo, Amharic or Old English.
    """
    named = [Locale(locale).languages.items() for locale in ("pl", "en")]
    names = {str(name).casefold(): str(code) for table in named for code, name in table if "_" not in str(code)}
    ours = {each.name.casefold(): each.code for each in languages().values()}
    return ours | names | {code: code for code in languages()}


def language_code(text: str) -> str:
    """Return the code of the language that this text names, or an empty text if it names none."""
    return _language_names().get(text.strip().casefold(), "")


def catalogue_file(language: str, domain: str) -> Path:
    """Return the path of the .po file of a language and a domain."""
    return folder("translations") / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(language: str, domain: str) -> KnownPlurals:
    """Return the .po file of a language and a domain. Raises PoError if there is none or it cannot be read."""
    return read_po_file(catalogue_file(language, domain), language, domain)


def coverage_of(catalogue: KnownPlurals, domain: str) -> Coverage:
    """Return how much of this catalogue can be shown.

    A text is missing if it is not translated or marked fuzzy, or lost a placeholder, a plural form, markup or a number.
    """
    return _coverage(catalogue, _usable_messages(catalogue, domain))


def _coverage(catalogue: KnownPlurals, usable: list[Message]) -> Coverage:
    messages, shown = messages_of(catalogue), {id(each) for each in usable}
    return Coverage(len(messages), tuple(name_of(each) for each in messages if id(each) not in shown))


def _usable_messages(catalogue: KnownPlurals, domain: str) -> list[Message]:
    plurals, formatted = catalogue.num_plurals, domain == INTERFACE
    return [each for each in messages_of(catalogue) if is_usable(each, plurals, formatted=formatted)]


@dataclass(frozen=True, slots=True)
class _Usable:
    """What of a catalogue can be shown: `texts` are the source texts by key, `gettext` has their translations."""

    coverage: Coverage
    texts: dict[str, str]
    gettext: NullTranslations


@cache
def _usable_in(language: str, domain: str) -> _Usable:
    """What of a .po file can be shown; nothing, with 0 texts, if the file cannot be read."""
    try:
        catalogue = read_catalogue(language, domain)
    except PoError:
        return _Usable(Coverage(0, ()), {}, NullTranslations())
    usable, shown = KnownPlurals(language, domain), _usable_messages(catalogue, domain)
    for message in shown:
        usable[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, usable)
    compiled.seek(0)
    texts = {each.context: source_of(each) for each in messages_of(usable) if each.context}
    return _Usable(_coverage(catalogue, shown), texts, GNUTranslations(compiled))


def coverage(language: str, domain: str) -> Coverage:
    """Return how much of a domain is translated into a language by its .po file; nothing if that cannot be read."""
    return _usable_in(language, domain).coverage


def _translations(language: str, domain: str) -> NullTranslations:
    """The translations of a domain; for what they do not have, `gettext` returns the source text."""
    if domain not in languages()[language].domains:
        return NullTranslations()
    return _usable_in(language, domain).gettext


@dataclass(frozen=True, slots=True)
class Translator:
    """All texts in one language. A text without a translation is in its source language."""

    language: str

    def gettext(self, message: str) -> str:
        """Return an interface message (English source)."""
        return _translations(self.language, "interface").gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return an interface message that depends on a number."""
        return _translations(self.language, "interface").ngettext(one, many, number)

    def pgettext(self, context: str, message: str) -> str:
        """Return an interface message with a context."""
        return _translations(self.language, "interface").pgettext(context, message)

    def has(self, text: Text) -> bool:
        """Return True if a text that experts own can be shown in this language, as its source or in translation.

        A translation of an earlier Polish wording cannot, even if nobody has marked it yet.
        """
        known, domain = languages()[self.language], text.domain
        if domain in known.source_of:
            return True
        return domain in known.domains and _usable_in(self.language, domain).texts.get(text.key) == text.polish

    @property
    def mark(self) -> tuple[tuple[str, str], ...]:
        """The words "not translated yet" in Polish and in this language, each after its language code; perhaps none."""
        found = _usable_in(self.language, "person").texts.get(MARK, "")
        return (("pl", found), (self.language, self.text(Text(MARK, found, Domain.PERSON)))) if found else ()

    def text(self, text: Text) -> str:
        """Return a text that experts own, translated (its Polish is the source, its key the context).

        It has the wording for the sex of the person to whom it is said, and its placeholders are filled in, also those
        of FILLED_IN. If somebody has still to confirm it, words that say so follow in brackets.
        """
        found = addressed(_translations(self.language, text.domain).pgettext(text.key, text.polish), text.to)
        for placeholder, lasts in FILLED_IN.items():
            if placeholder in found:
                found = found.replace(placeholder, self.duration(lasts))
        for placeholder, number in text.filled:
            found = found.replace(placeholder, number)
        if text.confirm:
            shown_in = self if self.has(text) else Translator(POLISH)
            return f"{found} ({_to_confirm(shown_in, text.confirm, text.domain)})"
        return found

    def duration(self, lasts: timedelta) -> str:
        """Return a duration in words: in days from a week on, else in hours, as "7 days" or "72 hours"."""
        unit: Literal["day", "hour"] = "day" if lasts >= timedelta(weeks=1) else "hour"
        written: str = format_timedelta(lasts, granularity=unit, threshold=IN_ONE_UNIT, locale=self.language)
        return written

    def born(self, text: str) -> str:
        """Return a birth date as exact as it was entered: 1998, "maj 1998", or a day; any other text as it is."""
        span = born_between(text)
        if span is None or len(text) == len("1998"):
            return text
        written: str = format_date(span[0], "LLLL yyyy", locale=self.language)
        return self.moment(span[0]) if len(text) == len("1998-05-12") else written

    def moment(self, moment: str | date, *, seconds: bool = False) -> str:
        """Return a day, or a day and minute by the clocks of Poland, as readers write it.

        In Polish 27.11.2026 23:50, in English 27 Nov 2026 23:50. A moment is an instant with its zone, or text in ISO
        form; `seconds`: the seconds of an instant are written too. Any other text comes back as it is.
        """
        text = moment if isinstance(moment, str) else moment.isoformat()
        in_poland = written_in_poland(text) if "T" in text else text
        written = written_moment(in_poland)
        if written != in_poland and self.language != POLISH:
            written = self._moment_abroad(in_poland, written)
        return written + (f":{moment.second:02}" if seconds and isinstance(moment, datetime) else "")

    def _moment_abroad(self, text: str, polish: str) -> str:
        """A moment in ISO form as readers of another language write it; in the Polish way if there is no such day."""
        try:
            day = date.fromisoformat(text[: len("2026-11-27")])
        except ValueError:
            return polish
        way = "d MMM yyyy" if self.language == "en" else "medium"
        return f"{format_date(day, way, locale=self.language)} {polish.partition(' ')[2]}".rstrip()

    def language_name(self, text: str) -> str:
        """Return the name in this language of the language that this text names; any other text as it is."""
        name: str = Locale(self.language).languages.get(language_code(text), text)
        return name


def _to_confirm(translator: Translator, by: Confirm, domain: Domain) -> str:
    """The words that a statement is still to be confirmed, in the language of this translator.

    On a text for the person they are a text for the person too; where that cannot be shown, Polish words.
    """
    polish = _usable_in(translator.language, domain).texts.get(TO_CONFIRM, "") if domain is Domain.PERSON else ""
    if polish:
        return translator.text(Text(TO_CONFIRM, polish, domain))
    speaker = Translator(POLISH) if domain is Domain.PERSON else translator
    return words_in(speaker.gettext)["Confirm"][by]
