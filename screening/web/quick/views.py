"""The quick check: no sign-in, no cookie, no token, nothing stored; plain forms that carry what they know.

Its POSTs change nothing anywhere, so a forged one gains nothing and they need no token (decision 0010).
"""

from calendar import Calendar

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from screening.casework.advising import advised
from screening.core.instrument.catalogue import Catalogue, Indicator, Sign, Text
from screening.core.instrument.vocabulary import FIRST_FORMS, Answer, Basis, Form
from screening.core.record.quick_check import SAID
from screening.core.rules.outside import ORDER, outside_with
from screening.core.rules.questions import label, wording
from screening.printing import PrinterBusy
from screening.translation import Translator, page_languages, person_languages
from screening.web.errors import RETRY
from screening.web.http.request_filter import SENTINEL
from screening.web.quick.bundle import ASKED_BY_KCIK, bundle
from screening.web.quick.drafts import drafts, hidden_languages
from screening.web.quick.showing import shown_statements, words_are_translated
from screening.web.quick.submission import (
    EDITION,
    HIDE,
    Given,
    InvalidSubmission,
    answered,
    elsewhere,
    for_the_next,
    hidden,
    more,
    read_submission,
    triage_items,
    with_answer,
)
from screening.web.services import case_service, services

quick = Blueprint("quick", __name__, url_prefix="/quick")
STOP, BACK, HANDED = "stop", "back", "handed"  # values of `bare`, the button that was pressed on the person's screen
NEXT = 5  # questions worth asking next that the result names
# The forms that are folded under "Other forms" on the first page: all but these.
SELDOM = tuple(form for form in Form if form not in (*FIRST_FORMS, Form.CRIME))


@quick.app_template_global()
def script_integrity() -> str:
    """Return the hash of the script of this edition."""
    return bundle().script_integrity


@quick.app_template_global()
def data_integrity() -> str:
    """Return the hash of the texts and rule of this edition."""
    return bundle().data_integrity


@quick.app_template_global()
def asked_by_kcik() -> tuple[str, ...]:
    """Return the ids of the texts that say what KCIK asks on the telephone."""
    return ASKED_BY_KCIK


@quick.before_request
def _page_language() -> None:
    """Take the language of the page from the address or the form, since the quick check has no session."""
    code = request.values.get("ui", "pl")
    g.page_language = code if code in {each.code for each in page_languages()} else "pl"


def page(name: str, status: int = 200, /, **more: object) -> tuple[str, int]:
    """Return a page of the quick check.

    `here` is the address that shows it again from its form; None for a page without a form, and empty for a page with
    one that no address shows again.
    """
    known = {"ui": g.page_language, "people": person_languages(), "version": bundle().name, "here": None}
    return render_template(f"quick/{name}.html", **{**known, **more}), status


def _catalogue() -> Catalogue:
    return services().content.catalogue


def _given() -> Given:
    return read_submission(request.form, _catalogue(), person_languages())


@quick.errorhandler(InvalidSubmission)
def _forged(_: InvalidSubmission) -> ResponseReturnValue:
    return page("problem", 422)


@quick.errorhandler(PrinterBusy)
def _printer_busy(_: PrinterBusy) -> ResponseReturnValue:
    html, status = page("printer_busy", 503, fields=[*request.form.items(multi=True), SENTINEL], here="")
    return html, status, RETRY


@quick.get("/")
def home(given: Given | None = None, *, wrong: bool = False) -> ResponseReturnValue:
    """Return the first page: safety, and what is suspected; with the answers of `given`.

    `wrong`: something required is missing, and the page says so, with status 422.
    """
    said, fields = (hidden(given), answered(given)) if given else ([], [])
    fields = [(EDITION, given.case.edition if given else _catalogue().edition), *fields]
    here = url_for("quick.home_again")
    suspected = {value for name, value in said if name == "forms"}
    known = {"fields": fields, "suspected": suspected, "seldom": SELDOM, "here": here}
    return page("home", 422 if wrong else 200, given=given, wrong=wrong, **known)


@quick.post("/")
def home_again() -> ResponseReturnValue:
    """Return the first page with everything that was said: on the way back, and in another language."""
    return home(_given())


@quick.get("/questions")
@quick.get("/result")
@quick.get("/show")
def begin_again() -> ResponseReturnValue:
    """Lead to the first page: a reload without the form has no answers."""
    return redirect(url_for("quick.home"), code=303)


def _wording(row: Indicator, given: Given) -> tuple[Indicator, Text, Text | None]:
    """A row with its label, and how to ask."""
    group = given.case.form_group
    return row, label(row, group), wording(row, given.case, group)


def _rows(given: Given, ids: tuple[str, ...]) -> list[tuple[Indicator, Text, Text | None]]:
    """The indicators among these items."""
    known = _catalogue().indicators
    return [_wording(known[id_], given) for id_ in ids if id_ in known]


