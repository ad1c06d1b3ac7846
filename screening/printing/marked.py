"""Texts of `indicators/` as HTML: without a translation, the Polish text with a mark that says so."""

import re

from markupsafe import Markup

from screening.core.instrument.catalogue import Text
from screening.translation import Translator

POLISH = "pl"
FIRST_LETTER = re.compile(r"^((?:<[^>]*>)*)(\w)")


def mark_of(translator: Translator) -> Markup:
    """Return "not translated yet" in Polish and in the language of the translator, in round brackets."""
    words = Markup(" · ").join(Markup('<span lang="{}">{}</span>').format(*each) for each in translator.mark)
    return Markup('<span class="untranslated">({})</span>').format(words)


def marked(translator: Translator, text: Text) -> str:
    """Return the text in the language of the translator; else the Polish text, in its own `lang`, with the mark after
    it.
    """
    if translator.has(text):
        return translator.text(text)
    return Markup('<span lang="pl">{}</span> {}').format(Translator(POLISH).text(text), mark_of(translator))


def beside(translator: Translator, text: Text, page_language: str) -> str:
    """Return the same for a text that a page of another language shows as well: a Polish page gets only the mark."""
    if page_language == POLISH and not translator.has(text):
        return mark_of(translator)
    return marked(translator, text)


def upper_first(text: str) -> str:
    """Return the text with its first letter in capitals and the rest as it is, also where it begins with markup."""
    if isinstance(text, Markup):
        return Markup(FIRST_LETTER.sub(lambda found: found[1] + found[2].upper(), text))  # noqa: S704
    return text[:1].upper() + text[1:]
