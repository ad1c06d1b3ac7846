"""One line of the record says of a safety question all that the tool knows of it but its words."""

from dataclasses import replace

import pytest

from screening.core.journey import ASKS, Page
from screening.core.record.case import UNSAFE, Case, Safety
from screening.core.record.fields import leaves, with_value
from screening.core.record.quick_check import FIRST_PAGE, SAFETY_QUESTIONS
from tests.builders import a_case

QUESTIONS = {leaf.key: leaf for leaf in SAFETY_QUESTIONS}


def test_the_quick_check_asks_every_question_whose_answer_can_make_a_talk_unsafe():
    assert UNSAFE and UNSAFE.keys() <= QUESTIONS.keys()


@pytest.mark.parametrize("name, code", [(name, code) for name, leaf in QUESTIONS.items() for code in leaf.kind])
def test_a_talk_is_unsafe_by_each_answer_that_the_question_names_and_by_no_other(name, code):
    case = with_value(replace(a_case(), safety=Safety()), QUESTIONS[name].path, code)
    assert case.safety.unsafe is (code in QUESTIONS[name].facts.unsafe)


def test_nobody_asked_is_not_unsafe():
    assert not Safety().unsafe


def test_names_in_a_form_are_unique_and_safety_questions_have_codes():
    names = [leaf.key for leaf in FIRST_PAGE]
    assert len(names) == len(set(names))
    assert all(set(leaf.facts.unsafe) <= set(leaf.kind) for leaf in SAFETY_QUESTIONS)
    assert not any(leaf.facts.unsafe for leaf in leaves(Case) if leaf not in SAFETY_QUESTIONS)


def test_the_page_of_a_case_asks_them_too():
    assert {leaf.name for leaf in SAFETY_QUESTIONS} <= set(ASKS[Page.SAFETY])
