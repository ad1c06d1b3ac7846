"""The advice table (docs/rules.md: Advice) a second time: every line by the code of its reason."""

from tests.core.oracle import holds, law, numbers, outside, yes_in
from tests.core.oracle_words import (
    DIMENSIONS,
    FURTHER,
    MENACE,
    NOT_FOR,
    Json,
    age_of,
    all_rows,
    answer,
    answered,
    catalogue,
    child,
    chosen_rows,
    counted_signs,
    extensions,
    first_questions,
    left_out_rows,
    own_rows,
    profession,
    profiles,
    safe,
    scored,
    serious_signs,
    signs,
    uncertain,
    unsafe,
)

ADVICE = ("act_now", "refer", "consult", "labour_rights", "prevention", "second_talk", "nothing_recorded")
DECEPTION, COERCION, VULNERABILITY, EXPLOITATION, DESTINATION, BOUND = DIMENSIONS
FORCE = {COERCION, DESTINATION}
CIRCUMSTANCES = {
    *("vuln_economic", "vuln_context", "vuln_family_situation", "vuln_personal_situation", "vuln_past"),
    *("vuln_authorities", "dest_economic", "dest_family", "dest_past", "dest_personal", "dest_authorities"),
}
GAIN = {
    "labour": {"benefits_taken"},
    "sexual": {"earnings_handed_over", "low_no_pay", "wage_manipulation"},
    "begging": {"earnings_handed_over", "benefits_taken"},
    "further": {"earnings_handed_over", "benefits_taken", "crime_gain_taken"},
}
DEPENDENCE = {
    *("vuln_disability_age", "vuln_homeless_addiction", "vuln_control", "vuln_emotional_dependency"),
    *("mobility_aid_withheld", "dest_dependency", "dest_care_dependency"),
}
LEAVING = ("documents_withheld", "debt_bondage", "isolation_confinement", "threats_violence")
GRAVE = {
    "labour": {"rec_abduction_sale", "injury_inflicted"},
    "sexual": {
        *("rec_abduction_sale", "injury_inflicted"),
        *("forced_tasks_clients", "quota_punished", "no_protection_choice"),
    },
    "begging": {"rec_abduction_sale", "injury_inflicted", "forced_tasks_clients", "quota_punished"},
    "further": {"rec_abduction_sale", "injury_inflicted", "quota_punished"},
}
GRAVE_OWN = ("marriage_without_consent", "child_promised_for_money", "pregnancy_no_way_back", "organ_offer_or_debt")
POOR_HOME = {"no_education", "bad_living", "no_private_space"}
POOR_PAY = {"labour_law_breach", "low_no_pay", "wage_manipulation"}
MILD = {
    "labour": {*POOR_HOME, *POOR_PAY, "dest_no_guardian"},
    "sexual": {"no_education", "bad_living", "dest_no_guardian"},
    "begging": {"no_education", "bad_living", "dest_no_guardian"},
    "further": {"bad_living", "dest_no_guardian"},
}
LETTERS = {
    "a": "force_indicated",
    "b": "exploitation_and_deception_indicated",
    "c": "exploitation_and_vulnerability_indicated",
    "d": "grave_indicator",
    "d_act": "grave_with_act",
    "e": "exploitation_and_force",
    "f": "exploitation_and_deceived_job",
    "g": "gain_taken_and_means",
    "h": "gain_taken_and_dependence",
    "i": "act_strong_purpose",
    "i_two": "act_two_purpose",
}


def _in(names: set[str], *dimensions: str) -> set[str]:
    return {name for name in names if catalogue()[name]["dimension"] in dimensions}


def _kind(profile: str) -> str:
    return profile.split("_")[0]


def _taken(case: Json, profile: str) -> set[str]:
    return yes_in(case, profile) & GAIN[_kind(profile)]


def _law_rows(case: Json) -> set[str]:
    if "labour" not in case["forms"]:
        return set()
    return {"labour_law_breach", "no_social_protection"} | (set() if "sexual" in case["forms"] else {"low_no_pay"})


def _counted(case: Json, *answers: str) -> int:
    """How many counted rows have such an answer: law rows are one, circumstances are one."""
    rows = chosen_rows(case) & answered(case, *answers)
    law_rows, circumstances = rows & _law_rows(case), rows & CIRCUMSTANCES
    return len(rows - law_rows - circumstances) + bool(law_rows) + bool(circumstances)


def _strong_yes(case: Json) -> set[str]:
    """Yes on a row that is scored as strong in a chosen profile."""
    weights = [item for profile in profiles(case) for item in scored(case, profile).items()]
    return {name for name, weight in weights if weight == "strong"} & answered(case, "yes")


