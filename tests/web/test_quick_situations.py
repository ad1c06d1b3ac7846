"""Guidance for hard situations under the result of the quick check: which answers lead to it, and that it is folded."""

import random
import re
from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import (
    RECEIVING,
    Age,
    Answer,
    ExploitationPlace,
    Form,
    Interpreter,
    Profession,
)
from screening.core.record.case import Case, Reply, Safety
from screening.core.referral.situations import HardSituation, situations
from screening.core.rules.advice import AdviceCode
from screening.core.rules.named_rows import PAY_OWED
from screening.web.quick.situations import a_case_of, led_to
from tests.web.page import Visitor

# On the way nothing is owed yet, whatever was answered; the script shows the guidance for owed pay all the same.
NOT_YET = {HardSituation.PAY}
START = {"age": "adult", "alone": "yes", "interpreter": "not_needed"}


@pytest.fixture
def passer_by(app) -> Visitor:
    """A browser that never signed in."""
    return Visitor(app.test_client())


def a_check(chance: random.Random, content) -> Case:
    """Any check: what the pages of the quick check ask, and nothing else."""
    case = a_case_of(chance.choice([None, *Profession]), chance.choice(tuple(Age)))
    rows = [*chance.sample(list(content.catalogue.indicators), 3), chance.choice(PAY_OWED)]
    on_the_way = frozenset({ExploitationPlace.TRANSIT} if chance.random() < 0.3 else ())
    return replace(
        case,
        forms=frozenset(chance.sample(list(Form), 2)),
        signs=frozenset(chance.sample(list(content.catalogue.signs), 2)),
        replies={id_: Reply(chance.choice(tuple(Answer))) for id_ in rows},
        safety=Safety(interpreter=chance.choice([None, *Interpreter])),
        context=replace(case.context, exploited_in=on_the_way),
    )


def by_the_table(case: Case, advised: set[AdviceCode], table) -> set[HardSituation]:
    """The situations that the script shows, by the codes of the answers."""
    yes = {id_ for id_, reply in case.replies.items() if reply.answer is Answer.YES}
    age = "child" if case.child_path else "adult"
    codes = {*case.forms, *case.signs, *yes, *advised, *case.context.exploited_in, age}
    codes |= {case.safety.interpreter, case.context.profession, *(form + row for form in case.forms for row in yes)}
    shown = {each for each, any_of in table.items() if codes & set(any_of)}
    return shown if case.context.profession in RECEIVING else shown - {HardSituation.OFFENCES}


def test_what_the_script_shows_is_what_a_full_case_of_these_answers_is_in(content):
    chance, table = random.Random(12), led_to(content.catalogue)
    for _ in range(300):
        case = a_check(chance, content)
        advised = {AdviceCode.LABOUR_RIGHTS} if chance.random() < 0.3 else set()
        told = set(situations(case, advised))
        besides = NOT_YET if case.not_begun else set()
        assert by_the_table(case, advised, table) - besides == told - besides, case


def test_the_kept_guidance_of_a_form_is_that_of_a_case_of_this_form(passer_by):
    passer_by.get("/quick/situations")
    (marriage,) = re.findall(r'<div id="marriage.social_worker.adult">(.*?)</div>', passer_by.page.html, re.DOTALL)
    assert "Niebieska Karta" in marriage


def test_no_two_answers_have_one_code(content):
    codes = [code for any_of in led_to(content.catalogue).values() for code in set(any_of)]
    rows = set(content.catalogue.indicators)
    assert set(codes) & set(Interpreter) and not rows & {*Form, *Interpreter, *Profession, *AdviceCode, *Age}
    assert not {*Form, *Age} & {*Interpreter, *Profession, *AdviceCode, *ExploitationPlace}


def test_the_result_without_script_has_the_guidance_folded(passer_by, content):
    passer_by.get("/quick/")
    passer_by.send(**START, forms=["marriage"])
    passer_by.post("/quick/result", passer_by.page.form["fields"])
    heading = content.guidance["situation_marriage"].polish
    assert f"<summary>{heading}</summary>" in passer_by.page.html and "bez małżonka" in passer_by.page.text
    assert '<details class="situation">' in passer_by.page.html and 'situation" open' not in passer_by.page.html


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_page_of_the_guidance_tells_each_service_in_its_words(passer_by, content, language):
    passer_by.get("/quick/situations" + ("?ui=en" if language == "en" else ""))
    assert passer_by.page.lang == language
    parts = dict(re.findall(r'<div id="([\w.]+)">(.*?)</div>', passer_by.page.html, re.DOTALL))
    assert {id_.partition(".")[0] for id_ in parts} == set(led_to(content.catalogue)) >= {"crime", "medical", "online"}
    assert "offences.police.adult" in parts and "offences.social_worker.adult" not in parts
    own, others = parts["crime.police.adult"], parts["crime..child"]
    assert ("koordynator" in own) is (language == "pl") and own != others
