"""The addresses of the pages of a case, and of the list of cases."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from screening.casework import OpenCase
from screening.casework.errors import DatabaseDamaged, NotSaved, StaleRevision
from screening.casework.retention import REASONS, NoMoreExtensions
from screening.casework.work_list import by_site
from screening.core.instrument.vocabulary import Profession
from screening.core.journey import Page, Step, done_with
from screening.core.referral.consistency import with_age_said
from screening.core.referral.identity import identity_erased
from screening.web import notices
from screening.web.access.held_forms import take_out_saved
from screening.web.cases import onward
from screening.web.cases.address import address, find, go_on, instead
from screening.web.cases.decision_times import with_times_of_decisions
from screening.web.cases.offered import with_offers
from screening.web.cases.own_unit import asks_to_keep, keep_if_asked
from screening.web.cases.pages import (
    CHANGED,
    FORMS,
    UNCOUNTED,
    filled_form,
    problem_of,
    show_form,
    show_page,
    show_rows,
)
from screening.web.cases.result import anchor_after, answered_notice
from screening.web.cases.staleness import WHOLE_CASE
from screening.web.cases.submitted import Submitted, id_of_new_case, rows_sent, seen_day, submitted_page, uncounted
from screening.web.errors import error_page_of
from screening.web.services import case_service, services

cases = Blueprint("cases", __name__, url_prefix="/cases")
NO_REASON, NO_MORE, DAY_MOVED = "no_reason", "no_more", "day_moved"  # why a case could not be kept longer
# Addresses that only take forms: the page that a reload leads to.
SHOWN_ON = {"extend": Page.FINISH, "next-person": Page.SITE}


@cases.get("/")
def index() -> str:
    """Return the page of the open cases, with what is still to be done of each.

    Just after "keep nothing" was chosen, it also has the word that opens the lock.
    """
    lines, word = case_service().work_list(), case_service().lock.word if notices.take("word") else ""
    if word and not lines:
        notices.leave("word")
    return render_template(
        "cases/index.html",
        groups=by_site(lines),
        unit=case_service().own_unit.known(),
        word=word,
        damaged=case_service().damaged(),
        log_holds_erased=case_service().log_holds_erased,
        professions=list(Profession),
    )


@cases.post("/")
def create() -> ResponseReturnValue:
    """Open a case with the profession that was chosen, and redirect to its first page."""
    code = request.form.get("profession", "")
    if code and code not in set(Profession):
        raise BadRequest
    profession = Profession(code) if code else None
    opened = case_service().open(profession, for_referral="referral" in request.form, new_id=id_of_new_case())
    return redirect(go_on(opened), code=303)


@cases.get("/<uuid:case_id>/")
def resume(case_id: UUID) -> ResponseReturnValue:
    """Redirect to the page on which work on the case goes on."""
    return redirect(go_on(case_service().read(case_id)), code=303)


@cases.get("/<uuid:case_id>/<step_id>")
def show(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Return one page of a case; a reload of what was sent from a page leads back to it."""
    if step_id in SHOWN_ON:
        return redirect(url_for("cases.show", case_id=case_id, step_id=SHOWN_ON[step_id]), code=303)
    open_case, step = find(case_id, step_id)
    if step.id != step_id:
        return redirect(address(case_id, step), code=303)
    if step.page is Page.OUTSIDE and not step.items:
        return redirect(instead(open_case, step), code=303)
    if step.items:
        return show_rows(open_case, step)
    if step.page in FORMS:
        return show_form(open_case, step, filled_form(replace(open_case, case=with_offers(open_case.case, step)), step))
    return show_page(open_case, step)