def _signs(ids: tuple[str, ...]) -> list[Sign]:
    """The signs among these items."""
    return [_catalogue().signs[id_] for id_ in ids if id_ in _catalogue().signs]


def _other(given: Given) -> str:
    """The code of the person's language, or nothing if it is the page's."""
    return given.language if given.language != g.page_language else ""


@quick.post("/questions")
def questions() -> ResponseReturnValue:
    """Return the page of questions on what is suspected; or preventive advice for somebody who plans to leave.

    If something required is missing, return the first page again.
    """
    given = _given()
    if given.leaving and not given.case.forms:
        return page("leaving", fields=[*hidden(given), *answered(given)], here=request.path)
    if given.missing:
        return home(given, wrong=True)
    catalogue, case = _catalogue(), given.case
    first, rest = triage_items(catalogue, case), more(catalogue, case)
    language = given.language or "pl"
    showable, left_out = shown_statements(services().content, case, language)
    return page(
        "questions",
        given=given,
        rows=_rows(given, first),
        signs=_signs(first),
        more_rows=_rows(given, rest),
        more_signs=_signs(rest),
        more_known=not case.signs.isdisjoint(rest) or not case.replies.keys().isdisjoint(rest),
        fields=[*hidden(given), *elsewhere(given, {*first, *rest})],
        here=request.path,
        other=_other(given),
        drafted=given.language in drafts(),
        showable=bool(showable),
        left_out=left_out,
        draft_hidden=given.language in hidden_languages(),
        words_are_translated=words_are_translated(services().content, language),
    )


@quick.post("/result")
def result() -> ResponseReturnValue:
    """Return the page with the next step, whom to call, why, and what is still unknown; or the first page again."""
    given = _given()
    if given.missing:
        return home(given, wrong=True)
    catalogue, found = _catalogue(), advised(given.case, services().content)
    sure = {id_ for id_, reply in given.case.replies.items() if reply.answer in (Answer.YES, Answer.NO)}
    asked = (*triage_items(catalogue, given.case), *more(catalogue, given.case))
    present = tuple(id_ for id_, reply in given.case.replies.items() if reply.answer is Answer.YES)
    return page(
        "result",
        given=given,
        found=found,
        unknown=_rows(given, tuple(id_ for id_ in asked if id_ not in sure)),
        present=_rows(given, present),
        signs=_signs(tuple(sorted(given.case.signs))),
        of_the_next=for_the_next(given),
        outside=_rows(given, outside_with(catalogue, given.case, *ORDER)),
        questions=_rows(given, found.next_questions[:NEXT]),
        fields=[*hidden(given), *answered(given)],
        here=request.path,
        other=_other(given),
    )


@quick.post("/show")
def show() -> ResponseReturnValue:
    """Return the screen that the person holds: who asks, then one statement after the other, then "hand back".

    `at` is the number of the statement on the page that was sent, or nothing on its first page; `bare` is the button
    that was pressed there. After "hand back" comes the page between. Raises InvalidSubmission also where nothing may be
    shown to the person.
    """
    given = _given()
    language = given.language or "pl"
    shown, _ = shown_statements(services().content, given.case, language)
    barred = given.language in hidden_languages() or not words_are_translated(services().content, language)
    at, said = request.form.get("at", ""), request.form.get("bare", "")
    if given.missing or not shown or barred or (at and at not in map(str, range(len(shown)))):
        raise InvalidSubmission("at")
    if said not in {"", *SAID, STOP, BACK, HIDE, HANDED} or (said in {*SAID, BACK} and not at):
        raise InvalidSubmission("bare")
    number = int(at) if at else -1
    if said in SAID:
        given = with_answer(given, shown[number][0], SAID[said])
        number += 1
    number -= said == BACK
    over = said == STOP or number == len(shown)
    reply = None if over or number < 0 else given.case.replies.get(shown[number][0])
    reply = reply if reply and Basis.PERSON in reply.basis else None
    carrying = [*hidden(given), *answered(given), *([("at", str(min(number, len(shown) - 1)))] if number >= 0 else [])]
    known = {"fields": carrying, "words": Translator(language), "language": language}
    if said == HIDE:
        today = case_service().today()
        return page("quiet", today=today, weeks=Calendar().monthdayscalendar(today.year, today.month), **known)
    if said == HANDED:
        return page("gate", **known)  # the page between
    return page(
        "show",
        given=given,
        drafted=given.language in drafts(),
        number=number,
        all=len(shown),
        statement=None if over or number < 0 else shown[number][1],
        chosen=next((code for code, answer in SAID.items() if reply and answer == reply.answer), ""),
        over=over,
        stopped=said == STOP,
        **known,
    )
