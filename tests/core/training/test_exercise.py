"""A trainee's answers beside the expert key: what was found, missed, read too much into, and not asked."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.core.instrument.catalogue import Domain, Text
from screening.core.instrument.vocabulary import Answer, Basis, Profession
from screening.core.record.case import Case, Reply
from screening.core.rules.advice import AdviceCode
from screening.core.training.exercise import (
    Comparison,
    Exercise,
    Exercises,
    Fact,
    KeyEntry,
    Nature,
    Truth,
    advice_codes,
    askable,
    compare,
    in_right_order,
)
from tests.builders import CATALOGUE, a_case

SAID, SEEN, READ = "documents_withheld", "bad_living", "wage_manipulation"
NOT_THERE = "violence"
KEY = {SAID: "yes", SEEN: "yes", READ: "yes", NOT_THERE: "no"}
SIGN, OTHER_SIGN = "obs_locks_keep_in", "obs_third_party_speaks"


def text(words: str) -> Text:
    return Text("exercise.x", words, Domain.EXERCISES)


def an_exercise(**what: Any) -> Exercise:
    """An exercise whose rows are one said, one seen, one read in a document, and one that is not there."""
    key = {id_: KeyEntry(Answer(answer), text("bo tak"), ()) for id_, answer in what.get("key", KEY).items()}
    made = Exercise(
        id=what.get("id", "x"),
        title=text("x"),
        nature=Nature.CLEAR,
        truth=Truth.EXPLOITATION,
        difficulty=what.get("difficulty", 1),
        scene=text("x"),
        given=what.get("given", a_case(alone="yes")),
        otherwise=text("x"),
        seen=(Fact(text("x"), (SEEN, SIGN)), Fact(text("x"))),
        documents=(Fact(text("x"), (READ,)),),
        said={id_: text("x") for id_ in what.get("said", (SAID, NOT_THERE))},
        key=key,
        advice=(),
        teaching=(),
        matched=what.get("matched"),
    )
    return replace(made, advice=advice_codes(CATALOGUE, made.solved(CATALOGUE)))


EXERCISE = an_exercise()


def beside_key(exercise: Exercise = EXERCISE, **what: Any) -> Comparison:
    return compare(CATALOGUE, exercise, a_case(alone="yes", **what))


def test_an_answer_as_in_the_key_is_found_whether_yes_or_no():
    compared = beside_key(yes=[SAID], no=[NOT_THERE])
    assert set(compared.found) == {SAID, NOT_THERE}


@pytest.mark.parametrize("answer", ["no", "unclear", "declined"])
def test_what_is_there_and_was_answered_otherwise_is_missed(answer):
    compared = beside_key(**{answer: [SEEN]})
    assert (compared.found, compared.missed, compared.over_read) == ((), (SEEN,), ())
    assert SEEN not in compared.not_asked


def test_a_yes_where_the_key_has_no_yes_is_read_too_much_into():
    compared = beside_key(yes=[NOT_THERE, "debt_bondage"])
    assert set(compared.over_read) == {NOT_THERE, "debt_bondage"}
    assert compared.missed == ()
    assert NOT_THERE not in compared.not_asked


@pytest.mark.parametrize("key", ["unclear", "declined"])
def test_a_yes_on_what_stayed_open_is_read_too_much_into_and_a_no_missed(key):
    exercise = an_exercise(key={**KEY, NOT_THERE: key})
    assert beside_key(exercise, yes=[NOT_THERE]).over_read == (NOT_THERE,)
    assert beside_key(exercise, no=[NOT_THERE]).missed == (NOT_THERE,)
    assert beside_key(exercise, **{key: [NOT_THERE]}).found == (NOT_THERE,)


def test_a_no_outside_the_key_is_neither_right_nor_wrong():
    compared = beside_key(no=["debt_bondage"])
    assert compared == replace(beside_key(), advice=compared.advice)


def test_what_is_not_asked_is_not_missed_and_only_what_would_be_said_is_to_be_asked_next():
    compared = beside_key()
    assert (set(compared.not_asked), compared.missed) == (KEY.keys(), ())
    assert set(compared.ask_next) == {SAID, NOT_THERE}
    assert beside_key(yes=[SAID]).ask_next == (NOT_THERE,)


def test_an_answer_taken_back_counts_as_not_asked():
    assert beside_key(not_asked=[SAID]) == beside_key()


def test_signs_are_compared_apart_from_indicators():
    found = beside_key(signs=[SIGN])
    assert (found.signs_found, found.signs_missed, found.signs_over_read) == ((SIGN,), (), ())
    other = beside_key(signs=[OTHER_SIGN])
    assert (other.signs_found, other.signs_missed, other.signs_over_read) == ((), (SIGN,), (OTHER_SIGN,))
    assert other.over_read == ()


def test_rows_stand_in_the_order_of_the_catalogue_however_they_were_answered():
    backwards = replace(EXERCISE, key=dict(reversed(EXERCISE.key.items())))
    compared = beside_key(backwards)
    assert compared.not_asked == CATALOGUE.in_order(set(KEY)) == beside_key().not_asked


def test_the_child_path_against_an_adult_is_told():
    assert beside_key(age="uncertain").other_path
    assert not beside_key(age="adult").other_path
    child = an_exercise(given=a_case(age="child", alone="yes"), key={})
    assert not beside_key(child, age="uncertain").other_path


def test_other_forms_are_told():
    assert beside_key(forms=["labour", "sexual"]).other_forms
    assert not beside_key(forms="labour").other_forms


def test_an_unsafe_talk_held_for_safe_is_told_and_not_the_other_way_round():
    unsafe = an_exercise(given=a_case(alone="no"))
    assert beside_key(unsafe).unsafe_missed
    assert not compare(CATALOGUE, unsafe, a_case(alone="no")).unsafe_missed
    assert not compare(CATALOGUE, unsafe, a_case(alone="yes", interpreter="companion")).unsafe_missed
    assert not compare(CATALOGUE, EXERCISE, a_case(alone="no")).unsafe_missed


def test_the_advice_of_both_stands_side_by_side():
    compared = beside_key(no=[SAID])
    assert AdviceCode.REFER in compared.advice_of_key and AdviceCode.REFER not in compared.advice
    assert not compared.same_advice


def test_nothing_in_a_comparison_is_a_figure_of_the_person():
    for each in fields(Comparison):
        value = getattr(beside_key(), each.name)
        assert isinstance(value, bool | tuple), each.name


def test_the_key_tells_how_each_row_can_be_known():
    both = replace(EXERCISE, said={**EXERCISE.said, READ: text("x")})
    assert [both.basis(id_) for id_ in (SAID, SEEN, READ)] == [
        {Basis.PERSON},
        {Basis.OBSERVED},
        {Basis.PERSON, Basis.DOCUMENT},
    ]
    assert both.basis("debt_bondage") == frozenset()
    assert both.solved(CATALOGUE).reply(READ).basis == {Basis.PERSON, Basis.DOCUMENT}


def test_only_signs_of_the_catalogue_are_ticked_in_the_key():
    assert EXERCISE.signs(CATALOGUE) == {SIGN} == EXERCISE.solved(CATALOGUE).signs


def test_what_may_be_asked_depends_on_profile_age_and_service():
    adult = askable(CATALOGUE, a_case(forms="labour"))
    assert SAID in adult
    assert SAID in askable(CATALOGUE, a_case(forms="labour", age="child"))
    assert len(askable(CATALOGUE, a_case(forms="labour", age="child"))) < len(adult)
    own = {row.id for row in CATALOGUE.indicators.values() if row.form}
    assert own and not own & askable(CATALOGUE, a_case(forms="other"))
    of_crime = {"crime_for_others", "crime_gain_taken"}
    assert own & askable(CATALOGUE, a_case(forms="crime")) == of_crime
    inspector = askable(CATALOGUE, a_case(forms="labour", profession="labour_inspector"))
    barred = {row.id for row in CATALOGUE.indicators.values() if Profession.LABOUR_INSPECTOR in row.not_for}
    assert barred & adult and inspector == adult - barred
    assert all(
        any(CATALOGUE.indicators[id_].weight_in(profile) for profile in ("labour_adult", "begging_adult"))
        for id_ in askable(CATALOGUE, a_case(forms=["labour", "begging"]))
    )


def test_exercises_are_listed_from_the_easiest_on():
    several = [("b", 3), ("c", 1), ("a", 1)]
    exercises = Exercises({id_: an_exercise(id=id_, difficulty=hard) for id_, hard in several})
    assert [each.id for each in exercises.easiest_first()] == ["a", "c", "b"]


POINTS = tuple(map(text, "abc"))


@pytest.mark.parametrize(
    ("order", "right"),
    [
        ((0, 1, 2), (True, True, True)),
        ((0, 2, 1), (True, False, False)),
        ((2, 0, 1), (False, False, False)),
        ((0,), (True, False, False)),
        ((), (False, False, False)),
        ((0, 0, 2, 1), (True, False, True)),
    ],
)
def test_each_place_of_an_order_is_told_apart(order, right):
    assert in_right_order(POINTS, order) == right


SHIPPED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def exercises(content) -> dict[str, Exercise]:
    return dict(content.exercises.by_id)


def _some(data: st.DataObject, exercises: dict[str, Exercise]) -> Exercise:
    return exercises[data.draw(st.sampled_from(sorted(exercises)))]


def _as_key(exercise: Exercise, ids: set[str]) -> Case:
    solved = exercise.solved(CATALOGUE)
    return replace(solved, replies={id_: reply for id_, reply in solved.replies.items() if id_ in ids})


def test_whoever_answers_as_the_key_finds_everything_and_is_led_to_its_advice(exercises):
    assert exercises
    for exercise in exercises.values():
        compared = compare(CATALOGUE, exercise, exercise.solved(CATALOGUE))
        assert set(compared.found) == exercise.key.keys(), exercise.id
        assert set(compared.signs_found) == exercise.signs(CATALOGUE)
        assert compared.same_advice and compared.advice, exercise.id
        left = ("missed", "not_asked", "over_read", "signs_missed", "signs_over_read", "ask_next")
        assert not any(getattr(compared, name) for name in left), exercise.id
        assert not (compared.other_path or compared.other_forms or compared.unsafe_missed)


def test_where_nothing_was_asked_every_row_of_the_key_is_not_asked(exercises):
    for exercise in exercises.values():
        compared = compare(CATALOGUE, exercise, exercise.given)
        assert set(compared.not_asked) == exercise.key.keys(), exercise.id
        assert not (compared.found or compared.missed or compared.over_read or compared.signs_found)
        assert set(compared.ask_next) == exercise.said.keys()
        assert set(compared.signs_missed) == exercise.signs(CATALOGUE)


@SHIPPED
@given(data=st.data())
def test_part_of_the_key_is_found_and_the_rest_is_still_to_be_asked(data, exercises):
    exercise = _some(data, exercises)
    asked = data.draw(st.sets(st.sampled_from(sorted(exercise.key))))
    compared = compare(CATALOGUE, exercise, _as_key(exercise, asked))
    assert set(compared.found) == asked
    assert set(compared.not_asked) == exercise.key.keys() - asked
    assert set(compared.ask_next) == exercise.said.keys() - asked
    assert compared.missed == compared.over_read == ()


@SHIPPED
@given(data=st.data())
def test_every_row_of_the_key_stands_in_exactly_one_place_whatever_was_answered(data, exercises):
    exercise = _some(data, exercises)
    rows = st.sampled_from(sorted(CATALOGUE.indicators))
    answers = data.draw(st.dictionaries(rows | st.sampled_from(sorted(exercise.key)), st.sampled_from(Answer)))
    ticked = data.draw(st.sets(st.sampled_from(sorted(CATALOGUE.signs))))
    case = replace(exercise.given, replies={id_: Reply(each) for id_, each in answers.items()}, signs=frozenset(ticked))
    compared = compare(CATALOGUE, exercise, case)
    parts = (compared.found, compared.missed, compared.not_asked, compared.over_read)
    told = [id_ for part in parts for id_ in part]
    assert len(told) == len(set(told))
    assert set(told) >= exercise.key.keys()
    assert set(told) - exercise.key.keys() <= set(compared.over_read)
    assert all(answers[id_] is Answer.YES for id_ in compared.over_read)
    assert set(compared.ask_next) <= set(compared.not_asked)
    signs = (compared.signs_found, compared.signs_missed, compared.signs_over_read)
    assert sorted(id_ for part in signs for id_ in part) == sorted(ticked | exercise.signs(CATALOGUE))
