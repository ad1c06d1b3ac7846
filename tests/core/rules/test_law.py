"""Act, means and purpose (docs/rules.md: Law checklist): a checklist with what stands behind each."""

import pytest

from screening.core.instrument.vocabulary import CriminalAct
from screening.core.rules.law import law_checklist
from tests.builders import CATALOGUE, a_case
from tests.core.engine import said


def law(**what):
    return said(**what)["law"]


def means(**what) -> dict[int, list[str]]:
    return {each["id"]: each["indicators"] for each in law(**what)["means"]}


def purposes(**what) -> dict[str, list[str]]:
    return {each["id"]: each["indicators"] for each in law(**what)["purposes"]}


MEANS = [
    ("deceived_wages", [3, 4]),
    ("rec_violence", [1]),
    *((row, [5]) for row in ("rec_debt", "rec_documents", "rec_money_withheld")),
    ("rec_abduction_sale", [2, 6]),
    ("vuln_economic", [5]),
    *((row, [4, 5]) for row in ("vuln_false_law", "vuln_false_success", "vuln_lack_information")),
    ("bad_living", []),
    ("violence", [1, 5]),
    *((row, [5]) for row in ("documents_withheld", "debt_bondage", "wages_withheld", "strong_influence")),
    ("dest_dependency", [5]),
    *((row, [5]) for row in ("accounts_controlled", "used_identity", "mobility_aid_withheld")),  # extensions
    ("never_out_alone", [1, 5]),  # extension
    ("substances", [1, 4, 5]),  # extension
    ("care_denied", []),  # extension
]


@pytest.mark.parametrize(("indicator", "numbers"), MEANS)
def test_the_means_behind_a_yes(indicator, numbers):
    assert means(yes=indicator) == {number: [indicator] for number in numbers}


MEANS_OF_A_FORM = [
    ("sexual", "moved_often", [5]),
    ("marriage", "marriage_without_consent", [1, 5]),
    ("marriage", "marriage_for_anothers_stay", []),
    ("adoption", "child_promised_for_money", [6]),
    ("surrogacy", "pregnancy_movement_controlled", [1, 5]),
    ("organs", "organ_offer_or_debt", []),
]


@pytest.mark.parametrize(("form", "indicator", "numbers"), MEANS_OF_A_FORM)
def test_the_means_behind_a_yes_of_one_form(form, indicator, numbers):
    assert means(forms=form, yes=indicator) == {number: [indicator] for number in numbers}
    assert means(forms="labour", yes=indicator) == {}


@pytest.mark.parametrize("answer", ["no", "unclear", "declined", "not_asked"])
def test_no_other_answer_stands_behind_a_means_or_a_purpose(answer):
    found = law(**{answer: ["rec_abduction_sale", "documents_withheld", "bad_living"]})
    assert (found["means"], found["purposes"]) == ([], [])


def test_every_indicator_of_a_means_is_named_once_in_catalogue_order():
    yes = ["dest_dependency", "violence", "vuln_past", "debt_bondage"]
    found = means(forms=["labour", "sexual", "begging"], yes=yes)
    assert found == {
        1: ["violence"],
        5: ["vuln_past", "debt_bondage", "violence", "dest_dependency"],
    }


def test_a_guardian_not_confirmed_counts_as_an_extension_too():
    assert means(forms="labour", age="child", yes="dest_no_guardian") == {5: ["dest_no_guardian"]}


def test_a_yes_outside_the_chosen_profiles_stands_behind_nothing():
    found = law(forms="labour", yes=["quota_punished", "posts_assigned"])
    assert (found["means"], found["purposes"]) == ([], [])


