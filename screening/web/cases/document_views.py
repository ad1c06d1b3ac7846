"""Documents of a case: as a page, as PDF, and the case file handed on encrypted."""

from io import BytesIO
from uuid import UUID

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from screening.casework import OpenCase
from screening.casework.documents import DOCUMENTS, NoSheet
from screening.casework.errors import DiskFull, NotSaved
from screening.casework.transfer import (
    CannotHandOut,
    Maker,
    NotConsistent,
    NotReadBack,
    TooLong,
    Unprintable,
    WeakPassphrase,
    file_to_hand_out,
    made_at,
)
from screening.core.documents import Notification
from screening.core.documents.table import FILE_TOGETHER
from screening.core.journey import Page, Step
from screening.printing import Printed, PrinterBusy, PrintingError, page_html
from screening.translation import page_languages
from screening.web import notices
from screening.web.cases.address import address, find
from screening.web.cases.pages import CHANGED, common, places_of, show_page
from screening.web.cases.papers import TOGETHER, file_shown, is_empty, made_of, needed_together, suggestion
from screening.web.cases.submitted import seen_revision
from screening.web.cases.views import cases
from screening.web.errors import RETRY
from screening.web.services import case_service, printer, services, who

PDF = "application/pdf"
# By the kind of a refused passphrase: the code of what the page says of it.
WEAK: dict[type[WeakPassphrase], str] = {WeakPassphrase: "weak", TooLong: "too_long", Unprintable: "unprintable"}


def _language() -> str:
    """Return the language in which the paper is asked for. Raises BadRequest for one without pages."""
    code = request.values.get("language", "pl")
    if code not in {each.code for each in page_languages()}:
        raise BadRequest
    return code


def _sheet_refused(problem: NotSaved) -> str:
    """Return the code of what the page says of a document whose row of the trail could not be written."""
    return "sheet_disk_full" if isinstance(problem, DiskFull) else "sheet_not_written"


def _file_refused(problem: NotSaved | PrintingError) -> tuple[str, int, dict[str, str]]:
    """Return the code of what the page says of a file that could not be made, with status and headers of the answer."""
    if isinstance(problem, NotSaved):
        return "file_disk_full" if isinstance(problem, DiskFull) else "file_not_written", 507, {}
    return "file_not_printed", 503, RETRY


def _asker() -> str:
    """Return who asks for a paper: in a class the IP address, so that one telephone does not take all places at the
    printer; else an empty text.
    """
    return request.remote_addr or "" if services().plain_http else ""


@cases.get("/<uuid:case_id>/documents/<kind>")
def document_page(case_id: UUID, kind: str) -> ResponseReturnValue:
    """Return a document as a page. Papers together have no page: a reload of their form leads to the page of papers."""
    if kind == TOGETHER:
        return redirect(url_for("cases.show", case_id=case_id, step_id=Page.DOCUMENTS), code=303)
    open_case, step = find(case_id, Page.DOCUMENTS)
    language = _language()
    try:
        made = made_of(open_case, kind)
    except NoSheet:
        return show_page(open_case, step), 409
    sheet = page_html(made, language)
    return render_template(
        "cases/sheet.html",
        open_case=open_case,
        sheet=sheet,
        kind=kind,
        letter=made if isinstance(made, Notification) else None,
        case=open_case.case,
        document_language=language,
        **places_of(open_case, step),
    )


@cases.post("/<uuid:case_id>/documents/<kind>")
def document_pdf(case_id: UUID, kind: str) -> ResponseReturnValue:
    """Return a document as PDF, or the papers for the call in one file (`together`); its name says nothing of the case.

    A second press while it is made gets the same paper, and the trail has it once.
    """
    open_case, step = find(case_id, Page.DOCUMENTS)
    language = _language()
    if seen_revision() != open_case.revision:
        return show_page(open_case, step, CHANGED), 409
    kinds = needed_together(open_case) if kind == TOGETHER else (kind,)
    use_cases, press = case_service(), (who(), open_case.id, open_case.revision, kind, language)

    def printed() -> Printed:
        papers = [made_of(open_case, each) for each in kinds]
        if len(papers) == 1:
            paper = printer().pdf(papers[0], language, asker=_asker())
        else:
            paper = printer().together(papers, language, asker=_asker())
        use_cases.issue(open_case, kinds)
        return paper

    try:
        made = use_cases.papers_made.once(press, printed)
    except NoSheet:
        return show_page(open_case, step), 409
    except NotSaved as problem:
        return show_page(open_case, step, _sheet_refused(problem)), 507
    name = DOCUMENTS[kinds[0]].file_name if len(kinds) == 1 else FILE_TOGETHER
    return send_file(BytesIO(made.pdf), mimetype=PDF, as_attachment=True, download_name=name)


@cases.get("/<uuid:case_id>/export")
def export_page(case_id: UUID) -> ResponseReturnValue:
    """Return the page that makes the encrypted file for another institution; for an empty case the page of papers."""
    open_case, step = find(case_id, Page.DOCUMENTS)
    if is_empty(open_case.case):
        return redirect(address(open_case.id, step), code=303)
    return _file_page((open_case, step))


def _file_page(found: tuple[OpenCase, Step], problem: str = "") -> str:
    open_case, step = found
    return render_template(
        "cases/hand_out.html", **file_shown(open_case), **{**common(open_case, step), "problem": problem}
    )


@cases.post("/<uuid:case_id>/export")
def export(case_id: UUID) -> ResponseReturnValue:
    """Return the case file, encrypted with the passphrase of the form: as an age file, or in an AES-256 PDF."""
    found = open_case, _ = find(case_id, Page.DOCUMENTS)
    how, passphrase = request.form.get("how", ""), request.form.get("passphrase", "").strip()
    if seen_revision() != open_case.revision:
        return _file_page(found, CHANGED), 409
    made = made_at(Maker.PAGE).get(how)
    if made is None:
        return _file_page(found, "how"), 422
    try:
        data = file_to_hand_out(case_service(), printer(), open_case, how, passphrase, _language())
    except WeakPassphrase as problem:
        return _file_page(found, WEAK[type(problem)]), 422
    except NotReadBack:
        return _file_page(found, "not_read_back"), 503
    except NotConsistent:
        return _file_page(found, "not_consistent"), 409
    except CannotHandOut:
        return _file_page(found, "unfinished"), 409
    except NoSheet:
        return show_page(*found), 409
    except (NotSaved, PrintingError, PrinterBusy) as problem:
        notices.leave(suggestion(open_case), passphrase)  # so that the page still has it in its field
        name, status, headers = _file_refused(problem)
        return _file_page(found, name), status, headers
    notices.take(suggestion(open_case))
    name = f"karta{made.extension}"
    return send_file(BytesIO(data), mimetype=made.media_type, as_attachment=True, download_name=name)
