"""Which rows may be asked, and which come next (docs/rules.md: Next questions)."""

import re

import pytest

from screening.core.instrument.vocabulary import Form
from screening.core.rules.assessment import profiles_of
from screening.core.rules.questions import may_be_asked, wording
from screening.core.rules.statements import statement
from screening.core.rules.triage import triage
from tests.builders import CATALOGUE, a_case
from tests.core.engine import said
from tests.core.lines import SAFE
from tests.core.sampling import IDS

JOURNEY = {"deceived_legal_status", "vuln_illegal_status", "deceived_family_reunification"}
CHILD_WORDING = {
    "dest_no_guardian",
    "no_education",
    "excessive_hours",
    "earnings_handed_over",
    "documents_withheld",
    "isolation_confinement",
    "moved_often",
}


def next_questions(**what) -> list[str]:
    return said(**what)["next_questions"]


def test_a_dimension_with_a_strong_yes_comes_first_by_weight_then_catalogue_order():
    listed = next_questions(yes="documents_withheld")
    rows = CATALOGUE.scored(CATALOGUE.profiles["labour_adult"], "destination_coercion")
    weight = {row.id: ("strong", "medium", "weak").index(row.weights["labour_adult"]) for row in rows}
    expected = sorted((id_ for id_ in weight if id_ != "documents_withheld"), key=lambda id_: weight[id_])
    assert listed[: len(expected)] == expected


def test_the_dimension_that_needs_fewest_further_yes_comes_before_a_strong_row_of_another():
    listed = next_questions(yes=["dest_dependency", "dest_economic"])
    ahead = listed.index("debt_bondage")
    assert set(listed[:ahead]) >= {"dest_unknown_area", "dest_family", "dest_authorities", "dest_past"}


def test_a_positive_dimension_asks_nothing_more():
    listed = next_questions(yes=["documents_withheld", "debt_bondage"])
    assert not {row.id for row in CATALOGUE.scored(CATALOGUE.profiles["labour_adult"], "destination_coercion")} & set(
        listed
    )


def test_a_dimension_that_cannot_be_reached_asks_nothing_but_does_in_an_unsafe_talk():
    rows = [row.id for row in CATALOGUE.scored(CATALOGUE.profiles["labour_adult"], "destination_vulnerability")]
    answers = {"no": rows[1:]} | SAFE
    assert rows[0] not in next_questions(**answers)
    for changed in ({"alone": "no"}, {"alone": None}, {"interpreter": None}, {"interpreter": "machine"}):
        assert rows[0] in next_questions(**answers | changed), changed


@pytest.mark.parametrize("answer", ["yes", "no", "declined"])
def test_a_row_with_an_answer_is_not_asked_again(answer):
    assert "debt_bondage" in next_questions(not_asked="debt_bondage")
    assert "debt_bondage" not in next_questions(**{answer: "debt_bondage"})


def test_an_unclear_row_is_asked_of_an_adult_again_before_those_not_asked_of_its_weight():
    listed = next_questions(yes="documents_withheld", unclear="violence")
    assert listed[:3] == ["violence", "debt_bondage", "isolation_confinement"]
    assert "violence" not in next_questions(age="child", unclear="violence")
    assert "documents_withheld" not in next_questions(age="child", unclear="documents_withheld")
    assert "documents_withheld" in next_questions(age="child")


def test_an_own_row_is_asked_while_its_form_is_chosen():
    own = {"organ_offer_or_debt", "organ_tests_arranged", "organ_false_kinship", "organ_travel_paid"}
    assert own <= set(next_questions(forms="organs"))
    assert not own & {*next_questions(forms="crime"), *next_questions(forms="other"), *next_questions(forms="labour")}
    assert not own & set(next_questions(forms="organs", age="child"))


def test_extensions_and_rows_that_are_only_seen_are_not_next_questions():
    for form in ("labour", "sexual", "begging", "organs"):
        profile = f"{Form(form).group}_adult"
        listed = next_questions(forms=form)
        assert listed
        assert all(profile in CATALOGUE.indicators[id_].weights for id_ in listed)
    assert "injury_inflicted" not in next_questions(forms="begging")


@pytest.mark.parametrize("form", ["labour", "sexual", "begging"])
def test_a_child_is_asked_only_what_has_child_wording(form):
    listed = set(next_questions(forms=form, age="child"))
    assert listed == {id_ for id_ in CHILD_WORDING if f"{form}_child" in CATALOGUE.indicators[id_].weights}


