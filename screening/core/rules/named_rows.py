"""The indicators that a rule names, by the forms that share a profile; Python and the browser's rule read this table.

What each means: docs/rules.md (The words of the rules, Refer an adult, Refer a child, Law checklist).
"""

from collections.abc import Mapping

from screening.core.instrument.vocabulary import Form, FormGroup, PurposeId

Named = Mapping[FormGroup, tuple[str, ...]]

LABOUR, SEXUAL, BEGGING, FURTHER = FormGroup


def _everywhere(*ids: str) -> Named:
    return dict.fromkeys(FormGroup, ids)


# Refer an adult, (d): rows that are grave alone, and rows that are with an act or another own row of the same form.
GRAVE_IN_ANY_FORM = ("rec_abduction_sale", "injury_inflicted")
GRAVE: Named = {
    LABOUR: GRAVE_IN_ANY_FORM,
    SEXUAL: (*GRAVE_IN_ANY_FORM, "forced_tasks_clients", "quota_punished", "no_protection_choice"),
    BEGGING: (*GRAVE_IN_ANY_FORM, "forced_tasks_clients", "quota_punished"),
    FURTHER: (*GRAVE_IN_ANY_FORM, "quota_punished"),
}
GRAVE_WITH_ACT: Named = {
    FURTHER: (
        "marriage_without_consent",
        "child_promised_for_money",
        "pregnancy_no_way_back",
        "organ_offer_or_debt",
    ),
}

GAIN_TAKEN: Named = {
    LABOUR: ("benefits_taken",),
    SEXUAL: ("earnings_handed_over", "low_no_pay", "wage_manipulation"),
    BEGGING: ("earnings_handed_over", "benefits_taken"),
    FURTHER: ("earnings_handed_over", "benefits_taken", "crime_gain_taken"),
}
# Refer an adult, (h): the gain that counts there together with dependence; and in the labour form unpaid work of
# somebody who needs care.
GAIN_OF_DEPENDENT: Named = {**GAIN_TAKEN, SEXUAL: ("earnings_handed_over", "services_set_by_others")}
DEPENDENCE: Named = _everywhere(
    "vuln_disability_age",
    "vuln_homeless_addiction",
    "vuln_control",
    "vuln_emotional_dependency",
    "mobility_aid_withheld",
    "dest_dependency",
    "dest_care_dependency",
)
UNPAID: Named = {LABOUR: ("low_no_pay",)}
CARED_FOR: Named = {LABOUR: ("dest_care_dependency", "mobility_aid_withheld", "vuln_disability_age")}

# Refer an adult, (e): the rows of menace.
MENACE: Named = _everywhere("threats_violence", "violence_family", "threat_denounce")
MENACE_BY_CRIME = ("forced_illicit",)  # in the further forms, while crime is chosen
# Somebody hurts the person. A violent partner does so too, without exploiting.
HURTING = ("violence", "threats_violence", "violence_family")
WAGES_WITHHELD: Named = _everywhere("wages_withheld")
DEBT_OR_SALE: Named = _everywhere("rec_debt", "rec_abduction_sale")
CARE_DEPENDENCY: Named = _everywhere("dest_care_dependency")
DAILY_DEPENDENCY: Named = _everywhere("dest_dependency")
# Refer an adult, (c): where all of these are answered no, `dest_dependency` is not enough.
HELD: Named = _everywhere("documents_withheld", "debt_bondage", "isolation_confinement", "threats_violence")
DECEIVED_JOB_ALONE = ("deceived_job_nature",)  # as the only strong yes not enough for (i) beside a breach of law
DECEIVED_JOB: Named = dict.fromkeys((SEXUAL, BEGGING, FURTHER), DECEIVED_JOB_ALONE)

NO_GUARDIAN: Named = _everywhere("dest_no_guardian")
# Refer a child: the rows that are mild in a profile, and those of them that are one matter together.
MILD: Named = {
    LABOUR: (
        "no_education",
        "labour_law_breach",
        "low_no_pay",
        "wage_manipulation",
        "bad_living",
        "no_private_space",
        "dest_no_guardian",
    ),
    SEXUAL: ("no_education", "bad_living", "dest_no_guardian"),
    BEGGING: ("no_education", "bad_living", "dest_no_guardian"),
    FURTHER: ("bad_living", "dest_no_guardian"),
}
MILD_TOGETHER = (
    ("no_education", "bad_living", "no_private_space"),
    ("labour_law_breach", "low_no_pay", "wage_manipulation"),
)

# A hard life alone is no indicator: these count as one row together, and rules that ask for more leave them out.
CIRCUMSTANCES = (
    "vuln_economic",
    "vuln_context",
    "vuln_family_situation",
    "vuln_personal_situation",
    "vuln_past",
    "vuln_authorities",
    "dest_economic",
    "dest_family",
    "dest_past",
    "dest_personal",
    "dest_authorities",
)
# What a poor family lives with, by a form that is chosen: nobody takes a child away for that.
POOR: Named = {group: (*rows, *CIRCUMSTANCES) for group, rows in MILD.items()}
LAW_ROWS = ("labour_law_breach", "no_social_protection")  # while labour is chosen
LAW_ROW_WITHOUT_SEXUAL = "low_no_pay"  # a law row too, unless sexual is chosen

