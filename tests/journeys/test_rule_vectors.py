"""The rule in the browser gives what Python gives, for thousands of made-up checks."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import screening.web
from screening.casework.advising import advised
from screening.content import Content
from screening.core.instrument.vocabulary import (
    Age,
    Alone,
    Answer,
    ExploitationPlace,
    Form,
    FormGroup,
    Interpreter,
    Profession,
)
from screening.core.record.case import Case, Context, Reply, Safety
from screening.core.rules.named_rows import BY_FAMILY, NO_GUARDIAN
from screening.core.rules.outside import ORDER, outside_with
from screening.core.rules.reasons import REASON_CODES
from screening.core.rules.triage import first_questions
from screening.core.rules.with_parent import stays_with_parent
from screening.web.quick.bundle import RULE
from screening.web.quick.rule_data import rule_data
from screening.web.quick.submission import more, triage_items
from tests.journeys.firefox import Firefox, firefox

STATIC = Path(screening.web.__file__).parent / "static"
SAMPLE, WHOLE, A_TIME = 1_000, 50_000, 500
NEVER_HERE = {  # acts, intended forms and urgent needs are ticked in a full case only
    "act_strong_purpose",
    "act_two_purpose",
    "act_ticked",
    "act_or_intended",
    "child_act_and_purpose",
    "child_unwell",
    "acute_crisis",
    "urgent_doctor",
    "recent_violence",
}
SETTLED = (Answer.YES, Answer.NO)
Check = Callable[[list[dict[str, object]]], list[dict[str, object]]]


def a_check(chance: random.Random, content: Content) -> Case:
    """A check with few or many answers; most forms, ages and circumstances come up."""
    catalogue = content.catalogue
    forms = frozenset(chance.sample(list(Form), chance.choice((1, 1, 1, 2, 3, 4))))
    age = chance.choice((Age.ADULT, Age.ADULT, Age.CHILD, Age.UNCERTAIN))
    case = Case(edition=catalogue.edition, age=age, forms=forms)
    near = triage_items(catalogue, case) if chance.random() < 0.7 else tuple(catalogue.indicators)
    near = tuple(id_ for id_ in near if id_ in catalogue.indicators)
    wanted = min(len(near), chance.choice((0, 1, 1, 2, 3, 5, 12, 40)))
    weights = chance.choice(((6, 2, 1, 1), (1, 8, 1, 1), (0, 1, 4, 4), (1, 0, 0, 0)))
    answers = (Answer.YES, Answer.NO, Answer.UNCLEAR, Answer.DECLINED)
    replies = {id_: Reply(chance.choices(answers, weights)[0]) for id_ in chance.sample(near, wanted)}
    calm = chance.random() < 0.6
    if chance.random() < 0.1:  # everything that must be asked was answered "no"
        replies |= {id_: Reply(Answer.NO) for id_ in first_questions(catalogue, case)}
    if chance.random() < 0.15:  # a child with its mother, and one answer more
        case = replace(case, age=chance.choice((Age.CHILD, Age.UNCERTAIN)))
        one_more = {chance.choice(list(catalogue.indicators)): Reply(chance.choice(answers))}
        replies, calm = one_more | {id_: Reply(Answer.NO) for id_ in NO_GUARDIAN[FormGroup.LABOUR]}, True
    return replace(
        case,
        replies=replies,
        danger=not calm and chance.random() < 0.2,
        concerned=not calm and chance.random() < 0.2,
        safety=Safety(Alone.YES, Interpreter.NOT_NEEDED)
        if calm
        else Safety(chance.choice((None, *Alone)), chance.choice((None, *Interpreter))),
        signs=frozenset() if calm else frozenset(chance.sample(list(catalogue.signs), chance.choice((0, 0, 1, 2)))),
        context=Context(
            profession=chance.choice((None, *Profession)),
            exploited_in=frozenset({ExploitationPlace.TRANSIT} if chance.random() < 0.2 else ()),
        ),
    )


def given(case: Case) -> dict[str, object]:
    """The check as the browser's rule reads it."""
    return {
        "age": case.age,
        "forms": sorted(case.forms),
        "danger": case.danger,
        "concerned": case.concerned,
        "alone": case.safety.alone or "",
        "interpreter": case.safety.interpreter or "",
        "exploited_in": ExploitationPlace.TRANSIT if case.not_begun else "",
        "profession": case.context.profession or "",
        "signs": sorted(case.signs),
        "answers": {id_: reply.answer.value for id_, reply in case.replies.items()},
    }


