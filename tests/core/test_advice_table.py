"""The advice besides refer (docs/rules.md: Advice), line by line, each beside its nearest miss.

`calm` is a safe talk in which every first question was answered "no": only there may less than a second talk be said.
"""

import pytest

from tests.core.lines import (
    FIRST,
    MOVED,
    SAFE,
    SEVERAL,
    Line,
    begging,
    both,
    calm,
    child,
    follow,
    further,
    labour,
    named,
    sexual,
)

ACT_NOW = [
    Line("danger", calm(labour(), danger=True), "act_now consult", "immediate_danger"),
    Line(
        "urgent sign, whatever the form",
        labour(signs="obs_beg_infant"),
        "act_now consult",
        "serious_sign urgent_sign",
    ),
    Line("serious sign is not urgent", labour(signs="obs_injuries"), "consult", "serious_sign"),
    Line("danger beside refer", labour("rec_abduction_sale", danger=True), "act_now refer", "grave_indicator"),
    Line("danger of a child", child(labour(), danger=True), "act_now consult", "child immediate_danger"),
    *(
        Line(f"a child looks {one}", calm(labour(), children_signs=one), "act_now consult", "child_unwell")
        for one in ("sleepy", "ill", "hurt")
    ),
    *(
        Line(f"urgent: {need}", calm(labour(), urgent=need), "act_now consult", why)
        for need, why in (
            ("crisis", "acute_crisis"),
            ("doctor", "urgent_doctor"),
            ("sexual_violence", "recent_violence"),
        )
    ),
    *(
        Line(f"not: urgent, but no danger to life: {need}", calm(labour(), urgent=need), "nothing_recorded")
        for need in ("pregnancy", "medicines", "mobility", "water_food")
    ),
]


