"""What each page of a case shows."""

from functools import partial
from typing import Any

from flask import get_template_attribute, render_template, request
from markupsafe import Markup

from screening.casework import OpenCase
from screening.casework.advising import Advised, advised
from screening.casework.number_notices import unknown_phones
from screening.core.instrument.catalogue import Indicator, Text
from screening.core.instrument.vocabulary import Answer
from screening.core.journey import (
    OPENING,
    PLACE_OF,
    REFERRAL,
    TELLS_OF_DEADLINE,
    TELLS_OF_DECISION,
    Page,
    Step,
    hub_is_open,
    steps,
    task_list,
)
from screening.core.record.case import NOT_ASKED, Case, Reply
from screening.core.referral.besides import besides
from screening.core.referral.completeness import gaps, without_data
from screening.core.referral.identity import IDENTITY, identity_erased, may_be_named, missing
from screening.core.referral.next_act import advised_choice
from screening.core.referral.places import page_in_dimension, places, step_back
from screening.core.rules.advice import AdviceCode
from screening.core.rules.assessment import profiles_of
from screening.core.rules.law import law_checklist
from screening.core.rules.meant_otherwise import meant_otherwise
from screening.core.rules.outside import ORDER, chosen_rows, no_longer_counted, outside_with
from screening.core.rules.questions import label, may_be_asked, reworded, wording
from screening.core.training.exercise import Exercise
from screening.web import notices
from screening.web.cases.ages import told_today
from screening.web.cases.forms import decisions, opening, referral
from screening.web.cases.forms.fields import StepForm
from screening.web.cases.forms.from_fields import RecordForm, form_of
from screening.web.cases.forms.replies import SIGNS, ReadReplies, row_values
from screening.web.cases.forms.short import talk_filled, talk_values
from screening.web.cases.fragments import NOTHING, indicator_html, why_unasked
from screening.web.cases.lendable import lendable
from screening.web.cases.lines import lines_shown
from screening.web.cases.onward import as_seen, before_of, saves_first, without_saving
from screening.web.cases.own_unit import may_be_kept
from screening.web.cases.papers import papers_shown, sheet_beside
from screening.web.cases.person_language import language_beside, shown_beside
from screening.web.cases.result import result_shown
from screening.web.cases.site import persons_shown
from screening.web.cases.staleness import OWN, Changed, Own, changed, differing, page_digests
from screening.web.http.language import lately
from screening.web.services import case_service, services

FORMS: dict[Page, type[StepForm]] = {
    Page.SAFETY: opening.SafetyForm,
    Page.TALK: opening.TalkForm,
    Page.ACTS: form_of(Page.ACTS),
    **{page: form_of(page) for page in REFERRAL},
    Page.PLACE: referral.PlaceForm,
    Page.REFERRAL: referral.LinesForm,
    Page.DECISION: decisions.DecisionForm,
    Page.FINISH: decisions.FinishForm,
}


UNSAVED = 1  # the revision of a case that was only opened
# Why a page is shown again: somebody changed a value on it; an update of the program changed its fields; somebody
# changed what it depends on; rows would no longer count (`uncounted` in `submitted.py`).
CONFLICT, OLDER, CHANGED, UNCOUNTED = "conflict", "older", "changed", "uncounted"


def _own(open_case: OpenCase, step: Step) -> Own:
    """Return the saved values that can be edited on a page, by name of field or row."""
    case = open_case.case
    if step.page is Page.SHORT:
        return {**row_values(step.items, case.replies, case.signs), **talk_values(talk_filled(case))}
    if step.items or step.page not in FORMS:
        return row_values(step.items, case.replies, case.signs)
    if step.page is Page.FINISH:
        return {"finished": [open_case.finished]}
    form = FORMS[step.page]
    values = form.fill(case)
    if step.page is Page.TALK:
        values[SIGNS] = case.signs & {*signs_of(case)}
    return {name: [values.get(name)] for name in form.unbound()}


