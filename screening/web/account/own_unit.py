"""The page "my unit": what fills in each new case of this workplace. It is written where a case asks for it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from screening.core.journey import Page
from screening.core.record.own_unit import FIELDS
from screening.web import notices
from screening.web.account.views import account
from screening.web.cases.forms.labels import form_labels
from screening.web.cases.own_unit import REMOVED
from screening.web.services import case_service


def _shown(known: dict[str, str]) -> list[tuple[str, str]]:
    """The label and the words of each detail that is kept, in the order of the record."""
    labels = form_labels(Page.SAFETY) | form_labels(Page.CALL)
    found = [(labels[leaf.key], known[leaf.name]) for leaf in FIELDS if leaf.name in known]
    return [(label.text, label.words.get(value, value)) for label, value in found]


@account.get("/unit")
def own_unit_page() -> str:
    """Return the page of the details, as they are kept."""
    unit = case_service().own_unit
    return render_template("account/own_unit.html", shown=_shown(unit.known()), damaged=unit.is_damaged)


@account.post("/unit/remove")
def remove_own_unit() -> ResponseReturnValue:
    """Remove the details; cases that have them keep them."""
    case_service().own_unit.keep({})
    notices.leave("own_unit", REMOVED)
    return redirect(url_for("cases.index"), code=303)