def test_the_two_rows_of_the_sexual_form_are_not_asked_there_and_are_asked_for_labour():
    two = {"no_social_protection", "labour_law_breach"}
    assert not two & set(next_questions(forms="sexual"))
    assert "no_social_protection" in next_questions(forms=["sexual", "labour"])


@pytest.mark.parametrize(
    ("profession", "asked"),
    [(None, True), ("police", True), ("border_guard", True), ("labour_inspector", False), ("social_worker", False)],
)
def test_forced_offences_are_not_for_inspector_or_social_worker(profession, asked):
    listed = set(next_questions(forms=["labour", "crime"], profession=profession))
    offences = {"forced_illicit", "crime_for_others", "crime_gain_taken"}
    assert offences & listed == (offences if asked else set())


@pytest.mark.parametrize(
    ("citizenship", "exploited_in", "left_out"),
    [
        ("poland", ["poland"], True),
        ("poland", ["poland", "abroad"], False),
        ("poland", ["abroad"], False),
        ("poland", [], False),
        ("eu", ["poland"], False),
        ("unknown", ["poland"], False),
    ],
)
def test_questions_on_a_journey_are_left_out_at_home_alone(citizenship, exploited_in, left_out):
    listed = set(next_questions(citizenship=citizenship, exploited_in=exploited_in))
    assert JOURNEY & listed == (set() if left_out else JOURNEY)


def test_a_row_of_several_profiles_stands_once_at_its_best_place():
    listed = next_questions(forms=["labour", "sexual", "begging"], yes=["documents_withheld"])
    assert len(listed) == len(set(listed))
    assert listed.index("forced_tasks_clients") < listed.index("threats_violence")  # strong in two of the three
    assert set(listed) <= set(IDS)


BEGUN = re.compile(r"naprawdę|w ostatnim miesiącu|w tej pracy|zwykły dzień pracy")


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("how", [{"exploited_in": "transit"}, {"intended": True}])
def test_where_nothing_has_begun_no_question_supposes_that_it_has(form, how):
    case = a_case(forms=form, **{key: form if value is True else value for key, value in how.items()})
    asked = [
        wording(row, case, profile.group).polish
        for profile in profiles_of(CATALOGUE, case)
        for row in CATALOGUE.rows_of(profile)
        if may_be_asked(row, case, profile) and row.question
    ]
    assert asked or form is Form.OTHER
    assert not [text for text in asked if BEGUN.search(text)]


def test_the_question_of_what_has_not_begun_comes_before_that_of_a_form_and_of_somebody_at_home():
    wages, job = CATALOGUE.indicators["deceived_wages"], CATALOGUE.indicators["deceived_job_nature"]
    at_home = a_case(forms="labour", intended="labour", citizenship="poland", exploited_in="poland")
    assert wording(wages, a_case(forms="sexual", intended="sexual"), "sexual") == wages.question_not_begun
    assert wording(job, at_home, "labour") == job.question_not_begun
    assert wording(job, a_case(forms="labour"), "labour") == job.questions_by_form["labour"]


def test_a_child_is_not_asked_of_work_and_money_that_are_not_there_yet():
    for id_ in ("excessive_hours", "earnings_handed_over", "moved_often"):
        row = CATALOGUE.indicators[id_]
        begun, planned = (a_case(age="child", forms="begging", intended=each) for each in ((), "begging"))
        assert wording(row, begun, None) == row.child_question != row.child_question_not_begun
        assert wording(row, planned, None) == row.child_question_not_begun


def test_the_persons_screen_asks_of_what_is_planned_where_nothing_has_begun():
    rows = {"deceived_job_nature": "labour", "rec_documents": "labour", "marriage_work_or_sex_expected": "marriage"}
    for id_, form in rows.items():
        row = CATALOGUE.indicators[id_]
        for how in ({"intended": form}, {"exploited_in": "transit"}):
            planned = a_case(forms=form, **how)
            assert id_ in triage(CATALOGUE, planned) and statement(CATALOGUE, planned, id_) == row.statement_not_begun
        assert statement(CATALOGUE, a_case(forms=form), id_) != row.statement_not_begun
    at_home = a_case(forms="labour", intended="labour", citizenship="poland", exploited_in="poland")
    assert statement(CATALOGUE, at_home, "rec_documents") == CATALOGUE.indicators["rec_documents"].statement_not_begun