def _letters_of(case: Json, profile: str) -> set[str]:
    kind, yes, weight = _kind(profile), yes_in(case, profile), all_rows(case, profile)
    indicated = {name for name in DIMENSIONS if holds(*numbers([weight[row] for row in _in(yes, name)]))}
    acts, intended = bool(case.get("acts")), bool(case.get("intended"))
    exploited, force, deceived = _in(yes, EXPLOITATION), _in(yes, *FORCE), _in(yes, DECEPTION)
    taken = _taken(case, profile)
    dependent = bool(yes & DEPENDENCE)
    menace = MENACE | ({"forced_illicit"} if kind == "further" and "crime" in case["forms"] else set())
    said = set()
    if DESTINATION in indicated:
        said.add("a")
    if COERCION in indicated and (
        deceived or exploited or _in(yes, DESTINATION) or yes & {"rec_debt", "rec_abduction_sale"} or acts or intended
    ):
        said.add("a")
    if {EXPLOITATION, DECEPTION} <= indicated:
        said.add("b")
    if {EXPLOITATION, BOUND} <= indicated:
        may_leave = safe(case) and all(answer(case, row) == "no" for row in LEAVING)
        if VULNERABILITY in indicated and _in(yes, VULNERABILITY) - CIRCUMSTANCES:
            said.add("c")
        if "dest_care_dependency" in yes or ("dest_dependency" in yes and not may_leave):
            said.add("c")
    if yes & GRAVE[kind]:
        said.add("d")
    for row in GRAVE_OWN:
        if row in yes and (acts or len([one for one in yes if _form(one) == _form(row)]) > 1):
            said.add("d_act")
    held = any(weight[row] == "strong" for row in force) or bool(force & menace) or len(force) >= 2
    if held and (exploited or "wages_withheld" in yes):
        said.add("e")
    if kind != "labour" and exploited and "deceived_job_nature" in yes:
        said.add("f")
    if EXPLOITATION in indicated and taken and (deceived or force):
        said.add("g")
    if kind in ("begging", "further") and taken and dependent:
        said.add("h")
    if kind == "labour":
        kept_alive_by = {"dest_care_dependency", "mobility_aid_withheld", "vuln_disability_age"}
        if "benefits_taken" in yes and exploited - {"benefits_taken"} and dependent:
            said.add("h")
        if "low_no_pay" in yes and exploited - {"low_no_pay"} and yes & kept_alive_by:
            said.add("h")
    if (
        kind == "sexual"
        and yes & {"earnings_handed_over", "services_set_by_others"}
        and (dependent or BOUND in indicated)
    ):
        said.add("h")
    if kind == "further" and set(case["forms"]) & set(FURTHER) == {"marriage"} and not yes & own_rows(case):
        said -= {"a", "c", "e", "f", "g", "h"}
    return said


def _form(name: str) -> str | None:
    return catalogue()[name].get("form")


def _more_than_law(case: Json) -> bool:
    return any(
        purpose["id"] != "labour" or purpose["intended"] or set(purpose["indicators"]) - _law_rows(case)
        for purpose in law(case)["purposes"]
    )


def adult_letters(case: Json) -> set[str]:
    """The letters (a) to (i) of "refer, adult" that hold; (d) and (i) have two halves."""
    letters = set().union(*(_letters_of(case, profile) for profile in profiles(case)))
    if case.get("acts") and law(case)["purposes"]:
        strong = {name for name in _strong_yes(case) if catalogue()[name]["dimension"] != EXPLOITATION}
        if strong - {"deceived_job_nature"} or (strong and _more_than_law(case)):
            letters.add("i")
        if _more_than_law(case) and len(_in(chosen_rows(case) & answered(case, "yes"), DECEPTION, *FORCE)) >= 2:
            letters.add("i_two")
    return letters


def adult_lines(case: Json) -> set[str]:
    return {LETTERS[letter] for letter in adult_letters(case)}


def _only_mild(case: Json) -> bool:
    """The exception of (a): at most one mild row, else circumstances alone, and nothing that was seen against it."""
    yes = chosen_rows(case) & answered(case, "yes")
    mild = {
        row
        for row in yes
        if all(row in MILD[_kind(profile)] for profile in profiles(case) if row in all_rows(case, profile))
    }
    number = bool(mild & POOR_HOME) + bool(mild & POOR_PAY) + len(mild - POOR_HOME - POOR_PAY)
    seen = serious_signs(case) or any(one.startswith("obs_child_") for one in case.get("signs", []))
    return not yes - mild - CIRCUMSTANCES and number <= 1 and not seen


def child_lines(case: Json) -> set[str]:
    """The lines of "refer, child" that hold."""
    said = set()
    for profile in profiles(case):
        yes, weight = yes_in(case, profile), all_rows(case, profile)
        if _in(yes, EXPLOITATION, *FORCE):
            said.add("child_exploitation_or_force")
        if yes & set(extensions(case, profile)):
            said.add("child_extension")
        if any(weight[row] == "strong" for row in _in(yes, DECEPTION)):
            said.add("child_strong_deception")
        if "dest_no_guardian" in yes:
            said.add("child_no_guardian")
    if _only_mild(case):
        said = set()
    if (serious_signs(case) and len(set(case.get("signs", []))) > 1) or counted_signs(case) >= 3:
        said.add("child_signs")
    if case.get("acts") and case.get("intended"):
        said.add("child_act_and_purpose")
    return said


