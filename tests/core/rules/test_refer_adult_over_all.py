"""Refer an adult (docs/rules.md: Refer an adult): line (i) over all profiles, and marriage as the only further form."""

import pytest

from tests.core.lines import (
    DECEIVED,
    MEANT,
    MOVED,
    SEVERAL,
    Line,
    both,
    follow,
    further,
    labour,
    named,
    sexual,
)

STRONG, TWO = "act_strong_purpose", "act_two_purpose"

ACT_AND_PURPOSE = [
    Line("i", labour("documents_withheld", **MEANT), "refer", STRONG),
    Line(
        "i not: no purpose",
        labour("documents_withheld", **MOVED),
        "consult",
        "strong_yes force_yes act_or_intended",
    ),
    Line(
        "i not: no act",
        labour("documents_withheld", intended="labour"),
        "consult",
        "strong_yes force_yes act_or_intended",
    ),
    Line("i not: medium", labour("threat_denounce", **MEANT), "consult", "force_yes act_or_intended"),
    Line(
        "i not: strong in exploitation",
        labour("excessive_hours", **MEANT),
        "consult labour_rights",
        "strong_yes act_or_intended",
    ),
    Line(
        "i not: strong as an extension only",
        labour("accounts_controlled", **MEANT),
        "consult",
        "extension_yes force_yes act_or_intended",
    ),
    Line("i job, a purpose more than law", labour("deceived_job_nature", "bad_living", **MOVED), "refer", STRONG),
    Line(
        "i not: job, a law row alone behind the purpose",
        labour("deceived_job_nature", "low_no_pay", **MOVED),
        "consult labour_rights",
        f"strong_yes {SEVERAL} act_or_intended",
    ),
    Line(
        "i recruitment is an act",
        labour("deceived_job_nature", acts="recruitment", intended="labour"),
        "refer",
        STRONG,
    ),
    Line(
        "i over all profiles: strong and intended of one form, the other open",
        {"forms": ["sexual", "begging"], "yes": "deceived_job_nature", "acts": "receipt", "intended": "begging"},
        "refer",
        STRONG,
    ),
    Line(
        "i the form other may be intended",
        further("other", "violence", acts="receipt", intended="other"),
        "refer",
        STRONG,
    ),
    Line(
        "i not: labour-law breach is no purpose of the sexual form",
        sexual("deceived_job_nature", "labour_law_breach", **MOVED),
        "consult",
        "strong_yes act_or_intended",
    ),
    Line("i two", labour("forced_to_lie", "deceived_wages", **MEANT), "refer", TWO),
    Line("i not: one", labour("forced_to_lie", **MEANT), "consult", "force_yes act_or_intended"),
    Line(
        "i not: one, and a vulnerability",
        labour("forced_to_lie", "vuln_control", **MEANT),
        "consult",
        f"force_yes {SEVERAL} act_or_intended",
    ),
    Line(
        "i two, a bad room behind the purpose",
        labour("bad_living", "deceived_wages", "rec_debt", **MOVED),
        "refer",
        TWO,
    ),
    Line(
        "i not: two, a law row alone behind the purpose",
        labour("low_no_pay", "deceived_wages", "rec_debt", **MOVED),
        "consult",
        f"force_yes {SEVERAL} open_force act_or_intended",
    ),
    Line(
        "i not: two, no act",
        labour("bad_living", "deceived_wages", "rec_debt"),
        "consult",
        f"force_yes {SEVERAL} open_force",
    ),
    Line("i two of two profiles", both("begging", "wages_withheld", "moved_often", **MEANT), "refer", f"{TWO}"),
]

BETWEEN_SPOUSES = [
    Line(
        "marriage not: violence and threats",
        further("marriage", "violence", "forced_to_lie"),
        "consult",
        f"strong_yes force_yes {SEVERAL}",
    ),
    Line(
        "marriage beside organs",
        further(["marriage", "organs"], "violence", "forced_to_lie"),
        "refer",
        "force_indicated",
    ),
    Line("marriage beside labour", both("marriage", "violence", "forced_to_lie"), "refer", "force_indicated"),
    Line(
        "marriage with an own row",
        further("marriage", "violence", "forced_to_lie", "marriage_for_anothers_stay"),
        "refer",
        "force_indicated exploitation_and_force",
    ),
    Line(
        "marriage, the own row is one that they count",
        further("marriage", "marriage_without_consent", "rec_violence", "deceived_wages"),
        "refer",
        "force_indicated",
    ),
    Line(
        "marriage not: an own row of another form",
        further("marriage", "violence", "forced_to_lie", "crime_for_others"),
        "consult",
        f"strong_yes force_yes {SEVERAL} outside_strong",
    ),
    Line(
        "marriage b all the same, and no g",
        further("marriage", "earnings_handed_over", "bad_living", *DECEIVED),
        "refer",
        "exploitation_and_deception_indicated",
    ),
    Line("marriage d all the same", further("marriage", "quota_punished"), "refer", "grave_indicator"),
    Line(
        "marriage not: e, f, h",
        further("marriage", "earnings_handed_over", "deceived_job_nature", "threat_denounce", "dest_dependency"),
        "consult",
        f"strong_yes force_yes further_exploitation gain_taken {SEVERAL} open_force",
    ),
    Line(
        "marriage not: c",
        further(
            "marriage",
            *("earnings_handed_over", "bad_living", "dest_care_dependency", "dest_family", "dest_economic"),
        ),
        "consult",
        f"strong_yes further_exploitation gain_taken {SEVERAL}",
    ),
    Line(
        "marriage i all the same", further("marriage", "violence", acts="receipt", intended="marriage"), "refer", STRONG
    ),
]


@pytest.mark.parametrize("line", named(ACT_AND_PURPOSE + BETWEEN_SPOUSES))
def test_refer_an_adult(line):
    follow(line)
