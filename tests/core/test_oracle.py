"""The engine says what the oracle says: the same rules, written twice and apart."""

from itertools import combinations

import pytest

from tests.builders import CATALOGUE, case_file
from tests.core import oracle, oracle_advice
from tests.core.engine import codes, reasons, said
from tests.core.sampling import FORM_COMBINATIONS, drawn

ADULT_LINES = {
    "a": "force_indicated",
    "b": "exploitation_and_deception_indicated",
    "c": "exploitation_and_vulnerability_indicated",
    "d": "grave_indicator",
    "e": "exploitation_and_force",
    "f": "exploitation_and_deceived_job",
    "g": "gain_taken_and_means",
    "h": "gain_taken_and_dependence",
    "i": "act_strong_purpose",
}
CHILD_LINES = {
    "exploitation": "child_exploitation_or_force",
    "force": "child_exploitation_or_force",
    "deception": "child_strong_deception",
    "guardian": "child_no_guardian",
    "extension": "child_extension",
}
CONSULT_LINES = {
    "child": "child",
    "danger": "immediate_danger",
    "concerned": "concerned",
    "other": "other_form",
    "unsafe": "unsafe_talk",
    "strong": "strong_yes",
    "extension": "extension_yes",
    "force": "force_yes",
    "two": "several_indicators",
    "signs": "several_signs",
    "serious": "serious_sign",
    "outside": "outside_yes",
}


def of_the_oracle(case: dict) -> dict:
    return oracle.assess(case) | {"advice": oracle_advice.advice(case)}


def of_the_engine(assessment: dict) -> dict:
    profiles = [{k: v for k, v in one.items() if k != "grade"} for one in assessment["profiles"]]
    return {
        "profiles": profiles,
        "law": assessment["law"],
        "outside": assessment["outside"],
        "next_questions": assessment["next_questions"],
        "advice": codes(assessment),
    }


def assert_agreed(what: dict) -> dict:
    case, assessment = case_file(**what), said(**what)
    assert of_the_engine(assessment) == of_the_oracle(case), what
    if oracle.child(case):
        refer = {CHILD_LINES[line] for line in oracle_advice.child_lines(case)}
    else:
        refer = {ADULT_LINES[line] for line in oracle_advice.adult_letters(case)}
    consult = {CONSULT_LINES[line] for line in oracle_advice.consult_lines(case)}
    assert reasons(assessment, "refer") == refer, what
    assert reasons(assessment, "consult") == (set() if refer else consult), what
    return assessment


@pytest.mark.parametrize("sample", [1000, pytest.param(50_000, marks=pytest.mark.full)])
def test_random_cases_of_every_form_combination_and_age(sample):
    said_codes, said_reasons, said_states = set(), set(), set()
    for what in drawn(sample, seed=189):
        assessment = assert_agreed(what)
        said_codes |= set(codes(assessment))
        said_reasons |= reasons(assessment, "refer") | reasons(assessment, "consult")
        said_states |= {d["state"] for profile in assessment["profiles"] for d in profile["dimensions"]}
    assert said_codes == set(oracle_advice.ADVICE)
    assert said_reasons == {*ADULT_LINES.values(), *CHILD_LINES.values(), *CONSULT_LINES.values()}
    assert said_states == {"positive", "reachable", "unreachable"}


@pytest.mark.parametrize("age", ["adult", "child"])
@pytest.mark.parametrize("forms", FORM_COMBINATIONS[:4])
def test_every_single_yes_with_and_without_act_and_purpose(forms, age):
    for id_ in CATALOGUE.indicators:
        for acts in ((), ("recruitment",), ("harbouring",)):
            for intended in {(), forms} - {("other",)}:
                assert_agreed({"forms": forms, "age": age, "yes": [id_], "acts": acts, "intended": intended})


@pytest.mark.full
@pytest.mark.parametrize("age", ["adult", "child"])
@pytest.mark.parametrize("forms", [("labour",), ("sexual",), ("begging",), ("labour", "sexual", "begging")])
def test_every_pair_of_yes(forms, age):
    for pair in combinations(CATALOGUE.indicators, 2):
        assert_agreed({"forms": forms, "age": age, "yes": pair})
