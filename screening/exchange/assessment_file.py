"""Assessments as other programs read them, `rozpoznaj-assessment/1`. Only written, never read."""

from screening.core.instrument.catalogue import Catalogue
from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case
from screening.core.rules.advice import Advice, advise
from screening.core.rules.assessment import Assessment, DimensionResult, ProfileResult
from screening.core.rules.law import LawChecklist, law_checklist
from screening.core.rules.outside import outside_with
from screening.core.rules.questions import next_questions

FORMAT = "rozpoznaj-assessment/1"

Json = dict[str, object]


def _dimension(result: DimensionResult) -> Json:
    return {
        "id": result.id.value,
        "strong": result.tally.strong,
        "medium": result.tally.medium,
        "weak": result.tally.weak,
        "state": result.state.value,
        "rule": result.rule.value if result.rule else None,
        "indicators": list(result.indicators),
    }


def _profile(result: ProfileResult) -> Json:
    return {
        "id": result.profile.id,
        "grade": result.grade.value,
        "ilo_class": result.ilo_class.value,
        "extensions": list(result.extensions),
        "dimensions": [_dimension(each) for each in result.dimensions],
    }


def _law(checklist: LawChecklist) -> Json:
    return {
        "acts": [act.value for act in checklist.acts],
        "means_required": checklist.means_required,
        "means": [{"id": means.id, "indicators": list(means.indicators)} for means in checklist.means],
        "purposes": [
            {"id": each.id.value, "indicators": list(each.indicators), "intended": each.intended}
            for each in checklist.purposes
        ],
    }


def _advice(advice: Advice, catalogue: Catalogue) -> Json:
    return {
        "code": advice.code.value,
        "reasons": [reason.code for reason in advice.reasons],
        "indicators": list(catalogue.in_order(advice.indicators)),
    }


def assessment_json(case: Case, assessment: Assessment) -> Json:
    """Return the assessment of a case as JSON values, with law checklist, advice and next questions.

    All six dimensions of every chosen profile, in order; lists of indicators in catalogue order. `outside` are the
    rows answered yes that no chosen profile counts; `opened_under`, an earlier edition, only where the case names one.
    """
    catalogue = assessment.catalogue
    return {
        "format": FORMAT,
        "catalogue": catalogue.edition,
        **({"opened_under": case.edition} if case.edition != catalogue.edition else {}),
        "profiles": [_profile(each) for each in assessment.profiles],
        "law": _law(law_checklist(catalogue, case)),
        "advice": [_advice(each, catalogue) for each in advise(case, assessment)],
        "outside": list(outside_with(catalogue, case, Answer.YES)),
        "next_questions": list(next_questions(case, assessment)),
    }
