"""Refer an adult (docs/rules.md: Refer an adult), lines (a) to (d), each beside its nearest miss."""

import pytest

from tests.core.lines import (
    DECEIVED,
    DEPENDENT,
    FAR_FROM_HOME,
    FREEDOM,
    POOR_PLACE,
    POOR_WORK,
    SAFE,
    SEVERAL,
    TAKEN_ALONG,
    VULNERABLE,
    Line,
    begging,
    both,
    follow,
    further,
    labour,
    named,
    sexual,
)

A, C = "force_indicated", "exploitation_and_vulnerability_indicated"
ON_THE_WAY = f"force_yes {SEVERAL} open_force"
IN_NEED = (*POOR_PLACE, "dest_dependency", "dest_family", "dest_economic")
MAY_LEAVE = {**SAFE, "no": FREEDOM}

FORCE = [
    Line("a strong and other", labour("documents_withheld", "forced_to_lie"), "refer", A),
    Line("a not: strong alone", labour("documents_withheld"), "consult", "strong_yes force_yes"),
    Line("a extension counts", labour("accounts_controlled", "forced_to_lie"), "refer", A),
    Line("a not: extension alone", labour("accounts_controlled"), "consult", "extension_yes force_yes"),
    Line("a at recruitment, a debt among it", labour("rec_threats", "rec_debt", "rec_documents"), "refer", A),
    Line("a not: two medium", labour("rec_threats", "rec_debt"), "consult", f"force_yes {SEVERAL}"),
    Line("a not: at recruitment alone", labour(*TAKEN_ALONG), "consult", ON_THE_WAY),
    Line("a at recruitment, a deception", labour(*TAKEN_ALONG, "deceived_wages"), "refer", A),
    Line("a not: at recruitment, a vulnerability", labour(*TAKEN_ALONG, "vuln_control"), "consult", ON_THE_WAY),
    Line(
        "a at recruitment, exploitation",
        labour(*TAKEN_ALONG, "bad_living"),
        "refer",
        f"{A} exploitation_and_force",
    ),
    Line("a at recruitment, force at destination", labour(*TAKEN_ALONG, "forced_to_lie"), "refer", A),
    Line("a at recruitment, a sale", labour(*TAKEN_ALONG, "rec_abduction_sale"), "refer", f"{A} grave_indicator"),
    Line("a at recruitment, any act", labour(*TAKEN_ALONG, acts="recruitment"), "refer", A),
    Line("a at recruitment, an intended form", labour(*TAKEN_ALONG, intended="labour"), "refer", A),
    Line(
        "a not: three medium, two in each dimension of force",
        labour("rec_threats", "rec_debt", "forced_to_lie"),
        "consult",
        ON_THE_WAY,
    ),
    Line(
        "a not: three medium of two profiles, two in each",
        sexual("recordings_blackmail", "mobility_aid_withheld", "forced_to_lie") | {"forms": ["sexual", "begging"]},
        "consult",
        f"extension_yes {ON_THE_WAY}",
    ),
]

EXPLOITED = [
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
    Line("c at recruitment", labour(*POOR_WORK, *VULNERABLE, *FAR_FROM_HOME), "refer", C),
    Line(
        "c two medium and weak",
        labour(*POOR_WORK, *VULNERABLE[:2], "vuln_beliefs", *FAR_FROM_HOME[:2], "dest_past"),
        "refer",
        C,
    ),
    Line(
        "c not: circumstances alone at recruitment",
        labour(*POOR_WORK, *VULNERABLE[:2], "vuln_personal_situation", *FAR_FROM_HOME),
        "consult labour_rights",
        SEVERAL,
    ),
    Line(
        "c not: two at recruitment",
        labour(*POOR_WORK, *VULNERABLE[1:], *FAR_FROM_HOME),
        "consult labour_rights",
        SEVERAL,
    ),
    Line(
        "c not: two at destination",
        labour(*POOR_WORK, *VULNERABLE, *DEPENDENT[:2]),
        "consult labour_rights",
        SEVERAL,
    ),
    Line(
        "c not: two of exploitation",
        labour(*POOR_WORK[:2], *VULNERABLE, *DEPENDENT),
        "consult labour_rights",
        SEVERAL,
    ),
    Line("c depends in daily life", labour(*IN_NEED), "refer", C),
    Line("c not: and was free to leave", labour(*IN_NEED, **MAY_LEAVE), "consult labour_rights", SEVERAL),
    Line("c one of the four was declined", labour(*IN_NEED, **SAFE, no=FREEDOM[1:], declined=FREEDOM[0]), "refer", C),
    Line("c the talk was uncertain", labour(*IN_NEED, **(MAY_LEAVE | {"interpreter": "machine"})), "refer", C),
    Line("c the talk was unsafe", labour(*IN_NEED, **(MAY_LEAVE | {"alone": "no"})), "refer", C),
    Line(
        "c is cared for, free or not",
        labour(*POOR_PLACE, "dest_care_dependency", *IN_NEED[4:], **MAY_LEAVE),
        "refer",
        C,
    ),
]

