"""The quick check of a person on the way: what may not have begun yet has questions of its own."""

import re

import pytest

from screening.core.instrument.vocabulary import AgeGroup, ExploitationPlace
from screening.web.quick.spoken import spoken_texts
from tests.web.page import Visitor

START = {"age": "adult", "forms": ["labour"], "alone": "yes", "interpreter": "not_needed"}
ON_THE_WAY = ("exploited_in", "transit")


@pytest.fixture
def passer_by(app) -> Visitor:
    """A browser that never signed in."""
    return Visitor(app.test_client())


def questions(browser: Visitor, **how: object) -> list[str]:
    """The indicators and signs that the check asks of a person on the way, in order."""
    browser.get("/quick/")
    browser.send(**{**START, "exploited_in": "transit", **how})
    return list(dict.fromkeys(re.findall(r'name="(?:answer|sign)\.(\w+)"', browser.page.html)))


def carried_to(browser: Visitor, address: str, **how: str) -> list[tuple[str, str]]:
    """The fields of the page that this address shows with what the page before it said."""
    browser.post(address, [*how.items(), *browser.page.form["fields"]])
    return browser.page.form["fields"]


@pytest.mark.parametrize("age", AgeGroup)
def test_a_person_on_the_way_is_asked_what_is_known_before_it_begins(passer_by, content, age):
    asked = questions(passer_by, age=age)
    assert {id_ for id_ in content.catalogue.not_begun[age] if id_ in asked} >= {"deceived_job_nature", "rec_debt"}
    assert set(asked) <= set(content.catalogue.not_begun[age])


def test_a_person_on_the_way_is_asked_what_is_promised_with_script_and_without(passer_by, content):
    row = content.catalogue.indicators["deceived_job_nature"]
    for way, asked, other in (
        ("transit", row.question_not_begun, row.questions_by_form["labour"]),
        ([], row.questions_by_form["labour"], row.question_not_begun),
    ):
        questions(passer_by, exploited_in=way)
        assert asked.polish in passer_by.page.text and other.polish not in passer_by.page.text
    spoken = spoken_texts(content)
    assert spoken["question.deceived_job_nature.not_begun"] == row.question_not_begun
    assert spoken["statement.deceived_job_nature.not_begun"] == row.statement_not_begun
    child = content.catalogue.indicators["excessive_hours"]
    assert spoken["child.excessive_hours.not_begun"] == child.child_question_not_begun


def test_who_is_not_on_the_way_is_asked_what_happens_now(passer_by):
    assert "rec_debt" not in questions(passer_by, exploited_in=[])


def test_back_and_another_language_keep_that_the_person_is_on_the_way(passer_by):
    questions(passer_by)
    assert ON_THE_WAY in carried_to(passer_by, "/quick/")
    assert ON_THE_WAY in carried_to(passer_by, "/quick/", ui="en")
    passer_by.send()
    passer_by.send(answer__rec_debt="yes")
    assert ON_THE_WAY in carried_to(passer_by, "/quick/questions")


def test_the_full_case_knows_that_the_person_is_on_the_way(visitor, desk):
    questions(visitor)
    visitor.send(answer__rec_debt="yes")
    fields = next(form for form in visitor.page.forms if form["action"] == "/cases/from-quick")["fields"]
    visitor.post("/cases/from-quick", fields)
    (listed,) = desk.cases()
    assert desk.read(listed.id).case.context.exploited_in == {ExploitationPlace.TRANSIT}


@pytest.mark.parametrize("place", ["poland", "abroad", "moon"])
def test_the_check_takes_no_place_that_its_page_does_not_offer(passer_by, place):
    passer_by.post("/quick/questions", [("age", "adult"), ("forms", "labour"), ("exploited_in", place), ("_end", "1")])
    assert passer_by.response.status_code == 422
