"""The rules up to the law checklist (docs/rules.md) a second time and in another way: an oracle for the engine.

Written from the page alone. It reads the YAML content itself, takes a case as a case file says it and
imports nothing of `screening`. Flat and by brute force: it must not share a mistake with the engine.
"""

from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "indicators"
DIMENSIONS = (
    "deceptive_recruitment",
    "coercive_recruitment",
    "recruitment_vulnerability",
    "exploitation",
    "destination_coercion",
    "destination_vulnerability",
)
DECEPTION, COERCION, VULNERABILITY, EXPLOITATION, DESTINATION, BOUND = DIMENSIONS
FORCE = {COERCION, DESTINATION}
FORMS = ("labour", "sexual", "begging")
Row = dict[str, Any]
Json = dict[str, Any]
WEIGHTS = ("strong", "medium", "weak")

# What suffices, by rule, in the order of the page (docs/rules.md: State of a dimension): how many strong, medium, weak.
COMBINATIONS = (
    ("two_strong", (2, 0, 0)),
    ("strong_and_other", (1, 1, 0)),
    ("strong_and_other", (1, 0, 1)),
    ("three_medium", (0, 3, 0)),
    ("two_medium_and_weak", (0, 2, 1)),
)

PURPOSE_BESIDES = {
    "labour": set(),
    "sexual": {"forced_tasks_clients"},
    "begging": {"forced_tasks_clients", "quota_punished", "injury_inflicted"},
}
NEVER_IN_SEXUAL = {"no_social_protection", "labour_law_breach"}
MEANS_OF_DIMENSION = {DECEPTION: {3, 4}, COERCION: {1}, VULNERABILITY: {5}, DESTINATION: {1, 5}, BOUND: {5}}
MEANS_BESIDES = {"rec_abduction_sale": {2, 6}}
ACTS = ("recruitment", "transport", "delivery", "transfer", "harbouring", "receipt")
UNSAFE_INTERPRETERS = {"companion", "group", "none_but_needed"}


def _list(name: str) -> list[Row]:
    return yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506


@cache
def rows() -> tuple[Row, ...]:
    """Every indicator in catalogue order, with its dimension and its place."""
    found = [row | {"dimension": name} for name in DIMENSIONS for row in _list(name)]
    return tuple(row | {"place": place} for place, row in enumerate(found))


@cache
def signs() -> dict[str, Row]:
    return {sign["id"]: sign for sign in _list("signs")}


def holds(strong: int, medium: int, weak: int) -> str | None:
    """The first rule whose combination is contained in these numbers."""
    for rule, (s, m, w) in COMBINATIONS:
        if strong >= s and medium >= m and weak >= w:
            return rule
    return None


@cache
def fewest(had: tuple[int, int, int], free: tuple[int, int, int]) -> int | None:
    """The smallest number of further yes that makes a dimension positive, else None."""
    tries = product(*(range(n + 1) for n in free))
    enough = [sum(more) for more in tries if holds(*(a + b for a, b in zip(had, more, strict=True)))]
    return min(enough, default=None)


def unsafe(case: Json) -> bool:
    safety = case.get("safety", {})
    return safety.get("alone") == "no" or safety.get("interpreter") in UNSAFE_INTERPRETERS


def at_home(case: Json) -> bool:
    context = case.get("context", {})
    return context.get("citizenship") == "poland" and context.get("exploited_in") == ["poland"]


def child(case: Json) -> bool:
    return case["age"] != "adult"


def answer(case: Json, row: Row) -> str:
    return case.get("replies", {}).get(row["id"], {}).get("answer", "not_asked")


def profiles(case: Json) -> list[tuple[str, str]]:
    """Form and profile, in the order labour, sexual, begging."""
    age = "child" if child(case) else "adult"
    return [(form, f"{form}_{age}") for form in FORMS if form in case["forms"]]


@cache
def scored(profile: str) -> tuple[Row, ...]:
    """The rows that enter the ILO/EC combination."""
    return tuple(row for row in rows() if profile in row.get("weights", {}))


@cache
def extensions(profile: str) -> tuple[Row, ...]:
    """The rows that never enter the combination."""
    return tuple(row for row in rows() if profile in row.get("extensions", {}))


def _count(found: list[Row], profile: str, kind: str = "weights") -> tuple[int, int, int]:
    weights = Counter(row[kind][profile] for row in found)
    return weights["strong"], weights["medium"], weights["weak"]


