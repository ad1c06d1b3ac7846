"""Where a saved page leads: to the next, out of the case, back to itself, or to the page that a button of it names.

The fields that say so: `go` is the button to another page. `then` names the page that follows if no other is asked for:
the overview for what it asks in place, or the page of a `go` whose save was refused. `leave` is "save and leave", and
`remain` saves on the way to the lock.
"""

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

# What a button may name besides the pages of the case.
LEAFLET, CASES = "leaflet", "cases"  # two pages outside it
PREVIEW = "preview"  # the sheet for KCIK as a page
LEND = "lend"  # the screen that the person holds, with the questions of this page


def saves_first(step: Step, forms: frozenset[Page]) -> bool:
    """Return whether the links of a page are buttons that save first: not on the page that only erases."""
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
    """Return whether the page is saved on the way to the lock or to another language: the officer comes back to it."""
    return "remain" in request.form or "page_language" in request.form


def answers() -> bool:
    """Return whether the button of the page itself was pressed, and so what the page asks is answered.

    A link, a language and the lock save too, but answer nothing that the page asks, such as which of two values holds.
    """
    return not (only_leaving() or remains())


def as_seen(name: str) -> str:
    """Return the value of the field `revision` or `seen`: from which state of the case the page was made.

    A page of a conflict has two states: what is saved now, and what the first page showed, which counts until the
    conflict is answered.
    """
    now = request.form.get(name, "")
    return now if answers() else request.form.get(before_of(name), now)


def before_of(name: str) -> str:
    """Return the name of the field in which a page of a conflict has the `revision` or `seen` of the first page."""
    return f"{name}_before"


def _named(case_id: UUID, case: Case, name: str) -> str:
    """Return the address of the page that a button names; where that is not open, of the page where work goes on."""
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
    """Return the anchor for a page that the overview asks in place, which leads back there; else an empty text."""
    from_there = answers() and request.form.get("then") == Page.OVERVIEW and step.page is not Page.OVERVIEW
    return "#now" if from_there else ""


def onward(case_id: UUID, case: Case, step: Step) -> str:
    """Return the address that follows a saved page.

    A held form that asks for the person's screen, and is saved later, leads back to its page: the officer has to
    press that anew.
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
    """Return the address of the page asked for, if a save was refused on the way there; else an empty text."""
    return _named(open_case.id, open_case.case, wanted()) if wanted() else ""
