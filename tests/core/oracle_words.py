"""The words of the rules (docs/rules.md) a second time: rows, profiles, talks, signs, triage, first questions.

Written from the norm alone. It reads the YAML content itself, takes a case as a case file says it and
imports nothing of `screening`. Flat and by brute force: it must not share a mistake with the engine.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "indicators"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the first is much faster
Json = dict[str, Any]

DIMENSIONS = (
    "deceptive_recruitment",
    "coercive_recruitment",
    "recruitment_vulnerability",
    "exploitation",
    "destination_coercion",
    "destination_vulnerability",
)
FORMS = ("labour", "sexual", "begging", "crime", "marriage", "adoption", "surrogacy", "organs", "other")
FURTHER = FORMS[3:]
GROUPS = ("labour", "sexual", "begging", "further")
ACTS = ("recruitment", "transport", "delivery", "transfer", "harbouring", "receipt")
WEIGHTS = ("strong", "medium", "weak")
LEFT_OUT_OF_SEXUAL = {"labour_law_breach", "no_social_protection"}
MENACE = {"threats_violence", "violence_family", "threat_denounce"}
UNSAFE_INTERPRETERS = {"companion", "group", "none_but_needed"}
NOT_FOR = {
    "forced_illicit": {"labour_inspector", "social_worker"},
    "crime_for_others": {"labour_inspector", "social_worker"},
    "crime_gain_taken": {"labour_inspector", "social_worker"},
}
NOT_AT_HOME = {"deceived_legal_status", "deceived_family_reunification", "vuln_illegal_status"}
SIGNS_OF_ONE_KIND = (
    {"obs_no_address", "obs_few_belongings", "obs_fear_authorities"},
    {"obs_lives_where_works", "obs_collected_dropped", "obs_no_ppe", "obs_no_records", "obs_foreign_notices"},
)


def _content(name: str) -> Any:
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), LOADER)  # noqa: S506


@cache
def catalogue() -> dict[str, Json]:
    """Every row in catalogue order, with its dimension."""
    return {row["id"]: row | {"dimension": name} for name in DIMENSIONS for row in _content(name)}


@cache
def places() -> dict[str, int]:
    return {name: place for place, name in enumerate(catalogue())}


def in_order(names: set[str]) -> list[str]:
    """Rows in catalogue order."""
    return sorted(names, key=lambda name: places()[name])


@cache
def signs() -> dict[str, Json]:
    return {sign["id"]: sign for sign in _content("signs")}


@cache
def triage_lists() -> dict[str, list[str]]:
    """Every triage list without its signs: a sign is never a reply."""
    return {name: [one for one in ids if one in catalogue()] for name, ids in _content("triage").items()}


# What a case says


def child(case: Json) -> bool:
    return case["age"] in ("child", "uncertain")


def age_of(case: Json) -> str:
    return "child" if child(case) else "adult"


def profession(case: Json) -> str | None:
    return case.get("context", {}).get("profession")


def answer(case: Json, name: str) -> str:
    return case.get("replies", {}).get(name, {}).get("answer", "not_asked")


def answered(case: Json, *answers: str) -> set[str]:
    """Rows of the whole catalogue with one of these answers."""
    return {name for name in catalogue() if answer(case, name) in answers}


def unsafe(case: Json) -> bool:
    safety = case.get("safety", {})
    return safety.get("alone") == "no" or safety.get("interpreter") in UNSAFE_INTERPRETERS


def uncertain(case: Json) -> bool:
    safety = case.get("safety", {})
    alone, interpreter = safety.get("alone", "unknown"), safety.get("interpreter", "unknown")
    return not unsafe(case) and (alone == "unknown" or interpreter in ("unknown", "machine"))


def safe(case: Json) -> bool:
    """Neither unsafe nor uncertain."""
    return not unsafe(case) and not uncertain(case)


def not_begun(case: Json) -> bool:
    only_transit = set(case.get("context", {}).get("exploited_in", [])) == {"transit"}
    return only_transit or set(case["forms"]) <= set(case.get("intended", []))


def counted_signs(case: Json) -> int:
    ticked = set(case.get("signs", []))
    number = 0
    for kind in SIGNS_OF_ONE_KIND:
        number += bool(ticked & kind)
        ticked -= kind
    return number + len(ticked)


def serious_signs(case: Json) -> set[str]:
    return {one for one in case.get("signs", []) if signs()[one].get("serious") == "true"}


# Profiles and their rows


def profiles(case: Json) -> list[str]:
    """The chosen profiles: all further forms share one."""
    groups = {"further" if form in FURTHER else form for form in case["forms"]}
    return [f"{group}_{age_of(case)}" for group in GROUPS if group in groups]


def own_rows(case: Json) -> set[str]:
    """Own rows of the chosen further forms."""
    return {name for name, row in catalogue().items() if row.get("form") in case["forms"]}


def _rows(case: Json, profile: str, kind: str) -> dict[str, str]:
    found = {}
    for name, row in catalogue().items():
        if profile not in row.get(kind, {}):
            continue
        if "form" in row and row["form"] not in case["forms"]:
            continue
        if profile.startswith("sexual") and name in LEFT_OUT_OF_SEXUAL:
            continue
        found[name] = row[kind][profile]
    return found


def scored(case: Json, profile: str) -> dict[str, str]:
    """The scored rows of a profile and their weight, in catalogue order."""
    return _rows(case, profile, "weights")


def extensions(case: Json, profile: str) -> dict[str, str]:
    """The extensions of a profile and their weight, in catalogue order."""
    return _rows(case, profile, "extensions")


def all_rows(case: Json, profile: str) -> dict[str, str]:
    return scored(case, profile) | extensions(case, profile)


def chosen_rows(case: Json) -> set[str]:
    """Every row that a chosen profile has."""
    return {name for profile in profiles(case) for name in all_rows(case, profile)}


def left_out_rows(case: Json) -> set[str]:
    """The rows that a chosen sexual profile leaves out."""
    return LEFT_OUT_OF_SEXUAL if "sexual" in case["forms"] else set()


# Questions


def may_be_asked(case: Json, name: str) -> bool:
    row = catalogue()[name]
    context = case.get("context", {})
    at_home = context.get("citizenship") == "poland" and set(context.get("exploited_in", [])) == {"poland"}
    worded = "child_question" in row if child(case) else "asked" in row["established_by"]
    return worded and profession(case) not in NOT_FOR.get(name, set()) and not (at_home and name in NOT_AT_HOME)


def triage(case: Json) -> dict[str, list[str]]:
    """The triage list of each chosen profile, own rows apart."""
    if not not_begun(case):
        return {profile: triage_lists()[profile] for profile in profiles(case)}
    both = [name for name in triage_lists()[f"not_begun_{age_of(case)}"] if name in chosen_rows(case)]
    return dict.fromkeys(profiles(case), both)


def first_questions(case: Json) -> set[str]:
    found = set()
    for profile, names in triage(case).items():
        for name in names:
            strong = all_rows(case, profile).get(name) == "strong"
            menace = not child(case) and name in MENACE
            if not_begun(case) or strong or menace:
                found.add(name)
    age = age_of(case)
    for name in own_rows(case):
        if not_begun(case) or catalogue()[name]["weights"][f"further_{age}"] == "strong":
            found.add(name)
    return {name for name in found if may_be_asked(case, name)}
