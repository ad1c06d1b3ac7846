"""The engine says what the oracle says: the same rules, written twice and apart."""

from itertools import combinations

import pytest

from screening.core.rules.triage import first_questions
from tests.builders import CATALOGUE, a_case, case_file
from tests.core import oracle, oracle_advice, oracle_words
from tests.core.engine import codes, reasons, said
from tests.core.sampling import FORMS, drawn

# Every reason of every advice.
LINES = {
    *oracle_advice.LETTERS.values(),
    *("child_exploitation_or_force", "child_strong_deception", "child_no_guardian", "child_extension"),
    *("child_signs", "child_act_and_purpose"),
    *("child", "concerned", "other_form", "unsafe_talk", "strong_yes", "extension_yes", "force_yes"),
    *("further_exploitation", "gain_taken", "several_indicators", "several_signs", "serious_sign"),
    *("act_or_intended", "open_force", "outside_strong"),
    *("immediate_danger", "urgent_sign", "child_unwell", "acute_crisis", "urgent_doctor", "recent_violence"),
    *("open_answers", "outside_yes", "signs_seen", "act_ticked", "uncertain_talk", "first_questions_open"),
    *("not_for_you", "exploitation_without_force", "before_exploitation", "nothing_found"),
}


def reasons_of_the_oracle(case: dict) -> dict[str, set[str]]:
    refer = oracle_advice.child_lines if oracle_words.child(case) else oracle_advice.adult_lines
    return {
        "act_now": oracle_advice.act_now_lines(case),
        "refer": refer(case),
        "consult": oracle_advice.consult_lines(case),
        "labour_rights": {"exploitation_without_force"},
        "prevention": {"before_exploitation"},
        "second_talk": oracle_advice.second_talk_lines(case),
        "nothing_recorded": {"nothing_found"},
    }


def of_the_engine(assessment: dict) -> dict:
    profiles = [{k: v for k, v in one.items() if k != "grade"} for one in assessment["profiles"]]
    return {
        "profiles": profiles,
        "law": assessment["law"],
        "outside": assessment["outside"],
        "next_questions": assessment["next_questions"],
    }


def assert_agreed(what: dict) -> dict:
    case, assessment = case_file(**what), said(**what)
    assert of_the_engine(assessment) == oracle.assess(case), what
    of_oracle = reasons_of_the_oracle(case)
    assert {code: reasons(assessment, code) for code in codes(assessment)} == {
        code: of_oracle[code] for code in oracle_advice.advice(case)
    }, what
    assert codes(assessment) == oracle_advice.advice(case), what
    assert set(first_questions(CATALOGUE, a_case(**what))) == oracle_words.first_questions(case), what
    return assessment


@pytest.mark.parametrize("sample", [400, pytest.param(100_000, marks=pytest.mark.full)])
def test_random_cases_of_every_form_combination_and_age(sample):
    said_codes, said_reasons, said_states = set(), set(), set()
    for what in drawn(sample, seed=189):
        assessment = assert_agreed(what)
        said_codes |= set(codes(assessment))
        said_reasons |= {reason for advice in assessment["advice"] for reason in advice["reasons"]}
        said_states |= {d["state"] for profile in assessment["profiles"] for d in profile["dimensions"]}
    assert said_codes == set(oracle_advice.ADVICE)
    assert said_reasons == LINES
    assert said_states == {"positive", "reachable", "unreachable"}


EACH_FORM_ALONE = [(form,) for form in FORMS]
ALL = [*EACH_FORM_ALONE, FORMS[:3], FORMS[3:], FORMS]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("age", ["adult", "child"])
@pytest.mark.parametrize("forms", EACH_FORM_ALONE)
@pytest.mark.parametrize("acts", [(), pytest.param(("recruitment",), marks=pytest.mark.full)])
def test_every_single_yes(forms, age, acts):
    for id_ in CATALOGUE.indicators:
        assert_agreed({"forms": forms, "age": age, "yes": [id_], "acts": acts, "intended": forms if acts else ()})
        if acts:
            assert_agreed({"forms": forms, "age": age, "yes": [id_], "acts": acts})


@pytest.mark.full
@pytest.mark.parametrize("age", ["adult", "child"])
@pytest.mark.parametrize("forms", ALL)
def test_every_pair_of_yes(forms, age):
    for pair in combinations(CATALOGUE.indicators, 2):
        assert_agreed({"forms": forms, "age": age, "yes": pair})
