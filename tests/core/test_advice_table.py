"""The advice table (design 4.5), line by line, each line beside the nearest case that must not follow it."""

from typing import Any, NamedTuple

import pytest

from tests.core.engine import codes, reasons, said


class Line(NamedTuple):
    """A named case, the codes it gets, and for `refer` or `consult` every reason of that advice."""

    name: str
    what: dict[str, Any]
    advice: str
    why: str = ""


def labour(*yes: str, **more: Any) -> dict[str, Any]:
    return {"forms": "labour", "yes": yes, **more}


def sexual(*yes: str, **more: Any) -> dict[str, Any]:
    return {"forms": "sexual", "yes": yes, **more}


def begging(*yes: str, **more: Any) -> dict[str, Any]:
    return {"forms": "begging", "yes": yes, **more}


def both(*forms_and_yes: str) -> dict[str, Any]:
    """Labour and a second form, then the yes."""
    second, *yes = forms_and_yes
    return {"forms": ["labour", second], "yes": yes}


POOR_WORK = ("low_no_pay", "wage_manipulation", "bad_living")
DECEIVED = ("deceived_wages", "deceived_conditions", "deceived_housing")
VULNERABLE = ("vuln_economic", "vuln_past", "vuln_control")
DEPENDENT = ("dest_dependency", "dest_unknown_area", "dest_economic")
SPOTS = ("posts_assigned", "bad_living", "no_food_water_care")
SEVERAL = "several_indicators"
MOVED = {"acts": "transport"}
MEANT = {"acts": "transport", "intended": "labour"}

ACT_NOW = [
    Line("danger", labour(danger=True, no="violence"), "act_now consult", "immediate_danger"),
    Line("urgent sign, whatever the form", labour(signs="obs_beg_infant"), "act_now consult", "serious_sign"),
    Line("serious sign is not urgent", labour(signs="obs_injuries"), "consult", "serious_sign"),
    Line(
        "danger beside refer", labour("rec_abduction_sale", danger=True), "act_now refer", "grave_indicator"
    ),
    Line("danger of a child", labour(age="child", danger=True), "act_now consult", "child immediate_danger"),
]

