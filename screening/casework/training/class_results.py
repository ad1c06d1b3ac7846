"""What a class answered, computed once for each round: how answers are spread, how far they agree, and the key."""

from collections.abc import Sequence

from screening.casework.training.class_agreement import agreement_in, agreement_over, kappa_over
from screening.casework.training.classroom import Round
from screening.casework.training.results import ClassResults, RoundResults
from screening.content import Content
from screening.core.training.class_answers import group_answers


def round_results(current: Round, content: Content) -> RoundResults:
    """Return the results of a closed round. They are kept with the round, for they cannot change."""
    if current.results is None:
        exercise = content.exercises.by_id[current.exercise]
        answers = group_answers(content.catalogue, exercise, current.number, current.answers)
        current.results = RoundResults(answers, agreement_in(answers))
    return current.results


def all_results(rounds: Sequence[Round], content: Content) -> list[RoundResults]:
    """Return the results of every closed round of a class, in their order."""
    return [round_results(each, content) for each in rounds if each.closed]


def shown_results(rounds: Sequence[Round], content: Content) -> ClassResults | None:
    """Return what the class is shown: the last round, with the earlier rounds of its exercise.

    None if the results of the last round are not shown. `rounds` are those that the page began with, as the class may
    have gone on since. The result is computed once for all who ask at the same moment, and kept with the round.
    """
    if not rounds or not rounds[-1].shown:
        return None
    current = rounds[-1]
    with current.working_out:
        if current.shown_as is None:
            current.shown_as = _class_results(content, current.exercise, all_results(rounds, content))
        return current.shown_as


def _class_results(content: Content, exercise_id: str, closed: Sequence[RoundResults]) -> ClassResults:
    """Return the results of an exercise that has a closed round, among these results of all closed rounds."""
    rounds = tuple(each for each in closed if each.answers.exercise == exercise_id)
    last_of_each = list({each.answers.exercise: each.answers for each in closed}.values())
    signs = {sign.id for each in rounds for sign in each.answers.signs}
    rows = content.catalogue.in_order({row.id for each in rounds for row in each.answers.rows})
    last = {row.id: row for row in rounds[-1].answers.rows}
    differing = [id_ for id_ in rows if id_ in last and last[id_].differing]
    trainees = rounds[-1].answers.trainees
    as_key = [id_ for id_ in rows if trainees and (id_ not in last or last[id_].all_as_key(trainees))]
    return ClassResults(
        exercise=content.exercises.by_id[exercise_id],
        rounds=rounds,
        differing=tuple(sorted(differing, key=lambda id_: -last[id_].differing)),
        alike=tuple(id_ for id_ in rows if id_ not in {*differing, *as_key}),
        as_key=tuple(id_ for id_ in as_key if id_ not in differing),
        signs=tuple(id_ for id_ in content.catalogue.signs if id_ in signs),
        exercises=len(last_of_each),
        over_all=agreement_over(last_of_each),
        kappa=kappa_over(last_of_each),
    )
