"""The addresses of the case journey."""

from dataclasses import replace
from io import BytesIO
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from screening.casework.documents import NoSheet, referral_document
from screening.core.flow import Page
from screening.core.terms import Profession
from screening.printing import page_html
from screening.translation import page_languages
from screening.web.cases.address import after, find, go_on
from screening.web.cases.pages import FORMS, blank_form, filled_form, show_form, show_page, show_rows
from screening.web.cases.replies import apply, expected, read_replies
from screening.web.desk import desk, printer

cases = Blueprint("cases", __name__, url_prefix="/cases")
TECHNICAL = frozenset(("csrf_token", "revision", "leave"))


@cases.get("/")
def index() -> str:
    """The open cases under their code names."""
    return render_template("cases/index.html", cases=desk().cases(), professions=list(Profession))


@cases.post("/")
def create() -> ResponseReturnValue:
    """Open a case."""
    code = request.form.get("profession", "")
    if code and code not in set(Profession):
        raise BadRequest
    return redirect(go_on(desk().open(Profession(code) if code else None)), code=303)


@cases.get("/<uuid:case_id>/")
def resume(case_id: UUID) -> ResponseReturnValue:
    """Go on where the case stopped."""
    return redirect(go_on(desk().read(case_id)), code=303)


@cases.get("/<uuid:case_id>/<step_id>")
def show(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """One page of a case."""
    on_desk, step = find(case_id, step_id)
    if step.items:
        return show_rows(on_desk, step)
    if step.page in FORMS:
        return show_form(on_desk, step, filled_form(on_desk, step))
    return show_page(on_desk, step)


def _seen_revision() -> int:
    revision = request.form.get("revision", "")
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        raise BadRequest
    return int(revision)


def _refuse_unknown_fields(names: frozenset[str]) -> None:
    if not request.form.keys() <= names | TECHNICAL:
        raise BadRequest


@cases.post("/<uuid:case_id>/<step_id>")
def save(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Save one page and go to the next, or out."""
    on_desk, step = find(case_id, step_id)
    if step.items:
        _refuse_unknown_fields(expected(step.items))
        read = read_replies(request.form, step.items)
        if read.faults:
            return show_rows(on_desk, step, read), 422
        case = apply(on_desk.case, read, step.items)
    elif step.page in FORMS:
        form = blank_form(on_desk, step)
        _refuse_unknown_fields(frozenset(form._fields))
        if not form.validate_on_submit():
            return show_form(on_desk, step, form), 422
        case = form.apply(on_desk.case)
    else:
        raise NotFound
    if step.page is Page.FINISH:
        desk().erase(case_id)
        return redirect(url_for("cases.index", erased=1), code=303)
    if step.page is Page.DECISION:
        case = desk().decided(case)
    case = replace(case, visited=case.visited | {step.id})
    saved = desk().save(on_desk, case, seen_revision=_seen_revision())
    if "leave" in request.form:
        return redirect(url_for("cases.index"), code=303)
    return redirect(after(case_id, saved.case, step), code=303)


def _document_language() -> str:
    code = request.values.get("language", "pl")
    if code not in {each.code for each in page_languages()}:
        raise BadRequest
    return code


@cases.get("/<uuid:case_id>/documents/referral")
def referral_page(case_id: UUID) -> ResponseReturnValue:
    """The referral sheet as a page."""
    on_desk, step = find(case_id, Page.DOCUMENTS)
    try:
        document = referral_document(on_desk.case, desk().content, code=on_desk.code, now=desk().now())
    except NoSheet:
        return show_page(on_desk, step), 409
    language = _document_language()
    return render_template(
        "cases/sheet.html", on_desk=on_desk, sheet=page_html(document, language), document_language=language
    )


@cases.post("/<uuid:case_id>/documents/referral")
def referral_pdf(case_id: UUID) -> ResponseReturnValue:
    """The referral sheet as PDF; the file name says nothing of the case."""
    on_desk, step = find(case_id, Page.DOCUMENTS)
    try:
        document = referral_document(on_desk.case, desk().content, code=on_desk.code, now=desk().now())
    except NoSheet:
        return show_page(on_desk, step), 409
    printed = printer().pdf(document, _document_language())
    return send_file(
        BytesIO(printed.pdf),
        mimetype="application/pdf",
        as_attachment=True,
        download_name="karta.pdf",
    )
