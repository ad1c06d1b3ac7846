"""Agreement of a class with its interval, and when kappa may be shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.casework.training.class_agreement import (
    ANSWERS,
    agreement_in,
    agreement_over,
    interval,
    kappa_over,
)
from screening.core.instrument.vocabulary import Answer
from screening.core.rules.advice import AdviceCode
from screening.core.training.class_answers import GroupAnswers, Spread
from screening.core.training.rater_agreement import gwet_ac1, krippendorff_alpha, percent_agreement
from tests.core.ratings import ALIKE, MIXED, TRAINEES, YES_NO, yes_counts


def a_round(exercise: str, led_to_refer: int, trainees: int = TRAINEES, number: int = 1) -> GroupAnswers:
    """A round in which so many were led to refer."""
    advice = {AdviceCode.REFER: led_to_refer} if led_to_refer else {}
    return GroupAnswers(exercise, number, trainees, (), (), advice, 0)


def rounds_of(*counts: int) -> list[GroupAnswers]:
    return [a_round(f"e{place}", count) for place, count in enumerate(counts)]


def test_kappa_over_five_mixed_exercises_is_that_of_the_worked_row():
    assert kappa_over(rounds_of(*MIXED)) == pytest.approx(0.758, abs=0.0005)


def test_kappa_is_never_shown_over_exercises_that_are_not_mixed():
    assert kappa_over(rounds_of(*ALIKE)) is None
    assert kappa_over(rounds_of(*ALIKE, *ALIKE)) is None


@pytest.mark.parametrize("count", range(5))
def test_kappa_is_never_shown_over_fewer_than_five_exercises(count):
    assert kappa_over(rounds_of(*(19, 1, 18, 2)[:count])) is None


def test_two_rounds_of_one_exercise_are_one_exercise():
    assert kappa_over([*rounds_of(19, 1, 18, 2), a_round("e0", 20, number=2)]) is None


@pytest.mark.parametrize("trainees", [0, 1])
def test_an_exercise_that_nobody_can_be_compared_in_is_none_of_the_five(trainees):
    assert kappa_over([*rounds_of(19, 1, 18, 2), a_round("e4", 0, trainees)]) is None


@settings(deadline=None, max_examples=50)
@given(counts=st.lists(st.integers(0, TRAINEES), max_size=9))
def test_kappa_needs_five_exercises_of_both_kinds(counts):
    both = any(each > TRAINEES / 2 for each in counts) and any(each < TRAINEES / 2 for each in counts)
    if len(counts) < 5 or all(each < TRAINEES / 2 for each in counts) or all(each > TRAINEES / 2 for each in counts):
        assert kappa_over(rounds_of(*counts)) is None
    elif both:
        assert kappa_over(rounds_of(*counts)) is not None


def _ac1(items):
    return gwet_ac1(items, YES_NO)


@pytest.mark.parametrize(
    "items",
    [yes_counts(*MIXED), yes_counts(*ALIKE), yes_counts(3, 9, 17, 12, 20, 0, 15, 8)],
    ids=["mixed", "alike", "ordinary"],
)
def test_an_interval_holds_its_estimate_and_is_the_same_at_every_call(items):
    low, high = interval(items, _ac1)
    assert low <= _ac1(items) <= high
    assert low < high
    assert interval(items, _ac1) == (low, high)


def test_an_interval_is_narrower_with_more_items_of_the_same_kind():
    few, many = yes_counts(*MIXED), yes_counts(*MIXED) * 8
    (low, high), (lower, higher) = interval(many, _ac1), interval(few, _ac1)
    assert high - low < higher - lower


def test_an_interval_of_the_middle_95_percent_leaves_out_the_ends():
    seen = iter(range(1000))
    assert interval(yes_counts(1, 2), lambda items: float(next(seen))) == (25.0, 975.0)


@pytest.mark.parametrize("items", [[], yes_counts(19), [*yes_counts(19), {"yes": 1}, {}]])
def test_one_item_has_no_interval(items):
    assert interval(items, _ac1) is None


def test_a_statistic_that_mostly_cannot_be_said_has_no_interval():
    assert interval(yes_counts(1, 2), lambda items: None) is None


def test_drawing_leaves_the_randomness_of_the_program_alone():
    import random

    random.seed(1)
    before = random.getstate()
    interval(yes_counts(*MIXED), percent_agreement)
    assert random.getstate() == before


def spread(id_: str, **counts: int) -> Spread:
    return Spread(id_, {Answer(answer): count for answer, count in counts.items()}, None)


def answers_of(*rows: Spread) -> GroupAnswers:
    return GroupAnswers("e", 1, TRAINEES, rows, (), {}, 0)


def test_within_an_exercise_the_items_are_the_rows_and_questions_not_asked_are_blanks():
    found = agreement_in(
        answers_of(spread("a", yes=18, no=2), spread("b", no=4, not_asked=16), spread("c", not_asked=20))
    )
    items = [{"yes": 18, "no": 2}, {"no": 4}]
    assert found.percent == percent_agreement(items)
    assert found.ac1 == gwet_ac1(items, ANSWERS)
    assert found.alpha == krippendorff_alpha(items)
    assert found.ac1_interval == interval(items, lambda drawn: gwet_ac1(drawn, ANSWERS))


def test_a_class_that_answered_all_alike_agrees_in_full_and_has_no_alpha():
    found = agreement_in(answers_of(spread("a", yes=20), spread("b", yes=20)))
    assert (found.percent, found.ac1, found.ac1_interval, found.alpha, found.alpha_interval) == (
        1,
        1,
        (1, 1),
        None,
        None,
    )


def test_of_a_class_that_answered_nothing_nothing_is_said():
    for rows in ((), (spread("a", not_asked=20),), (spread("a", yes=1),)):
        found = agreement_in(answers_of(*rows))
        assert not any((found.percent, found.ac1, found.ac1_interval, found.alpha, found.alpha_interval))
        assert found.percent is None


def test_over_exercises_the_items_are_whether_to_refer():
    found = agreement_over(rounds_of(*MIXED))
    assert found.percent == pytest.approx(0.882, abs=0.0005)
    assert found.ac1 == pytest.approx(0.770, abs=0.0005)
    assert found.alpha_interval[0] <= found.alpha <= found.alpha_interval[1]
