"""Refer or consult a child (docs/rules.md: Refer a child): no means needed, one exception, never less than consult."""

import pytest

from tests.core.engine import said
from tests.core.lines import (
    Line,
    begging,
    both,
    follow,
    labour,
    named,
    sexual,
)

CHILD = [
    Line("nothing said", labour(age="child"), "consult", "child"),
    Line("age in doubt", labour(age="uncertain", no="violence"), "consult", "child"),
    Line("form other", {"forms": "other", "age": "child"}, "consult", "child other_form"),
    Line("exploitation", labour("bad_living", age="child"), "refer", "child_exploitation_or_force"),
    Line("age in doubt, hazard", labour("hazardous", age="uncertain"), "refer", "child_exploitation_or_force"),
    Line("force at recruitment", labour("rec_threats", age="child"), "refer", "child_exploitation_or_force"),
    Line("force", begging("threat_inform", age="child"), "refer", "child_exploitation_or_force"),
    Line("not: vulnerability", labour("vuln_past", age="child"), "consult", "child"),
    Line("not: dependence", begging("dest_care_dependency", age="child"), "consult", "child"),
    Line("job", labour("deceived_job_nature", age="child"), "refer", "child_strong_deception"),
    Line(
        "school, strong for a child",
        sexual("deceived_education", age="child"),
        "refer",
        "child_strong_deception",
    ),
    Line("not: medium deception", labour("deceived_wages", age="child"), "consult", "child"),
    Line("guardian, scored in begging", begging("dest_no_guardian", age="child"), "refer", "child_no_guardian"),
    Line(
        "guardian, extension in labour",
        labour("dest_no_guardian", age="child"),
        "refer",
        "child_no_guardian child_extension",
    ),
    Line(
        "extension",
        sexual("child_commercial_sex", age="child"),
        "refer",
        "child_exploitation_or_force child_extension",
    ),
    Line("not: no row of the form", labour("child_commercial_sex", age="child"), "consult", "child outside_yes"),
    *(
        Line(f"labour, {one} alone", labour(one, age="child"), "consult", "child")
        for one in ("no_education", "labour_law_breach", "low_no_pay", "wage_manipulation")
    ),
    Line(
        "exception holds beside the form other",
        {"forms": ["labour", "other"], "age": "child", "yes": "low_no_pay"},
        "consult",
        "child other_form",
    ),
    Line(
        "exception holds beside a yes outside the profile",
        labour("low_no_pay", "quota_punished", "no_social_protection", age="child"),
        "consult",
        "child outside_yes",
    ),
    Line(
        "no exception: two of the four",
        labour("low_no_pay", "wage_manipulation", age="child"),
        "refer",
        "child_exploitation_or_force",
    ),
    Line(
        "no exception: another row has a yes, too",
        labour("no_education", "vuln_past", age="child"),
        "refer",
        "child_exploitation_or_force",
    ),
    Line(
        "no exception: another row",
        labour("excessive_hours", age="child"),
        "refer",
        "child_exploitation_or_force",
    ),
    Line("no exception: begging", begging("no_education", age="child"), "refer", "child_exploitation_or_force"),
    Line("no exception: sexual", sexual("low_no_pay", age="child"), "refer", "child_exploitation_or_force"),
    Line(
        "no exception: labour is not the only form",
        both("begging", "low_no_pay") | {"age": "child"},
        "refer",
        "child_exploitation_or_force",
    ),
    Line("labour-law breach in the sexual form", sexual("labour_law_breach", age="child"), "consult", "child"),
]


@pytest.mark.parametrize("line", named(CHILD))
def test_a_child(line):
    follow(line)


def test_a_reason_names_the_indicators_of_every_profile():
    case = both("begging", "low_no_pay", "posts_assigned") | {"age": "child"}
    assert said(**case)["advice"][0]["indicators"] == ["low_no_pay", "posts_assigned"]
