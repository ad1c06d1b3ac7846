"""The assessment format, by a worked example."""

import json

import pytest

from screening.content import Content
from screening.core.instrument.vocabulary import DimensionId
from screening.core.rules.assessment import assess
from screening.exchange.assessment_file import assessment_json
from screening.exchange.case_file import read_case
from tests.exchange.builders import EXAMPLE, a_file


def _assessment(data: bytes, content: Content) -> dict:
    case = read_case(data, content.catalogue)
    return json.loads(json.dumps(assessment_json(case, assess(content.catalogue, case))))


def test_the_worked_example_gives_the_assessment_of_the_design(content: Content):
    made = _assessment(json.dumps({**EXAMPLE, "catalogue": "2026.2"}).encode(), content)
    (profile,) = made.pop("profiles")
    dimensions = profile.pop("dimensions")
    next_questions = made.pop("next_questions")
    assert profile == {"id": "labour_adult", "grade": "S", "ilo_class": "not_determined", "extensions": []}
    assert [dimension["id"] for dimension in dimensions] == list(DimensionId)
    assert dimensions[4] == {
        "id": "destination_coercion",
        "strong": 1,
        "medium": 0,
        "weak": 0,
        "state": "reachable",
        "rule": None,
        "indicators": ["documents_withheld"],
    }
    for dimension in dimensions[:4] + dimensions[5:]:
        nothing = {"strong": 0, "medium": 0, "weak": 0, "state": "reachable", "rule": None, "indicators": []}
        assert dimension == {"id": dimension["id"], **nothing}
    assert next_questions[0] == "debt_bondage"
    assert "documents_withheld" not in next_questions
    assert made == {
        "format": "rozpoznaj-assessment/1",
        "catalogue": "2026.2",
        "law": {
            "acts": ["recruitment", "transport"],
            "means_required": True,
            "means": [{"id": 5, "indicators": ["documents_withheld"]}],
            "purposes": [{"id": "labour", "indicators": [], "intended": True}],
        },
        "advice": [{"code": "refer", "reasons": ["act_strong_purpose"], "indicators": ["documents_withheld"]}],
        "outside": [],
    }


def test_a_case_of_the_edition_before_is_assessed_under_this_one_and_says_which_it_was_opened_under(content: Content):
    of_before = {**EXAMPLE, "catalogue": "2026.1", "safety": {"alone": "yes", "interpreter": "not_needed"}}
    made = _assessment(json.dumps(of_before).encode(), content)
    assert list(made)[:3] == ["format", "catalogue", "opened_under"]
    assert (made.pop("opened_under"), made["catalogue"]) == ("2026.1", "2026.2")
    assert made == _assessment(json.dumps(of_before | {"catalogue": "2026.2"}).encode(), content)


@pytest.mark.parametrize("named", [{}, {"catalogue": "2026.2"}])
def test_a_case_of_this_edition_does_not_say_under_which_it_was_opened(content: Content, named: dict[str, str]):
    assert "opened_under" not in _assessment(a_file(**named), content)


def test_further_forms_share_one_profile_without_class_and_extensions(content: Content):
    forms = ["crime", "marriage", "adoption", "surrogacy", "organs", "other"]
    replies = {id_: {"answer": "yes"} for id_ in ("accounts_controlled", "quota_punished", "crime_for_others")}
    for age in ("adult", "child"):
        (profile,) = _assessment(a_file(age=age, forms=forms, replies=replies), content)["profiles"]
        assert (profile["id"], profile["grade"]) == (f"further_{age}", "X")
        assert (profile["ilo_class"], profile["extensions"]) == ("not_determined", [])


def test_the_form_other_is_a_reason_to_consult(content: Content):
    made = _assessment(a_file(forms=["other"]), content)
    assert made["advice"] == [{"code": "consult", "reasons": ["other_form"], "indicators": []}]


def test_rows_answered_yes_that_no_chosen_profile_counts_stand_outside_in_catalogue_order(content: Content):
    yes = ("organ_offer_or_debt", "excessive_hours")
    replies = {id_: {"answer": "yes"} for id_ in yes} | {"low_no_pay": {"answer": "unclear"}}
    made = _assessment(a_file(forms=["other"], replies=replies), content)
    assert made["outside"] == list(content.catalogue.in_order(set(yes)))
    assert list(made)[-2:] == ["outside", "next_questions"]
    assert made["advice"] == [
        {"code": "consult", "reasons": ["other_form", "outside_strong"], "indicators": made["outside"]}
    ]


def test_a_row_that_the_sexual_form_leaves_out_stands_outside_unless_another_form_counts_it(content: Content):
    replies = {"labour_law_breach": {"answer": "yes"}}
    for forms, outside in ((["sexual"], ["labour_law_breach"]), (["sexual", "labour"], []), (["labour"], [])):
        assert _assessment(a_file(forms=forms, replies=replies), content)["outside"] == outside


def test_profiles_and_purposes_stand_in_the_order_labour_sexual_begging_further(content: Content):
    made = _assessment(
        a_file(
            age="uncertain",
            forms=["begging", "other", "sexual", "labour", "crime"],
            intended=["other", "begging", "labour", "crime"],
            replies={"eats_leftovers": {"answer": "yes"}, "never_out_alone": {"answer": "yes"}},
        ),
        content,
    )
    assert [profile["id"] for profile in made["profiles"]] == [
        "labour_child",
        "sexual_child",
        "begging_child",
        "further_child",
    ]
    assert [profile["grade"] for profile in made["profiles"]] == ["S", "M", "X", "X"]
    assert [purpose["id"] for purpose in made["law"]["purposes"]] == [
        *("labour", "begging", "slavery", "crime", "other"),
    ]
    assert made["law"]["means_required"] is False


def test_indicators_stand_in_catalogue_order_whatever_the_order_of_replies(content: Content):
    ids = [
        row.id
        for row in content.catalogue.scored(
            content.catalogue.profiles["labour_adult"], DimensionId.DESTINATION_COERCION
        )
    ]
    yes = {"answer": "yes"}
    made = _assessment(a_file(replies=dict.fromkeys(reversed(ids), yes)), content)
    assert made["profiles"][0]["dimensions"][4]["indicators"] == ids
    assert made["advice"][0]["indicators"] == ids


def test_an_extension_answered_yes_stands_apart(content: Content):
    row = next(row for row in content.catalogue.indicators.values() if "labour_adult" in row.extensions)
    profile = _assessment(a_file(replies={row.id: {"answer": "yes"}}), content)["profiles"][0]
    assert profile["extensions"] == [row.id]
    assert all(dimension["indicators"] == [] for dimension in profile["dimensions"])
