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
    """Return the code of the person's language; an empty text where it is the page's, or has no texts of ours."""
    code = language_code(case.context.language)
    return code if code in person_languages() and code != chosen() else ""


def shown_beside(case: Case) -> dict[str, object]:
    """Return what a page needs to show it: its code as `other`, whether it is a draft, and whether that is hidden.

    An institution that hides drafts shows no rights and no duty in one; questions stay, as in the quick check.
    """
    code = language_beside(case)
    return {"other": code, "drafted": code in drafts(), "draft_hidden": code in hidden_languages()}


def aloud(text: Text, language: str) -> Markup:
    """Return the attribute by which the script reads a text aloud: with the address of its recording, if there is one.

    Nothing for a text that is not translated: it is there in Polish, or as a mark.
    """
    if not Translator(language).has(text):
        return Markup()
    voice = voice_of(language, text.key)
    address = url_for("quick.voice", language=language, key=text.key, v=voice.digest) if voice else ""
    return Markup(' data-aloud="{}"').format(address)