CONSULT = [
    Line("concerned", calm(labour(), concerned=True), "consult", "concerned"),
    Line("form other", calm(further("other")), "consult", "other_form"),
    Line("other beside labour", calm(both("other")), "consult", "other_form"),
    Line("not: another further form", calm(further("organs")), "nothing_recorded"),
    Line("not alone", calm(labour(), alone="no"), "consult", "unsafe_talk"),
    Line("companion interprets", calm(labour(), interpreter="companion"), "consult", "unsafe_talk"),
    Line("one of the group interprets", calm(labour(), interpreter="group"), "consult", "unsafe_talk"),
    Line("no interpreter though needed", calm(labour(), interpreter="none_but_needed"), "consult", "unsafe_talk"),
    Line("not: independent interpreter", calm(labour(), interpreter="independent"), "nothing_recorded"),
    Line("strong yes at recruitment", labour("deceived_job_nature"), "consult prevention", "strong_yes"),
    Line("strong yes in exploitation", labour("excessive_hours"), "consult labour_rights", "strong_yes"),
    Line("the same row, strong in another form", sexual("excessive_hours"), "consult", "outside_strong"),
    Line("not: a row strong in no form", calm(sexual("bad_living")), "second_talk", "open_answers"),
    Line("extension", labour("care_denied"), "consult labour_rights", "extension_yes"),
    Line("force", labour("forced_to_lie"), "consult", "force_yes"),
    Line("weak force", labour("threat_inform"), "consult", "force_yes"),
    Line("exploitation in a further form", further("organs", "bad_living"), "consult", "further_exploitation"),
    Line("not: exploitation in begging", calm(begging("bad_living")), "second_talk", "open_answers"),
    Line("gain taken", sexual("low_no_pay"), "consult", "gain_taken"),
    Line("not: in labour that is no gain taken", calm(labour("low_no_pay")), "labour_rights"),
    Line("two indicators", labour("vuln_control", "vuln_travel_organised"), "consult prevention", SEVERAL),
    Line("a circumstance and another", labour("vuln_past", "vuln_control"), "consult prevention", SEVERAL),
    Line("not: two circumstances are one", calm(labour("vuln_past", "dest_economic")), "second_talk", "open_answers"),
    Line(
        "not: three law rows are one",
        calm(labour("low_no_pay", "labour_law_breach", "no_social_protection")),
        "labour_rights",
    ),
    Line("a law row and another", labour("low_no_pay", "bad_living"), "consult labour_rights", SEVERAL),
    Line(
        "no pay is no law row where the sexual form is chosen too",
        both("sexual", "low_no_pay", "labour_law_breach"),
        "consult labour_rights",
        f"gain_taken {SEVERAL}",
    ),
    Line("not: one indicator of two profiles", calm(both("sexual", "vuln_control")), "prevention second_talk"),
    Line(
        "not: one counts, one never does",
        calm(sexual("vuln_control", "labour_law_breach")),
        "prevention second_talk",
        "open_answers outside_yes",
    ),
    Line("two signs", labour(signs=["obs_no_ppe", "obs_few_belongings"]), "consult", "several_signs"),
    *(
        Line(f"not: two signs of one kind: {pair}", calm(labour(), signs=pair.split()), "second_talk", "signs_seen")
        for pair in ("obs_no_ppe obs_no_records", "obs_no_address obs_fear_authorities")
    ),
    Line("serious sign", labour(signs="obs_escorted"), "consult", "serious_sign"),
    Line("not: one plain sign", calm(labour(), signs="obs_no_ppe"), "second_talk", "signs_seen"),
    Line("a yes outside, strong in its form", calm(labour("quota_punished")), "consult", "outside_strong"),
    Line("own row of a form not chosen", calm(labour("crime_for_others")), "consult", "outside_strong"),
    Line("not: a medium own row", calm(labour("false_paternity")), "second_talk", "outside_yes"),
    Line("not: strong for children alone", calm(labour("child_as_prop")), "second_talk", "outside_yes"),
    Line("not: left out of the sexual form", calm(sexual("labour_law_breach")), "second_talk", "outside_yes"),
    Line("an act", calm(labour(), **MOVED), "consult", "act_or_intended"),
    Line("not: recruitment alone", calm(labour(), acts="recruitment"), "second_talk", "act_ticked"),
    Line("an intended form", calm(labour(), intended="labour"), "consult", "act_or_intended"),
    Line("three declined", labour(declined=["debt_bondage", "bad_living", "vuln_control"]), "consult", "open_force"),
    Line(
        "a yes, an unclear and a declined one",
        labour("vuln_control", unclear="rec_debt", declined="bad_living"),
        "consult prevention",
        "open_force",
    ),
    Line(
        "not: none of the three in force",
        calm(labour(), declined=["bad_living", "vuln_control", "hazardous"]),
        "second_talk",
        "open_answers",
    ),
    Line(
        "not: two of the three are circumstances",
        calm(labour(), declined=["rec_debt", "vuln_past", "vuln_economic"]),
        "second_talk",
        "open_answers",
    ),
]


LABOUR_RIGHTS = [
    Line("exploitation", calm(labour("bad_living")), "labour_rights second_talk", "open_answers"),
    Line("law row alone", calm(labour("no_social_protection")), "labour_rights"),
    Line("not: force besides", labour("bad_living", "forced_to_lie"), "consult", f"force_yes {SEVERAL}"),
    Line("not: sexual", calm(sexual("bad_living")), "second_talk"),
    Line("not: begging", calm(begging("bad_living")), "second_talk"),
    Line("not: refer", labour("bad_living", "violence"), "refer", "exploitation_and_force"),
    Line("not: child", child(labour("bad_living")), "consult", "child"),
    Line("not: vulnerability at destination", calm(labour("dest_economic")), "second_talk"),
    Line(
        "force of another profile only",
        both("begging", "bad_living", "moved_often"),
        "consult labour_rights",
        f"force_yes {SEVERAL}",
    ),
    Line("breach, labour and sexual", calm(both("sexual", "labour_law_breach")), "labour_rights"),
    Line("exploitation of another profile only", calm(both("begging", "posts_assigned")), "second_talk"),
]


