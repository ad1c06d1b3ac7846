"""Somebody writes down how old the person is and chooses no age group: papers then fit a child where it may be one."""

from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import Age
from screening.core.record.referral import Person
from screening.core.referral.consistency import with_age_said
from tests.builders import a_case
from tests.web.referral import fill, stored

CHILD = "Z zapisanego wieku wynika, że to dziecko"
DOUBT = "Z zapisanego wieku wynika, że to może być dziecko"


@pytest.fixture
def begun(visitor, task_list, desk) -> str:
    """A referral begun at the door, of which nobody has chosen an age group."""
    assert stored(desk, task_list).age is None
    return task_list


@pytest.mark.parametrize(
    ("said", "age", "told"),
    [
        ({"age_band": "13-15"}, "child", CHILD),
        ({"age_about": "14"}, "child", CHILD),
        ({"age_about": "17"}, "uncertain", DOUBT),
    ],
    ids=str,
)
def test_a_recorded_age_that_may_be_a_childs_is_that_of_a_child_or_in_doubt(visitor, begun, desk, said, age, told):
    fill(visitor, begun, "person", **said)
    assert stored(desk, begun).age == age and told in visitor.page.text
    visitor.get(f"{begun}/documents/notification")
    assert "sąd rodzinny" in visitor.page.text, "the notification of a child"
    visitor.get(f"{begun}/documents/referral")
    assert "wieku jeszcze nie podano" not in visitor.page.text


@pytest.mark.parametrize("said", [{"age_band": "25-39"}, {"age_about": "40"}, {"age_band": "unknown"}], ids=str)
def test_nobody_becomes_an_adult_by_it(visitor, begun, desk, said):
    fill(visitor, begun, "person", **said)
    assert stored(desk, begun).age is None


def test_an_age_group_that_was_chosen_stays():
    for age in Age:
        case = replace(a_case(age=age), person=Person(age_about=14))
        assert with_age_said(case) == case
