"""An answer that was recorded stands on the papers, whatever form and age are chosen afterwards."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import product

import pytest

from screening.casework.documents import document
from screening.core.instrument.catalogue import Text
from screening.core.instrument.vocabulary import Age, Answer, Form, Weight
from screening.core.journey import Page, moved, step_after, steps
from screening.core.record.case import Case, Reply
from screening.core.record.vocabulary import ContactAgreement
from screening.core.rules.advice import advise
from screening.core.rules.assessment import assess
from screening.core.rules.outside import chosen_rows, no_longer_counted, outside, outside_with
from screening.core.rules.questions import label
from screening.printing import page_html
from tests.builders import CATALOGUE, CONTENT, a_case
from tests.core.sampling import FORM_COMBINATIONS

WITH_FACTS = ("referral", "consultation", "note", "notification", "script")
WITH_EVERY_ANSWER = ("referral", "consultation")
CHOICES = list(product(FORM_COMBINATIONS, Age))
ROWS = list(CATALOGUE.indicators)
EVERY = [(forms, age, id_) for forms, age in CHOICES for id_ in ROWS]
SOME = [each for number, each in enumerate(EVERY) if number % 61 == 0]
MATRIX = pytest.mark.parametrize("every", [SOME, pytest.param(EVERY, marks=pytest.mark.full)], ids=["some", "every"])
NOTHING = ("nie odnotowano przesłanek", "dotąd nic nie odnotowano", "Na razie nie odnotowano", "żadna przesłanka")


def texts(value: object) -> Iterator[str]:
    """Keys of all texts that a document holds itself; what it may quote is left out."""
    if isinstance(value, Text):
        yield value.key
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "wording":
                yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


def answered(forms: tuple[str, ...], age: Age, id_: str, answer: Answer, note: str = "") -> Case:
    """A case with one answer, whatever form and age it was given under."""
    return replace(a_case(forms=forms, age=age, concerned=True), replies={id_: Reply(answer, note=note)})


def papers_without(case: Case, id_: str, kinds: tuple[str, ...]) -> list[str]:
    """The papers of these on which the row does not stand."""
    key = label(CATALOGUE.indicators[id_], case.form_group).key
    return [kind for kind in kinds if key not in set(texts(document(kind, case, CONTENT)))]


@MATRIX
def test_a_recorded_yes_stands_on_every_paper_whatever_form_and_age_are_chosen(every):
    missing = {}
    for forms, age, id_ in every:
        if lost := papers_without(answered(forms, age, id_, Answer.YES), id_, WITH_FACTS):
            missing[forms, age, id_] = lost
    assert not missing


@pytest.mark.sampled(1)
@MATRIX
@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNCLEAR, Answer.DECLINED])
def test_every_other_answer_stands_where_such_answers_stand(every, answer):
    missing = [each for each in every if papers_without(answered(*each, answer), each[2], WITH_EVERY_ANSWER)]
    assert not missing


@MATRIX
def test_a_yes_outside_that_is_strong_elsewhere_is_consulted_and_any_other_is_talked_over_again(every):
    for forms, age, id_ in every:
        case = replace(answered(forms, age, id_, Answer.YES), concerned=False)
        found = {advice.code: advice for advice in advise(case, assess(CATALOGUE, case))}
        group = "adult" if age is Age.ADULT else "child"
        row = CATALOGUE.indicators[id_]
        strong = [one for one in CATALOGUE.profiles if one.endswith(group) and row.weight_in(one) is Weight.STRONG]
        if id_ in outside(CATALOGUE, case) and strong:
            assert id_ in found["consult"].indicators, (forms, age, id_)
        elif id_ in outside(CATALOGUE, case) and "consult" not in found:
            assert id_ in found["second_talk"].indicators, (forms, age, id_)
        assert "nothing_recorded" not in found, (forms, age, id_)


@pytest.mark.parametrize("kind", WITH_FACTS)
def test_no_paper_says_that_nothing_was_recorded_where_something_was(kind):
    for forms, age in ((("other",), Age.ADULT), (("labour",), Age.CHILD), (("begging",), Age.UNCERTAIN)):
        for id_ in ("used_identity", "benefits_taken", "child_begging_for_others"):
            case = answered(forms, age, id_, Answer.YES)
            if id_ in outside(CATALOGUE, case):
                html = page_html(document(kind, case, CONTENT), "pl")
                assert "dnotowano, poza wybraną formą" in html
                assert not [sentence for sentence in NOTHING if sentence in html]


# What each advice says was not recorded; a coercion or an exploitation may be recorded all the same, beside its list.
NOT_ON_THE_LIST = {
    ("excessive_hours", "injury_inflicted", ("labour",)): "żadnej przesłanki przymusu z listy dla pracy",
    ("excessive_hours", "moved_often", ("labour", "sexual", "begging")): "żadnej przesłanki przymusu z listy dla pracy",
    ("deceived_job_nature", "low_no_pay", ("begging",)): "żadnej przesłanki wykorzystania z listy dla wybranej formy",
}


@pytest.mark.parametrize(("one", "other", "forms"), NOT_ON_THE_LIST)
def test_an_advice_that_names_what_was_not_recorded_names_the_list_that_it_looked_at(one, other, forms):
    case = replace(a_case(forms=forms, age=Age.ADULT), replies={each: Reply(Answer.YES) for each in (one, other)})
    for kind in ("consultation", "referral", "steps"):
        paper = re.sub("<.*?>", "", page_html(document(kind, case, CONTENT), "pl"))
        denied = re.findall(r"[^.;]*(?:przymusu|wykorzystania)[^.;]*nie odnotowano", paper)
        assert all(NOT_ON_THE_LIST[one, other, forms] in each.lower() for each in denied), denied
        # beside "consult" the advice on labour rights denies nothing; its reason stands on the sheets alone
        assert bool(denied) is (kind != "steps" or "low_no_pay" in (one, other)), kind


def test_where_nothing_was_recorded_the_papers_still_say_so():
    html = page_html(document("consultation", a_case(concerned=True), CONTENT), "pl")
    assert "nie odnotowano przesłanek" in html and "dotąd nic nie odnotowano" in html
    assert "poza wybraną formą" not in html


@pytest.mark.parametrize("kind", [*WITH_FACTS])
def test_the_note_to_an_answer_outside_stands_where_notes_stand(kind):
    case = answered(("begging",), Age.ADULT, "child_as_prop", Answer.YES, note="notatka o dziecku")
    case = replace(case, agreement=replace(case.agreement, contact=ContactAgreement.YES))
    assert ("notatka o dziecku" in page_html(document(kind, case, CONTENT), "pl")) is (
        kind in ("referral", "note", "notification")
    )


def test_rows_outside_come_yes_first_and_a_row_that_counts_in_any_chosen_profile_is_not_outside():
    replies = {
        "low_no_pay": "unclear",
        "excessive_hours": "yes",
        "very_bad_conditions": "no",
        "labour_law_breach": "declined",
    }
    case = a_case(forms="other", replies=replies)
    assert outside_with(CATALOGUE, case, Answer.YES, Answer.UNCLEAR, Answer.DECLINED, Answer.NO) == (
        "excessive_hours", "low_no_pay", "labour_law_breach", "very_bad_conditions",
    )  # fmt: skip
    labour = replace(case, forms=frozenset({Form.LABOUR, Form.OTHER}))
    assert outside(CATALOGUE, labour) == ()
    assert chosen_rows(CATALOGUE, labour) >= replies.keys()
    assert outside(CATALOGUE, replace(labour, age=None)) == outside(CATALOGUE, case)


def test_what_a_new_age_or_form_leaves_uncounted_is_named_before():
    begging = a_case(forms="begging", age="child", yes=["child_as_prop", "violence"], no=["child_begging_for_others"])
    adult = replace(begging, age=Age.ADULT)
    assert list(no_longer_counted(CATALOGUE, begging, adult)) == ["child_as_prop", "child_begging_for_others"]
    assert no_longer_counted(CATALOGUE, adult, begging) == {}
    assert no_longer_counted(CATALOGUE, begging, replace(begging, danger=True)) == {}
    assert set(no_longer_counted(CATALOGUE, begging, replace(begging, forms=frozenset({Form.OTHER})))) == {
        *("child_as_prop", "child_begging_for_others"),
    }


@pytest.mark.parametrize("forms", FORM_COMBINATIONS)
@pytest.mark.parametrize("age", Age)
def test_every_answered_row_stands_on_a_page_where_it_can_be_changed(forms, age):
    case = replace(a_case(forms=forms, age=age), replies=dict.fromkeys(ROWS, Reply(Answer.UNCLEAR)))
    pages = [step for step in steps(CATALOGUE, case) if step.page in (Page.DIMENSION, Page.OUTSIDE)]
    on_pages = [id_ for step in pages for id_ in step.items]
    assert sorted(on_pages) == sorted(ROWS)
    for step in pages:
        if step.page is Page.OUTSIDE:
            assert step_after(CATALOGUE, case, step).page is Page.ANSWERS


def test_the_address_of_a_page_of_indicators_never_is_a_dead_end():
    for step_id in ("triage", "exploitation-1", "destination_coercion-3", "outside-exploitation"):
        assert moved(CATALOGUE, step_id).page is Page.OUTSIDE
    for step_id in ("", "triage-1", "exploitation", "exploitation-x", "exploitation-9", "outside-", "outside-triage"):
        assert moved(CATALOGUE, step_id) is None
