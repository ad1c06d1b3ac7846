"""Refer or consult a child (docs/rules.md: Refer a child): no means needed, one exception, never less than consult."""

import pytest

from tests.core.engine import said
from tests.core.lines import (
    SEVERAL,
    Line,
    begging,
    both,
    child,
    follow,
    further,
    labour,
    named,
    sexual,
)

USED, GUARDIAN = "child_exploitation_or_force", "child_no_guardian"

CHILD = [
    Line("nothing said", child(labour()), "consult", "child"),
    Line("age in doubt", labour(age="uncertain", no="violence"), "consult", "child"),
    Line("form other", child(further("other")), "consult", "child other_form"),
    Line("exploitation", child(labour("hazardous")), "refer", USED),
    Line("exploitation in a further form", child(further("organs", "earnings_handed_over")), "refer", USED),
    Line("age in doubt, hazard", labour("hazardous", age="uncertain"), "refer", USED),
    Line("force at recruitment", child(labour("rec_threats")), "refer", USED),
    Line("force", child(begging("threat_inform")), "refer", USED),
    Line("own row of a further form", child(further("marriage", "marriage_without_consent")), "refer", USED),
    Line(
        "not: its form is not chosen",
        child(labour("marriage_without_consent")),
        "consult",
        "child outside_strong",
    ),
    Line("not: vulnerability", child(labour("vuln_control")), "consult", "child"),
    Line("not: dependence", child(begging("dest_care_dependency")), "consult", "child"),
    Line("job", child(labour("deceived_job_nature")), "refer", "child_strong_deception"),
    Line("school, strong for a child", child(sexual("deceived_education")), "refer", "child_strong_deception"),
    Line("not: medium deception", child(labour("deceived_wages")), "consult", "child"),
    Line("extension", child(sexual("child_commercial_sex")), "refer", f"{USED} child_extension"),
    Line("not: no row of the form", child(labour("child_commercial_sex")), "consult", "child outside_strong"),
]

ONE_MILD_MATTER = [
    *(
        Line(f"labour, {one} alone", child(labour(one)), "consult", "child")
        for one in ("no_education", "labour_law_breach", "low_no_pay", "wage_manipulation", "bad_living")
    ),
    Line("labour, no place of its own", child(labour("no_private_space")), "consult", "child extension_yes"),
    Line("begging, no school", child(begging("no_education")), "consult", "child"),
    Line("sexual, bad room", child(sexual("bad_living")), "consult", "child"),
    Line("further, bad room", child(further("organs", "bad_living")), "consult", "child further_exploitation"),
    Line("guardian in begging", child(begging("dest_no_guardian")), "consult", "child"),
    Line("guardian in labour", child(labour("dest_no_guardian")), "consult", "child extension_yes"),
    Line("two of one matter: home", child(labour("no_education", "bad_living")), "consult", f"child {SEVERAL}"),
    Line("two of one matter: pay", child(labour("low_no_pay", "wage_manipulation")), "consult", f"child {SEVERAL}"),
    Line("not mild: two matters", child(labour("no_education", "low_no_pay")), "refer", USED),
    Line(
        "not mild: guardian besides",
        child(begging("no_education", "dest_no_guardian")),
        "refer",
        f"{USED} {GUARDIAN}",
    ),
    Line("a circumstance besides", child(labour("no_education", "vuln_past")), "consult", f"child {SEVERAL}"),
    Line("not mild: another row besides", child(labour("no_education", "vuln_control")), "refer", USED),
    Line("not mild: hours", child(labour("excessive_hours")), "refer", USED),
    Line("not mild: pay in the sexual form", child(sexual("low_no_pay")), "refer", USED),
    Line("not mild: pay, sexual chosen too", child(both("sexual", "low_no_pay")), "refer", USED),
    Line("pay, begging chosen too, which has no such row", child(both("begging", "low_no_pay")), "consult", "child"),
    Line("breach, sexual chosen too", child(both("sexual", "labour_law_breach")), "consult", "child"),
    Line("beside the form other", child(both("other", "low_no_pay")), "consult", "child other_form"),
    Line(
        "beside a yes outside the profile",
        child(labour("low_no_pay", "quota_punished", "no_social_protection")),
        "consult",
        "child outside_strong",
    ),
    Line("not mild: a serious sign", child(labour("low_no_pay"), signs="obs_injuries"), "refer", USED),
    Line(
        "not mild: a sign of children",
        child(begging("dest_no_guardian"), signs="obs_child_number_to_call"),
        "refer",
        GUARDIAN,
    ),
    Line(
        "a plain sign besides",
        child(begging("dest_no_guardian"), signs="obs_scripted_story"),
        "consult",
        "child",
    ),
    Line(
        "guardian, extension in labour, with a serious sign",
        child(labour("dest_no_guardian"), signs="obs_injuries"),
        "refer",
        f"{GUARDIAN} child_extension",
    ),
    Line("labour-law breach in the sexual form", child(sexual("labour_law_breach")), "consult", "child"),
]

SEEN_OR_MEANT = [
    Line("serious sign and another", child(labour(), signs=["obs_injuries", "obs_no_ppe"]), "refer", "child_signs"),
    Line("not: serious sign alone", child(labour(), signs="obs_injuries"), "consult", "child serious_sign"),
    Line(
        "three counted signs",
        child(labour(), signs=["obs_scripted_story", "obs_phone_calls", "obs_no_address"]),
        "refer",
        "child_signs",
    ),
    Line(
        "not: three signs, two of one kind",
        child(labour(), signs=["obs_scripted_story", "obs_few_belongings", "obs_no_address"]),
        "consult",
        "child several_signs",
    ),
    Line(
        "act and intended form", child(labour(), acts="transport", intended="labour"), "refer", "child_act_and_purpose"
    ),
    Line("not: act alone", child(labour(), acts="transport"), "consult", "child act_or_intended"),
    Line("not: intended form alone", child(labour(), intended="labour"), "consult", "child act_or_intended"),
]


@pytest.mark.parametrize("line", named(CHILD + ONE_MILD_MATTER + SEEN_OR_MEANT))
def test_a_child(line):
    follow(line)


def test_a_reason_names_the_indicators_of_every_profile():
    case = child(both("begging", "low_no_pay", "posts_assigned"))
    assert said(**case)["advice"][0]["indicators"] == ["low_no_pay", "posts_assigned"]
