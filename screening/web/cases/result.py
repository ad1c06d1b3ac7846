"""What the overview of a case shows of its result: why, what comes next, the case in brief, what is asked in place."""

from collections.abc import Callable

from screening.casework import OpenCase
from screening.casework.advising import Advised, advised
from screening.core.instrument.vocabulary import Answer
from screening.core.journey import PAGES, Page, Step, page_of
from screening.core.record.case import Case
from screening.core.referral.completeness import known_lines
from screening.core.referral.next_act import code_told, leads_to_kcik, next_act
from screening.core.referral.places import MAIN
from screening.core.rules.advice import AdviceCode
from screening.core.rules.outside import chosen_rows
from screening.core.rules.strongest import facts_of, without_facts
from screening.web import notices
from screening.web.cases.forms.fields import StepForm
from screening.web.services import services

MOST_FACTS, MOST_QUESTIONS = 6, 4
# Fields that the overview asks in place; the form is sent to the page where they have their home.
CALLED, AGREED = "done.kcik_called_at", "agreement.contact"
ASKED_ON_OVERVIEW = (page_of(CALLED), page_of(AGREED))
# The lines of the case in brief, and a field of each: its page is the one to which the line leads.
IN_BRIEF = {
    "person": "age",
    "talk": "context.setting",
    "language": "context.language",
    "form": "forms",
    "seen": "signs",
}


def answered_notice(open_case: OpenCase) -> str:
    """Return the name of the notice that says which rows were just answered on the overview."""
    return f"answered {open_case.id}"


def anchor_after(before: Case, after: Case) -> str:
    """Return the anchor on the overview after an answer given there: the questions, or none if the advice changed."""
    content = services().content
    return "#questions" if advised(before, content).codes == advised(after, content).codes else ""


def _rows_with(case: Case, answer: Answer) -> tuple[str, ...]:
    """Return the ids of the rows of the chosen form that have this answer."""
    catalogue = services().content.catalogue
    return catalogue.in_order({id_ for id_ in chosen_rows(catalogue, case) if case.answer(id_) is answer})


def _asked_in_place(
    open_case: OpenCase, fill: Callable[[OpenCase, Step], StepForm], seen: Callable[[OpenCase, Step], str]
) -> dict[str, object]:
    """Return the forms of other pages with what is saved, and the digests that each form and each row sends along."""
    there = {page: Step(page, page) for page in ASKED_ON_OVERVIEW}
    return {
        "forms": {page: fill(open_case, step) for page, step in there.items()},
        "seen_of": {page: seen(open_case, step) for page, step in there.items()},
        "seen_of_row": lambda id_: seen(open_case, Step(Page.OVERVIEW, Page.OVERVIEW, (id_,))),
    }


def result_shown(
    open_case: OpenCase,
    found: Advised,
    fill: Callable[[OpenCase, Step], StepForm],
    seen: Callable[[OpenCase, Step], str],
) -> dict[str, object]:
    """Return what the overview shows besides the advice itself.

    `fill` returns the form of a page with what is saved, `seen` the digests of what is shown, which the form sends
    along (`staleness.py`).
    """
    case, catalogue = open_case.case, services().content.catalogue
    homes = {line: page_of(field) for line, field in IN_BRIEF.items()} | {"said": Page.ANSWERS}
    listed = {*homes.values(), *MAIN.values(), Page.DECISION}  # the decision is in the list of what to do next
    present = [reply for reply in case.replies.values() if reply.answer is Answer.YES]
    return {
        **_asked_in_place(open_case, fill, seen),
        "facts": {each.code: facts_of(catalogue, case, each) for each in found.advice},
        "why": {each.code: without_facts(case, each) for each in found.advice},
        "most_facts": MOST_FACTS,
        "leads_to_kcik": leads_to_kcik(case, found.advice),
        "code_told": code_told,
        "next_act": next_act(catalogue, case, found.advice),
        "known_lines": known_lines(case),
        "call_page": page_of(CALLED),
        "agreement_page": page_of(AGREED),
        "asks": found.next_questions[:MOST_QUESTIONS] if AdviceCode.REFER not in found.codes else (),
        "just_answered": notices.take(answered_notice(open_case)) or ((), ""),
        "open_rows": {answer: _rows_with(case, answer) for answer in (Answer.UNCLEAR, Answer.DECLINED)},
        "homes": homes,
        "yes_count": len(present),
        "notes_count": sum(bool(reply.note) for reply in case.replies.values()),
        "further": [each.page for each in PAGES if each.on_overview and each.page not in listed],
    }
