"""Documents of a case: as a page, as PDF, and the case file given away encrypted."""

from io import BytesIO
from uuid import UUID

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from screening.casework import OpenCase
from screening.casework.documents import DOCUMENTS, NoSheet, document
from screening.casework.errors import DiskFull, NotSaved
from screening.casework.transfer import (
    CannotHandOut,
    Maker,
    NotReadBack,
    TooLong,
    Unprintable,
    WeakPassphrase,
    file_to_hand_out,
    made_at,
)
from screening.core.documents import Document
from screening.core.journey import Page
from screening.printing import PrinterBusy, PrintingError, page_html
from screening.translation import page_languages
from screening.web import notices
from screening.web.cases.address import find
from screening.web.cases.pages import CHANGED, places_of, show_page, suggestion
from screening.web.cases.submitted import seen_revision
from screening.web.cases.views import cases
from screening.web.errors import RETRY
from screening.web.services import case_service, printer, services

PDF = "application/pdf"
WEAK: dict[type[WeakPassphrase], str] = {WeakPassphrase: "weak", TooLong: "too_long", Unprintable: "unprintable"}


def _language() -> str:
    code = request.values.get("language", "pl")
    if code not in {each.code for each in page_languages()}:
        raise BadRequest
    return code


def _made(open_case: OpenCase, kind: str) -> Document:
    if kind not in DOCUMENTS:
        raise NotFound
    realm = services().realm
    return document(
        kind,
        open_case.case,
        services().content,
        code=open_case.code,
        now=case_service().now(),
        saved=open_case.changed_at,
        realm=realm,
    )


def _sheet_refused(problem: NotSaved) -> str:
    return "sheet_disk_full" if isinstance(problem, DiskFull) else "sheet_not_written"


def _file_refused(problem: NotSaved | PrintingError) -> tuple[str, int, dict[str, str]]:
    """What the page says of a file that could not be made, with status and headers; its passphrase stays in place."""
    if isinstance(problem, NotSaved):
        return "file_disk_full" if isinstance(problem, DiskFull) else "file_not_written", 507, {}
    return "file_not_printed", 503, RETRY


def _asker() -> str:
    """Who asks for a paper: in a class an address, so that one telephone does not take all places at the printer."""
    return request.remote_addr or "" if services().plain_http else ""


@cases.get("/<uuid:case_id>/documents/<kind>")
def document_page(case_id: UUID, kind: str) -> ResponseReturnValue:
    """A document as a page."""
    open_case, step = find(case_id, Page.DOCUMENTS)
    language = _language()
    try:
        made = _made(open_case, kind)
    except NoSheet:
        return show_page(open_case, step), 409
    sheet = page_html(made, language)
    return render_template(
        "cases/sheet.html",
        open_case=open_case,
        sheet=sheet,
        kind=kind,
        case=open_case.case,
        document_language=language,
        **places_of(open_case, step),
    )


@cases.post("/<uuid:case_id>/documents/<kind>")
def document_pdf(case_id: UUID, kind: str) -> ResponseReturnValue:
    """A document as PDF; the file name says nothing of the case."""
    open_case, step = find(case_id, Page.DOCUMENTS)
    language = _language()
    if seen_revision() != open_case.revision:
        return show_page(open_case, step, CHANGED), 409
    try:
        printed = printer().pdf(_made(open_case, kind), language, asker=_asker())
    except NoSheet:
        return show_page(open_case, step), 409
    try:
        case_service().issue(open_case)
    except NotSaved as problem:
        return show_page(open_case, step, _sheet_refused(problem)), 507
    return send_file(BytesIO(printed.pdf), mimetype=PDF, as_attachment=True, download_name=DOCUMENTS[kind].file_name)


@cases.post("/<uuid:case_id>/export")
def export(case_id: UUID) -> ResponseReturnValue:
    """The case file, encrypted with the passphrase of the form: by age, or within an AES-256 PDF of the sheet."""
    open_case, step = find(case_id, Page.DOCUMENTS)
    how, passphrase = request.form.get("how", ""), request.form.get("passphrase", "").strip()
    if seen_revision() != open_case.revision:
        return show_page(open_case, step, CHANGED), 409
    made = made_at(Maker.PAGE).get(how)
    if made is None:
        return show_page(open_case, step, "how"), 422
    try:
        data = file_to_hand_out(case_service(), printer(), open_case, how, passphrase, _language())
    except WeakPassphrase as problem:
        return show_page(open_case, step, WEAK[type(problem)]), 422
    except NotReadBack:
        return show_page(open_case, step, "not_read_back"), 503
    except CannotHandOut:
        return show_page(open_case, step, "unfinished"), 409
    except NoSheet:
        return show_page(open_case, step), 409
    except (NotSaved, PrintingError, PrinterBusy) as problem:
        notices.leave(suggestion(open_case), passphrase)
        name, status, headers = _file_refused(problem)
        return show_page(open_case, step, name), status, headers
    notices.take(suggestion(open_case))
    name = f"karta{made.extension}"
    return send_file(BytesIO(data), mimetype=made.media_type, as_attachment=True, download_name=name)