def wanted(case: Case, content: Content) -> dict[str, object]:
    """What Python says of it."""
    catalogue, found = content.catalogue, advised(case, content)
    triage, rest = triage_items(catalogue, case), more(catalogue, case)
    return {
        "advice": [
            {
                "code": advice.code.value,
                "reasons": [
                    {
                        "code": reason.code,
                        "indicators": list(catalogue.in_order(reason.indicators)),
                        "signs": list(reason.signs),
                    }
                    for reason in advice.reasons
                ],
                "sentences": list(advice.sentences),
            }
            for advice in found.advice
        ],
        "unsafe": case.safety.unsafe,
        "uncertain": case.safety.uncertain,
        "withParent": stays_with_parent(case, found.advice),
        "outside": list(outside_with(catalogue, case, *ORDER)),
        "next": list(found.next_questions),
        "triage": list(triage),
        "rest": list(rest),
        "unknown": [id_ for id_ in (*triage, *rest) if id_ in catalogue.indicators and case.answer(id_) not in SETTLED],
    }


def test_the_checks_that_are_compared_hold_each_further_form_alone_and_together_and_what_the_rule_treats_apart(content):
    chance = random.Random(2026)
    cases = [a_check(chance, content) for _ in range(SAMPLE)]
    assert {form for case in cases for form in case.forms if len(case.forms) == 1} == set(Form)
    assert any(len([form for form in case.forms if form.group is FormGroup.FURTHER]) > 1 for case in cases)
    assert any(case.not_begun and case.child_path for case in cases)
    assert any(case.not_begun and not case.child_path for case in cases)
    assert {Interpreter.UNKNOWN, Interpreter.MACHINE, None} <= {case.safety.interpreter for case in cases}
    kept = [case for case in cases if stays_with_parent(case, advised(case, content).advice)]
    assert {form for case in kept for form in case.forms} == set(Form) - {*BY_FAMILY}
    assert any(case.is_yes(id_) for case in kept for id_ in case.replies)
    barred = {row.id: row.not_for for row in content.catalogue.indicators.values() if row.not_for and row.form}
    met = {
        (id_, case.context.profession)
        for case in cases
        for id_ in triage_items(content.catalogue, case)
        if id_ in barred
    }
    assert {(id_, each) for id_, services in barred.items() for each in services} <= met


def in_chromium(browser: Browser, content: Content) -> Check:
    """The rule in a page of Chromium."""
    page = browser.new_page()
    for part in RULE:
        page.add_script_tag(path=STATIC / part)
    page.evaluate("data => { window.data = data; }", rule_data(content.catalogue))
    return lambda many: page.evaluate("all => all.map((each) => rozpoznajRule.check(window.data, each))", many)


def in_firefox(fox: Firefox, content: Content) -> Check:
    """The rule in a page of Firefox; JSON goes in and comes out."""
    fox.goto("about:blank")
    scripts = [(STATIC / part).read_text(encoding="utf-8") for part in RULE]
    data = json.dumps(rule_data(content.catalogue))
    scripts.append(
        f"const data = {data}; const checked = (all) => JSON.stringify(JSON.parse(all)"
        ".map((each) => rozpoznajRule.check(data, each))); window.checked = checked;"
    )
    for script in scripts:
        fox.run(
            "const tag = document.createElement('script'); tag.textContent = arguments[0]; document.head.append(tag);",
            script,
        )
    return lambda many: json.loads(
        str(fox.run("return window.wrappedJSObject.checked(arguments[0])", json.dumps(many)))
    )


def compare(check: Check, content: Content, number: int, seed: int) -> set[str]:
    """Compare so many checks; gives the codes that came up."""
    chance, seen = random.Random(seed), set()
    for start in range(0, number, A_TIME):
        cases = [a_check(chance, content) for _ in range(min(A_TIME, number - start))]
        for case, said in zip(cases, check([given(c) for c in cases]), strict=True):
            assert said == wanted(case, content), given(case)
            for advice in said["advice"]:
                seen |= {advice["code"], *(reason["code"] for reason in advice["reasons"])}
    return seen


def test_chromium_and_python_agree_on_a_sample_of_checks(browser, content):
    seen = compare(in_chromium(browser, content), content, SAMPLE, 2026)
    assert set(REASON_CODES) - NEVER_HERE <= seen


@pytest.mark.full
def test_chromium_and_python_agree_on_fifty_thousand_checks(browser, content):
    compare(in_chromium(browser, content), content, WHOLE, 2027)


@pytest.mark.full
def test_firefox_and_python_agree_on_fifty_thousand_checks(tmp_path, content):
    with firefox(tmp_path / "profile") as fox:
        compare(in_firefox(fox, content), content, WHOLE, 2027)
