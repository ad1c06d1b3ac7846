"""The ILO/EC combination on every possible tally, and the states (docs/rules.md: State of a dimension)."""

import random
from itertools import combinations, product

import pytest

from screening.core.rules.assessment import DimensionState, Rule, Tally, assess, profiles_of
from tests.builders import CATALOGUE, a_case
from tests.core.lines import SAFE

STRONG, MEDIUM, WEAK = range(12), range(17), range(10)

# Written by hand from ILO/EC 2009, p. 3. Lines: no strong, one, two or more. Columns: no medium, one, two,
# three or more; of each pair, the first without a weak one, the second with. S two strong, O strong and
# other, T three medium, M two medium and weak.
TABLE = (
    (". .", ". .", ". M", "T T"),
    (". O", "O O", "O O", "O O"),
    ("S S", "S S", "S S", "S S"),
)
RULES = {
    ".": None,
    "S": Rule.TWO_STRONG,
    "O": Rule.STRONG_AND_OTHER,
    "T": Rule.THREE_MEDIUM,
    "M": Rule.TWO_MEDIUM_AND_WEAK,
}

DOSSIER_VECTORS = [
    ((2, 0, 0), True),
    ((1, 1, 0), True),
    ((1, 0, 1), True),
    ((0, 3, 0), True),
    ((0, 2, 1), True),
    ((1, 0, 0), False),
    ((0, 2, 0), False),
    ((0, 1, 9), False),
    ((0, 0, 10), False),
    ((0, 0, 0), False),
]


def in_the_table(strong: int, medium: int, weak: int) -> Rule | None:
    pair = TABLE[min(strong, 2)][min(medium, 3)].split()
    return RULES[pair[min(weak, 1)]]


def test_every_tally_follows_the_first_combination_that_holds():
    wrong = [tally for tally in product(STRONG, MEDIUM, WEAK) if Tally(*tally).rule() is not in_the_table(*tally)]
    assert wrong == []


@pytest.mark.parametrize(("tally", "positive"), DOSSIER_VECTORS)
def test_vectors_of_the_dossier(tally, positive):
    assert (Tally(*tally).rule() is not None) is positive


def test_one_strong_indicator_alone_never_makes_a_dimension_positive():
    case = a_case(forms="labour", yes=["documents_withheld"])
    assert assess(CATALOGUE, case).dimension("destination_coercion").state is DimensionState.REACHABLE


def test_weak_indicators_alone_never_make_a_dimension_positive():
    assert all(Tally(0, 0, weak).rule() is None for weak in range(100))


def smallest_set(yes: list[str], open_rows: list[str]) -> int | None:
    """Try every set of open rows, by size; None if not even all of them suffice."""
    for size in range(len(open_rows) + 1):
        for more in combinations(open_rows, size):
            weights = [*yes, *more]
            if in_the_table(weights.count("strong"), weights.count("medium"), weights.count("weak")):
                return size
    return None


def dimensions_with_answers(dice: random.Random) -> tuple[dict[str, object], bool]:
    form, age = dice.choice(("labour", "sexual", "begging", "organs")), dice.choice(("adult", "child"))
    answers = {
        id_: dice.choices(("yes", "no", "unclear", "declined", "not_asked"), (1, dice.choice((2, 20)), 1, 1, 1))[0]
        for id_ in CATALOGUE.indicators
    }
    talk = SAFE | dice.choice(({}, {}, {"alone": "no"}, {"alone": None}, {"interpreter": "machine"}))
    return {"forms": form, "age": age, "replies": answers, **talk}, talk == SAFE


@pytest.mark.parametrize("sample", [80, pytest.param(2000, marks=pytest.mark.full)])
def test_state_and_further_yes_needed_by_trying_every_set_of_open_rows(sample):
    dice = random.Random(115)
    seen = set()
    for _ in range(sample):
        what, safe = dimensions_with_answers(dice)
        case = a_case(**what)
        (chosen,) = profiles_of(CATALOGUE, case)
        profile = chosen.id
        for result in assess(CATALOGUE, case).profiles[0].dimensions:
            rows = CATALOGUE.scored(chosen, result.id)
            answers = {row.id: what["replies"][row.id] for row in rows}
            closed = ("yes", "no") if safe else ("yes",)
            yes = [row.weights[profile].value for row in rows if answers[row.id] == "yes"]
            still_open = [row.weights[profile].value for row in rows if answers[row.id] not in closed]
            size = smallest_set(yes, still_open)
            state = {0: "positive", None: "unreachable"}.get(size, "reachable")
            assert (result.missing, result.state) == (size, state), (what, result)
            seen.add(state)
    assert seen == {"positive", "reachable", "unreachable"}
