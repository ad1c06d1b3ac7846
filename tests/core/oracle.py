"""Dimensions, next questions, ILO class and law checklist (docs/rules.md) a second time: an oracle for the engine.

Written from the norm alone, on the words of `oracle_words`; it imports nothing of `screening`.
"""

from collections import Counter
from functools import cache
from itertools import product

from tests.core.oracle_words import (
    ACTS,
    DIMENSIONS,
    FURTHER,
    GROUPS,
    WEIGHTS,
    Json,
    all_rows,
    answer,
    answered,
    catalogue,
    child,
    chosen_rows,
    extensions,
    in_order,
    may_be_asked,
    own_rows,
    places,
    profiles,
    safe,
    scored,
)

# What suffices, by rule, in the order of the norm: how many strong, medium, weak.
COMBINATIONS = (
    ("two_strong", (2, 0, 0)),
    ("strong_and_other", (1, 1, 0)),
    ("strong_and_other", (1, 0, 1)),
    ("three_medium", (0, 3, 0)),
    ("two_medium_and_weak", (0, 2, 1)),
)

MEANS = {
    "deceptive_recruitment": {3, 4},
    "coercive_recruitment": {1},
    "recruitment_vulnerability": {5},
    "exploitation": set(),
    "destination_coercion": {1, 5},
    "destination_vulnerability": {5},
}
MEANS_OF_A_ROW = {
    "rec_debt": {5},
    "rec_documents": {5},
    "rec_money_withheld": {5},
    "rec_abduction_sale": {2, 6},
    "marriage_without_consent": {1, 5},
    "vuln_false_law": {4, 5},
    "vuln_false_success": {4, 5},
    "vuln_lack_information": {4, 5},
    "documents_withheld": {5},
    "debt_bondage": {5},
    "accounts_controlled": {5},
    "used_identity": {5},
    "wages_withheld": {5},
    "strong_influence": {5},
    "moved_often": {5},
    "mobility_aid_withheld": {5},
    "substances": {1, 4, 5},
    "child_promised_for_money": {6},
}
PURPOSES = ("labour", "sexual", "begging", "slavery", *FURTHER)
BESIDE_EXPLOITATION = {
    "labour": set(),
    "sexual": {"forced_tasks_clients"},
    "begging": {"forced_tasks_clients", "quota_punished", "injury_inflicted"},
}
SERVITUDE = {"no_private_space", "eats_leftovers", "never_out_alone"}


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


def numbers(weights: list[str]) -> tuple[int, int, int]:
    """How many strong, medium and weak."""
    count = Counter(weights)
    return count["strong"], count["medium"], count["weak"]


def dimension(case: Json, profile: str, name: str) -> Json:
    """One dimension as the assessment file shows it, with `need`: the further yes it takes."""
    mine = {row: weight for row, weight in scored(case, profile).items() if catalogue()[row]["dimension"] == name}
    closed = {"yes", "no"} if safe(case) else {"yes"}
    yes = [row for row in mine if answer(case, row) == "yes"]
    had = numbers([mine[row] for row in yes])
    need = fewest(had, numbers([weight for row, weight in mine.items() if answer(case, row) not in closed]))
    return {
        "id": name,
        **dict(zip(WEIGHTS, had, strict=True)),
        "state": {0: "positive", None: "unreachable"}.get(need, "reachable"),
        "rule": holds(*had),
        "indicators": yes,
        "need": need,
    }


def ilo_class(case: Json, profile: str, positive: set[str]) -> str:
    if profile.startswith("further") or "exploitation" not in positive:
        return "not_determined"
    if child(case):
        return "trafficking_indicated"
    recruited = positive & {"deceptive_recruitment", "coercive_recruitment", "recruitment_vulnerability"}
    if positive & {"destination_coercion", "destination_vulnerability"}:
        return "trafficking_indicated" if recruited else "forced_labour_indicated"
    if "deceptive_recruitment" in positive:
        return "deception_and_exploitation"
    if "coercive_recruitment" in positive:
        return "coercion_and_exploitation"
    if "recruitment_vulnerability" in positive:
        return "vulnerability_and_exploitation"
    return "exploitation_indicated"


