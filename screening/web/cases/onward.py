"""Where a saved page leads: on, out, back to itself, or to the page that a button of it names."""

from uuid import UUID

from flask import request, session, url_for
from werkzeug.exceptions import BadRequest

from screening.casework import OpenCase
from screening.core.journey import Page, Step, is_open, moved, steps, where_to_go_on
from screening.core.record.case import Case
from screening.translation import POLISH, page_languages
from screening.web.access.held_forms import WAITED
from screening.web.cases.address import address, after
from screening.web.cases.papers import needed_sheet
from screening.web.services import services

# The pages outside the case that a page with a form leads to.
LEAFLET, CASES = "leaflet", "cases"
PREVIEW = "preview"  # the sheet for KCIK as a page
LEND = "lend"  # the screen that the person holds, with the questions of this page


def saves_first(step: Step, forms: frozenset[Page]) -> bool:
    """Return whether the links of a page are buttons that save first; erasing a case is no saving."""
    return bool(step.items) or (step.page in forms and step.page is not Page.FINISH)


def wanted() -> str:
    """Return the name of the page that was asked for: by the button pressed, or by one pressed before a save was
    refused.
    """
    return request.form.get("go") or request.form.get("then", "")


def check_buttons(open_case: OpenCase) -> None:
    """Raise BadRequest for a page or a language that no button of ours names, also none of an older page."""
    catalogue = services().content.catalogue
    known = {step.id for step in steps(catalogue, open_case.case)} | {LEAFLET, CASES, PREVIEW, LEND}
    if wanted() and wanted() not in known and not moved(catalogue, wanted()):
        raise BadRequest
    if "page_language" in request.form and request.form["page_language"] not in {
        each.code for each in page_languages()
    }:
        raise BadRequest


def choose_language() -> None:
    """Remember the page's language if a button of the page chose another."""
    if "page_language" in request.form:
        session["language"] = request.form["page_language"]


def only_leaving() -> bool:
    """Return whether the page is only to be left for another, or shown in another language."""
    return "go" in request.form or "page_language" in request.form


def remains() -> bool:
    """Return whether the page was saved on the way to the lock or to another language: it is not done with."""
    return "remain" in request.form or "page_language" in request.form


def answers() -> bool:
    """Return whether what was pressed saves, and so answers what the page asks.

    Links, languages, the lock answer nothing.
    """
    return not (only_leaving() or remains())


def as_seen(name: str) -> str:
    """Return what the page says of the state that it was made from: "revision" or "seen".

    A page of a conflict says it of two states: of that which it shows, and of the one before, which counts until the
    conflict is answered.
    """
    now = request.form.get(name, "")
    return now if answers() else request.form.get(before_of(name), now)


def before_of(name: str) -> str:
    """Return the field of a page of a conflict that says of the state before what this field says of the one shown."""
    return f"{name}_before"


def _named(case_id: UUID, case: Case, name: str) -> str:
    if name == LEAFLET:
        return url_for("quick.leaflet_question")
    if name == CASES:
        return url_for("cases.index")
    if name == PREVIEW:
        return url_for("cases.document_page", case_id=case_id, kind=needed_sheet(case), language=POLISH)
    catalogue = services().content.catalogue
    found = (step for step in steps(catalogue, case) if step.id == name and is_open(catalogue, case, step))
    return address(case_id, next(found, where_to_go_on(catalogue, case)))


def returns_to(step: Step) -> str:
    """Return where on the overview what it asks of this page leads back to; empty for what leads elsewhere."""
    from_there = answers() and request.form.get("then") == Page.OVERVIEW and step.page is not Page.OVERVIEW
    return "#now" if from_there else ""


def onward(case_id: UUID, case: Case, step: Step) -> str:
    """Return the address that follows a saved page.

    The device is lent by a press of now alone: one that waited at the lock leads to the page it was on.
    """
    if remains():
        return address(case_id, step)
    if "leave" in request.form:
        return url_for("cases.index")
    if wanted() == LEND and WAITED in request.form:
        return address(case_id, step)
    if wanted() == LEND:
        return url_for("cases.lend", case_id=case_id, step_id=step.id)
    return _named(case_id, case, wanted()) if wanted() else after(case_id, case, step)


def without_saving(open_case: OpenCase) -> str:
    """Return the address of the page asked for, if a save was refused on the way there; else empty."""
    return _named(open_case.id, open_case.case, wanted()) if wanted() else ""
