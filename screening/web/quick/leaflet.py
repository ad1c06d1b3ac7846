"""Paper: the leaflet for the person, once the officer says that it is safe to carry; and the card for pen and paper."""

from io import BytesIO

from flask import current_app, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from screening.casework.documents import DraftHidden, card, leaflet
from screening.core.documents import Leaflet
from screening.printing import page_html
from screening.translation import person_languages
from screening.web.desk import desk, printer
from screening.web.quick.views import page, quick

NAME, CARD = "numery.pdf", "karta-pytan.pdf"


def _made() -> tuple[Leaflet, str]:
    """The leaflet that the address names, and its language. NotFound for a language that is not offered."""
    language = request.values.get("language", "pl") or "pl"
    if language not in person_languages() or request.values.get("for", "adult") not in ("adult", "child"):
        raise NotFound
    made = leaflet(
        desk().content,
        language,
        child=request.values.get("for") == "child",
        now=desk().now(),
        realm=current_app.jinja_env.globals["realm"],
        drafts=current_app.config["DRAFTS"],
    )
    return made, language


@quick.get("/leaflet")
def leaflet_question() -> ResponseReturnValue:
    """Is it safe to carry? And in which language, for whom?"""
    return page("leaflet", sheet=None, asked=False, hidden_draft=False)


@quick.post("/leaflet")
def leaflet_page() -> ResponseReturnValue:
    """The leaflet as a page if it is safe to carry, else the numbers to be remembered."""
    try:
        made, language = _made()
    except DraftHidden:
        return page("leaflet", sheet=None, asked=False, hidden_draft=True)
    sheet = page_html(made, language) if request.form.get("safe") == "yes" else None
    return page("leaflet", sheet=sheet, asked=True, hidden_draft=False, made=made, language=language)


@quick.post("/leaflet.pdf")
def leaflet_pdf() -> ResponseReturnValue:
    """The leaflet as PDF, under a neutral name."""
    try:
        made, language = _made()
    except DraftHidden:
        return page("leaflet", sheet=None, asked=False, hidden_draft=True)
    printed = printer().pdf(made, language)
    return send_file(BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=NAME)


@quick.get("/card")
def card_question() -> ResponseReturnValue:
    """Which card: profile, and the person's language beside Polish."""
    return page("card", profiles=desk().content.catalogue.profiles, hidden_draft=False)


@quick.post("/card.pdf")
def card_pdf() -> ResponseReturnValue:
    """The blank field card as PDF, to be filled in with a pen."""
    profile, other = request.form.get("profile", ""), request.form.get("language", "")
    profiles = desk().content.catalogue.profiles
    if profile not in profiles or (other and other not in person_languages()):
        raise NotFound
    realm, drafts = current_app.jinja_env.globals["realm"], current_app.config["DRAFTS"]
    try:
        made = card(
            desk().content, profile, other="" if other == "pl" else other, now=desk().now(), realm=realm, drafts=drafts
        )
    except DraftHidden:
        return page("card", profiles=profiles, hidden_draft=True)
    printed = printer().pdf(made, "pl")
    return send_file(BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=CARD)
