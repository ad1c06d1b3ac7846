"""The language of the page: Polish unless the reader chose another. A person and a document have their own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from babel import Locale
from flask import Flask, g, has_app_context, session
from flask_babel import Babel, get_locale, refresh
from markupsafe import Markup

from screening.core import durations
from screening.core.instrument.catalogue import Text
from screening.local_time import hour_on_the_day
from screening.printing import beside, marked
from screening.translation import Translator, page_languages
from screening.wording import words_in

DEFAULT = "pl"


def chosen() -> str:
    """Return the page language: of this browser session, or where a page keeps no session, what its address says."""
    if "page_language" in g:
        return str(g.page_language)
    language = session.get("language", DEFAULT)
    return language if language in {each.code for each in page_languages()} else DEFAULT


def translator() -> Translator:
    """Return the translator into the page's language. A request asks for it a hundred times, so it keeps it."""
    if not has_app_context():
        return _in_locale(get_locale())
    if "translator" not in g:
        g.translator = _in_locale(get_locale())
    kept: Translator = g.translator
    return kept


def turn_to(language: str) -> None:
    """Draw what follows in this request in another language."""
    g.page_language = language
    g.pop("translator", None)
    refresh()


@cache
def _in_locale(locale: Locale | None) -> Translator:
    return Translator(str(locale) if locale else DEFAULT)


def gettext(message: str) -> str:
    """Return an interface message in the page's language, for sentences in the code."""
    return translator().gettext(message)


# The words for every code, in the language of the page that is drawn.
WORDS = words_in(lambda message: Markup(gettext(message)))  # noqa: S704


def ngettext(one: str, many: str, number: int) -> str:
    """Return an interface message about a number, with `%(num)s` filled in."""
    return translator().ngettext(one, many, number) % {"num": number}


def text(of: Text) -> str:
    """Return a text of the content in the page's language; where it has no translation, in Polish with a mark."""
    return marked(translator(), of)


def texts(of: Mapping[str, Text], codes: Iterable[str]) -> dict[str, str]:
    """Return the texts of the content that have these codes, in the order of the codes."""
    return {str(code): text(of[code]) for code in codes}


def text_beside(of: Text, language: str) -> str:
    """Return a text of the content in the person's language, to be shown beside the page's; a mark if there is none."""
    return beside(Translator(language), of, translator().language)


def lately(moment: datetime, now: datetime) -> str:
    """Return the hour and minute of an instant, with the day before them if it is not the day of `now`."""
    return hour_on_the_day(moment, now) or translator().moment(moment)


def install(app: Flask) -> None:
    """Let Flask-Babel select the locale; the texts come from our own catalogues, in templates by `_()` and `|t`."""
    Babel(app, default_locale=DEFAULT, locale_selector=chosen)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext,
        lambda one, many, number: translator().ngettext(one, many, number),
        newstyle=True,
        pgettext=lambda context, message: translator().pgettext(context, message),
    )
    app.jinja_env.filters["t"] = text
    app.jinja_env.filters["t_each"] = texts
    app.jinja_env.filters["t_beside"] = text_beside
    app.jinja_env.filters["moment"] = lambda moment, seconds=False: translator().moment(moment, seconds=seconds)
    app.jinja_env.filters["language_name"] = lambda text: translator().language_name(text)
    app.jinja_env.filters["duration"] = lambda lasts: translator().duration(lasts)
    app.jinja_env.globals["durations"] = durations
