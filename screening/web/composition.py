"""What every application is composed of, that with the cases and the quick check alone."""

from collections.abc import Callable
from datetime import date

from flask import Flask
from flask_babel import get_locale

from screening.content import Content
from screening.core.documents import BASIS_ORDER, BY_NAME
from screening.core.instrument.vocabulary import FIRST_FORMS, RECEIVING, Profession
from screening.core.record.quick_check import SAFETY_QUESTIONS
from screening.core.referral.situations import law_of, situations
from screening.printing import as_written, marked, upper_first
from screening.translation import Translator, page_languages
from screening.web.http import assets, compression, headers, logs, templates
from screening.web.http.language import WORDS
from screening.web.services import NAME, Services
from screening.web.wording import label_of, situation_texts, wording_of, wordings_of


def begin(app: Flask, services: Services) -> None:
    """Install the parts of an application, and what every answer passes through."""
    app.extensions[NAME] = services
    templates.install(app)
    logs.install(app)
    assets.install(app)
    headers.install(app)
    compression.install(app)


def install_texts(app: Flask, content: Content, *, realm: str, today: Callable[[], date]) -> None:
    """Make the content and its wording available to templates, in the language of the page."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        content=content,
        documents=BY_NAME,
        words=WORDS,
        safety_questions=SAFETY_QUESTIONS,
        wording=wording_of(content.guidance),
        label_of=label_of(content.catalogue),
        wordings=wordings_of(content.lists),
        situations=situations,
        said_of=situation_texts(content.lists),
        law_of=law_of,
        realm=realm,
        professions=tuple(Profession),
        first_forms=FIRST_FORMS,
        basis_order=BASIS_ORDER,
        receiving=RECEIVING,
        page_languages=page_languages(),
        get_locale=get_locale,
        translated=lambda language, text: marked(Translator(language), text),
        moment_in=lambda language, moment: Translator(language).moment(moment),
        outdated=lambda entry: entry.review_by < today(),
    )
    app.jinja_env.filters["upper_first"] = upper_first
    app.jinja_env.filters["as_written"] = as_written
