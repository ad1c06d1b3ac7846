"""Pages ask of a person only what can be answered of that person, and show what was saved all the same."""

import pytest

from tests.web.conftest import CONTEXT
from tests.web.referral import fill, stored
from tests.web.seeded import adult


@pytest.mark.parametrize(("citizenship", "asked"), [("poland", False), ("third_country", True), ("eu", True)])
def test_a_polish_citizen_is_asked_for_no_right_to_stay(visitor, task_list, desk, citizenship, asked):
    adult(visitor, task_list)
    fill(visitor, task_list, "context", **CONTEXT | {"citizenship": citizenship})
    visitor.get(f"{task_list}/status")
    shown = "Obywatel Polski nie potrzebuje prawa pobytu" not in visitor.page.text
    assert shown is asked and ("Zaświadczenie z art. 170" in visitor.page.text) is asked
    visitor.send(papers="taken")
    status = stored(desk, task_list).status
    assert (status.papers, status.stay, status.certificate) == ("taken", None, None)


def test_a_stay_that_was_saved_before_the_citizenship_is_shown_and_kept(visitor, task_list, desk):
    adult(visitor, task_list)
    fill(visitor, task_list, "status", stay="legal")
    fill(visitor, task_list, "context", **CONTEXT | {"citizenship": "poland"})
    visitor.get(f"{task_list}/status")
    assert "Pobyt w Polsce" in visitor.page.text
    visitor.send(papers="has")
    assert stored(desk, task_list).status.stay == "legal"


@pytest.mark.parametrize(
    ("age", "who"),
    [("child", "Czy dziecko wie, co się teraz stanie?"), ("uncertain", "Czy osoba wie, co się teraz stanie?")],
)
def test_an_age_in_doubt_is_asked_about_as_a_person(visitor, task_list, age, who):
    adult(visitor, task_list, age)
    visitor.get(f"{task_list}/agreement")
    assert who in visitor.page.text


def test_the_page_says_what_on_the_way_alone_means(visitor, task_list):
    adult(visitor, task_list)
    visitor.get(f"{task_list}/context")
    assert "Samo „w drodze” znaczy: jeszcze się nie zaczęło." in visitor.page.text


@pytest.mark.parametrize(("profession", "told"), [("police", True), ("border_guard", True), ("social_worker", False)])
def test_only_a_service_with_a_duty_officer_is_told_to_ask_for_the_coordinator(visitor, task_list, profession, told):
    adult(visitor, task_list)
    fill(visitor, task_list, "safety", profession=profession)
    visitor.get(f"{task_list}/overview")
    assert ("Zapytaj dyżurnego" in visitor.page.text) is told


@pytest.mark.parametrize(("profession", "asked"), [("labour_inspector", False), ("social_worker", True)])
def test_the_labour_inspection_is_not_asked_whether_it_knows(visitor, task_list, profession, asked):
    adult(visitor, task_list)
    fill(visitor, task_list, "safety", profession=profession)
    visitor.get(f"{task_list}/done")
    assert ("Czy inspekcja pracy (PIP) już wie?" in visitor.page.text) is asked


def test_no_sentence_is_of_a_child_before_anybody_said_an_age(visitor, task_list):
    visitor.get(f"{task_list}/safety")
    assert "komu dziecko ufa" not in visitor.page.text
