"""The indicators that a rule names, by form of exploitation; Python and the browser's rule read this one table.

What each means: docs/rules.md (Refer an adult, Refer a child, Law checklist).
"""

from collections.abc import Mapping

from screening.core.instrument.vocabulary import PROFILED_FORMS, Form

Named = Mapping[Form, tuple[str, ...]]

GRAVE_IN_ANY_FORM = ("rec_abduction_sale", "injury_inflicted")
GRAVE_WHEN_SOLD_OR_BEGGING = ("forced_tasks_clients", "quota_punished")
GRAVE: Named = {
    **dict.fromkeys(PROFILED_FORMS, GRAVE_IN_ANY_FORM),
    Form.SEXUAL: GRAVE_IN_ANY_FORM + GRAVE_WHEN_SOLD_OR_BEGGING,
    Form.BEGGING: GRAVE_IN_ANY_FORM + GRAVE_WHEN_SOLD_OR_BEGGING,
}
GAIN_TAKEN: Named = {
    Form.BEGGING: ("earnings_handed_over", "benefits_taken"),
    Form.SEXUAL: ("earnings_handed_over", "low_no_pay", "wage_manipulation"),
}
DEPENDENCE: Named = {
    Form.BEGGING: ("vuln_disability_age", "vuln_homeless_addiction", "dest_care_dependency", "mobility_aid_withheld"),
}
DECEIVED_JOB: Named = dict.fromkeys((Form.SEXUAL, Form.BEGGING), ("deceived_job_nature",))
NO_GUARDIAN: Named = dict.fromkeys(PROFILED_FORMS, ("dest_no_guardian",))
LABOUR_LAW_ALONE: Named = {Form.LABOUR: ("no_education", "labour_law_breach", "low_no_pay", "wage_manipulation")}
MORE_PURPOSE_OF: Named = {
    Form.SEXUAL: ("forced_tasks_clients",),
    Form.BEGGING: ("forced_tasks_clients", "quota_punished", "injury_inflicted"),
}
LABOUR_RIGHTS = (Form.LABOUR,)  # forms in which exploitation without force may be a breach of labour law
MORE_MEANS_OF = {"rec_abduction_sale": (2, 6)}  # numbers of the means of the Penal Code

# What the browser's rule reads; the law checklist is not made in a browser.
NAMED_ROWS: Mapping[str, Named] = {
    "grave": GRAVE,
    "gain_taken": GAIN_TAKEN,
    "dependence": DEPENDENCE,
    "deceived_job": DECEIVED_JOB,
    "no_guardian": NO_GUARDIAN,
    "labour_law_alone": LABOUR_LAW_ALONE,
}
