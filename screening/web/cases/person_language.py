"""The person's language on a page of a case: shown beside the page's, wherever the person is spoken to."""

from flask import url_for
from markupsafe import Markup

from screening.core.instrument.catalogue import Text
from screening.core.record.case import Case
from screening.translation import Translator, language_code, person_languages
from screening.web.http.language import chosen
from screening.web.quick.drafts import drafts, hidden_languages
from screening.web.quick.voices import voice_of


def language_beside(case: Case) -> str:
    """Return the code of the person's language; an empty text if it is the page's, or there are no texts in it."""
    code = language_code(case.context.language)
    return code if code in person_languages() and code != chosen() else ""


def shown_beside(case: Case) -> dict[str, object]:
    """Return what a page needs to show the person's language: its code (`other`), whether it is a draft, and hidden.

    An institution that hides drafts shows neither rights nor duty in them; questions stay, as in the quick check.
    """
    code = language_beside(case)
    return {"other": code, "drafted": code in drafts(), "draft_hidden": code in hidden_languages()}


def aloud(text: Text, language: str) -> Markup:
    """Return the attribute by which the script reads a text aloud: with the address of its recording, if there is one.

    Return no attribute for a text that is not translated: the page has it in Polish, or a mark in its place.
    """
    if not Translator(language).has(text):
        return Markup()
    voice = voice_of(language, text.key)
    address = url_for("quick.voice", language=language, key=text.key, v=voice.digest) if voice else ""
    return Markup(' data-aloud="{}"').format(address)