@cases.post("/<uuid:case_id>/<step_id>")
def save(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Save one page and redirect to where it leads (`onward`); if it cannot be saved, return it again with the reason.

    A page that is only left for another, and on which nothing was changed, is not saved.
    """
    open_case, step = find(case_id, step_id)
    onward.check_buttons(open_case)
    onward.choose_language()
    submitted = submitted_page(open_case, step)
    if onward.only_leaving() and not submitted.changes(open_case.case) and not asks_to_keep():
        return redirect(onward.onward(case_id, open_case.case, step), code=303)
    changed_parts = submitted.changed_parts(open_case)
    if step.page is Page.FINISH:
        return _finish(open_case, step, submitted, changed_parts)
    if changed_parts and submitted.changes(open_case.case):
        return submitted.shown(open_case, problem_of(open_case, changed_parts), changed_parts), 409
    if not submitted.valid:
        return submitted.shown(open_case), 422
    applied = submitted.apply(open_case.case)
    case = with_age_said(applied)
    if uncounted(open_case.case, case):
        return submitted.shown(open_case, UNCOUNTED), 422
    if step.page is Page.DECISION:
        case = with_times_of_decisions(open_case.case, case)
    if not onward.remains():
        case = replace(case, visited=case.visited | done_with(services().content.catalogue, case, step))
    try:
        saved = case_service().save(open_case, case, seen_revision=open_case.revision)
    except StaleRevision:  # somebody saved since it was read, a moment ago: compare again
        return save(case_id, step_id)
    except (NotSaved, DatabaseDamaged) as problem:
        name, status = error_page_of(problem)
        return submitted.shown(open_case, name), status
    take_out_saved()
    keep_if_asked(saved.case)
    anchor = onward.returns_to(step)
    if step.page is Page.OVERVIEW:
        anchor = anchor_after(open_case.case, saved.case)
        notices.leave(answered_notice(open_case), (rows_sent(), anchor))
    if case.age is not applied.age:
        notices.leave("age_follows", (open_case.code, case.age))
    if erased := identity_erased(open_case.case, saved.case):
        notices.leave("erased", (open_case.code, erased))
    if found := submitted.numbers():
        notices.leave("numbers", (found, address(case_id, step), step.id, open_case.code))
    return redirect(onward.onward(case_id, saved.case, step) + anchor, code=303)


def _finish(
    open_case: OpenCase, step: Step, submitted: Submitted, changed_parts: frozenset[str]
) -> ResponseReturnValue:
    """Finish or erase the case as it was shown; if it was changed since, return the page again for a new decision."""
    if changed_parts:
        return show_form(open_case, step, filled_form(open_case, step), CHANGED, changed_parts), 409
    if not submitted.valid:
        return submitted.shown(open_case), 422
    try:
        erased = case_service().finish(open_case)
    except StaleRevision:
        now = case_service().read(open_case.id)
        return show_form(now, step, filled_form(now, step), CHANGED, frozenset({WHOLE_CASE})), 409
    notices.leave("ended", (open_case.code, erased))
    return redirect(url_for("cases.index"), code=303)


@cases.post("/<uuid:case_id>/extend")
def extend(case_id: UUID) -> ResponseReturnValue:
    """Keep a case longer by one extension, for one of the reasons offered."""
    open_case, step = find(case_id, Page.FINISH)
    reason = request.form.get("reason", "")
    if reason not in REASONS:
        return show_form(open_case, step, filled_form(open_case, step), NO_REASON), 422
    try:
        case_service().extend(open_case, reason, seen_day())
    except StaleRevision:
        return show_form(case_service().read(case_id), step, filled_form(open_case, step), DAY_MOVED), 409
    except NoMoreExtensions:
        return show_form(open_case, step, filled_form(open_case, step), NO_MORE), 409
    return redirect(url_for("cases.index"), code=303)


@cases.get("/damaged/<int:number>")
def damaged(number: int) -> str:
    """Return the page of a case that does not open, on which it can be erased."""
    return render_template("cases/damaged.html", number=number, problem="")


@cases.post("/damaged/<int:number>")
def erase_damaged(number: int) -> ResponseReturnValue:
    """Erase a case that does not open, after a tick. Raises NoSuchCase for one that does."""
    if not request.form.get("confirm"):
        return render_template("cases/damaged.html", number=number, problem="not_ticked"), 422
    case_service().erase_damaged(number)
    notices.leave("ended", ("", True))
    return redirect(url_for("cases.index"), code=303)
