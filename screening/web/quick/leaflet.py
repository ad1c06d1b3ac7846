"""Paper for the person, once the officer says that it is safe: leaflet, discreet card, leaflet in easy words."""

from io import BytesIO

from flask import current_app, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from screening.casework.documents import LEAFLETS, DraftHidden, leaflet
from screening.core.documents import EasyLeaflet, Leaflet
from screening.printing import page_html
from screening.translation import page_languages, person_languages
from screening.web.desk import desk, printer
from screening.web.quick.views import page, quick

NAME = "numery.pdf"
READERS = ("adult", "child")


class NotInEasyWords(ValueError):
    """The leaflet in easy words is content of the pages' languages, and this is another language."""


def _made() -> tuple[Leaflet, str]:
    """The leaflet that the form asks for, and its language. Raises NotFound, NotInEasyWords, DraftHidden."""
    language = request.values.get("language", "pl") or "pl"
    kind, reader = request.values.get("kind", Leaflet.KIND), request.values.get("for", "adult")
    if language not in person_languages() or reader not in READERS or kind not in LEAFLETS:
        raise NotFound
    if kind == EasyLeaflet.KIND and reader == "adult" and language not in {each.code for each in page_languages()}:
        raise NotInEasyWords
    made = leaflet(
        desk().content,
        language,
        child=reader == "child",
        now=desk().now(),
        realm=current_app.jinja_env.globals["realm"],
        drafts=current_app.config["DRAFTS"],
        kind=kind,
    )
    return made, language


def _asking(problem: str = "") -> ResponseReturnValue:
    return page("leaflet", sheet=None, asked=False, problem=problem)


@quick.errorhandler(DraftHidden)
def _hidden(_: DraftHidden) -> ResponseReturnValue:
    return _asking("draft")


@quick.errorhandler(NotInEasyWords)
def _not_easy(_: NotInEasyWords) -> ResponseReturnValue:
    return _asking("easy")


@quick.get("/leaflet")
def leaflet_question() -> ResponseReturnValue:
    """Is it safe to carry? And what, in which language, for whom?"""
    return _asking()


@quick.post("/leaflet")
def leaflet_page() -> ResponseReturnValue:
    """The leaflet as a page if it is safe to carry, else the numbers to be remembered."""
    made, language = _made()
    sheet = page_html(made, language) if request.form.get("safe") == "yes" else None
    return page("leaflet", sheet=sheet, asked=True, problem="", made=made, language=language)


@quick.post("/leaflet.pdf")
def leaflet_pdf() -> ResponseReturnValue:
    """The leaflet as PDF, under a neutral name."""
    made, language = _made()
    printed = printer().pdf(made, language)
    return send_file(BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=NAME)
