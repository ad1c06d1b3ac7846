"""Cases drawn at random: for Hypothesis (small, shrinking) and for runs against the oracle (many, seeded)."""

import random
from collections.abc import Callable
from itertools import combinations, cycle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Answer,
    Citizenship,
    CriminalAct,
    ExploitationPlace,
    Form,
    Interpreter,
    Profession,
    Sex,
)
from tests.builders import CATALOGUE

IDS = tuple(CATALOGUE.indicators)
SIGNS = tuple(CATALOGUE.signs)
PROFILED = ("labour", "sexual", "begging")
FORM_COMBINATIONS = tuple(some for size in range(1, 5) for some in combinations([f.value for f in Form], size))

sizes = pytest.mark.parametrize("examples", [60, pytest.param(3000, marks=pytest.mark.full)])
# For whole cases, with every field drawn: one takes some twenty milliseconds.
case_sizes = pytest.mark.parametrize("examples", [40, pytest.param(600, marks=pytest.mark.full)])


def values(kind: Any) -> list[str]:
    """The codes of one of core's vocabularies."""
    return [member.value for member in kind]


def for_all(examples: int, cases: st.SearchStrategy[Any], check: Callable[..., None]) -> None:
    """Run a check on so many drawn values, the same ones in every run."""
    seen = settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    seen(given(cases)(check))()


def some(of: Any, most: int = 4) -> st.SearchStrategy[list[str]]:
    """A list of different codes."""
    return st.lists(st.sampled_from(of), unique=True, max_size=most)


@st.composite
def told(draw: st.DrawFn) -> dict[str, Any]:
    """What `a_case` takes: any forms, ages, answers, signs, acts and circumstances."""
    forms = draw(st.sampled_from(FORM_COMBINATIONS))
    profiled = [form for form in forms if form in PROFILED]
    return {
        "forms": forms,
        "age": draw(st.sampled_from(values(Age))),
        "replies": draw(st.dictionaries(st.sampled_from(IDS), st.sampled_from(values(Answer)), max_size=12)),
        "signs": draw(some(SIGNS, 2)),
        "acts": draw(some(values(CriminalAct), 2)),
        "intended": draw(some(profiled)) if profiled else [],
        "danger": draw(st.integers(0, 5)) == 5,
        "concerned": draw(st.integers(0, 5)) == 5,
        "alone": draw(st.sampled_from(values(Alone))),
        "interpreter": draw(st.sampled_from(values(Interpreter))),
        "profession": draw(st.sampled_from([None, *values(Profession)])),
        "citizenship": draw(st.sampled_from(values(Citizenship))),
        "exploited_in": draw(some(values(ExploitationPlace), 2)),
        "sex": draw(st.sampled_from(values(Sex))),
    }


def drawn(count: int, seed: int) -> list[dict[str, Any]]:
    """So many cases, each form combination and age in turn, from a single yes to all rows answered."""
    dice = random.Random(seed)
    kinds = cycle([(forms, age) for forms in FORM_COMBINATIONS for age in values(Age)])
    return [_one(dice, *next(kinds)) for _ in range(count)]


def _one(dice: random.Random, forms: tuple[str, ...], age: str) -> dict[str, Any]:
    profiled = [form for form in forms if form in PROFILED]
    likely = dice.choice((0.0, 0.01, 0.02, 0.04, 0.08, 0.2, 0.6))
    denied = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    replies = {}
    for id_ in IDS:
        if dice.random() < likely:
            replies[id_] = "yes"
        elif dice.random() < denied:
            replies[id_] = "no"
        elif dice.random() < 0.1:
            replies[id_] = dice.choice(("unclear", "declined", "not_asked"))
    return {
        "forms": forms,
        "age": age,
        "replies": replies,
        "signs": dice.sample(SIGNS, dice.choice((0, 0, 0, 0, 1, 2))),
        "acts": dice.sample(values(CriminalAct), dice.choice((0, 0, 1, 2))),
        "intended": dice.sample(profiled, dice.choice((0, 0, min(1, len(profiled)), len(profiled)))),
        "danger": dice.random() < 0.1,
        "concerned": dice.random() < 0.1,
        "alone": dice.choice(("yes", "yes", "yes", "unknown", "unknown", "no")),
        "interpreter": dice.choice(("not_needed",) * 4 + ("independent",) * 4 + tuple(values(Interpreter))),
        "profession": dice.choice([None, *values(Profession)]),
        "citizenship": dice.choice(["poland", "poland", "poland", *values(Citizenship)]),
        "exploited_in": dice.choice((["poland"], ["poland"], [], ["abroad"], ["poland", "transit"])),
        "sex": dice.choice(values(Sex)),
    }
