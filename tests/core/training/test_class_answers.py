"""What a class answered: how answers are spread, beside the key, and never by whom."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Answer
from screening.core.record.case import Case, Reply
from screening.core.rules.advice import AdviceCode
from screening.core.training.class_answers import GroupAnswers, Spread, group_answers
from screening.core.training.exercise import compare
from tests.builders import CATALOGUE, a_case
from tests.core.training.test_exercise import EXERCISE, KEY, NOT_THERE, OTHER_SIGN, READ, SAID, SEEN, SIGN

SOLVED = EXERCISE.solved(CATALOGUE)
NOBODY_ASKED = EXERCISE.given


def answered(*cases: Case) -> GroupAnswers:
    return group_answers(CATALOGUE, EXERCISE, 1, cases)


def row(answers: GroupAnswers, id_: str) -> Spread:
    return next(each for each in answers.rows if each.id == id_)


def test_answers_are_counted_by_row_and_a_question_not_asked_too():
    spread = row(answered(SOLVED, SOLVED, a_case(no=[SAID]), a_case(unclear=[SAID]), NOBODY_ASKED), SAID)
    assert spread.counts == {Answer.YES: 2, Answer.NO: 1, Answer.UNCLEAR: 1, Answer.NOT_ASKED: 1}
    assert (spread.key, spread.as_key) == (Answer.YES, 2)


def test_a_question_not_asked_is_a_blank_for_agreement():
    spread = row(answered(SOLVED, a_case(declined=[SAID]), NOBODY_ASKED), SAID)
    assert spread.said == {"yes": 1, "declined": 1}
    assert row(answered(NOBODY_ASKED), SAID).said == {}


def test_the_rows_are_those_of_the_key_and_all_that_somebody_answered():
    found = answered(NOBODY_ASKED, a_case(no=["debt_bondage"], not_asked=["threats_violence"]))
    assert tuple(each.id for each in found.rows) == CATALOGUE.in_order({*KEY, "debt_bondage"})
    extra = row(found, "debt_bondage")
    assert (extra.key, extra.as_key) == (None, 0)


def test_a_reply_of_an_older_catalogue_is_left_out():
    gone = replace(NOBODY_ASKED, replies={"gone": Reply(Answer.YES)})
    assert {each.id for each in answered(gone).rows} == set(KEY)


def test_a_sign_stands_there_if_it_is_shown_or_somebody_ticked_it():
    found = {each.id: each for each in answered(SOLVED, NOBODY_ASKED, a_case(signs=[OTHER_SIGN])).signs}
    assert found.keys() == {SIGN, OTHER_SIGN}
    assert (found[SIGN].ticked, found[SIGN].shown) == (1, True)
    assert (found[OTHER_SIGN].ticked, found[OTHER_SIGN].shown) == (1, False)
    assert [(each.id, each.ticked, each.shown) for each in answered(NOBODY_ASKED).signs] == [(SIGN, 0, True)]


def test_advice_is_counted_by_those_who_were_led_to_it():
    found = answered(SOLVED, SOLVED, a_case(concerned=True))
    assert (found.advice[AdviceCode.REFER], found.same_advice, found.trainees) == (2, 2, 3)
    assert found.refer == {"refer": 2, "otherwise": 1}


def test_where_all_agree_on_referring_there_is_no_other_count():
    assert answered(SOLVED).refer == {"refer": 1}
    assert answered(NOBODY_ASKED).refer == {"otherwise": 1}
    assert answered().refer == {}


def test_the_share_answered_as_the_key_has_it_is_a_mean_over_its_rows():
    half = replace(SOLVED, replies={id_: SOLVED.replies[id_] for id_ in (SEEN, READ)})
    assert answered(SOLVED).share_as_key == 1
    assert answered(SOLVED, half).share_as_key == pytest.approx(0.75)
    assert answered(a_case(yes=[NOT_THERE])).share_as_key == 0


def test_rows_outside_the_key_do_not_change_that_share():
    assert answered(replace(SOLVED, replies={**SOLVED.replies, "debt_bondage": Reply(Answer.YES)})).share_as_key == 1


def test_a_round_that_nobody_finished_has_no_share_and_no_advice():
    found = answered()
    assert (found.trainees, found.share_as_key, found.advice, found.same_advice) == (0, None, {}, 0)
    assert all(not each.counts for each in found.rows)


def test_the_order_of_trainees_leaves_no_trace():
    cases = [SOLVED, a_case(no=[SAID], signs=[OTHER_SIGN]), NOBODY_ASKED]
    assert answered(*cases) == answered(*reversed(cases))


@st.composite
def some_cases(draw: st.DrawFn) -> list[Case]:
    rows = st.sampled_from([*KEY, "debt_bondage", "excessive_hours"])
    replies = st.dictionaries(rows, st.sampled_from(Answer).map(Reply))
    return [replace(NOBODY_ASKED, replies=each) for each in draw(st.lists(replies, max_size=8))]


@settings(deadline=None, max_examples=60)
@given(cases=some_cases())
def test_every_row_counts_every_trainee_once_and_as_the_comparison_of_each(cases):
    found = answered(*cases)
    assert all(sum(each.counts.values()) == len(cases) for each in found.rows)
    compared = [compare(CATALOGUE, EXERCISE, case) for case in cases]
    for id_ in KEY:
        assert row(found, id_).as_key == sum(id_ in each.found for each in compared)
    assert found.same_advice == sum(each.same_advice for each in compared)
    assert sum(found.refer.values()) == len(cases)


def test_only_those_who_asked_differ_and_pairs_are_counted():
    several = answered(SOLVED, SOLVED, a_case(no=[SAID]), a_case(unclear=[SAID]), NOBODY_ASKED)
    assert row(several, SAID).differing == 5  # two with each of two others, and these two with one another
    assert row(answered(SOLVED, SOLVED, NOBODY_ASKED), SAID).differing == 0


def test_as_the_key_means_all_of_the_class_and_what_is_not_in_the_key_is_there_for_nobody():
    assert row(answered(SOLVED, SOLVED), SAID).all_as_key(2)
    assert not row(answered(SOLVED, NOBODY_ASKED), SAID).all_as_key(2)
    assert row(answered(a_case(no=["debt_bondage"])), "debt_bondage").all_as_key(1)
    assert not row(answered(a_case(yes=["debt_bondage"])), "debt_bondage").all_as_key(1)