def seen(open_case: OpenCase, step: Step) -> str:
    """Return the digests that the form of a page sends along, so that its save finds what was changed in between."""
    return page_digests(_own(open_case, step), open_case.case, step.page)


def changed_since(open_case: OpenCase, step: Step, revision: int, sent: str) -> frozenset[str]:
    """Return what was changed since the page was shown, on which its save depends: OWN, and parts of the case by name.

    On the same revision it is at most OWN: a page of an earlier version of the program had other fields.
    """
    found = changed(sent, _own(open_case, step), open_case.case, step.page)
    if revision != open_case.revision:
        return found
    return found & {OWN} if sent else frozenset()


def problem_of(open_case: OpenCase, changed_parts: frozenset[str]) -> str:
    """Return why a page that meets changes is shown again: CONFLICT, OLDER or CHANGED."""
    if OWN not in changed_parts:
        return CHANGED
    return OLDER if as_seen("revision") == str(open_case.revision) else CONFLICT


def _seen_at(problem: str) -> str:
    """Return the digests of what the page that was sent showed; nothing if it did not show all fields of today."""
    return as_seen("seen") if problem == CONFLICT else ""


def places_of(open_case: OpenCase, step: Step) -> dict[str, object]:
    """Return what the bar of places shows: the five of a case, and the one of this page."""
    return {"places": places(services().content.catalogue, open_case.case), "place": PLACE_OF[step.page]}


def common(open_case: OpenCase, step: Step) -> dict[str, object]:
    """Return what every page of a case shows: its name, place on the path, time left."""
    return {
        "open_case": open_case,
        "case": open_case.case,
        "step": step,
        **places_of(open_case, step),
        "step_back": step_back(services().content.catalogue, open_case.case, step),
        "saved_at": lately(open_case.changed_at, case_service().now()) if open_case.revision > UNSAVED else "",
        "in_opening": step.page in OPENING,
        "seen": seen(open_case, step),
        "saves": saves_first(step, frozenset(FORMS)),
        "before": {before_of(name): as_seen(name) for name in ("revision", "seen")},
        "without_saving": without_saving(open_case),
        "hub_open": hub_is_open(services().content.catalogue, open_case.case),
        "finished_days": case_service().retention.finished_for.days,
        "hours_left": open_case.hours_left(case_service().now()),
        "exercise": case_service().exercise_of(open_case.id),
        "missing": missing(open_case.case),
        **decisions.told_of_decision(open_case.case, told=step.page in TELLS_OF_DECISION),
        "meant_otherwise": meant_otherwise(services().content.catalogue, open_case.case),
        "deadline_told": step.page in TELLS_OF_DEADLINE,
        **told_today(open_case.case),
        **shown_beside(open_case.case),
    }


def _completed(form: StepForm, case: Case) -> StepForm:
    if isinstance(form, opening.TalkForm):
        form.offer(signs_of(case, form.signs.codes))
    if isinstance(form, decisions.DecisionForm):
        form.advise(advised_choice(case, advised(case, services().content).advice))
    return form


