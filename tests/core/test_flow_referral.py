"""The way through a referral: its pages open at any time, and lead back to the task list."""

from dataclasses import replace

import pytest
from hypothesis import strategies as st

from screening.core.instrument.vocabulary import Age, Form
from screening.core.journey import (
    AT_ANY_TIME,
    OPEN_BEFORE_FORMS,
    OPENING,
    REFERRAL,
    Page,
    Step,
    hub_is_open,
    is_open,
    step_after,
    steps,
    where_to_go_on,
)
from screening.core.record.case import Case
from screening.core.record.referral import Handover
from tests.builders import CATALOGUE
from tests.core.sampling import FORM_COMBINATIONS, case_sizes, for_all

NEW = Case(edition="2026.1")
BEGUN = replace(NEW, for_referral=True)
ALL_OPENING = frozenset(page.value for page in OPENING)
ALWAYS_OPEN = {
    "referral", "call", "place", "facts", "agreement", "person", "needs", "status", "done", "handover",
    "decision", "documents", "site", "finish",
}  # fmt: skip


def step_of(case: Case, page: Page) -> Step:
    return next(step for step in steps(CATALOGUE, case) if step.page is page)


def after(case: Case, page: Page) -> Page:
    return step_after(CATALOGUE, case, step_of(case, page)).page


def open_pages(case: Case) -> set[str]:
    return {step.page.value for step in steps(CATALOGUE, case) if is_open(CATALOGUE, case, step)}


def any_case() -> st.SearchStrategy[Case]:
    forms = st.sampled_from([(), *FORM_COMBINATIONS]).map(lambda some: frozenset(map(Form, some)))
    return st.builds(
        Case,
        edition=st.just("2026.1"),
        age=st.sampled_from((*Age, None)),
        forms=forms,
        visited=st.frozensets(st.sampled_from(sorted(ALL_OPENING))) | st.just(ALL_OPENING),
        for_referral=st.booleans(),
        handover=st.builds(
            Handover, taken_by=st.sampled_from(("", "OPS")), taken_at=st.sampled_from(("", "2026-11-23T14:00"))
        ),
    )


def test_the_pages_of_the_referral_are_those_of_the_sheet():
    assert {page.value for page in AT_ANY_TIME} == ALWAYS_OPEN
    assert set(AT_ANY_TIME) == {*REFERRAL, Page.REFERRAL, Page.DECISION, Page.DOCUMENTS, Page.SITE, Page.FINISH}


@case_sizes
def test_every_page_of_the_referral_the_decision_and_the_end_are_open_at_any_time(examples):
    def check(case):
        assert open_pages(case) >= ALWAYS_OPEN

    for_all(examples, any_case(), check)


@case_sizes
def test_every_case_has_each_page_once_and_goes_on_at_an_open_one(examples):
    def check(case):
        here = steps(CATALOGUE, case)
        assert len({step.id for step in here}) == len(here)
        assert {step.page.value for step in here} >= ALWAYS_OPEN
        go_on = where_to_go_on(CATALOGUE, case)
        assert go_on in here
        assert is_open(CATALOGUE, case, go_on)

    for_all(examples, any_case(), check)


@case_sizes
def test_a_saved_page_of_the_referral_leads_back_to_its_task_list(examples):
    def check(case):
        handed_over = case.handover.taken_by and case.handover.taken_at
        for page in REFERRAL:
            to_the_end = page is Page.HANDOVER and handed_over
            assert after(case, page) is (Page.FINISH if to_the_end else Page.REFERRAL)

    for_all(examples, any_case(), check)


@case_sizes
def test_every_saved_page_leads_to_a_page_of_the_case(examples):
    def check(case):
        here = steps(CATALOGUE, case)
        for step in here:
            assert step_after(CATALOGUE, case, step) in here

    for_all(examples, any_case(), check)


def test_a_case_begun_for_referral_goes_on_at_the_task_list_and_leads_back_there():
    assert where_to_go_on(CATALOGUE, BEGUN).page is Page.REFERRAL
    for case in (BEGUN, replace(BEGUN, age=Age.ADULT, forms=frozenset(Form), visited=ALL_OPENING)):
        for step in steps(CATALOGUE, case):
            if step.page not in (Page.DIMENSION, Page.HANDOVER):
                leads_to = {  # what is answered on the overview remains there
                    Page.OVERVIEW: Page.OVERVIEW,
                    Page.REFERRAL: Page.DECISION,
                    Page.DECISION: Page.DOCUMENTS,
                }.get(step.page, Page.REFERRAL)
                assert step_after(CATALOGUE, case, step).page is leads_to


def test_a_case_begun_for_referral_goes_through_a_dimension_and_then_back_to_the_task_list():
    case = replace(BEGUN, age=Age.ADULT, forms=frozenset({Form.LABOUR}))
    pages = [step for step in steps(CATALOGUE, case) if step.page is Page.DIMENSION]
    for step, following in zip(pages, [*pages[1:], None], strict=True):
        then = step_after(CATALOGUE, case, step)
        if following and following.dimension is step.dimension:
            assert then == following
        else:
            assert then.page is Page.REFERRAL


def test_a_case_begun_for_referral_opens_its_questions_once_age_and_forms_are_known():
    assert open_pages(BEGUN) == ALWAYS_OPEN | {page.value for page in OPEN_BEFORE_FORMS}
    assert open_pages(replace(BEGUN, age=Age.ADULT)) == open_pages(BEGUN)
    assert open_pages(replace(BEGUN, forms=frozenset({Form.LABOUR}))) == open_pages(BEGUN)
    known = replace(BEGUN, age=Age.CHILD, forms=frozenset({Form.LABOUR}))
    assert hub_is_open(CATALOGUE, known)
    assert open_pages(known) == {step.page.value for step in steps(CATALOGUE, known)}


def test_a_screening_case_keeps_its_order():
    case = NEW
    for number, page in enumerate(OPENING):
        assert where_to_go_on(CATALOGUE, case).page is page
        assert open_pages(case) - ALWAYS_OPEN == {each.value for each in OPENING[: number + 1]}
        assert after(case, page) is (*OPENING[1:], Page.OVERVIEW)[number]
        case = replace(case, age=Age.ADULT, visited=case.visited | {page.value})
        if page is Page.TALK:
            case = replace(case, forms=frozenset({Form.LABOUR}))
    assert where_to_go_on(CATALOGUE, case).page is Page.OVERVIEW
    assert open_pages(case) == {step.page.value for step in steps(CATALOGUE, case)}
    assert after(case, Page.ACTS) is Page.OVERVIEW
    assert after(case, Page.REFERRAL) is Page.DECISION and after(case, Page.DECISION) is Page.DOCUMENTS


@pytest.mark.parametrize("visited", [frozenset(), ALL_OPENING - {"talk"}])
def test_filling_the_referral_opens_no_question_of_a_screening_case(visited):
    case = replace(NEW, age=Age.ADULT, forms=frozenset({Form.LABOUR}), visited=visited)
    for page in (*REFERRAL, Page.DECISION):
        case = replace(case, visited=case.visited | {page.value})
    assert not hub_is_open(CATALOGUE, case)
    assert not is_open(CATALOGUE, case, step_of(case, Page.ACTS))


@pytest.mark.parametrize("form", Form)
def test_every_form_alone_has_its_triage_after_the_signs(form):
    case = replace(NEW, age=Age.ADULT, forms=frozenset({form}))
    assert after(case, Page.TALK) is Page.TRIAGE
