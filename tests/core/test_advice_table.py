"""The advice besides refer (docs/rules.md: Advice), line by line, each beside its nearest miss."""

import pytest

from tests.core.lines import (
    SEVERAL,
    Line,
    begging,
    both,
    follow,
    labour,
    named,
    sexual,
)

ACT_NOW = [
    Line("danger", labour(danger=True, no="violence"), "act_now consult", "immediate_danger"),
    Line("urgent sign, whatever the form", labour(signs="obs_beg_infant"), "act_now consult", "serious_sign"),
    Line("serious sign is not urgent", labour(signs="obs_injuries"), "consult", "serious_sign"),
    Line("danger beside refer", labour("rec_abduction_sale", danger=True), "act_now refer", "grave_indicator"),
    Line("danger of a child", labour(age="child", danger=True), "act_now consult", "child immediate_danger"),
]


CONSULT = [
    Line("concerned", labour(concerned=True, no="violence"), "consult", "concerned"),
    Line("form other", {"forms": "other"}, "consult", "other_form"),
    Line("other beside labour", {"forms": ["labour", "other"], "no": "violence"}, "consult", "other_form"),
    Line("not alone", labour(alone="no", no="violence"), "consult", "unsafe_talk"),
    Line("companion interprets", labour(interpreter="companion"), "consult", "unsafe_talk"),
    Line("one of the group interprets", labour(interpreter="group"), "consult", "unsafe_talk"),
    Line("no interpreter though needed", labour(interpreter="none_but_needed"), "consult", "unsafe_talk"),
    Line("not: not known whether alone", labour(alone="unknown", no="violence"), "nothing_recorded"),
    Line("not: independent interpreter", labour(interpreter="independent", no="violence"), "nothing_recorded"),
    Line("strong yes at recruitment", labour("deceived_job_nature"), "consult prevention", "strong_yes"),
    Line("strong yes in exploitation", labour("excessive_hours"), "consult labour_rights", "strong_yes"),
    Line("not: the same row, medium in the sexual form", sexual("excessive_hours"), "second_talk"),
    Line("extension", labour("care_denied"), "consult labour_rights", "extension_yes"),
    Line("force", labour("forced_to_lie"), "consult", "force_yes"),
    Line("weak force", labour("threat_inform"), "consult", "force_yes"),
    Line("two indicators", labour("vuln_past", "vuln_economic"), "consult prevention", SEVERAL),
    Line("not: one indicator", labour("vuln_past"), "prevention second_talk"),
    Line("not: one indicator of two profiles", both("sexual", "vuln_past"), "prevention second_talk"),
    Line("not: one counts, one never does", sexual("vuln_past", "labour_law_breach"), "prevention second_talk"),
    Line("two signs", labour(signs=["obs_no_ppe", "obs_few_belongings"]), "consult", "several_signs"),
    Line("serious sign", labour(signs="obs_escorted"), "consult", "serious_sign"),
    Line("not: one plain sign", labour(signs="obs_no_ppe", no="violence"), "second_talk"),
    Line("a yes outside the profile", labour("quota_punished", no="violence"), "consult", "outside_yes"),
    Line("a yes outside, on a row of children", labour("child_as_prop", no="violence"), "consult", "outside_yes"),
    Line(
        "a yes where the form has no list", {"forms": "other", "yes": "violence"}, "consult", "other_form outside_yes"
    ),
    Line("not: a yes on a row that the sexual form leaves out", sexual("labour_law_breach"), "second_talk"),
]


LABOUR_RIGHTS = [
    Line("exploitation", labour("bad_living"), "labour_rights second_talk"),
    Line("not: force besides", labour("bad_living", "threat_denounce"), "consult", f"force_yes {SEVERAL}"),
    Line("not: sexual", sexual("bad_living"), "second_talk"),
    Line("not: begging", begging("bad_living"), "second_talk"),
    Line("not: refer", labour("bad_living", "violence"), "refer", "exploitation_and_force"),
    Line("not: vulnerability at destination", labour("dest_economic"), "second_talk"),
    Line(
        "force of another profile only",
        both("begging", "bad_living", "mobility_aid_withheld"),
        "consult labour_rights",
        f"force_yes {SEVERAL}",
    ),
    Line(
        "labour-law breach, asked for labour and sexual",
        both("sexual", "labour_law_breach"),
        "labour_rights second_talk",
    ),
    Line("exploitation of another profile only", both("begging", "posts_assigned"), "second_talk"),
]