def next_questions(case: Json) -> list[str]:
    best: dict[str, tuple[int, int, int, int]] = {}
    open_answers = ["not_asked"] if child(case) else ["unclear", "not_asked"]
    for profile in profiles(case):
        for name in DIMENSIONS:
            said = dimension(case, profile, name)
            if said["state"] != "reachable":
                continue
            for row, weight in scored(case, profile).items():
                mine = catalogue()[row]["dimension"] == name
                if not mine or answer(case, row) not in open_answers or not may_be_asked(case, row):
                    continue
                again = 0 if answer(case, row) == "unclear" else 1
                place = (said["need"], WEIGHTS.index(weight), again, places()[row])
                best[row] = min(best.get(row, place), place)
    return sorted(best, key=lambda row: best[row])


def yes_in(case: Json, profile: str) -> set[str]:
    """The rows of a profile, scored or extensions, with a yes."""
    return set(all_rows(case, profile)) & answered(case, "yes")


def outside(case: Json, *answers: str) -> list[str]:
    """Rows with such an answer that no chosen profile has, or none but the sexual one that leaves them out."""
    return in_order(answered(case, *answers) - chosen_rows(case))


def _means(case: Json) -> list[Json]:
    behind: dict[int, set[str]] = {}
    for row in chosen_rows(case) & answered(case, "yes"):
        for number in MEANS_OF_A_ROW.get(row, MEANS[catalogue()[row]["dimension"]]):
            behind.setdefault(number, set()).add(row)
    return [{"id": number, "indicators": in_order(behind[number])} for number in sorted(behind)]


def _exploited(case: Json, profile: str) -> set[str]:
    return {row for row in yes_in(case, profile) if catalogue()[row]["dimension"] == "exploitation"}


def _behind_purpose(case: Json, purpose: str) -> set[str]:
    labour, sexual, begging, further = (f"{group}_{'child' if child(case) else 'adult'}" for group in GROUPS)
    if purpose == "slavery":
        kept = yes_in(case, labour) & SERVITUDE if "labour" in case["forms"] else set()
        return kept if len(kept) >= 2 else set()
    if purpose not in case["forms"]:
        return set()
    if purpose in BESIDE_EXPLOITATION:
        profile = {"labour": labour, "sexual": sexual, "begging": begging}[purpose]
        return _exploited(case, profile) | (yes_in(case, profile) & BESIDE_EXPLOITATION[purpose])
    yes = yes_in(case, further)
    if purpose == "other":
        return _exploited(case, further) - own_rows(case)
    own = {row for row in yes if catalogue()[row].get("form") == purpose}
    return own | (yes & {"forced_illicit", "quota_punished", "used_identity"} if purpose == "crime" else set())


def law(case: Json) -> Json:
    purposes = []
    for purpose in PURPOSES:
        behind = _behind_purpose(case, purpose)
        intended = purpose in case.get("intended", [])
        if behind or intended:
            purposes.append({"id": purpose, "indicators": in_order(behind), "intended": intended})
    return {
        "acts": [act for act in ACTS if act in case.get("acts", [])],
        "means_required": not child(case),
        "means": _means(case),
        "purposes": purposes,
    }


def assess(case: Json) -> Json:
    """Profiles, law, rows outside and next questions, in the shape of the assessment file."""
    found = []
    for profile in profiles(case):
        dimensions = [dimension(case, profile, name) for name in DIMENSIONS]
        positive = {one["id"] for one in dimensions if one.pop("need") == 0}
        found.append(
            {
                "id": profile,
                "ilo_class": ilo_class(case, profile, positive),
                "extensions": [row for row in extensions(case, profile) if answer(case, row) == "yes"],
                "dimensions": dimensions,
            }
        )
    return {
        "profiles": found,
        "law": law(case),
        "outside": outside(case, "yes"),
        "next_questions": next_questions(case),
    }
