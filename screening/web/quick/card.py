"""The card for pen and paper: blank as PDF; and one dense page to enter a filled one quickly."""

from io import BytesIO

from flask import redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from screening.casework.documents import DraftHidden, card
from screening.core.documents import BY_NAME, FieldCard, card_rows
from screening.core.documents.card import form_of_card
from screening.core.instrument.catalogue import Profile
from screening.translation import person_languages
from screening.web.quick.views import page, quick
from screening.web.services import case_service, printer, services


def _profile() -> Profile:
    """The profile that the form names. Raises NotFound."""
    found = services().content.catalogue.profiles.get(request.form.get("profile", ""))
    if found is None:
        raise NotFound
    return found


def _asking(*, hidden_draft: bool = False) -> ResponseReturnValue:
    """The question which card; `hidden_draft`: it says that the language which was chosen is a hidden draft."""
    profiles = services().content.catalogue.profiles
    said = {name: request.form.get(name, "") for name in ("profile", "language")}
    here = url_for("quick.card_question_again")
    return page("card", profiles=profiles, hidden_draft=hidden_draft, here=here, said=said)


@quick.get("/card")
def card_question() -> ResponseReturnValue:
    """Return the page that asks which card is wanted: its profile, and the person's language beside Polish."""
    return _asking()


@quick.post("/card")
def card_question_again() -> ResponseReturnValue:
    """Return the same page with what was chosen, when its language is changed."""
    return _asking()


@quick.post("/card.pdf")
def card_pdf() -> ResponseReturnValue:
    """Return the blank field card as PDF; or the question again if the language is a hidden draft. Raises NotFound."""
    profile, other = _profile(), request.form.get("language", "")
    if other and other not in person_languages():
        raise NotFound
    try:
        made = card(
            services().content,
            profile.id,
            other="" if other == "pl" else other,
            now=case_service().now(),
            realm=services().realm,
            drafts=services().drafts,
        )
    except DraftHidden:
        return _asking(hidden_draft=True)
    printed = printer().pdf(made, "pl")
    name = BY_NAME[FieldCard.KIND].file_name
    return send_file(BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=name)


@quick.get("/entry")
def entry_again() -> ResponseReturnValue:
    """Lead to the question which card: a reload without the form has no profile."""
    return redirect(url_for("quick.card_question"), code=303)


@quick.post("/entry")
def entry() -> ResponseReturnValue:
    """Return the page on which a filled card is entered, with the numbers of the paper. Raises NotFound."""
    profile = _profile()
    # No control of the page may reload it without the marks that were entered, so it has no choice of language.
    rows = card_rows(services().content.catalogue, profile.id)
    return page("entry", here="", profile=profile, form=form_of_card(profile), rows=rows)