PREVENTION = [
    Line("deception", labour("deceived_wages"), "prevention second_talk"),
    Line("vulnerability", begging("vuln_economic"), "prevention second_talk"),
    Line("recruitment ticked", labour("deceived_wages", acts="recruitment"), "prevention second_talk"),
    Line("not: transport ticked", labour("deceived_wages", acts="transport"), "second_talk"),
    Line("not: more than recruitment", labour("deceived_wages", acts=["recruitment", "receipt"]), "second_talk"),
    Line("not: exploitation", labour("deceived_wages", "bad_living"), "consult labour_rights", SEVERAL),
    Line("not: force", labour("deceived_wages", "rec_debt"), "consult", f"force_yes {SEVERAL}"),
    Line(
        "not: exploitation in another profile",
        both("begging", "vuln_past", "posts_assigned"),
        "consult",
        SEVERAL,
    ),
    Line("not: vulnerability at destination alone", labour("dest_economic"), "second_talk"),
    Line(
        "vulnerability at destination besides",
        labour("vuln_past", "dest_family"),
        "consult prevention",
        SEVERAL,
    ),
    Line(
        "labour-law breach in the sexual form",
        sexual("deceived_wages", "labour_law_breach"),
        "prevention second_talk",
    ),
    Line(
        "not: the same in labour besides",
        both("sexual", "deceived_wages", "labour_law_breach"),
        "consult labour_rights",
        SEVERAL,
    ),
    Line("not: child", labour("vuln_economic", age="child"), "consult", "child"),
]


SECOND_TALK = [
    Line("yes", labour("dest_economic"), "second_talk"),
    Line("declined", labour(declined="violence", no="debt_bondage"), "second_talk"),
    Line("unclear", labour(unclear="violence", no="debt_bondage"), "second_talk"),
    Line("declined on an extension", labour(declined="care_denied", no="violence"), "second_talk"),
    Line(
        "unclear on a row of the sexual form",
        sexual(unclear="labour_law_breach", no="violence"),
        "second_talk",
    ),
    Line("both rows of the sexual form", sexual("labour_law_breach", "no_social_protection"), "second_talk"),
    Line("sign", labour(signs="obs_no_records", no="violence"), "second_talk"),
    Line("no row answered", labour(), "second_talk"),
    Line("no row of the profile answered", labour(no="quota_punished"), "second_talk"),
    Line("not asked is no answer", labour(not_asked="violence"), "second_talk"),
    Line(
        "not: unclear outside the profile",
        labour(unclear="quota_punished", no="violence"),
        "nothing_recorded",
    ),
    Line("not: consult", labour(concerned=True, declined="violence"), "consult", "concerned"),
]


NOTHING_RECORDED = [
    Line("one no", labour(no="violence"), "nothing_recorded"),
    Line("a no on an extension", labour(no="care_denied"), "nothing_recorded"),
    Line("a no on a row of the sexual form", sexual(no="labour_law_breach"), "nothing_recorded"),
    Line("a no outside the profile", labour(no=["quota_punished", "violence"]), "nothing_recorded"),
    Line("never for a child", labour(no="violence", age="child"), "consult", "child"),
]


@pytest.mark.parametrize("line", named(ACT_NOW))
def test_act_now(line):
    follow(line)


@pytest.mark.parametrize("line", named(CONSULT))
def test_consult(line):
    follow(line)


@pytest.mark.parametrize("line", named(LABOUR_RIGHTS))
def test_labour_rights(line):
    follow(line)


@pytest.mark.parametrize("line", named(PREVENTION))
def test_prevention(line):
    follow(line)


@pytest.mark.parametrize("line", named(SECOND_TALK))
def test_second_talk(line):
    follow(line)


@pytest.mark.parametrize("line", named(NOTHING_RECORDED))
def test_nothing_recorded(line):
    follow(line)