PURPOSES = [
    ("labour", "bad_living", {"labour": ["bad_living"]}),
    ("labour", "care_denied", {"labour": ["care_denied"]}),
    ("labour", "forced_tasks_clients", {}),
    ("labour", "documents_withheld", {}),
    ("labour", "labour_law_breach", {"labour": ["labour_law_breach"]}),
    ("sexual", "forced_tasks_clients", {"sexual": ["forced_tasks_clients"]}),
    ("sexual", "quota_punished", {}),
    ("sexual", "labour_law_breach", {}),
    ("sexual", "no_social_protection", {}),
    ("sexual", "services_set_by_others", {"sexual": ["services_set_by_others"]}),
    ("begging", "forced_tasks_clients", {"begging": ["forced_tasks_clients"]}),
    ("begging", "quota_punished", {"begging": ["quota_punished"]}),
    ("begging", "injury_inflicted", {"begging": ["injury_inflicted"]}),
    ("begging", "moved_often", {}),
    ("begging", "low_no_pay", {}),
    ("other", "bad_living", {"other": ["bad_living"]}),
    ("other", "violence", {}),
    ("crime", "crime_for_others", {"crime": ["crime_for_others"]}),
    *(("crime", row, {"crime": [row]}) for row in ("forced_illicit", "quota_punished", "used_identity")),
    ("crime", "bad_living", {}),
    ("organs", "forced_illicit", {}),
    ("marriage", "marriage_without_consent", {"marriage": ["marriage_without_consent"]}),
    ("adoption", "birth_costs_paid", {"adoption": ["birth_costs_paid"]}),
    ("surrogacy", "pregnancy_movement_controlled", {"surrogacy": ["pregnancy_movement_controlled"]}),
    ("organs", "organ_travel_paid", {"organs": ["organ_travel_paid"]}),
    ("organs", "earnings_handed_over", {}),
    ("organs", "birth_costs_paid", {}),
    ("labour", "no_private_space", {"labour": ["no_private_space"]}),
    ("labour", "never_out_alone", {}),
]


@pytest.mark.parametrize(("form", "indicator", "expected"), PURPOSES)
def test_the_purpose_behind_a_yes(form, indicator, expected):
    assert purposes(forms=form, yes=indicator) == expected


def test_one_yes_may_show_several_purposes_in_the_order_of_the_forms():
    forms = ["begging", "sexual", "labour"]
    found = purposes(forms=forms, yes=["forced_tasks_clients", "wage_manipulation", "low_no_pay"])
    assert list(found.items()) == [
        ("labour", ["low_no_pay", "wage_manipulation"]),
        ("sexual", ["low_no_pay", "wage_manipulation", "forced_tasks_clients"]),
        ("begging", ["wage_manipulation", "forced_tasks_clients"]),
    ]


def test_the_form_other_leaves_own_rows_to_their_form():
    found = purposes(forms=["other", "organs", "crime"], yes=["organ_travel_paid", "bad_living", "used_identity"])
    assert list(found.items()) == [
        ("crime", ["used_identity"]),
        ("organs", ["organ_travel_paid"]),
        ("other", ["bad_living"]),
    ]


def test_two_of_three_rows_show_slavery_in_labour_alone():
    two = ["eats_leftovers", "never_out_alone"]
    found = law(yes=two)["purposes"]
    assert [(one["id"], one["indicators"], one["intended"]) for one in found] == [
        ("labour", ["eats_leftovers"], False),
        ("slavery", two, False),
    ]
    assert purposes(forms="labour", age="child", yes=two)["slavery"] == two
    assert "slavery" not in purposes(yes=[two[0], "violence"])
    assert purposes(forms=["sexual", "begging", "other"], yes=two) == {}


def test_every_form_may_be_intended_and_stands_in_the_order_of_the_purposes():
    forms = ["other", "organs", "surrogacy", "adoption", "marriage", "crime", "begging", "sexual", "labour"]
    found = law(forms=forms, intended=forms)["purposes"]
    assert [each["id"] for each in found] == forms[::-1]
    assert all(each["intended"] and not each["indicators"] for each in found)


def test_an_intended_form_is_a_purpose_before_exploitation_has_begun():
    found = law(forms=["labour", "begging"], intended="begging", yes="bad_living")["purposes"]
    assert found == [
        {"id": "labour", "indicators": ["bad_living"], "intended": False},
        {"id": "begging", "indicators": ["bad_living"], "intended": True},
    ]
    assert law(forms="sexual", intended="sexual")["purposes"] == [{"id": "sexual", "indicators": [], "intended": True}]


@pytest.mark.parametrize(("age", "required"), [("adult", True), ("child", False), ("uncertain", False)])
def test_means_are_required_for_an_adult_only(age, required):
    assert law(age=age)["means_required"] is required


def test_acts_are_those_ticked_in_the_order_of_the_code():
    assert law(acts=["receipt", "recruitment"])["acts"] == ["recruitment", "receipt"]
    checklist = law_checklist(CATALOGUE, a_case(acts=[act.value for act in CriminalAct]))
    assert checklist.acts == tuple(CriminalAct)


def test_an_unsafe_talk_takes_nothing_from_the_checklist():
    yes = ["documents_withheld", "low_no_pay"]
    assert law(yes=yes, alone="no", acts="transport") == law(yes=yes, alone="yes", acts="transport")
