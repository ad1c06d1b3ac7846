"""Refer an adult (docs/rules.md: Refer an adult), lines (a) to (d), each beside its nearest miss."""

import pytest

from tests.core.lines import (
    DECEIVED,
    DEPENDENT,
    POOR_WORK,
    SEVERAL,
    VULNERABLE,
    Line,
    begging,
    both,
    follow,
    labour,
    named,
    sexual,
)

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
    Line("d not: injury is no row of the sexual form", sexual("injury_inflicted"), "consult", "outside_yes"),
    Line("d not: violence", begging("violence"), "consult", "strong_yes force_yes"),
    Line("d cannot refuse clients", sexual("forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d cannot refuse begging", begging("forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d not: cannot refuse tasks at work", labour("forced_tasks_clients"), "consult", "force_yes"),
    Line("d labour beside sexual", both("sexual", "forced_tasks_clients"), "refer", "grave_indicator"),
    Line("d quota, in begging", begging("quota_punished"), "refer", "grave_indicator"),
    Line("d quota, extension of the sexual form", sexual("quota_punished"), "refer", "grave_indicator"),
    Line("d not: quota is no row of labour", labour("quota_punished"), "consult", "outside_yes"),
]


@pytest.mark.parametrize("line", named(REFER_ADULT))
def test_refer_an_adult(line):
    follow(line)
