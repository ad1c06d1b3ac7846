"""The screen that the person holds, from a page of questions of a full case: each answer is saved as it is given.

It is that of the quick check, in the person's language alone, and never on the path of a child. A page in between
leads back to the officer's language.
"""

from dataclasses import replace
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from screening.casework import OpenCase
from screening.casework.errors import StaleRevision
from screening.core.instrument.vocabulary import Answer, Basis
from screening.core.journey import Step
from screening.translation import Translator
from screening.web.cases.address import address, find
from screening.web.cases.handed_over import address_of, hand_over, take_back
from screening.web.cases.lendable import Lendable, lendable
from screening.web.cases.views import cases
from screening.web.http.language import chosen
from screening.web.quick.drafts import drafts
from screening.web.quick.submission import SAID
from screening.web.services import case_service

STOP, BACK, HANDED, OPEN = "stop", "back", "handed", "open"
FIELDS = frozenset(("csrf_token", "at", "bare"))


def _lent(open_case: OpenCase, step: Step, lent: Lendable, number: int, *, over: str = "") -> str:
    """The person's screen: before the first statement who asks and why, then one after the other, then "thank you"."""
    last = len(lent.statements) - 1
    statement = None if over or number < 0 else lent.statements[number]
    reply = open_case.case.reply(statement[0]) if statement else None
    given = reply.answer if reply and Basis.PERSON in reply.basis else None
    return render_template(
        "cases/lent.html",
        given={"case": open_case.case},
        action=request.path,
        fields=[("at", str(min(number, last)))] if number >= 0 else [],
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


def _taken_back(open_case: OpenCase, step: Step) -> ResponseReturnValue:
    """Lead to the page of questions: the officer has the device."""
    take_back()
    return redirect(address(open_case.id, step), code=303)


def _found(case_id: UUID, step_id: str) -> tuple[OpenCase, Step]:
    """Return the case and its page; without them nothing is lent any more."""
    try:
        return find(case_id, step_id)
    except Exception:
        take_back()
        raise


@cases.get("/<uuid:case_id>/<step_id>/lend")
def lend(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Show the person who asks and why."""
    open_case, step = _found(case_id, step_id)
    lent = lendable(open_case, step)
    if not lent or lent.barred or not lent.statements:
        return _taken_back(open_case, step)
    hand_over(address_of(case_id, step_id))
    return _lent(open_case, step, lent, -1)


@cases.post("/<uuid:case_id>/<step_id>/lend")
def lent(case_id: UUID, step_id: str) -> ResponseReturnValue:
    """Save an answer of the person and show the next statement, go back, stop, or lead to the officer's pages.

    Raises BadRequest for what no page of ours sends.
    """
    open_case, step = _found(case_id, step_id)
    shown = lendable(open_case, step)
    if not shown or shown.barred or not shown.statements or request.form.get("bare") == OPEN:
        return _taken_back(open_case, step)
    hand_over(address_of(case_id, step_id))
    at, said = request.form.get("at", ""), request.form.get("bare", "")
    if not request.form.keys() <= FIELDS or (at and at not in map(str, range(len(shown.statements)))):
        raise BadRequest
    if said not in {"", *SAID, STOP, BACK, HANDED} or (said in {*SAID, BACK} and not at):
        raise BadRequest
    number = int(at) if at else -1
    if said == HANDED:
        return render_template(
            "cases/handed.html",
            action=request.path,
            fields=[("at", at)] if at else [],
            words=Translator(shown.language),
            language=shown.language,
            ui=chosen(),
        )
    if said in SAID:
        open_case = _answered(open_case, shown.statements[number][0], SAID[said])
        number += 1
    number -= said == BACK
    over = STOP if said == STOP else "thanks" if number == len(shown.statements) else ""
    return _lent(open_case, step, shown, number, over=over)
