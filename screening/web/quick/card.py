"""The card for pen and paper: blank as PDF; and one dense page to enter a filled one quickly."""

from io import BytesIO

from flask import current_app, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from screening.casework.documents import DraftHidden, card
from screening.core.catalogue import Profile
from screening.core.documents import card_rows
from screening.translation import person_languages
from screening.web.desk import desk, printer
from screening.web.quick.views import page, quick

NAME = "karta-pytan.pdf"


def _profile() -> Profile:
    """The profile that the form names. Raises NotFound."""
    found = desk().content.catalogue.profiles.get(request.form.get("profile", ""))
    if found is None:
        raise NotFound
    return found


def _asking(*, hidden_draft: bool = False) -> ResponseReturnValue:
    return page("card", profiles=desk().content.catalogue.profiles, hidden_draft=hidden_draft)


@quick.get("/card")
def card_question() -> ResponseReturnValue:
    """Which card: profile, and the person's language beside Polish."""
    return _asking()


@quick.post("/card.pdf")
def card_pdf() -> ResponseReturnValue:
    """The blank field card as PDF, to be filled in with a pen."""
    profile, other = _profile(), request.form.get("language", "")
    if other and other not in person_languages():
        raise NotFound
    try:
        made = card(
            desk().content,
            profile.id,
            other="" if other == "pl" else other,
            now=desk().now(),
            realm=current_app.jinja_env.globals["realm"],
            drafts=current_app.config["DRAFTS"],
        )
    except DraftHidden:
        return _asking(hidden_draft=True)
    printed = printer().pdf(made, "pl")
    return send_file(BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=NAME)


@quick.get("/entry")
def entry_again() -> ResponseReturnValue:
    """Where a reload without a form leads."""
    return redirect(url_for("quick.card_question"), code=303)


@quick.post("/entry")
def entry() -> ResponseReturnValue:
    """The whole card on one page under the numbers of the paper; its button gives the result."""
    profile = _profile()
    return page("entry", profile=profile, rows=card_rows(desk().content.catalogue, profile.id))
