"""The screen that the person holds, from a page of questions of a full case: each answer is saved as it is given.

It looks as that of the quick check does, is in the person's language alone, and is never shown to a child. The page
between leads back to the officer's pages.
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

STOP, BACK, HANDED = "stop", "back", "handed"  # buttons of the person's screen besides the answers; all are `bare`
FIRST = "0"  # what the page that says who asks sends as `at`, in place of a row
FIELDS = frozenset(("csrf_token", "at", "bare", WORD))


def _along(at: str) -> list[tuple[str, str]]:
    """Return the field that a page of the person's screen sends besides button and word: the row that it is about."""
    return [("at", at)] if at else []


def _lent(open_case: OpenCase, step: Step, lent: Lendable, number: int, *, over: str = "") -> str:
    """Return the person's screen: the statement with this number, from 0; with -1 the page before, who asks and why.

    `over`: STOP or "thanks" where there are no more statements: the person stopped, or answered the last one.
    """
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
    """Save what the person answered, and return the case. What somebody else saved meanwhile stays, and so does a note.

    Raises StorageError, such as NotSaved.
    """
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
    """Redirect to the beginning of the person's screen. The answer in this request is not saved, and the officer is
    told so, unless the case has it already: the browser's own Back sends an answer again.
    """
    try:
        reply = case_service().read(case_id).case.reply(request.form.get("at", ""))
        is_there = reply.answer is SAID.get(request.form.get("bare", "")) and Basis.PERSON in reply.basis
    except StorageError:
        is_there = False
    if not is_there:
        answer_is_lost()
    return redirect(address_of(case_id, step_id), code=303)


def _page_between(language: str, at: str = "") -> str:
    """Return the page between: the case opens by a press there and never by an answer.

    It is in the officer's language; a button in `language` leads the person back to the questions.
    """
    return render_template(
        "cases/handed.html",
        action=request.path,
        fields=_along(at),
        words=Translator(language),
        language=language,
        ui=chosen(),
    )


def _taken_back(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Take the device back, and redirect to the page of questions; if forms wait, to those first."""
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
    """Return the page between, for somebody changed or erased the case meanwhile, and the person must see no case.

    The officer is told of an answer in this request. If no person holds the browser, redirect to the page of questions.
    """
    answer_is_lost()
    return _page_between(POLISH) if is_handed_over() else _taken_back(case_id, step_id)


def _place(lent: Lendable, step: Step, row: str) -> int:
    """Return the number of the row's statement, from 0, or the one it would have: the case may have changed since."""
    ids = [id_ for id_, _ in lent.statements]
    before = step.items[: step.items.index(row)] if row in step.items else ()
    return ids.index(row) if row in ids else sum(id_ in before for id_ in ids)


@cases.get("/<uuid:case_id>/<step_id>/lend")
def lend(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Return the page on which the person reads who asks and why, and remember that the person holds this browser."""
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
        return _page_between(shown.language, at)
    number = _place(shown, step, at) if is_row else 0 if at else -1
    if said in SAID and at not in dict(shown.statements):
        if open_case.case.answer(at) is not Answer.YES:  # else somebody found it meanwhile
            answer_is_lost()
    elif said in SAID and (saved := _saved(open_case, at, SAID[said])):
        open_case, number = saved, number + 1
    number -= said == BACK
    over = STOP if said == STOP else "thanks" if number == len(shown.statements) else ""
    return _lent(open_case, step, shown, number, over=over)
