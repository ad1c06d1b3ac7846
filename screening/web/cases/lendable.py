"""What of a page of questions may be shown to the person, who holds this browser and answers alone.

To a child, and in an exercise, nothing is shown. A statement asks for an indicator as a closed sentence, to which one
says yes or no.
"""

from dataclasses import dataclass

from screening.casework import OpenCase
from screening.core.instrument.catalogue import Text
from screening.core.journey import Page, Step
from screening.translation import language_code, person_languages
from screening.web.quick.drafts import hidden_languages
from screening.web.quick.showing import statements_in, words_are_translated
from screening.web.services import case_service, services

QUESTIONS = (Page.TRIAGE, Page.SHORT, Page.DIMENSION)


@dataclass(frozen=True, slots=True)
class Lendable:
    """What of a page may be shown to the person: pairs of indicator id and statement, in the order of the page.

    `left_out`: how many statements are not translated yet. `barred`: why nothing may be shown, "hidden" for drafts that
    the institution hides, "wordless" where the words around the statements are not all translated; else empty.
    """

    language: str
    statements: tuple[tuple[str, Text], ...]
    left_out: int
    barred: str


def lendable(open_case: OpenCase, step: Step) -> Lendable | None:
    """Return what of a page of questions may be shown.

    None for a page without questions or with nothing to show, a language that this program has no texts in, a child, an
    exercise, and a finished case, where no answer is saved any more.
    """
    case = open_case.case
    language = language_code(case.context.language)
    asks = step.page in QUESTIONS and language in person_languages()
    if not asks or case.child_path or open_case.finished or case_service().exercise_of(open_case.id):
        return None
    found, left_out = statements_in(services().content, case, step.items, language)
    hidden = "hidden" if language in hidden_languages() else ""
    barred = hidden or ("" if words_are_translated(services().content, language) else "wordless")
    return Lendable(language, found, left_out, barred) if found or left_out else None
