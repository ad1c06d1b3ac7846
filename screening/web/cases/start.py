"""The page "prepare a referral": empty, from an open case, or from an officer's case file; and the next person."""

from dataclasses import replace
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException

from screening.casework.cases import SiteFull
from screening.casework.errors import (
    BadEnvelope,
    CaseFileError,
    NothingInside,
    NotProtected,
    NotSaved,
    OldPdf,
    ReaderBusy,
    StaleRevision,
)
from screening.casework.lock import VaultState
from screening.casework.transfer import FILE_KINDS, LARGEST, case_of, file_kind
from screening.casework.work_list import by_site
from screening.core.instrument.vocabulary import Age, Profession
from screening.core.journey import Page
from screening.translation import person_languages
from screening.web import notices
from screening.web.access.entrance import state
from screening.web.access.held_forms import came_at
from screening.web.access.table import Body, requested_endpoint
from screening.web.cases.address import find, go_on
from screening.web.cases.pages import CHANGED, show_page
from screening.web.cases.submitted import id_of_new_case, seen_revision
from screening.web.cases.views import cases
from screening.web.errors import error_page_of
from screening.web.errors import page as error_page
from screening.web.quick.submission import InvalidSubmission, read_submission
from screening.web.services import case_service, services

# A case from the quick check has these pages behind it, if a form was chosen.
ASKED_BY_QUICK_CHECK = frozenset((Page.SAFETY.value, Page.TALK.value, Page.TRIAGE.value))
# Codes of what a page says is wrong.
NO_FILE, EMPTY, TOO_LARGE, NO_SERVICE = "no_file", "empty", "too_large", "no_service"
NOT_OPENED, FULL = "not_opened", "full"
# By the kind of a file that cannot be opened: the code of what the page says, and the status.
REFUSED: dict[type[BadEnvelope], tuple[str, int]] = {
    NothingInside: ("nothing_inside", 422),
    NotProtected: ("not_protected", 422),
    OldPdf: ("old_pdf", 422),
    ReaderBusy: ("busy", 503),
}


def _start_page(problem: str = "", at: str = "", service: str = "") -> str:
    """Return the page "prepare a referral"; `problem` is the code of what is wrong, `at` the place in the file."""
    return render_template(
        "cases/start_referral.html",
        groups=by_site(case_service().work_list()),
        unit=case_service().own_unit.known(),
        professions=list(Profession),
        problem=problem,
        at=at,
        service=service,
        file_kinds=FILE_KINDS,
    )


@cases.get("/refer")
def start_referral() -> str:
    """Return the page with the three ways into a referral."""
    return _start_page()


@cases.get("/import")
@cases.get("/from-quick")
def file_expected() -> ResponseReturnValue:
    """Redirect to the page "prepare a referral": a reload asks for the address to which its form was sent."""
    return redirect(url_for("cases.start_referral"), code=303)


@cases.post("/import")
def take_in() -> ResponseReturnValue:
    """Open a case from a case file, encrypted or not. If anything is wrong with it, nothing is stored."""
    data = request.uploaded  # type: ignore[attr-defined]
    service = request.form.get("service", "")
    if service and service not in set(Profession):
        raise BadRequest
    if data is None:
        return _start_page(NO_FILE, service=service), 422
    if not data:
        return _start_page(EMPTY, service=service), 422
    if len(data) > LARGEST:
        return _start_page(TOO_LARGE, service=service), 413
    if not service:
        return _start_page(NO_SERVICE), 422
    try:
        secret = request.form.get("passphrase", "")
        case = case_of(services().content, data, secret, case_service().today(), Profession(service))
    except BadEnvelope as problem:
        name, status = REFUSED.get(type(problem), (NOT_OPENED, 422))
        return _start_page(name, service=service), status
    except CaseFileError as problem:
        return _start_page(problem.bad, problem.at, service), 422
    try:
        taken = case_service().take_in(case, id_of_new_case())
    except NotSaved as problem:
        name, status = error_page_of(problem)
        return _start_page(name, service=service), status
    notices.leave(f"from_file {taken.id}", file_kind(data).kind)
    return redirect(go_on(taken), code=303)


@cases.errorhandler(413)
def too_large(_: HTTPException) -> ResponseReturnValue:
    """Show a file that was refused for its length on the page it was sent from, if the lock is open."""
    if requested_endpoint().body is Body.FILE and state() is VaultState.OPEN:
        return _start_page(TOO_LARGE), 413
    return error_page("too_large", 413)


@cases.post("/from-quick")
def from_quick() -> ResponseReturnValue:
    """Open a case with what the form of the quick check says. That has no token; the entrance checks its origin.

    Raises BadRequest for values that no form of ours sends.
    """
    try:
        given = read_submission(request.form, services().content.catalogue, person_languages())
    except InvalidSubmission:
        raise BadRequest from None
    case = given.case
    known = replace(
        case,
        context=replace(case.context, language=given.language),
        visited=ASKED_BY_QUICK_CHECK if case.forms else frozenset(),
    )
    try:
        taken = case_service().take_in(known, id_of_new_case(), came_at())
    except NotSaved as problem:
        name, status = error_page_of(problem)
        return _start_page(name), status
    return redirect(go_on(taken), code=303)


@cases.post("/<uuid:case_id>/next-person")
def next_person(case_id: UUID) -> ResponseReturnValue:
    """Open a case for the next person of the same inspection."""
    open_case, step = find(case_id, Page.SITE)
    code = request.form.get("age", "")
    if not request.form.keys() <= {"csrf_token", "revision", "new_case", "age"} or code not in {"", *Age}:
        raise BadRequest
    age = Age(code) if code else None
    try:
        opened = case_service().next_person(open_case, seen_revision=seen_revision(), new_id=id_of_new_case(), age=age)
    except SiteFull:
        return show_page(open_case, step, FULL), 409
    except StaleRevision:
        return show_page(case_service().read(case_id), step, CHANGED), 409
    except NotSaved as problem:
        name, status = error_page_of(problem)
        return show_page(open_case, step, name), status
    return redirect(go_on(opened), code=303)
