"""Which questions may be asked, in which wording, and which come next (docs/rules.md: Next questions)."""

from screening.core.instrument.catalogue import Catalogue, Indicator, Profile, Text
from screening.core.instrument.vocabulary import Answer, FormGroup, Method, Weight
from screening.core.record.case import Case
from screening.core.rules.assessment import Assessment, DimensionState

# Strong first: the place of a weight in an order.
WEIGHT_ORDER = {Weight.STRONG: 0, Weight.MEDIUM: 1, Weight.WEAK: 2}


def is_barred(row: Indicator, case: Case) -> bool:
    """Return whether the profession of the case must not ask this row. What is seen or told is still answered."""
    return case.context.profession in row.not_for


def may_be_asked(row: Indicator, case: Case, profile: Profile) -> bool:
    """Return whether this row of this profile may be put to the person as a question.

    Adult: it can be established by asking. Child: it has child wording. Never a row excluded for the
    form, for the profession, or for a Polish citizen exploited in Poland alone.
    """
    if not row.counts_in(profile.group) or is_barred(row, case):
        return False
    if case.context.at_home and row.not_at_home:
        return False
    return row.child_question is not None if case.child_path else Method.ASKED in row.established_by


def wording(row: Indicator, case: Case, group: FormGroup | None) -> Text | None:
    """Return the question as it is asked in this case, or None where nothing is asked."""
    if is_barred(row, case):
        return None
    if case.child_path:
        planned = row.child_question_not_begun if case.not_begun else None
        return planned or row.child_question
    not_begun = row.question_not_begun if case.not_begun else None
    at_home = row.question_at_home if case.context.at_home else None
    found = not_begun or at_home or (row.questions_by_form.get(group) if group else None) or row.question
    return found and found.said_to(case.context.sex)


def label(row: Indicator, group: FormGroup | None) -> Text:
    """Return the label in the wording of a group of forms; without a group, the one for all."""
    return row.labels_by_form.get(group, row.label) if group else row.label


def reworded(catalogue: Catalogue, before: Case, after: Case) -> tuple[str, ...]:
    """Return the ids of the answered rows that have another label with the forms of `after`, in catalogue order.

    A yes to "abduction, sale, forced marriage or adoption" need not be one to "abduction" alone.
    """
    was, now = before.form_group, after.form_group
    answered = {id_ for id_, reply in after.replies.items() if reply.answer is not Answer.NOT_ASKED}
    rows = (row for id_, row in catalogue.indicators.items() if id_ in answered)
    other = {row.id for row in rows if label(row, was) != label(row, now)}
    return catalogue.in_order(other) if before.forms else ()


def next_questions(case: Case, assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of all rows worth asking next, best first.

    Rows not asked, of an adult also unclear ones, scored, that may be asked, of reachable dimensions; first the
    dimensions that need the fewest further yes, then the weight, then unclear ones, then catalogue order. A row of
    several profiles takes its best place once.
    """
    catalogue = assessment.catalogue
    offered = (Answer.NOT_ASKED,) if case.child_path else (Answer.UNCLEAR, Answer.NOT_ASKED)
    best: dict[str, tuple[int, int, int, int]] = {}
    for result in assessment.profiles:
        for dimension in result.dimensions:
            if dimension.state is not DimensionState.REACHABLE or dimension.missing is None:
                continue
            for row in catalogue.scored(result.profile, dimension.id):
                if case.answer(row.id) not in offered or not may_be_asked(row, case, result.profile):
                    continue
                place = (
                    dimension.missing,
                    WEIGHT_ORDER[row.weights[result.profile.id]],
                    offered.index(case.answer(row.id)),
                    catalogue.position[row.id],
                )
                best[row.id] = min(place, best.get(row.id, place))
    return tuple(sorted(best, key=best.__getitem__))