def signs_of(case: Case, ticked: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the signs to look for at this age, the serious ones first, whatever is suspected. A sign of another age is
    among them if it is recorded or `ticked` on the page: papers tell it, so it can be taken back.
    """
    catalogue = services().content.catalogue
    of_age = {profile.id for profile in catalogue.profiles.values() if profile.child is case.child_path}
    kept = case.signs | ticked
    found = [sign for sign in catalogue.signs.values() if sign.profiles & of_age or sign.id in kept]
    return tuple(sign.id for sign in sorted(found, key=lambda sign: not (sign.urgent or sign.serious)))


def filled_form(open_case: OpenCase, step: Step) -> StepForm:
    """Return the form of a page with what is saved."""
    kind = FORMS[step.page]
    return _completed(kind(formdata=None, data=kind.fill(open_case.case)), open_case.case)


def submitted_form(open_case: OpenCase, step: Step) -> StepForm:
    """Return the form of a page with what was submitted."""
    return _completed(FORMS[step.page](formdata=request.form), open_case.case)


def show_form(
    open_case: OpenCase, step: Step, form: StepForm, problem: str = "", changed_parts: frozenset[str] = frozenset()
) -> str:
    """Return a page with a form; `problem` says why it shows again what was submitted, `changed_parts` what was
    changed.
    """
    catalogue = services().content.catalogue
    more: dict[str, object] = {"problem": problem, "changed_parts": sorted(changed_parts)}
    form.show_before(form.before(open_case.case))
    if problem in (CONFLICT, OLDER):
        saved = _own(open_case, step)
        typed = {name: [form[name].data] for name in saved}
        form.beside(saved, differing(_seen_at(problem), saved, typed))
    if step.page is Page.TALK:
        more["signs"] = [catalogue.signs[id_] for id_ in signs_of(open_case.case, form.signs.codes)]
    if step.page in (Page.CALL, Page.REFERRAL):
        more["may_be_kept"] = may_be_kept(open_case.case)
    if step.page is Page.PERSON:
        more["named"] = may_be_named(open_case.case) or any(form[leaf.path[-1]].data for leaf in IDENTITY)
    if step.page is Page.ACTS:
        more["law"] = law_checklist(catalogue, open_case.case)
        more["recorded"] = any(open_case.case.is_yes(id_) for id_ in chosen_rows(catalogue, open_case.case))
        more["elsewhere"] = bool(outside_with(catalogue, open_case.case, Answer.YES))
    if step.page is Page.REFERRAL:
        more |= _referral_shown(open_case, form)
    if problem == UNCOUNTED:
        more |= _named_before(open_case.case, form.apply(open_case.case))
    return render_template(f"cases/{step.page}.html", form=form, **more, **common(open_case, step))


def _named_before(case: Case, after: Case) -> dict[str, object]:
    """Return the rows that a new form or age leaves uncounted or words otherwise, and whether it erases the name."""
    catalogue = services().content.catalogue
    lost = no_longer_counted(catalogue, case, after)
    other = [catalogue.indicators[id_] for id_ in reworded(catalogue, case, after) if id_ not in lost]
    return {
        "lost": [row_view(catalogue.indicators[id_], case, reply) for id_, reply in lost.items()],
        "reworded": [(row_view(row, case, case.reply(row.id)), label(row, after.form_group)) for row in other],
        "erased": identity_erased(case, after) == "age",
    }


def row_view(row: Indicator, case: Case, reply: Reply) -> dict[str, Any]:
    """Return one indicator as the page shows it: label, question if it may be asked, its profiles, reply."""
    catalogue = services().content.catalogue
    profiles = tuple(p for p in profiles_of(catalogue, case) if row.stands_in(p) and row.counts_in(p.group))
    asked = next((p for p in profiles if may_be_asked(row, case, p)), None)
    group = case.form_group
    return {
        "row": row,
        "label": label(row, group),
        "question": wording(row, case, asked.group) if asked else None,
        "reply": reply,
        "profiles": profiles,
    }


def _said(exercise: Exercise | None, row: Indicator, question: Text | None) -> Markup:
    """Return, in an exercise, a closed block with what the person says when asked; empty where nothing may be asked."""
    if exercise is None or question is None:
        return NOTHING
    drawn: Markup = get_template_attribute("training/parts.html", "said")(exercise.said.get(row.id, exercise.otherwise))
    return drawn


def show_rows(
    open_case: OpenCase,
    step: Step,
    read: ReadReplies | None = None,
    problem: str = "",
    changed_parts: frozenset[str] = frozenset(),
    form: RecordForm | None = None,
) -> str:
    """Return a page of indicators, with what is saved or with what was submitted; `problem` says why it was not saved.

    `changed_parts` names what was changed in between; `form` is what the short page asks besides, as submitted.
    """
    if step.page is Page.SHORT:
        form = form or talk_filled(open_case.case)
    catalogue = services().content.catalogue
    replies = read.replies if read else open_case.case.replies
    faults = read.faults if read else {}
    indicators = [catalogue.indicators[id_] for id_ in step.items if id_ in catalogue.indicators]
    rows, exercise = [], case_service().exercise_of(open_case.id)
    differs: dict[str, Changed] = {}
    if problem in (CONFLICT, OLDER) and read:
        saved, asked = _own(open_case, step), talk_values(form) if form else {}
        differs = differing(_seen_at(problem), saved, {**row_values(step.items, read.replies, read.signs), **asked})
        if form:
            form.beside(saved, {name: differs[name] for name in differs.keys() & asked.keys()})
    views = [row_view(row, open_case.case, replies.get(row.id, NOT_ASKED)) for row in indicators]
    said_above = open_case.case.child_path and not any(view["question"] for view in views)
    for number, (row, view) in enumerate(zip(indicators, views, strict=True), 1):
        fault, said = faults.get(row.id, ""), _said(exercise, row, view["question"])
        unasked, other = why_unasked(open_case.case, row, said_above=said_above), language_beside(open_case.case)
        html = indicator_html(number, **view, unasked=unasked, fault=fault, said=said, other=other)
        rows.append((html, view, open_case.case.reply(row.id), differs.get(row.id)))
    dimension = next((d for d in catalogue.dimensions if d.id == step.dimension), None)
    return render_template(
        "cases/rows.html",
        rows=rows,
        signs=[catalogue.signs[id_] for id_ in step.items if id_ in catalogue.signs],
        ticked=read.signs if read else open_case.case.signs,
        signs_differ=differs.get(SIGNS),
        faults=faults,
        short=form,
        problem=problem,
        changed_parts=sorted(changed_parts),
        dimension=dimension,
        said_above=said_above,
        page_of=page_in_dimension(catalogue, open_case.case, step),
        lendable=lendable(open_case, step),
        **common(open_case, step),
    )


def show_page(open_case: OpenCase, step: Step, problem: str = "") -> str:
    """Return a page that only shows; `problem` says why something could not be done."""
    case = open_case.case
    found = advised(case, services().content)
    catalogue = services().content.catalogue
    answered = [
        row_view(row, case, case.replies[row.id])
        for row in catalogue.indicators.values()
        if case.answer(row.id) is not Answer.NOT_ASKED or case.reply(row.id).note
    ]
    return render_template(
        f"cases/{step.page}.html",
        found=found,
        answered=answered,
        outside=[
            row_view(catalogue.indicators[id_], case, case.reply(id_)) for id_ in outside_with(catalogue, case, *ORDER)
        ],
        steps=steps(catalogue, case),
        questions=[row_view(catalogue.indicators[id_], case, case.reply(id_)) for id_ in found.next_questions],
        problem=problem,
        besides=besides(case) if AdviceCode.NOTHING_RECORDED in found.codes else (),
        **_more(open_case, step, found),
        **common(open_case, step),
    )


def _referral_shown(open_case: OpenCase, form: StepForm) -> dict[str, object]:
    """Return what the page of the lines of the call shows besides its form."""
    case, from_file = open_case.case, notices.take(f"from_file {open_case.id}")
    return {
        "gaps": gaps(case),
        **lines_shown(open_case, form, filled_form),
        "sheet": sheet_beside(open_case),
        "tasks": task_list(case_service().content.catalogue, case),
        "anonymous": without_data(case),
        "came_from": from_file and case.came_from,
        "wrapped": from_file,
        "phones": unknown_phones(case, services().content) if case.came_from else (),
    }


def _more(open_case: OpenCase, step: Step, found: Advised) -> dict[str, object]:
    """Return what each of the pages without a form shows besides what all of them show."""
    case = open_case.case
    if step.page is Page.OVERVIEW:
        said = partial(_said, case_service().exercise_of(open_case.id))
        return {**result_shown(open_case, found, filled_form, seen), "person_says": said}
    if step.page is Page.DOCUMENTS:
        return papers_shown(open_case)
    if step.page is Page.SITE:
        return persons_shown(case)
    return {}
