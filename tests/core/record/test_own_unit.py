"""My unit fills in what a case does not say itself, and takes nothing that no page of ours could have written."""

from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import Profession
from screening.core.journey import ASKS, Page
from screening.core.record.case import Case, Context
from screening.core.record.own_unit import FIELDS, checked, signer, unit_of, with_unit
from screening.core.record.referral import Referrer

OURS = {"context.profession": "police", "referrer.unit": "Komisariat II", "referrer.phone": "12 345 67 89"}
EMPTY = Case(edition="2026.2")


def test_an_empty_case_takes_all_details_and_says_the_same_of_its_unit():
    case = with_unit(EMPTY, OURS)
    assert case.context.profession is Profession.POLICE and case.referrer.phone == "12 345 67 89"
    assert unit_of(case) == OURS and unit_of(EMPTY) == {}


def test_what_a_case_says_itself_is_never_written_over():
    case = replace(EMPTY, context=Context(profession=Profession.SOCIAL_WORKER), referrer=Referrer(unit="OPS"))
    filled = with_unit(case, OURS)
    assert filled.context.profession is Profession.SOCIAL_WORKER and filled.referrer.unit == "OPS"
    assert filled.referrer.phone == "12 345 67 89"


def test_every_detail_but_the_service_is_asked_on_the_page_of_the_call():
    asked = {leaf.name for leaf in FIELDS} - {"context.profession"}
    assert asked == {*ASKS[Page.CALL]} - {"referrer.kind", "referrer.urgency"}


@pytest.mark.parametrize(
    "found",
    [
        None, [], "police", 3, {"person.name": "Anna"}, {"context.profession": "colonel"}, {"referrer.unit": 3},
        {"referrer.unit": "x" * 161}, {"referrer.unit": "a\u202eb"}, {"referrer.unit": "a\nb"},
        {"context.profession": []},
    ],
)  # fmt: skip
def test_kept_details_that_no_page_could_have_written_are_refused(found):
    with pytest.raises(ValueError):
        checked(found)


def test_kept_details_are_taken_as_they_were_written_and_empty_ones_are_left_out():
    assert checked({**OURS, "referrer.function": ""}) == OURS


@pytest.mark.parametrize(
    ("referrer", "name"),
    [
        (Referrer(officer="S-1234", function="oficer", unit="KP II"), "S-1234"),
        (Referrer(function="oficer", unit="KP II"), "oficer, KP II"),
        (Referrer(unit="KP II"), "KP II"),
        (Referrer(), ""),
        (Referrer(function="o" * 100, unit="k" * 100), ("o" * 100 + ", " + "k" * 100)[:160]),
    ],
)
def test_who_signs_is_the_name_or_number_else_the_function_and_unit(referrer, name):
    assert signer(replace(EMPTY, referrer=referrer)) == name
