"""At "consult" a child whose guardian is confirmed stays with the parent; any doubt keeps the first step as it is."""

from dataclasses import replace

import pytest

from screening.casework.advising import advised
from screening.core.instrument.vocabulary import Alone, Profession
from screening.core.rules.with_parent import stays_with_parent
from tests.builders import CONTENT, a_case
from tests.printing.test_said import said

MOTHER = {"age": "child", "forms": "begging", "alone": "yes", "interpreter": "not_needed", "no": "dest_no_guardian"}
STAYS, FIRST = "Dziecko zostaje z rodzicem", "Nie oddawaj dziecka dorosłemu"


def holds(**more) -> bool:
    case = a_case(**{**MOTHER, **more})
    return stays_with_parent(case, advised(case, CONTENT).advice)


def test_a_child_with_its_mother_stays_with_her():
    assert holds()


@pytest.mark.parametrize(
    "doubt",
    [
        {"age": "adult"},
        {"no": ()},
        {"danger": True},
        {"alone": "no"},
        {"interpreter": "unknown"},
        {"children_signs": "ill"},
        {"yes": "threats_violence"},
        {"signs": "obs_injuries"},
    ],
    ids=str,
)
def test_any_doubt_keeps_the_first_step(doubt):
    assert not holds(**doubt)


def test_an_unclear_answer_confirms_no_guardian():
    assert not holds(no=(), unclear="dest_no_guardian")


@pytest.mark.parametrize("profession", Profession)
def test_paper_says_so_and_sends_no_social_worker_to_herself(profession):
    case = a_case(**MOTHER, profession=profession)
    assert STAYS in said(case, "steps") and FIRST not in said(case, "steps")
    assert ("Zapytaj OPS" in said(case, "steps")) is (profession is not Profession.SOCIAL_WORKER)
    unsafe = replace(case, safety=replace(case.safety, alone=Alone.NO))
    assert FIRST in said(unsafe, "steps") and STAYS not in said(unsafe, "steps")
