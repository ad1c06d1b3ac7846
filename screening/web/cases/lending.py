"""The screen that the person holds, from a page of questions of a full case: each answer is saved as it is given.

It is that of the quick check, in the person's language alone, and never on the path of a child. A page in between
leads back to the officer's language.
"""

from dataclasses import replace
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from screening.casework import OpenCase
from screening.casework.errors import StaleRevision, StorageError
from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.journey import Step
from screening.core.record.quick_check import SAID
from screening.translation import POLISH, Translator
from screening.web.access.lost_answers import answer_is_lost, answer_is_saved
from screening.web.cases.address import address, find
from screening.web.cases.handed_over import (
    OPEN,
    address_of,
    hand_over,
    is_handed_over,
    is_of_an_earlier_one,
    take_back,
)
from screening.web.cases.lendable import Lendable, lendable
from screening.web.cases.views import cases
from screening.web.errors import AheadOfPath
from screening.web.http.language import chosen
from screening.web.quick.drafts import drafts
from screening.web.quick.submission import WORD
from screening.web.services import case_service, services

STOP, BACK, HANDED = "stop", "back", "handed"
FIRST = "0"  # what the page that says who asks sends in place of a row
FIELDS = frozenset(("csrf_token", "at", "bare", WORD))


def _along(at: str) -> list[tuple[str, str]]:
    """The field that a page of the person's screen sends besides what is pressed and the word of its handing over."""
    return [("at", at)] if at else []


def _lent(open_case: OpenCase, step: Step, lent: Lendable, number: int, *, over: str = "") -> str:
    """The person's screen: before the first statement who asks and why, then one after the other, then "thank you"."""
    at = lent.statements[min(number, len(lent.statements) - 1)][0] if number >= 0 else ""
    statement = None if over or number < 0 else lent.statements[number]
    reply = open_case.case.reply(statement[0]) if statement else None
    given = reply.answer if reply and Basis.PERSON in reply.basis else None
    return render_template(
        "cases/lent.html",
        given={"case": open_case.case},
        action=request.path,
        fields=_along(at),
        words=Translator(lent.language),
        language=lent.language,
        ui=chosen(),
        drafted=lent.language in drafts(),
        number=number,
        all=len(lent.statements),
        statement=statement[1] if statement else None,
        chosen=next((code for code, answer in SAID.items() if answer is given), ""),
        over=bool(over),
        stopped=over == STOP,
        questions=address(open_case.id, step),
    )


def _answered(open_case: OpenCase, id_: str, answer: Answer) -> OpenCase:
    """Save what the person answered; what somebody else saved meanwhile stays, and so does a note."""
    case = open_case.case
    reply = replace(case.reply(id_), answer=answer, basis=frozenset({Basis.PERSON}))
    if case.reply(id_) == reply:
        return open_case
    try:
        saved = replace(case, replies={**case.replies, id_: reply})
        return case_service().save(open_case, saved, seen_revision=open_case.revision)
    except StaleRevision:
        return _answered(case_service().read(open_case.id), id_, answer)


def _saved(open_case: OpenCase, id_: str, answer: Answer) -> OpenCase | None:
    """Return the case with what the person answered; None where the store does not take it, and the officer is told."""
    try:
        saved = _answered(open_case, id_, answer)
    except StorageError:
        answer_is_lost()
        return None
    answer_is_saved()
    return saved


def _begin_again(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Lead to the beginning of the person's screen. An answer of a page from before is not saved, and so the officer is
    told, unless the case has it: the browser's own Back sends one again.
    """
    try:
        reply = case_service().read(case_id).case.reply(request.form.get("at", ""))
        is_there = reply.answer is SAID.get(request.form.get("bare", "")) and Basis.PERSON in reply.basis
    except StorageError:
        is_there = False
    if not is_there:
        answer_is_lost()
    return redirect(address_of(case_id, step_id), code=303)


def _gate(language: str, at: str = "") -> str:
    """The page between, in the officer's language: the case opens by a press there and never by an answer."""
    return render_template(
        "cases/handed.html",
        action=request.path,
        fields=_along(at),
        words=Translator(language),
        language=language,
        ui=chosen(),
    )


def _taken_back(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Lead to the page of questions, or first to what was sent from another page meanwhile: the officer has the
    device.
    """
    take_back()
    questions = url_for("cases.show", case_id=case_id, step_id=step_id)
    waits = case_service().held_forms.some_wait
    return redirect(url_for("account.waiting", next=questions) if waits else questions, code=303)


def _lent_now(case_id: UUID, step_id: str) -> tuple[OpenCase, Step, Lendable] | None:
    """Return the case, its page and what of it may be shown; None if nothing may be, or the store does not give it."""
    try:
        open_case, step = find(case_id, step_id)
    except (AheadOfPath, NotFound, StorageError):
        return None
    shown = lendable(open_case, step)
    return (open_case, step, shown) if shown and not shown.barred and shown.statements else None


def _nothing_to_lend(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Where somebody changed or erased the case meanwhile, the person who answers is shown the page between and no
    case; the officer is told of an answer that met it.
    """
    answer_is_lost()
    return _gate(POLISH) if is_handed_over() else _taken_back(case_id, step_id)


def _place(lent: Lendable, step: Step, row: str) -> int:
    """Return where a row is among the statements, or would be: somebody may have changed the case meanwhile."""
    ids = [id_ for id_, _ in lent.statements]
    before = step.items[: step.items.index(row)] if row in step.items else ()
    return ids.index(row) if row in ids else sum(id_ in before for id_ in ids)


@cases.get("/<uuid:case_id>/<step_id>/lend")
def lend(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Show the person who asks and why."""
    found = _lent_now(case_id, step_id)
    if found is None:
        return _nothing_to_lend(case_id, step_id)
    open_case, step, shown = found
    hand_over(address_of(case_id, step_id))
    return _lent(open_case, step, shown, -1)


@cases.post("/<uuid:case_id>/<step_id>/lend")
def lent(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Save an answer of the person and show the next statement, go back, stop, or lead to the officer's pages.

    `at` is the row that the person was asked, not its number: the list may be another one by now. What an earlier
    handing over showed does nothing, nor does what is sent again after the device was taken back. Where an answer is
    not saved the person is asked the same again. Raises BadRequest for what no page of ours sends.
    """
    if is_of_an_earlier_one(request.form.get(WORD, "")):
        return _begin_again(case_id, step_id)
    if request.form.get("bare") == OPEN:
        return _taken_back(case_id, step_id)
    if not is_handed_over():
        return _begin_again(case_id, step_id)
    found = _lent_now(case_id, step_id)
    if found is None:
        return _nothing_to_lend(case_id, step_id)
    open_case, step, shown = found
    at, said = request.form.get("at", ""), request.form.get("bare", "")
    is_row = at in services().content.catalogue.indicators
    if not request.form.keys() <= FIELDS or not (is_row or at in ("", FIRST)):
        raise BadRequest
    if said not in {"", *SAID, STOP, BACK, HANDED} or (said in {*SAID, BACK} and not is_row):
        raise BadRequest
    if said == HANDED:
        return _gate(shown.language, at)
    number = _place(shown, step, at) if is_row else 0 if at else -1
    if said in SAID and at not in dict(shown.statements):
        if open_case.case.answer(at) is not Answer.YES:  # else somebody found it meanwhile
            answer_is_lost()
    elif said in SAID and (saved := _saved(open_case, at, SAID[said])):
        open_case, number = saved, number + 1
    number -= said == BACK
    over = STOP if said == STOP else "thanks" if number == len(shown.statements) else ""
    return _lent(open_case, step, shown, number, over=over)
