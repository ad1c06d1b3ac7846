"""What the rules say of a case, put together for a page: assessment, advice, next questions."""

from dataclasses import dataclass

from screening.content import Content
from screening.core.record.case import Case
from screening.core.rules.advice import Advice, AdviceCode, advise
from screening.core.rules.assessment import Assessment, assess
from screening.core.rules.questions import next_questions


@dataclass(frozen=True, slots=True)
class Advised:
    """Assessment, ordered advice, and ids of the next questions of a case."""

    assessment: Assessment
    advice: tuple[Advice, ...]
    next_questions: tuple[str, ...]

    @property
    def codes(self) -> frozenset[AdviceCode]:
        """The codes of the advice."""
        return frozenset(each.code for each in self.advice)


def advised(case: Case, content: Content) -> Advised:
    """Return the assessment of a case and the advice on it, under the shipped edition."""
    assessment = assess(content.catalogue, case)
    return Advised(assessment, advise(case, assessment), next_questions(case, assessment))