def act_now_lines(case: Json) -> set[str]:
    urgent = case.get("needs", {}).get("urgent", [])
    held = {
        "immediate_danger": case.get("danger", False),
        "urgent_sign": any(signs()[one].get("urgent") == "true" for one in case.get("signs", [])),
        "child_unwell": case.get("safety", {}).get("children_signs", []),
        "acute_crisis": "crisis" in urgent,
        "urgent_doctor": "doctor" in urgent,
        "recent_violence": "sexual_violence" in urgent,
    }
    return {line for line, true in held.items() if true}


def _strong_outside(case: Json) -> set[str]:
    """Yes on a row of weight strong in a profile of this age, unless a chosen profile says strong of it too."""
    age = age_of(case)
    strong = set()
    for name, row in catalogue().items():
        everywhere = [*row.get("weights", {}).items(), *row.get("extensions", {}).items()]
        if any(profile.endswith(age) and weight == "strong" for profile, weight in everywhere):
            strong.add(name)
    here = {name for one in profiles(case) for name, weight in all_rows(case, one).items() if weight == "strong"}
    return (strong - here) & answered(case, "yes")


def consult_lines(case: Json) -> set[str]:
    """The lines of "consult" that hold, whether or not `refer` stands above them."""
    yes = chosen_rows(case) & answered(case, "yes")
    said = act_now_lines(case)
    for profile in profiles(case):
        if yes_in(case, profile) & set(extensions(case, profile)):
            said.add("extension_yes")
        if profile.startswith("further") and _in(yes_in(case, profile), EXPLOITATION):
            said.add("further_exploitation")
        if _taken(case, profile):
            said.add("gain_taken")
    held = {
        "child": child(case),
        "concerned": case.get("concerned", False),
        "other_form": "other" in case["forms"],
        "unsafe_talk": unsafe(case),
        "strong_yes": _strong_yes(case),
        "force_yes": _in(yes, *FORCE),
        "outside_strong": _strong_outside(case),
        "several_indicators": _counted(case, "yes") >= 2,
        "several_signs": counted_signs(case) >= 2,
        "serious_sign": serious_signs(case),
        "act_or_intended": set(case.get("acts", [])) - {"recruitment"} or case.get("intended"),
        "open_force": _counted(case, "yes", "unclear", "declined") >= 3
        and _in(chosen_rows(case) & answered(case, "yes", "unclear", "declined"), *FORCE),
    }
    return said | {line for line, true in held.items() if true}


def _labour_rights(case: Json) -> bool:
    if child(case) or "labour" not in case["forms"]:
        return False
    yes = yes_in(case, "labour_adult")
    return bool(_in(yes, EXPLOITATION)) and not _in(yes, *FORCE)


def second_talk_lines(case: Json) -> set[str]:
    """The lines of "second_talk" that hold, whether or not `refer` or `consult` stand above them."""
    here = chosen_rows(case) | left_out_rows(case)
    yes = answered(case, "yes") - (_law_rows(case) if _labour_rights(case) else set())
    unanswered = {name for name in catalogue() if answer(case, name) not in ("yes", "no")}
    held = {
        "open_answers": yes & chosen_rows(case) or here & answered(case, "unclear", "declined"),
        "outside_yes": set(outside(case, "yes")) & yes,
        "signs_seen": case.get("signs"),
        "act_ticked": case.get("acts"),
        "uncertain_talk": uncertain(case),
        "first_questions_open": first_questions(case) & unanswered,
        "not_for_you": {one for one in own_rows(case) if profession(case) in NOT_FOR.get(one, ())} & unanswered,
    }
    return {line for line, true in held.items() if true}


def advice(case: Json) -> list[str]:
    """The codes, in the order of the table."""
    adult = not child(case)
    yes = chosen_rows(case) & answered(case, "yes")
    refer = bool(adult_lines(case) if adult else child_lines(case))
    consult = not refer and bool(consult_lines(case))
    recruited = _in(yes, DECEPTION) | (_in(yes, VULNERABILITY) - CIRCUMSTANCES)
    said = {
        "act_now": bool(act_now_lines(case)),
        "refer": refer,
        "consult": consult,
        "labour_rights": not refer and _labour_rights(case),
        "prevention": adult
        and not refer
        and bool(recruited)
        and not _in(yes, EXPLOITATION, *FORCE)
        and set(case.get("acts", [])) <= {"recruitment"},
        "second_talk": adult and not refer and not consult and bool(second_talk_lines(case)),
    }
    if not any(said.values()):
        return ["nothing_recorded"]
    return [code for code in ADVICE if said.get(code)]
