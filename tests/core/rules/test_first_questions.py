"""The triage lists and the first questions (docs/rules.md: The words of the rules)."""

import pytest

from screening.core.rules.triage import first_questions, triage
from tests.builders import CATALOGUE, a_case
from tests.core.lines import FIRST

NOT_BEGUN = [
    *("deceived_job_nature", "rec_debt", "rec_documents", "rec_isolation", "rec_threats", "deceived_travel"),
    *("deceived_contract", "vuln_travel_organised", "vuln_control", "rec_abduction_sale"),
]
OFFENCES = {"forced_illicit", "crime_for_others", "crime_gain_taken"}


def first(**what) -> set[str]:
    return set(first_questions(CATALOGUE, a_case(**what)))


def listed(**what) -> list[str]:
    return [id_ for id_ in triage(CATALOGUE, a_case(**what)) if id_ in CATALOGUE.indicators]


@pytest.mark.parametrize("form", FIRST)
def test_first_questions_of_a_form_are_the_strong_rows_of_its_list_its_own_strong_rows_and_menace(form):
    assert first(forms=form) == set(FIRST[form])


def test_several_forms_are_asked_the_first_questions_of_each():
    every = list(FIRST)
    assert first(forms=every) == {row for form in every for row in FIRST[form]}


@pytest.mark.parametrize(
    "how", [{"exploited_in": "transit"}, {"intended": "labour"}, {"exploited_in": "transit", "intended": "labour"}]
)
def test_when_not_begun_every_row_of_its_list_is_a_first_question(how):
    assert listed(**how) == NOT_BEGUN
    assert first(**how) == set(NOT_BEGUN)


@pytest.mark.parametrize(
    "how",
    [
        {"exploited_in": ["transit", "poland"]},
        {"forms": ["labour", "sexual"], "intended": "labour"},
        {"acts": "recruitment"},
    ],
)
def test_exploitation_has_begun_where_one_form_or_place_is_left(how):
    assert first(**how) >= set(FIRST["labour"])


def test_when_not_begun_a_row_that_no_chosen_profile_has_is_left_out():
    assert first(forms="begging", intended="begging") == set(NOT_BEGUN) - {"deceived_contract"}
    assert "deceived_contract" in first(forms=["begging", "labour"], exploited_in="transit")


def test_when_not_begun_every_own_row_comes_first_strong_before_medium():
    own = ["organ_offer_or_debt", "organ_tests_arranged", "organ_false_kinship", "organ_travel_paid"]
    for how in ({}, {"intended": "organs"}):
        assert listed(forms="organs", **how)[:4] == own
    assert set(own) <= first(forms="organs", intended="organs")
    assert set(own) & first(forms="organs") == {"organ_offer_or_debt"}


@pytest.mark.parametrize(
    ("profession", "asked"),
    [(None, True), ("police", True), ("border_guard", True), ("labour_inspector", False), ("social_worker", False)],
)
@pytest.mark.parametrize("how", [{}, {"intended": "crime"}])
def test_offences_are_no_first_question_of_those_who_must_not_ask(profession, asked, how):
    own = OFFENCES - {"forced_illicit"}
    assert OFFENCES & first(forms="crime", profession=profession, **how) == (own if asked else set())


def test_forced_offences_are_no_menace_to_be_asked_first():
    assert "forced_illicit" not in first(forms=list(FIRST))


def test_a_child_is_asked_first_only_what_has_wording_for_children():
    assert first(age="child") == {"excessive_hours", "isolation_confinement", "documents_withheld"}
    assert first(age="child", forms="marriage") == {
        "earnings_handed_over",
        "documents_withheld",
        "isolation_confinement",
    }
    assert first(age="child", intended="labour") == {"dest_no_guardian", "documents_withheld", "isolation_confinement"}


def test_an_answer_changes_no_first_question():
    assert first(yes="debt_bondage", no="deceived_job_nature", declined="threat_denounce") == first()