# Signs that count as one together.
SIGNS_TOGETHER = (
    ("obs_no_address", "obs_few_belongings", "obs_fear_authorities"),
    ("obs_lives_where_works", "obs_collected_dropped", "obs_no_ppe", "obs_no_records", "obs_foreign_notices"),
)
CHILD_SIGNS = "obs_child_"  # how the ids of the signs of a child begin

SLAVERY = ("no_private_space", "eats_leftovers", "never_out_alone")  # two of them, in the labour profile
# Law checklist: rows that point to a purpose besides those of exploitation and the own rows of its form.
MORE_PURPOSE_OF: Mapping[PurposeId, tuple[str, ...]] = {
    PurposeId.SEXUAL: ("forced_tasks_clients",),
    PurposeId.BEGGING: ("forced_tasks_clients", "quota_punished", "injury_inflicted"),
    PurposeId.CRIME: ("forced_illicit", "quota_punished", "used_identity"),
}

# Rows beside which an officer may have noted what the person was forced to do: KCIK is told no detail of that.
OWN_ACTS = ("crime_for_others", "crime_gain_taken", "forced_illicit")

# Law checklist: rows that point to other means than their dimension, with the numbers of these.
MEANS_OF_ROW: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(("rec_debt", "rec_documents", "rec_money_withheld"), (5,)),
    "rec_abduction_sale": (2, 6),
    "marriage_without_consent": (1, 5),
    **dict.fromkeys(("vuln_false_law", "vuln_false_success", "vuln_lack_information"), (4, 5)),
    **dict.fromkeys(
        (
            "documents_withheld",
            "debt_bondage",
            "accounts_controlled",
            "used_identity",
            "wages_withheld",
            "strong_influence",
            "moved_often",
            "mobility_aid_withheld",
        ),
        (5,),
    ),
    "substances": (1, 4, 5),
    "child_promised_for_money": (6,),
}

# What the browser's rule reads by form; the law checklist is read by it for the purposes alone.
NAMED_ROWS: Mapping[str, Named] = {
    "grave": GRAVE,
    "grave_with_act": GRAVE_WITH_ACT,
    "gain_taken": GAIN_TAKEN,
    "gain_of_dependent": GAIN_OF_DEPENDENT,
    "dependence": DEPENDENCE,
    "unpaid": UNPAID,
    "cared_for": CARED_FOR,
    "menace": MENACE,
    "pay_kept_back": WAGES_WITHHELD,
    "debt_or_sale": DEBT_OR_SALE,
    "care_dependency": CARE_DEPENDENCY,
    "daily_dependency": DAILY_DEPENDENCY,
    "held": HELD,
    "deceived_job": DECEIVED_JOB,
    "no_guardian": NO_GUARDIAN,
    "mild": MILD,
    "poor": POOR,
}
# Forms and groups of forms that a rule names.
LABOUR_RIGHTS = (LABOUR,)  # exploitation without force may be a breach of labour law
ANOTHER_EXPLOITATION = (LABOUR,)  # beside gain taken, (h) needs another yes in exploitation
BOUND_IS_DEPENDENCE = (SEXUAL,)  # destination vulnerability that is indicated counts as dependence in (h)
UNCLEAR_FORMS = (Form.OTHER,)  # always a reason to ask KCIK
FORCED_CRIME = (Form.CRIME,)
BETWEEN_SPOUSES = (Form.MARRIAGE,)
BY_FAMILY = (Form.MARRIAGE, Form.ADOPTION)  # often the parent gives the child away: nobody says that it stays there
LAW_ROWS_WITH, LAW_ROW_UNLESS = (Form.LABOUR,), (Form.SEXUAL,)

# What the browser's rule reads whatever the form.
NAMED_LISTS: Mapping[str, tuple[str, ...] | tuple[tuple[str, ...], ...]] = {
    "labour_rights": LABOUR_RIGHTS,
    "another_exploitation": ANOTHER_EXPLOITATION,
    "bound_is_dependence": BOUND_IS_DEPENDENCE,
    "unclear_forms": UNCLEAR_FORMS,
    "forced_crime": FORCED_CRIME,
    "between_spouses": BETWEEN_SPOUSES,
    "by_family": BY_FAMILY,
    "law_rows_with": LAW_ROWS_WITH,
    "law_row_unless": LAW_ROW_UNLESS,
    "own_rows": (FURTHER,),
    "menace_by_crime": MENACE_BY_CRIME,
    "hurting": HURTING,
    "mild_together": MILD_TOGETHER,
    "circumstances": CIRCUMSTANCES,
    "law_rows": LAW_ROWS,
    "law_row_without_sexual": (LAW_ROW_WITHOUT_SEXUAL,),
    "signs_together": SIGNS_TOGETHER,
}


def law_rows(forms: frozenset[Form]) -> frozenset[str]:
    """Return the ids of the rows that a breach of labour law alone explains; none unless labour is chosen."""
    if not forms & {*LAW_ROWS_WITH}:
        return frozenset()
    return frozenset(LAW_ROWS if forms & {*LAW_ROW_UNLESS} else (*LAW_ROWS, LAW_ROW_WITHOUT_SEXUAL))


# Guidance beside the advice, which no rule reads: pay that is owed, a disability, recordings.
PAY_OWED = ("low_no_pay", "wage_manipulation", "earnings_handed_over")
DISABILITY = ("vuln_disability_age", "mobility_aid_withheld", "benefits_taken", "dest_care_dependency")
RECORDED = ("recordings_blackmail",)
