"""Not asked and "I don't know" are told apart wherever they are stored, and weigh alike in the advice."""

from dataclasses import replace
from enum import StrEnum

import pytest

from screening.core.record.case import Case
from screening.core.record.fields import value_at, with_value
from screening.core.record.vocabulary import NotKnown
from screening.core.referral.assistance import routes
from screening.core.referral.completeness import gaps
from screening.core.rules.advice import advise
from screening.core.rules.assessment import assess
from screening.core.rules.questions import next_questions
from tests.builders import CATALOGUE, a_case
from tests.core.sampling import for_all
from tests.parts import PART_LEAVES, cases

UNKNOWABLE = [
    leaf
    for leaf in PART_LEAVES
    if isinstance(leaf.kind, type) and issubclass(leaf.kind, StrEnum) and "unknown" in set(leaf.kind)
]
# Fields whose "not asked" has a code of its own in the format since its first edition.
CODED = {"agreement.contact", "agreement.share_name", "needs.police_contact"}


def with_dont_know(case: Case) -> Case:
    """The case, with "I don't know" where it was not asked."""
    for leaf in UNKNOWABLE:
        if value_at(case, leaf.path) is None:
            case = with_value(case, leaf.path, leaf.kind("unknown"))
    return replace(case, safety=replace(case.safety, not_known=frozenset(NotKnown)))


@pytest.mark.parametrize("examples", [30, pytest.param(300, marks=pytest.mark.full)])
def test_i_dont_know_leads_to_the_same_advice_as_not_asked(examples):
    def check(case):
        known = with_dont_know(case)
        before, after = assess(CATALOGUE, case), assess(CATALOGUE, known)
        assert advise(case, before) == advise(known, after)
        assert next_questions(case, before) == next_questions(known, after)
        assert routes(case) == routes(known)

    for_all(examples, cases(), check)


@pytest.mark.parametrize("leaf", PART_LEAVES, ids=lambda leaf: leaf.name)
def test_no_field_of_a_fresh_case_holds_an_answer(leaf):
    value = value_at(a_case(), leaf.path)
    empty = value in (None, "", frozenset(), False)
    assert empty or (leaf.name in CODED and value == "not_asked"), value


def test_every_question_that_offers_i_dont_know_leaves_no_gap_once_it_is_answered_so():
    case = a_case()
    left = {gap.code for gap in gaps(case, consultation=False)} - {
        gap.code for gap in gaps(with_dont_know(case), consultation=False)
    }
    named = {leaf.path[-1] for leaf in UNKNOWABLE} | {code.value for code in NotKnown}
    asked = {gap.code for gap in gaps(case, consultation=False)} & named
    assert left == asked and {"persons", "others", "safe_until", "tonight", "voivodeship", "reads", "transport"} <= left


def test_a_child_leaves_no_gap_either():
    case = a_case(age="child")
    known = with_dont_know(case)
    left = {gap.code for gap in gaps(known, consultation=False)}
    assert {"child_told", "child_heard"} & left == set()
    assert {"child_told", "child_heard"} <= {gap.code for gap in gaps(case, consultation=False)}
