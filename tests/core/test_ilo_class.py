"""The ILO/EC class (docs/rules.md: ILO/EC class) of every combination of positive dimensions, further forms too."""

from itertools import product

import pytest

from screening.core.rules.assessment import DimensionState, assess
from tests.builders import CATALOGUE, a_case

# A set of yes that makes each dimension positive, in any profile of the forms tried here.
ENOUGH = {
    "deceptive_recruitment": ("deceived_job_nature", "deceived_housing"),
    "coercive_recruitment": ("rec_violence", "rec_debt"),
    "recruitment_vulnerability": ("vuln_past", "vuln_control", "vuln_economic"),
    "exploitation": ("low_no_pay", "wage_manipulation", "bad_living", "earnings_handed_over"),
    "destination_coercion": ("documents_withheld", "debt_bondage"),
    "destination_vulnerability": ("dest_dependency", "dest_family", "dest_authorities"),
}

# D deceptive, C coercive, V vulnerability at recruitment; the last letter pair: at destination.
ADULT_WHEN_EXPLOITED = {
    ("", ""): "exploitation_indicated",
    ("V", ""): "vulnerability_and_exploitation",
    ("C", ""): "coercion_and_exploitation",
    ("CV", ""): "coercion_and_exploitation",
    ("D", ""): "deception_and_exploitation",
    ("DV", ""): "deception_and_exploitation",
    ("DC", ""): "deception_and_exploitation",
    ("DCV", ""): "deception_and_exploitation",
    ("", "destination"): "forced_labour_indicated",
    ("V", "destination"): "trafficking_indicated",
    ("C", "destination"): "trafficking_indicated",
    ("CV", "destination"): "trafficking_indicated",
    ("D", "destination"): "trafficking_indicated",
    ("DV", "destination"): "trafficking_indicated",
    ("DC", "destination"): "trafficking_indicated",
    ("DCV", "destination"): "trafficking_indicated",
}


def expected(age: str, positive: dict[str, bool]) -> str:
    if not positive["exploitation"]:
        return "not_determined"
    if age != "adult":
        return "trafficking_indicated"
    letters = zip("DCV", list(positive.values())[:3], strict=True)
    at_destination = positive["destination_coercion"] or positive["destination_vulnerability"]
    return ADULT_WHEN_EXPLOITED[
        "".join(letter for letter, holds in letters if holds), "destination" if at_destination else ""
    ]


@pytest.mark.parametrize("form", ["labour", "sexual", "begging", "organs"])
@pytest.mark.parametrize("age", ["adult", "child", "uncertain"])
def test_every_combination_of_positive_dimensions(age, form):
    for states in product((False, True), repeat=6):
        positive = dict(zip(ENOUGH, states, strict=True))
        yes = [id_ for name, holds in positive.items() if holds for id_ in ENOUGH[name]]
        result = assess(CATALOGUE, a_case(age=age, forms=form, yes=yes)).profiles[0]
        assert {d.id.value: d.state is DimensionState.POSITIVE for d in result.dimensions} == positive
        assert result.ilo_class == ("not_determined" if form == "organs" else expected(age, positive))