REFER_ADULT = [
    Line("a strong and other", labour("documents_withheld", "threat_denounce"), "refer", "force_indicated"),
    Line("a not: strong alone", labour("documents_withheld"), "consult", "strong_yes force_yes"),
    Line("a at recruitment", labour("rec_threats", "rec_debt", "rec_documents"), "refer", "force_indicated"),
    Line("a not: two medium", labour("rec_threats", "rec_debt"), "consult", f"force_yes {SEVERAL}"),
    Line("a extension counts", labour("accounts_controlled", "threat_denounce"), "refer", "force_indicated"),
    Line("a not: extension alone", labour("accounts_controlled"), "consult", "extension_yes force_yes"),
    Line(
        "a not: three medium, two in each dimension of force",
        labour("rec_threats", "rec_debt", "threat_denounce"),
        "consult",
        f"force_yes {SEVERAL}",
    ),
    Line(
        "a not: three medium of two profiles, two in each",
        both("begging", "mobility_aid_withheld", "wages_withheld", "threat_denounce"),
        "consult",
        f"force_yes {SEVERAL}",
    ),
    Line("b", labour(*POOR_WORK, *DECEIVED), "refer", "exploitation_and_deception_indicated"),
    Line("b not: two deceptions", labour(*POOR_WORK, *DECEIVED[:2]), "consult labour_rights", SEVERAL),
    Line("b not: two of exploitation", labour(*POOR_WORK[:2], *DECEIVED), "consult labour_rights", SEVERAL),
    Line(
        "b extension counts in exploitation",
        labour("low_no_pay", "bad_living", "care_denied", *DECEIVED),
        "refer",
        "exploitation_and_deception_indicated",
    ),
    Line(
        "b not: the third row is a labour-law breach in the sexual form",
        sexual("hazardous", "bad_living", "labour_law_breach", *DECEIVED),
        "consult",
        SEVERAL,
    ),
    Line(
        "c",
        labour(*POOR_WORK, *VULNERABLE, *DEPENDENT),
        "refer",
        "exploitation_and_vulnerability_indicated",
    ),
    Line(
        "c two medium and weak",
        labour(*POOR_WORK, *VULNERABLE[:2], "vuln_beliefs", *DEPENDENT[:2], "dest_past"),
        "refer",
        "exploitation_and_vulnerability_indicated",
    ),
    Line(
        "c not: two at destination",
        labour(*POOR_WORK, *VULNERABLE, *DEPENDENT[:2]),
        "consult labour_rights",
        SEVERAL,
    ),
    Line(
        "c not: two at recruitment",
        labour(*POOR_WORK, *VULNERABLE[:2], *DEPENDENT),
        "consult labour_rights",
        SEVERAL,
    ),
    Line(
        "c not: two of exploitation",
        labour(*POOR_WORK[:2], *VULNERABLE, *DEPENDENT),
        "consult labour_rights",
        SEVERAL,
    ),
    Line("d sale, in labour", labour("rec_abduction_sale"), "refer", "grave_indicator"),
    Line("d not: threats", labour("rec_threats"), "consult", "force_yes"),
    Line("d injury, in begging", begging("injury_inflicted"), "refer", "grave_indicator"),
    Line("d not: injury is no row of the sexual form", sexual("injury_inflicted"), "second_talk"),
    Line("d not: violence", begging("violence"), "consult", "strong_yes force_yes"),
    Line("d cannot refuse clients", sexual("forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d cannot refuse begging", begging("forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d not: cannot refuse tasks at work", labour("forced_tasks_clients"), "consult", "force_yes"),
    Line("d labour beside sexual", both("sexual", "forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d quota, in begging", begging("quota_punished"), "refer", "grave_indicator"),
    Line("d quota, extension of the sexual form", sexual("quota_punished"), "refer", "grave_indicator"),
    Line("d not: quota is no row of labour", labour("quota_punished"), "second_talk"),
    Line("e strong", labour("low_no_pay", "documents_withheld"), "refer", "exploitation_and_force"),
    Line(
        "e not: one medium",
        labour("low_no_pay", "threat_denounce"),
        "consult",
        f"force_yes {SEVERAL}",
    ),
    Line(
        "e two rows, one in each dimension",
        labour("low_no_pay", "threat_denounce", "rec_debt"),
        "refer",
        "exploitation_and_force",
    ),
    Line(
        "e two rows of one dimension",
        labour("low_no_pay", "threat_denounce", "threat_inform"),
        "refer",
        "exploitation_and_force",
    ),
    Line(
        "e strong extension", labour("low_no_pay", "accounts_controlled"), "refer", "exploitation_and_force"
    ),
    Line(
        "e not: medium extension",
        labour("low_no_pay", "used_identity"),
        "consult",
        f"extension_yes force_yes {SEVERAL}",
    ),
    Line(
        "e extension of exploitation",
        labour("care_denied", "documents_withheld"),
        "refer",
        "exploitation_and_force",
    ),
    Line(
        "e not: vulnerability at destination is not exploitation",
        labour("dest_dependency", "documents_withheld"),
        "consult",
        f"strong_yes force_yes {SEVERAL}",
    ),
    Line(
        "e not: labour-law breach in the sexual form",
        sexual("labour_law_breach", "documents_withheld"),
        "consult",
        "strong_yes force_yes",
    ),
    Line(
        "e not: no social protection in the sexual form",
        sexual("no_social_protection", "documents_withheld"),
        "consult",
        "strong_yes force_yes",
    ),
    Line(
        "e labour-law breach in the labour form beside it",
        both("sexual", "labour_law_breach", "documents_withheld"),
        "refer",
        "exploitation_and_force",
    ),
    Line(
        "e not: exploitation of one profile and force of another",
        both("begging", "low_no_pay", "moved_often", "substances"),
        "consult labour_rights",
        f"force_yes {SEVERAL}",
    ),
    Line(
        "e the same in one profile",
        both("begging", "wage_manipulation", "moved_often", "substances"),
        "refer",
        "exploitation_and_force",
    ),
    Line(
        "f sexual",
        sexual("bad_living", "deceived_job_nature"),
        "refer",
        "exploitation_and_deceived_job",
    ),
    Line(
        "f begging",
        begging("posts_assigned", "deceived_job_nature"),
        "refer",
        "exploitation_and_deceived_job",
    ),
    Line(
        "f not: labour",
        labour("bad_living", "deceived_job_nature"),
        "consult labour_rights",
        f"strong_yes {SEVERAL}",
    ),
    Line("f not: no exploitation", sexual("deceived_job_nature"), "consult prevention", "strong_yes"),
    Line("f not: another deception", sexual("bad_living", "deceived_wages"), "consult", SEVERAL),
    Line(
        "f not: labour-law breach in the sexual form",
        sexual("labour_law_breach", "deceived_job_nature"),
        "consult prevention",
        "strong_yes",
    ),
    Line(
        "f not: exploitation in labour alone",
        both("begging", "low_no_pay", "deceived_job_nature"),
        "consult labour_rights",
        f"strong_yes {SEVERAL}",
    ),
    Line(
        "g begging",
        begging("earnings_handed_over", "posts_assigned", "deceived_wages"),
        "refer",
        "gain_taken_and_means",
    ),
    Line(
        "g benefits taken, force",
        begging("benefits_taken", "posts_assigned", "bad_living", "threat_denounce"),
        "refer",
        "gain_taken_and_means",
    ),
    Line(
        "g not: no deception, no force",
        begging("earnings_handed_over", "posts_assigned"),
        "consult",
        f"strong_yes {SEVERAL}",
    ),
    Line(
        "g not: vulnerability at recruitment is no means here",
        begging("earnings_handed_over", "posts_assigned", "vuln_economic"),
        "consult",
        f"strong_yes {SEVERAL}",
    ),
    Line(
        "g not: exploitation not indicated",
        begging("earnings_handed_over", "deceived_wages"),
        "consult",
        f"strong_yes {SEVERAL}",
    ),
    Line("g not: gain not taken", begging(*SPOTS, "deceived_wages"), "consult", SEVERAL),
    Line(
        "g not: deductions are no gain in begging",
        begging("wage_manipulation", *SPOTS, "deceived_wages"),
        "consult",
        SEVERAL,
    ),
    Line("g sexual, force", sexual(*POOR_WORK, "threat_denounce"), "refer", "gain_taken_and_means"),
    Line("g sexual, deception", sexual(*POOR_WORK, "deceived_wages"), "refer", "gain_taken_and_means"),
    Line(
        "g sexual, money taken is a strong extension",
        sexual("earnings_handed_over", "bad_living", "deceived_wages"),
        "refer",
        "gain_taken_and_means",
    ),
    Line(
        "g sexual, no pay alone as gain",
        sexual("low_no_pay", "bad_living", "hazardous", "deceived_wages"),
        "refer",
        "gain_taken_and_means",
    ),
    Line(
        "g sexual, deductions alone as gain",
        sexual("wage_manipulation", "bad_living", "hazardous", "deceived_wages"),
        "refer",
        "gain_taken_and_means",
    ),
    Line(
        "g not: prices set by others is no gain",
        sexual("services_set_by_others", "bad_living", "deceived_wages"),
        "consult",
        f"extension_yes {SEVERAL}",
    ),
    Line(
        "g not: labour-law breach never counts in the sexual form",
        sexual("low_no_pay", "wage_manipulation", "labour_law_breach", "deceived_wages"),
        "consult",
        SEVERAL,
    ),
    Line("g not: labour", labour(*POOR_WORK, "threat_denounce"), "consult", f"force_yes {SEVERAL}"),
    Line(
        "g not: labour, money taken",
        labour("earnings_handed_over", *POOR_WORK, "deceived_wages"),
        "consult labour_rights",
        f"extension_yes {SEVERAL}",
    ),
    *(
        Line(
            f"h {dependence}",
            begging("earnings_handed_over", dependence),
            "refer",
            "gain_taken_and_dependence" + (" exploitation_and_force" if strong else ""),
        )
        for dependence, strong in (
            ("vuln_disability_age", False),
            ("vuln_homeless_addiction", False),
            ("dest_care_dependency", False),
            ("mobility_aid_withheld", False),
        )
    ),
    Line(
        "h benefits taken",
        begging("benefits_taken", "vuln_disability_age"),
        "refer",
        "gain_taken_and_dependence",
    ),
    Line("h not: gain not taken", begging("posts_assigned", "vuln_disability_age"), "consult", SEVERAL),
    Line(
        "h not: other vulnerability",
        begging("earnings_handed_over", "vuln_personal_situation"),
        "consult",
        f"strong_yes {SEVERAL}",
    ),
    Line(
        "h not: dependence is no row of the sexual form",
        sexual("earnings_handed_over", "dest_care_dependency"),
        "consult",
        "extension_yes",
    ),
    Line("i", labour("documents_withheld", **MEANT), "refer", "act_strong_purpose"),
    Line(
        "i not: no purpose",
        labour("documents_withheld", **MOVED),
        "consult",
        "strong_yes force_yes",
    ),
    Line(
        "i not: no act",
        labour("documents_withheld", intended="labour"),
        "consult",
        "strong_yes force_yes",
    ),
    Line("i not: medium", labour("threat_denounce", **MEANT), "consult", "force_yes"),
    Line(
        "i not: strong in exploitation",
        labour("excessive_hours", **MEANT),
        "consult labour_rights",
        "strong_yes",
    ),
    Line(
        "i not: strong as an extension only",
        labour("accounts_controlled", **MEANT),
        "consult",
        "extension_yes force_yes",
    ),
    Line(
        "i purpose by a yes in exploitation",
        labour("deceived_job_nature", "low_no_pay", **MOVED),
        "refer",
        "act_strong_purpose",
    ),
    Line(
        "i recruitment is an act",
        labour("deceived_job_nature", acts="recruitment", intended="labour"),
        "refer",
        "act_strong_purpose",
    ),
    Line(
        "i over all profiles: strong and intended of one form, the other open",
        {
            "forms": ["sexual", "begging"],
            "yes": "deceived_job_nature",
            "acts": "receipt",
            "intended": "begging",
        },
        "refer",
        "act_strong_purpose",
    ),
    Line(
        "i not: labour-law breach is no purpose of the sexual form",
        sexual("deceived_job_nature", "labour_law_breach", **MOVED),
        "consult",
        "strong_yes",
    ),
]

CHILD = [
    Line("nothing said", labour(age="child"), "consult", "child"),
    Line("age in doubt", labour(age="uncertain", no="violence"), "consult", "child"),
    Line("form other", {"forms": "other", "age": "child"}, "consult", "child other_form"),
    Line("exploitation", labour("bad_living", age="child"), "refer", "child_exploitation_or_force"),
    Line(
        "age in doubt, hazard", labour("hazardous", age="uncertain"), "refer", "child_exploitation_or_force"
    ),
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
    Line(
        "guardian, scored in begging", begging("dest_no_guardian", age="child"), "refer", "child_no_guardian"
    ),
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
    Line("not: no row of the form", labour("child_commercial_sex", age="child"), "consult", "child"),
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
        "child",
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
    Line(
        "no exception: begging", begging("no_education", age="child"), "refer", "child_exploitation_or_force"
    ),
    Line("no exception: sexual", sexual("low_no_pay", age="child"), "refer", "child_exploitation_or_force"),
    Line(
        "no exception: labour is not the only form",
        both("begging", "low_no_pay") | {"age": "child"},
        "refer",
        "child_exploitation_or_force",
    ),
    Line(
        "labour-law breach in the sexual form", sexual("labour_law_breach", age="child"), "consult", "child"
    ),
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
    Line(
        "not: independent interpreter", labour(interpreter="independent", no="violence"), "nothing_recorded"
    ),
    Line("strong yes at recruitment", labour("deceived_job_nature"), "consult prevention", "strong_yes"),
    Line("strong yes in exploitation", labour("excessive_hours"), "consult labour_rights", "strong_yes"),
    Line("not: the same row, medium in the sexual form", sexual("excessive_hours"), "second_talk"),
    Line("extension", labour("care_denied"), "consult labour_rights", "extension_yes"),
    Line("force", labour("forced_to_lie"), "consult", "force_yes"),
    Line("weak force", labour("threat_inform"), "consult", "force_yes"),
    Line("two indicators", labour("vuln_past", "vuln_economic"), "consult prevention", SEVERAL),
    Line("not: one indicator", labour("vuln_past"), "prevention second_talk"),
    Line("not: one indicator of two profiles", both("sexual", "vuln_past"), "prevention second_talk"),
    Line(
        "not: one counts, one never does", sexual("vuln_past", "labour_law_breach"), "prevention second_talk"
    ),
    Line("two signs", labour(signs=["obs_no_ppe", "obs_few_belongings"]), "consult", "several_signs"),
    Line("serious sign", labour(signs="obs_escorted"), "consult", "serious_sign"),
    Line("not: one plain sign", labour(signs="obs_no_ppe", no="violence"), "second_talk"),
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
    Line(
        "not: more than recruitment", labour("deceived_wages", acts=["recruitment", "receipt"]), "second_talk"
    ),
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
    Line("a yes outside the profile", labour("quota_punished", no="violence"), "nothing_recorded"),
    Line("never for a child", labour(no="violence", age="child"), "consult", "child"),
]


def named(lines: list[Line]) -> list[Any]:
    """One test a line, under the line's name."""
    return [pytest.param(line, id=line.name.replace(" ", "-")) for line in lines]


def follow(line: Line) -> None:
    assessment = said(**line.what)
    assert codes(assessment) == line.advice.split()
    if line.why:
        step = "refer" if "refer" in line.advice else "consult"
        assert reasons(assessment, step) == set(line.why.split())


@pytest.mark.parametrize("line", named(ACT_NOW))
def test_act_now(line):
    follow(line)


@pytest.mark.parametrize("line", named(REFER_ADULT))
def test_refer_an_adult(line):
    follow(line)


@pytest.mark.parametrize("line", named(CHILD))
def test_a_child(line):
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
