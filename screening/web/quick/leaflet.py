"""Paper for the person, once the officer says that it is safe: leaflet, discreet card, leaflet in easy words."""

import hashlib
from io import BytesIO

from flask import render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from screening.casework.documents import LEAFLETS, DraftHidden, leaflet
from screening.core.documents import BY_NAME, EasyLeaflet, PrintedLeaflet
from screening.printing import page_html
from screening.translation import page_languages, person_languages
from screening.web.http.assets import integrity_of
from screening.web.quick.drafts import hidden_languages
from screening.web.quick.views import page, quick
from screening.web.services import case_service, printer, services

READERS = ("adult", "child")
# What the form says before anything is chosen on it.
USUAL = {"safe": "no", "language": "pl", "kind": PrintedLeaflet.KIND, "for": "adult"}


class NotInEasyWords(ValueError):
    """The leaflet in easy words was asked for in a language that has none: only the languages of the pages have it."""


def _easy(language: str, kind: str, reader: str) -> bool:
    """Whether this paper exists in this language: easy words for an adult do in the languages of the pages alone."""
    return kind != EasyLeaflet.KIND or reader != "adult" or language in {each.code for each in page_languages()}


def _paper(language: str, kind: str, reader: str) -> PrintedLeaflet:
    """A paper for the person. Raises DraftHidden."""
    return leaflet(
        services().content,
        language,
        child=reader == "child",
        now=case_service().now(),
        realm=services().realm,
        drafts=services().drafts,
        kind=kind,
    )


def _made() -> tuple[PrintedLeaflet, str]:
    """The leaflet that the form asks for, and its language. Raises NotFound, NotInEasyWords, DraftHidden."""
    language = request.values.get("language", "pl") or "pl"
    kind, reader = request.values.get("kind", PrintedLeaflet.KIND), request.values.get("for", "adult")
    if language not in person_languages() or reader not in READERS or kind not in LEAFLETS:
        raise NotFound
    if not _easy(language, kind, reader):
        raise NotInEasyWords
    return _paper(language, kind, reader), language


def _sheets() -> dict[str, str]:
    """Every paper of a language in one page, by the language, made once a day; no draft where drafts are hidden."""
    kept, today = services(), case_service().today()
    if kept.sheets is None or kept.sheets[0] != today:
        kept.sheets = today, {code: _all(code) for code in person_languages() if code not in hidden_languages()}
    return kept.sheets[1]


def _all(language: str) -> str:
    """The page with every paper of a language, each under its kind and reader."""
    papers = {
        f"{kind}.{reader}": page_html(_paper(language, kind, reader), language)
        for kind in LEAFLETS
        for reader in READERS
        if _easy(language, kind, reader)
    }
    made = _paper(language, PrintedLeaflet.KIND, "adult")
    return render_template("quick/sheets.html", language=language, papers=papers, made=made)


def _digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()[:12]


def sheet_addresses() -> dict[str, str]:
    """Return the address of the papers of each language. It holds a digest, and so changes with their words."""
    return {code: url_for("quick.sheets", language=code, v=_digest(html)) for code, html in _sheets().items()}


def whole_sheets() -> list[tuple[str, str]]:
    """Return pairs of the address of each language's papers and their `integrity`."""
    return [(sheet_addresses()[code], integrity_of(html.encode())) for code, html in _sheets().items()]


@quick.get("/leaflets/<language>")
def sheets(language: str) -> str:
    """Return the page with every paper of a language, for use without a signal.

    Raises NotFound for a hidden draft, and for an address of words that have changed since.
    """
    made = _sheets().get(language)
    if made is None or request.args.get("v", _digest(made)) != _digest(made):
        raise NotFound
    return made


def _asking(problem: str = "", **more: object) -> ResponseReturnValue:
    """The page that asks for a paper, with what its form said, and with the paper if `more` has one as `sheet`."""
    said = {name: request.form.get(name, usual) for name, usual in USUAL.items()}
    known = {"sheet": None, "asked": False, "problem": problem, "said": said, "sheets": sheet_addresses()}
    return page("leaflet", here=url_for("quick.leaflet_page", again=1), **{**known, **more})


@quick.errorhandler(DraftHidden)
def _hidden(_: DraftHidden) -> ResponseReturnValue:
    return _asking("draft")


@quick.errorhandler(NotInEasyWords)
def _not_easy(_: NotInEasyWords) -> ResponseReturnValue:
    return _asking("easy")


@quick.get("/leaflet")
def leaflet_question() -> ResponseReturnValue:
    """Return the page that asks whether the paper is safe to carry; which one, in which language, for whom."""
    return _asking()


@quick.post("/leaflet")
def leaflet_page() -> ResponseReturnValue:
    """Return the question with the leaflet under it, if it is safe to carry, else with the two numbers to remember.

    With `again` in the address, return the question alone: its language was changed.
    """
    if "again" in request.args:
        return _asking()
    made, language = _made()
    sheet = page_html(made, language) if request.form.get("safe") == "yes" else None
    return _asking(sheet=sheet, asked=True, made=made, language=language)


@quick.post("/leaflet.pdf")
def leaflet_pdf() -> ResponseReturnValue:
    """Return the leaflet as PDF, under a neutral name."""
    made, language = _made()
    printed = printer().pdf(made, language)
    name = BY_NAME[made.KIND].file_name
    return send_file(BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=name)
