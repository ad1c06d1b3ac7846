"""The five places of a case: each page belongs to one, its state follows from the case, and so does the way back."""

from dataclasses import replace

import pytest

from screening.core.instrument.vocabulary import Age, Answer, Form
from screening.core.journey import OPENING, PAGES, PLACE_OF, Page, Place, Step, is_open, steps
from screening.core.record.case import Case, Reply
from screening.core.record.own_unit import with_unit
from screening.core.record.referral import Agreement, Handover, Needs
from screening.core.record.vocabulary import ContactAgreement, Urgent
from screening.core.referral.completeness import gaps
from screening.core.referral.places import MAIN, PlaceState, page_in_dimension, places, step_back
from screening.wording import WORDS
from tests.builders import CATALOGUE, a_case

NEW = Case(edition=CATALOGUE.edition)
TALKED = replace(a_case(forms="labour"), visited=frozenset(OPENING))
REFERRAL = replace(NEW, for_referral=True)
WHOLE = replace(TALKED, for_referral=True)
CASES = {"new": NEW, "talked": TALKED, "a referral": REFERRAL, "a referral with forms": WHOLE}


def _of(case: Case) -> dict[Place, PlaceState]:
    return {each.place: each.state for each in places(CATALOGUE, case)}


def _step(case: Case, id_: str) -> Step:
    return next(step for step in steps(CATALOGUE, case) if step.id == id_)


def test_every_place_has_a_main_page_and_a_word():
    assert {each.place for each in PAGES} == set(MAIN) == set(Place) == set(WORDS["Place"])


def test_nothing_is_begun_in_a_new_case():
    assert set(_of(NEW).values()) == {PlaceState.NOT_BEGUN}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_place_leads_only_to_a_page_of_its_own_that_is_open(case):
    for each in places(CATALOGUE, case):
        if each.step_id:
            step = _step(case, each.step_id)
            assert PLACE_OF[step.page] is each.place and is_open(CATALOGUE, case, step)


def test_before_the_person_is_safe_neither_the_talk_nor_the_result_is_open():
    leads = {each.place: each.step_id for each in places(CATALOGUE, NEW)}
    assert not leads[Place.TALK] and not leads[Place.RESULT]
    assert leads[Place.REFERRAL] == Page.REFERRAL and leads[Place.PAPERS] == Page.DOCUMENTS


def test_the_talk_goes_on_at_the_first_page_that_was_not_saved():
    case = replace(NEW, age=Age.ADULT, forms=frozenset({Form.LABOUR}), visited=frozenset({Page.SAFETY}))
    assert places(CATALOGUE, case)[1].step_id == Page.TALK
    case = replace(case, visited=case.visited | {Page.TALK})
    assert places(CATALOGUE, case)[1].step_id == Page.TRIAGE


def test_what_is_left_in_a_place_is_what_kcik_asks_back_there_and_what_was_never_saved():
    case = replace(NEW, age=Age.ADULT, visited=frozenset({Page.SAFETY}))
    asked_back = [gap for gap in gaps(case) if PLACE_OF[gap.page] is Place.PERSON]
    assert places(CATALOGUE, case)[0].left == len(asked_back) > 0
    begun = replace(case, visited=case.visited | {Page.TALK})
    of_talk = [gap for gap in gaps(begun) if PLACE_OF[gap.page] is Place.TALK]
    waiting = [page for page in OPENING if PLACE_OF[page] is Place.TALK and page not in begun.visited]
    assert places(CATALOGUE, begun)[1].left == len(of_talk) + len(waiting)


def test_a_place_where_nothing_is_left_is_done():
    states = {each.place: (each.state, each.left) for each in places(CATALOGUE, TALKED)}
    assert states[Place.RESULT] == (PlaceState.DONE, 0)
    assert all((state is PlaceState.OPEN) is (left > 0) for state, left in states.values())


def test_what_came_with_the_quick_check_is_begun():
    case = replace(NEW, age=Age.ADULT, forms=frozenset({Form.LABOUR}))
    assert _of(case)[Place.PERSON] is not PlaceState.NOT_BEGUN
    assert _of(case)[Place.TALK] is PlaceState.OPEN


def test_a_referral_is_begun_once_the_record_knows_one_of_its_answers():
    case = replace(NEW, agreement=Agreement(contact=ContactAgreement.YES))
    assert _of(case)[Place.REFERRAL] is PlaceState.OPEN
    with_reply = replace(NEW, replies={"debt_bondage": Reply(Answer.YES)})
    assert _of(with_reply)[Place.TALK] is PlaceState.OPEN
    assert _of(replace(NEW, handover=Handover(told="o ulotce")))[Place.PAPERS] is not PlaceState.NOT_BEGUN


def test_the_details_of_the_own_unit_and_an_answer_of_an_earlier_place_begin_no_referral():
    ours = {"context.profession": "police", "referrer.unit": "Komisariat II", "referrer.phone": "12 345 67 89"}
    assert set(_of(with_unit(NEW, ours)).values()) == {PlaceState.NOT_BEGUN}
    hurt = _of(replace(NEW, needs=Needs(urgent=frozenset({Urgent.DOCTOR}))))
    assert hurt[Place.REFERRAL] is PlaceState.NOT_BEGUN and hurt[Place.PERSON] is PlaceState.OPEN


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_way_back_from_every_open_page_leads_out_of_the_case_and_never_round(case):
    for step in steps(CATALOGUE, case):
        if not is_open(CATALOGUE, case, step):
            continue
        seen, at = [step.id], step
        while at := step_back(CATALOGUE, case, at):
            assert is_open(CATALOGUE, case, at) and at.id not in seen, seen
            seen.append(at.id)
        assert seen[-1] == (Page.REFERRAL if case.for_referral else Page.SAFETY)


def test_back_leads_to_the_page_before_in_the_opening_and_in_a_dimension_and_else_to_the_place():
    def back(id_: str) -> str:
        found = step_back(CATALOGUE, TALKED, _step(TALKED, id_))
        return found.id if found else ""

    ways = ("safety", "talk", "overview", "exploitation-2", "exploitation-1", "acts", "referral", "call", "handover")
    assert [back(id_) for id_ in ways] == [
        "",
        "safety",
        "triage",
        "exploitation-1",
        "overview",
        "overview",
        "overview",
        "referral",
        "documents",
    ]


def test_a_page_of_a_dimension_knows_which_it_is_of_how_many():
    found = [page_in_dimension(CATALOGUE, TALKED, _step(TALKED, id_)) for id_ in ("exploitation-1", "exploitation-2")]
    assert found == [(1, 2), (2, 2)]
    assert page_in_dimension(CATALOGUE, TALKED, _step(TALKED, "triage")) == (1, 1)