GRAVE = [
    Line("d sale, in labour", labour("rec_abduction_sale"), "refer", "grave_indicator"),
    Line("d not: threats", labour("rec_threats"), "consult", "force_yes"),
    Line("d injury, in begging", begging("injury_inflicted"), "refer", "grave_indicator"),
    Line("d not: injury is no row of the sexual form", sexual("injury_inflicted"), "consult", "outside_strong"),
    Line("d not: violence", begging("violence"), "consult", "strong_yes force_yes"),
    Line("d cannot refuse clients", sexual("forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d cannot refuse begging", begging("forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d not: cannot refuse tasks at work", labour("forced_tasks_clients"), "consult", "force_yes outside_strong"),
    Line(
        "d not: cannot refuse in a further form",
        further("organs", "forced_tasks_clients"),
        "consult",
        "force_yes outside_strong",
    ),
    Line("d labour beside sexual", both("sexual", "forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d quota, in begging", begging("quota_punished"), "refer", "grave_indicator"),
    Line("d quota, extension of the sexual form", sexual("quota_punished"), "refer", "grave_indicator"),
    Line("d quota, in a further form", further("organs", "quota_punished"), "refer", "grave_indicator"),
    Line("d not: quota is no row of labour", labour("quota_punished"), "consult", "outside_strong"),
    Line("d no choice of protection", sexual("no_protection_choice"), "refer", "grave_indicator"),
    Line("d not: that is no row of begging", begging("no_protection_choice"), "consult", "outside_strong"),
]

GRAVE_OF_A_FORM = [
    Line(
        "d marriage with an act",
        further("marriage", "marriage_without_consent", acts="recruitment"),
        "refer",
        "grave_with_act act_strong_purpose",
    ),
    Line("d not: marriage alone", further("marriage", "marriage_without_consent"), "consult", "strong_yes force_yes"),
    Line(
        "d child with another row of its form",
        further("adoption", "child_promised_for_money", "false_paternity"),
        "refer",
        "grave_with_act",
    ),
    Line(
        "d not: child alone",
        further("adoption", "child_promised_for_money"),
        "consult",
        "strong_yes further_exploitation",
    ),
    Line(
        "d not: child with a row of another form",
        {"forms": ["adoption", "organs"], "yes": ["child_promised_for_money", "organ_travel_paid"]},
        "consult",
        f"strong_yes further_exploitation {SEVERAL}",
    ),
    Line(
        "d pregnancy with an act",
        further("surrogacy", "pregnancy_no_way_back", acts="receipt"),
        "refer",
        "grave_with_act",
    ),
    Line(
        "d not: pregnancy, a form intended but no act",
        further("surrogacy", "pregnancy_no_way_back", intended="surrogacy"),
        "consult",
        "strong_yes further_exploitation act_or_intended",
    ),
    Line(
        "d organ with another row",
        further("organs", "organ_offer_or_debt", "organ_tests_arranged"),
        "refer",
        "grave_with_act",
    ),
    Line(
        "d not: medium rows of organs alone",
        further("organs", "organ_travel_paid", "organ_tests_arranged"),
        "consult",
        f"further_exploitation {SEVERAL}",
    ),
    Line(
        "d not: offences for others are no such row",
        further("crime", "crime_for_others", acts="recruitment"),
        "consult",
        "strong_yes further_exploitation",
    ),
    Line(
        "d not: the form is not chosen",
        labour("marriage_without_consent", acts="transport"),
        "consult",
        "outside_strong act_or_intended",
    ),
]


@pytest.mark.parametrize("line", named(FORCE + EXPLOITED + GRAVE + GRAVE_OF_A_FORM))
def test_refer_an_adult(line):
    follow(line)
