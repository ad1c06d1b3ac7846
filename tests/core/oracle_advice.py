"""The advice table (docs/rules.md: Advice) a second time, on top of the oracle."""

from tests.core.oracle import (
    BOUND,
    COERCION,
    DECEPTION,
    DESTINATION,
    DIMENSIONS,
    EXPLOITATION,
    FORCE,
    FORMS,
    VULNERABILITY,
    WEIGHTS,
    Json,
    Row,
    answer,
    child,
    counted,
    extensions,
    holds,
    law,
    outside,
    profiles,
    scored,
    signs,
    unsafe,
)

GAIN = {
    "labour": set(),
    "sexual": {"earnings_handed_over", "low_no_pay", "wage_manipulation"},
    "begging": {"earnings_handed_over", "benefits_taken"},
}
CAPTIVE = {
    "labour": set(),
    "sexual": {"forced_tasks_clients", "quota_punished"},
    "begging": {"forced_tasks_clients", "quota_punished"},
}
CHOSEN_FOR_WEAKNESS = {
    "vuln_disability_age",
    "vuln_homeless_addiction",
    "dest_care_dependency",
    "mobility_aid_withheld",
}
LIGHT_LABOUR = {"no_education", "labour_law_breach", "low_no_pay", "wage_manipulation"}
ADVICE = ("act_now", "refer", "consult", "labour_rights", "prevention", "second_talk", "nothing_recorded")


def _letters_of_profile(case: Json, form: str, profile: str) -> set[str]:
    yes = counted(case, form, profile)
    names = {row["id"] for row in yes}
    weight = {row["id"]: (row.get("weights", {}) | row.get("extensions", {}))[profile] for row in yes}
    by_dimension = {name: [row["id"] for row in yes if row["dimension"] == name] for name in DIMENSIONS}
    indicated = {
        name
        for name, ids in by_dimension.items()
        if holds(*(sum(weight[one] == kind for one in ids) for kind in WEIGHTS))
    }
    exploited = bool(by_dimension[EXPLOITATION])
    force = by_dimension[COERCION] + by_dimension[DESTINATION]
    gain = bool(names & GAIN[form])
    held = {
        "a": bool(indicated & FORCE),
        "b": {EXPLOITATION, DECEPTION} <= indicated,
        "c": {EXPLOITATION, VULNERABILITY, BOUND} <= indicated,
        "d": bool(names & ({"rec_abduction_sale", "injury_inflicted"} | CAPTIVE[form])),
        "e": exploited and (len(force) >= 2 or any(weight[one] == "strong" for one in force)),
        "f": form != "labour" and exploited and "deceived_job_nature" in names,
        "g": EXPLOITATION in indicated and gain and bool(force or by_dimension[DECEPTION]),
        "h": form == "begging" and gain and bool(names & CHOSEN_FOR_WEAKNESS),
    }
    return {letter for letter, true in held.items() if true}


def _strong(case: Json) -> list[Row]:
    """Rows with a yes that are scored as strong in a chosen profile."""
    return [
        row
        for _, profile in profiles(case)
        for row in scored(profile)
        if row["weights"][profile] == "strong" and answer(case, row) == "yes"
    ]


def adult_letters(case: Json) -> set[str]:
    """The letters (a) to (i) of "refer, adult" that hold."""
    letters: set[str] = set()
    for form, profile in profiles(case):
        letters |= _letters_of_profile(case, form, profile)
    strong_outside = [row for row in _strong(case) if row["dimension"] != EXPLOITATION]
    if case.get("acts") and strong_outside and law(case)["purposes"]:
        letters.add("i")
    return letters


def child_lines(case: Json) -> set[str]:
    """The lines of "refer, child" that hold; none where the exception for labour does."""
    yes = {row["id"]: row for form, profile in profiles(case) for row in counted(case, form, profile)}
    three = set(case["forms"]) & set(FORMS)
    if three == {"labour"} and len(yes) == 1 and set(yes) <= LIGHT_LABOUR:
        return set()
    dimensions = {row["dimension"] for row in yes.values()}
    extended = {row["id"] for _, profile in profiles(case) for row in extensions(profile)}
    held = {
        "exploitation": EXPLOITATION in dimensions,
        "force": bool(dimensions & FORCE),
        "deception": any(row["dimension"] == DECEPTION for row in _strong(case)),
        "guardian": "dest_no_guardian" in yes,
        "extension": bool(set(yes) & extended),
    }
    return {line for line, true in held.items() if true}


def _in_a_chosen_profile(case: Json) -> set[str]:
    return {row["id"] for _, profile in profiles(case) for row in scored(profile) + extensions(profile)}


def consult_lines(case: Json) -> set[str]:
    """The lines of "consult" that hold, whether or not `refer` stands above them."""
    yes = {row["id"]: row for form, profile in profiles(case) for row in counted(case, form, profile)}
    extended = {row["id"] for _, profile in profiles(case) for row in extensions(profile)}
    ticked = case.get("signs", [])
    held = {
        "child": child(case),
        "danger": case.get("danger", False),
        "concerned": case.get("concerned", False),
        "other": "other" in case["forms"],
        "unsafe": unsafe(case),
        "strong": bool(_strong(case)),
        "extension": bool(set(yes) & extended),
        "force": any(row["dimension"] in FORCE for row in yes.values()),
        "two": len(yes) >= 2,
        "signs": len(ticked) >= 2,
        "serious": any(signs()[sign].get("serious") == "true" for sign in ticked),
        "outside": any(id_ not in _in_a_chosen_profile(case) for id_ in outside(case, "yes")),
    }
    return {line for line, true in held.items() if true}


def advice(case: Json) -> list[str]:
    """The codes, in the order of the table."""
    adult = not child(case)
    by_form = {form: counted(case, form, profile) for form, profile in profiles(case)}
    touched = {row["dimension"] for found in by_form.values() for row in found}
    labour = {row["dimension"] for row in by_form.get("labour", [])}
    answers = [answer(case, row) for _, profile in profiles(case) for row in scored(profile) + extensions(profile)]
    ticked = case.get("signs", [])
    refer = bool(adult_letters(case) if adult else child_lines(case))
    consult = not refer and bool(consult_lines(case))
    said = {
        "act_now": case.get("danger", False) or any(signs()[one].get("urgent") == "true" for one in ticked),
        "refer": refer,
        "consult": consult,
        "labour_rights": adult and not refer and EXPLOITATION in labour and not labour & FORCE,
        "prevention": adult
        and not refer
        and bool(touched & {DECEPTION, VULNERABILITY})
        and not touched & {EXPLOITATION, *FORCE}
        and set(case.get("acts", [])) <= {"recruitment"},
        "second_talk": adult
        and not (refer or consult)
        and (bool({"yes", "declined", "unclear"} & set(answers)) or bool(ticked) or not {"yes", "no"} & set(answers)),
    }
    if adult and not any(said.values()):
        return ["nothing_recorded"]
    return [code for code in ADVICE if said.get(code)]
