"""What the rules say of a case, put together for a page: assessment, advice, next questions."""

from dataclasses import dataclass

from screening.content import Content
from screening.core.record.case import Case
from screening.core.rules.advice import Advice, AdviceCode, advise
from screening.core.rules.assessment import Assessment, assess
from screening.core.rules.questions import next_questions
from screening.core.rules.with_parent import stays_with_parent
from screening.translation import Translator, page_languages
from screening.wording.to_translate import N_

# The reason that a decision gets if nobody wrote one. A case stores it in the language of the page of that time, so it
# is compared with each: a reason that the program wrote says nothing of the child (`stays_with_parent`).
AS_ADVISED = N_("The program advised this at that time.")
AS_ADVISED_IN = frozenset(Translator(each.code).gettext(AS_ADVISED) for each in page_languages())


@dataclass(frozen=True, slots=True)
class Advised:
    """Assessment, ordered advice, and ids of the next questions of a case; whether a child stays with the parent."""

    assessment: Assessment
    advice: tuple[Advice, ...]
    next_questions: tuple[str, ...]
    with_parent: bool

    @property
    def codes(self) -> frozenset[AdviceCode]:
        """The code of each advice."""
        return frozenset(each.code for each in self.advice)


def advised(case: Case, content: Content) -> Advised:
    """Return the assessment of a case and the advice on it, under the edition of this content."""
    assessment = assess(content.catalogue, case)
    advice = advise(case, assessment)
    with_parent = stays_with_parent(case, advice, AS_ADVISED_IN)
    return Advised(assessment, advice, next_questions(case, assessment), with_parent)
