"""Cases drawn at random: for Hypothesis (small, shrinking) and for runs against the oracle (many, seeded)."""

import random
from collections.abc import Callable
from itertools import combinations
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
from screening.core.record.vocabulary import ChildSign, Urgent
from tests.builders import CATALOGUE
from tests.core import oracle, oracle_advice, oracle_words

IDS = tuple(CATALOGUE.indicators)
SIGNS = tuple(CATALOGUE.signs)
FORMS = tuple(form.value for form in Form)
# Each form, each pair, the first three, all: for tests that go through them. Random cases draw any number of forms.
FORM_COMBINATIONS = (*((form,) for form in FORMS), *combinations(FORMS, 2), FORMS[:3], FORMS[:4], FORMS)
# The rows that a line of the norm names: random cases answer them more often than others.
NAMED = tuple(
    oracle_words.in_order(
        set().union(
            *oracle_advice.MILD.values(),
            *oracle_advice.GAIN.values(),
            *oracle_advice.GRAVE.values(),
            *oracle.BESIDE_EXPLOITATION.values(),
            *(oracle_advice.CIRCUMSTANCES, oracle_advice.DEPENDENCE, oracle_advice.LEAVING, oracle_advice.GRAVE_OWN),
            *(oracle.SERVITUDE, oracle_words.MENACE, oracle_words.NOT_FOR, oracle_words.LEFT_OUT_OF_SEXUAL),
            ("deceived_job_nature", "rec_debt", "services_set_by_others", "wages_withheld", "used_identity"),
        )
    )
)

sizes = pytest.mark.parametrize("examples", [25, pytest.param(3000, marks=pytest.mark.full)])
# For whole cases, with every field drawn: one takes some twenty milliseconds.
case_sizes = pytest.mark.parametrize("examples", [15, pytest.param(600, marks=pytest.mark.full)])


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
    forms = tuple(draw(st.lists(st.sampled_from(FORMS), unique=True, min_size=1, max_size=4)))
    return {
        "forms": forms,
        "age": draw(st.sampled_from(values(Age))),
        "replies": draw(st.dictionaries(st.sampled_from(IDS), st.sampled_from(values(Answer)), max_size=12)),
        "signs": draw(some(SIGNS, 2)),
        "acts": draw(some(values(CriminalAct), 2)),
        "intended": draw(some(forms)),
        "danger": draw(st.integers(0, 5)) == 5,
        "concerned": draw(st.integers(0, 5)) == 5,
        "alone": draw(st.sampled_from([None, *values(Alone)])),
        "interpreter": draw(st.sampled_from([None, *values(Interpreter)])),
        "children_signs": draw(some(values(ChildSign), 1)),
        "urgent": draw(some(values(Urgent), 2)),
        "profession": draw(st.sampled_from([None, *values(Profession)])),
        "citizenship": draw(st.sampled_from([None, *values(Citizenship)])),
        "exploited_in": draw(some(values(ExploitationPlace), 2)),
        "sex": draw(st.sampled_from([None, *values(Sex)])),
    }


def drawn(count: int, seed: int) -> list[dict[str, Any]]:
    """So many cases of any forms and ages, from a single answer to all rows answered, calm and not."""
    dice = random.Random(seed)
    return [_quiet(dice) if dice.random() < 0.3 else _one(dice) for _ in range(count)]


def _replies(dice: random.Random) -> dict[str, str]:
    """A few yes, mostly on rows that the norm names; the rest denied, open or not asked."""
    wanted = dice.choice((0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 12, 40))
    pool = NAMED if dice.random() < 0.6 else IDS
    yes = set(dice.sample(pool, min(wanted, len(pool))))
    denied, vague = dice.choice((0.0, 0.2, 0.9, 1.0, 1.0)), dice.choice((0.0, 0.0, 0.02, 0.1))
    replies = dict.fromkeys(yes, "yes")
    for id_ in IDS:
        if id_ not in yes and dice.random() < vague:
            replies[id_] = dice.choice(("unclear", "declined", "not_asked"))
        elif id_ not in yes and dice.random() < denied:
            replies[id_] = "no"
    return replies


def _quiet(dice: random.Random) -> dict[str, Any]:
    """An adult of whom almost nothing was recorded: here the lower advice and nothing_recorded differ by one answer."""
    few = dict.fromkeys(dice.sample(NAMED if dice.random() < 0.6 else IDS, dice.choice((0, 0, 1, 1, 1, 2))), "yes")
    others = {
        id_: dice.choice(("unclear", "declined", "not_asked")) for id_ in dice.sample(IDS, dice.choice((0, 0, 1)))
    }
    return _one(dice) | {
        "forms": tuple(dice.sample(FORMS[:-1], dice.choice((1, 1, 2)))),
        "age": "adult",
        "replies": dict.fromkeys(IDS, "no") | others | few,
        "signs": dice.sample(SIGNS, dice.choice((0, 0, 0, 0, 1))),
        "acts": dice.choice(((), (), (), ("recruitment",))),
        "intended": (),
        "children_signs": (),
        "urgent": (),
        "danger": False,
        "concerned": False,
        "alone": dice.choice(("yes", "yes", "yes", "unknown")),
        "interpreter": dice.choice(("not_needed", "not_needed", "independent", "machine")),
    }


def _one(dice: random.Random) -> dict[str, Any]:
    forms = tuple(dice.sample(FORMS, dice.choice((1, 1, 1, 1, 2, 2, 3, 4, 9))))
    calm = dice.random() < 0.6
    safe = calm or dice.random() < 0.3
    return {
        "forms": forms,
        "age": dice.choice(("adult", "adult", "adult", "child", "uncertain")),
        "replies": _replies(dice),
        "signs": [] if calm else dice.sample(SIGNS, dice.choice((0, 0, 1, 2, 3))),
        "acts": dice.sample(values(CriminalAct), dice.choice((0, 0, 0, 1, 1, 2))),
        "intended": dice.sample(forms, dice.choice((0, 0, 0, 0, 1, len(forms)))),
        "danger": not calm and dice.random() < 0.1,
        "concerned": not calm and dice.random() < 0.1,
        "alone": "yes" if safe else dice.choice((None, *values(Alone))),
        "interpreter": dice.choice(("not_needed", "independent") if safe else (None, *values(Interpreter))),
        "children_signs": [] if calm else dice.sample(values(ChildSign), dice.choice((0, 0, 0, 0, 1))),
        "urgent": [] if calm else dice.sample(values(Urgent), dice.choice((0, 0, 0, 1, 2))),
        "profession": dice.choice([None, *values(Profession)]),
        "citizenship": dice.choice([None, "poland", "poland", *values(Citizenship)]),
        "exploited_in": dice.choice((["poland"], ["poland"], [], ["abroad"], ["transit"], ["poland", "transit"])),
        "sex": dice.choice([None, *values(Sex)]),
    }