PREVENTION = [
    Line("deception", calm(labour("deceived_wages")), "prevention second_talk", "open_answers"),
    Line("vulnerability", calm(begging("vuln_control")), "prevention second_talk"),
    Line("not: a circumstance", calm(begging("vuln_economic")), "second_talk"),
    Line("recruitment ticked", calm(labour("deceived_wages"), acts="recruitment"), "prevention second_talk"),
    Line("not: transport ticked", labour("deceived_wages", acts="transport"), "consult", "act_or_intended"),
    Line(
        "not: more than recruitment",
        labour("deceived_wages", acts=["recruitment", "receipt"]),
        "consult",
        "act_or_intended",
    ),
    Line("not: exploitation", labour("deceived_wages", "bad_living"), "consult labour_rights", SEVERAL),
    Line("not: force", labour("deceived_wages", "rec_debt"), "consult", f"force_yes {SEVERAL}"),
    Line("not: exploitation in another profile", both("begging", "vuln_control", "posts_assigned"), "consult", SEVERAL),
    Line("not: vulnerability at destination alone", calm(labour("dest_dependency")), "second_talk"),
    Line("at destination besides", labour("vuln_control", "dest_family"), "consult prevention", SEVERAL),
    Line("breach in the sexual form", calm(sexual("deceived_wages", "labour_law_breach")), "prevention second_talk"),
    Line(
        "not: the same in labour besides",
        both("sexual", "deceived_wages", "labour_law_breach"),
        "consult labour_rights",
        SEVERAL,
    ),
    Line("not: child", child(labour("vuln_control")), "consult", "child"),
]


OPEN, FIRST_OPEN = "open_answers", "first_questions_open"
SECOND_TALK = [
    Line("yes", calm(labour("dest_economic")), "second_talk", OPEN),
    Line(
        "declined, a first question", calm(labour(), declined="excessive_hours"), "second_talk", f"{OPEN} {FIRST_OPEN}"
    ),
    Line("declined, another", calm(labour(), declined="bad_living"), "second_talk", OPEN),
    Line("unclear", calm(labour(), unclear="dest_economic"), "second_talk", OPEN),
    Line("declined on an extension", calm(labour(), declined="care_denied"), "second_talk", OPEN),
    Line("unclear on a row left out", calm(sexual(), unclear="labour_law_breach"), "second_talk", OPEN),
    Line("not: unclear outside the profile", calm(labour(), unclear="quota_punished"), "nothing_recorded"),
    Line("both rows left out", calm(sexual("labour_law_breach", "no_social_protection")), "second_talk", "outside_yes"),
    Line("sign", calm(labour(), signs="obs_no_records"), "second_talk", "signs_seen"),
    Line("nothing answered", labour(**SAFE), "second_talk", FIRST_OPEN),
    Line("no row of the profile answered", labour(**SAFE, no="quota_punished"), "second_talk", FIRST_OPEN),
    *(
        Line(f"first question not asked: {row}", calm(labour(), not_asked=row), "second_talk", FIRST_OPEN)
        for row in FIRST["labour"]
    ),
    Line("a no of nobody knows where", calm(labour(), alone="unknown"), "second_talk", "uncertain_talk"),
    Line("nobody wrote who interpreted", calm(labour(), interpreter=None), "second_talk", "uncertain_talk"),
    Line("a translating application", calm(labour(), interpreter="machine"), "second_talk", "uncertain_talk"),
    Line(
        "offences, of which this profession does not ask",
        calm(further("crime"), not_asked=["crime_for_others", "crime_gain_taken"], profession="labour_inspector"),
        "second_talk",
        "not_for_you",
    ),
    Line(
        "the same from the Police are first questions",
        calm(further("crime"), not_asked=["crime_for_others", "crime_gain_taken"], profession="police"),
        "second_talk",
        FIRST_OPEN,
    ),
    Line("not: the person said no of itself", calm(further("crime"), profession="social_worker"), "nothing_recorded"),
    Line("not: consult", labour(concerned=True, declined="violence"), "consult", "concerned"),
]


NOTHING_RECORDED = [
    *(
        Line(f"every first question no: {form}", calm(further(form)), "nothing_recorded")
        for form in FIRST
        if form != "other"
    ),
    Line("a no on other rows", calm(labour(), no=["care_denied", "quota_punished"]), "nothing_recorded"),
    Line("several forms", calm(further(["labour", "sexual", "crime"])), "nothing_recorded"),
    Line("not: one of two forms", calm(both("sexual"), not_asked="earnings_handed_over"), "second_talk"),
    Line("never for a child", child(calm(labour())), "consult", "child"),
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
