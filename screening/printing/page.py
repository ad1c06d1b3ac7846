"""Documents as HTML: the same templates for paper and for the page on screen."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from screening.core.documents import BY_NAME
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.referral.call import CALL
from screening.printing.codec import dump, load
from screening.printing.marked import beside, marked, upper_first
from screening.printing.plain_globals import NO_LIMIT, PlainGlobals
from screening.printing.quoting import as_written, within_quotes
from screening.settings import folder
from screening.translation import Translator, language_code
from screening.wording import words_in


def _language_name(translator: Translator, text: str) -> str:
    """The name of a language by its code, as safe HTML; any other text as it is: somebody's own words, to be quoted."""
    return Markup.escape(translator.language_name(text)) if language_code(text) else text


@cache
def _environment(language: str) -> Environment:
    """The environment of Jinja whose filters and words are those of a language."""
    translator = Translator(language)
    made = PlainGlobals(
        loader=FileSystemLoader(folder("templates")),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=NO_LIMIT,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translator.gettext, translator.ngettext, newstyle=True, pgettext=translator.pgettext
    )
    words = words_in(lambda message: Markup(translator.gettext(message)))  # noqa: S704
    made.globals.update(documents=BY_NAME, words=words, safety_questions=SAFETY_QUESTIONS, call_lines=CALL)
    made.filters["t"] = lambda text: marked(translator, text)
    made.filters["t_beside"] = lambda text, code: beside(Translator(code), text, language)
    made.filters["language_name"] = lambda text: _language_name(translator, text)
    made.filters["within_quotes"] = within_quotes
    made.filters["as_written"] = as_written
    made.filters["born"] = lambda text: escape(translator.born(text))
    made.filters["moment"] = lambda text: escape(translator.moment(text))
    made.filters["upper_first"] = upper_first
    return made


def document_html(template: str, document: Any, language: str) -> str:
    """Return the HTML of a document, which is as `codec.load` returns it."""
    return _environment(language).get_template(template).render(document=document, language=language)


def page_html(document: Any, language: str) -> Markup:
    """Return the body of a document for a page of the web. Safe: every value went through autoescaping."""
    loaded = {**load(dump(document)), "kind": document.KIND}
    return Markup(document_html(f"print/{document.KIND}_body.html", loaded, language))  # noqa: S704