def dimension(case: Json, profile: str, name: str) -> Row:
    """One dimension as the assessment file shows it, with `need`: the further yes it takes."""
    mine = [row for row in scored(profile) if row["dimension"] == name]
    yes = [row for row in mine if answer(case, row) == "yes"]
    closed = {"yes"} if unsafe(case) else {"yes", "no"}
    free = [row for row in mine if answer(case, row) not in closed]
    had = _count(yes, profile)
    need = fewest(had, _count(free, profile))
    state = {0: "positive", None: "unreachable"}.get(need, "reachable")
    return {
        "id": name,
        **dict(zip(WEIGHTS, had, strict=True)),
        "state": state,
        "rule": holds(*had),
        "indicators": [row["id"] for row in yes],
        "need": need,
    }


def ilo_class(case: Json, positive: set[str]) -> str:
    if EXPLOITATION not in positive:
        return "not_determined"
    if child(case):
        return "trafficking_indicated"
    destination = bool(positive & {DESTINATION, BOUND})
    recruited = bool(positive & {DECEPTION, COERCION, VULNERABILITY})
    table = (
        (destination and recruited, "trafficking_indicated"),
        (destination, "forced_labour_indicated"),
        (DECEPTION in positive, "deception_and_exploitation"),
        (COERCION in positive, "coercion_and_exploitation"),
        (VULNERABILITY in positive, "vulnerability_and_exploitation"),
        (True, "exploitation_indicated"),
    )
    return next(name for true, name in table if true)


def next_questions(case: Json) -> list[str]:
    best: dict[str, tuple[int, int, int]] = {}
    profession = case.get("context", {}).get("profession")
    for form, profile in profiles(case):
        needs = {name: dimension(case, profile, name) for name in DIMENSIONS}
        for row in scored(profile):
            if needs[row["dimension"]]["state"] != "reachable" or answer(case, row) != "not_asked":
                continue
            if not ("child_question" in row if child(case) else "asked" in row["established_by"]):
                continue
            if form == "sexual" and row["id"] in NEVER_IN_SEXUAL:
                continue
            if profession in row.get("not_for", []):
                continue
            if at_home(case) and row.get("not_at_home") == "true":
                continue
            place = (
                needs[row["dimension"]]["need"],
                WEIGHTS.index(row["weights"][profile]),
                row["place"],
            )
            best[row["id"]] = min(best.get(row["id"], place), place)
    return sorted(best, key=lambda one: best[one])


def counted(case: Json, form: str, profile: str) -> list[Row]:
    """Rows with a yes that count for advice and purposes: extensions too, not the two of the sexual form."""
    out = NEVER_IN_SEXUAL if form == "sexual" else set()
    mine = scored(profile) + extensions(profile)
    return [row for row in mine if answer(case, row) == "yes" and row["id"] not in out]


def outside(case: Json, *answers: str) -> list[str]:
    """Rows with such an answer that stand in no chosen profile, or only where the sexual form leaves them out."""
    chosen = {profile for form, profile in profiles(case)}
    found = []
    for row in rows():
        mine = chosen & {*row.get("weights", {}), *row.get("extensions", {})}
        if row["id"] in NEVER_IN_SEXUAL:
            mine = {profile for profile in mine if not profile.startswith("sexual")}
        if not mine and answer(case, row) in answers:
            found.append(row["id"])
    return found


def law(case: Json) -> Row:
    means: dict[int, set[int]] = {}
    purposes = []
    for form, profile in profiles(case):
        for row in scored(profile) + extensions(profile):
            if answer(case, row) == "yes":
                numbers = MEANS_OF_DIMENSION.get(row["dimension"], set()) | MEANS_BESIDES.get(row["id"], set())
                for number in numbers:
                    means.setdefault(number, set()).add(row["place"])
        behind = {
            row["place"]
            for row in counted(case, form, profile)
            if row["dimension"] == EXPLOITATION or row["id"] in PURPOSE_BESIDES[form]
        }
        intended = form in case.get("intended", [])
        if behind or intended:
            purposes.append({"id": form, "indicators": _ids(behind), "intended": intended})
    return {
        "acts": [act for act in ACTS if act in case.get("acts", [])],
        "means_required": not child(case),
        "means": [{"id": number, "indicators": _ids(means[number])} for number in sorted(means)],
        "purposes": purposes,
    }


def _ids(places: set[int]) -> list[str]:
    return [rows()[place]["id"] for place in sorted(places)]


def assess(case: Json) -> Json:
    """Profiles, law, rows outside and next questions, in the shape of the assessment file."""
    found = []
    for _, profile in profiles(case):
        dimensions = [dimension(case, profile, name) for name in DIMENSIONS]
        positive = {one["id"] for one in dimensions if one.pop("need") == 0}
        found.append(
            {
                "id": profile,
                "ilo_class": ilo_class(case, positive),
                "extensions": [row["id"] for row in extensions(profile) if answer(case, row) == "yes"],
                "dimensions": dimensions,
            }
        )
    return {
        "profiles": found,
        "law": law(case),
        "outside": outside(case, "yes"),
        "next_questions": next_questions(case),
    }
