"""What never lowers the advice and what never changes it, on many whole cases (docs/rules.md: Advice)."""

import random
from typing import Any

import pytest

from screening.core.instrument.vocabulary import Citizenship, CriminalAct, Sex
from screening.core.record.vocabulary import ChildSign, Urgent
from tests.builders import case_file
from tests.core.engine import codes, said
from tests.core.oracle_words import answer, first_questions, safe
from tests.core.sampling import FORMS, IDS, SIGNS, drawn, values

many = pytest.mark.parametrize("sample", [250, pytest.param(100_000, marks=pytest.mark.full)])
HEIGHT = {"refer": 2, "consult": 1}


def height(given: list[str]) -> int:
    """How far the advice goes towards KCIK: 2 refer, 1 consult, 0 neither."""
    return max(HEIGHT.get(code, 0) for code in given)


def with_more(dice: random.Random, what: dict[str, Any]) -> dict[str, Any]:
    """The same case with one thing more, of a kind drawn at random."""
    kind = dice.choice(("replies", "replies", "signs", "acts", "forms", "intended", "urgent", "children_signs", "flag"))
    if kind == "flag":
        return what | {dice.choice(("danger", "concerned")): True}
    if kind == "replies":
        return what | {"replies": what["replies"] | {dice.choice(IDS): "yes"}}
    choices = {
        "signs": SIGNS,
        "acts": values(CriminalAct),
        "forms": FORMS,
        "intended": what["forms"],
        "urgent": values(Urgent),
        "children_signs": values(ChildSign),
    }
    return what | {kind: {*what[kind], dice.choice(choices[kind])}}


@many
def test_one_thing_more_never_removes_act_now_and_never_lowers_refer_or_consult(sample):
    dice = random.Random(2026)
    for what in drawn(sample, seed=96):
        more = with_more(dice, what)
        before, after = codes(said(**what)), codes(said(**more))
        assert height(after) >= height(before), (what, more)
        assert "act_now" not in before or "act_now" in after, (what, more)


@many
def test_sex_citizenship_and_order_change_no_advice(sample):
    dice = random.Random(2026)
    for what in drawn(sample, seed=97):
        other = what | {"sex": dice.choice(values(Sex)), "citizenship": dice.choice(values(Citizenship))}
        for key in ("forms", "signs", "acts", "intended"):
            other[key] = dice.sample(list(what[key]), len(what[key]))
        ids = dice.sample(list(what["replies"]), len(what["replies"]))
        other["replies"] = {id_: what["replies"][id_] for id_ in ids}
        assert said(**other)["advice"] == said(**what)["advice"], what


@many
def test_nothing_recorded_only_after_a_safe_talk_in_which_every_first_question_was_answered_no(sample):
    seen = 0
    for what in drawn(sample, seed=98):
        if codes(said(**what)) == ["nothing_recorded"]:
            seen += 1
            case = case_file(**what)
            assert what["age"] == "adult" and safe(case)
            assert {answer(case, id_) for id_ in first_questions(case)} == {"no"}
            assert "yes" not in what["replies"].values()
            assert not any(what[key] for key in ("signs", "acts", "intended", "danger", "concerned", "children_signs"))
    assert seen
