"""The trainer's page of an open class, what the projector shows, and the choice of the next exercise."""

import re

import pytest

from screening.web.access.table import Role, row_of
from tests.web.classes import BEGGING, EXERCISE, HERE, act, release, walk, work
from tests.web.page import Visitor

PROJECTOR = "/training/class/projector"
ADDRESS = re.compile(r'class="address">([^<]+)<')


def offered(visitor: Visitor) -> list[str]:
    """Ids of the exercises that can be released from the page."""
    choice = visitor.page.html.partition('<select id="exercise"')[2].partition("</select>")[0]
    return re.findall(r'<option value="(\w+)"', choice)


# The projector


def test_the_projector_shows_how_to_join_and_how_many_have(training, trainer):
    training.trainee()
    trainer.get("/training/class")
    address = ADDRESS.findall(trainer.page.html)
    assert PROJECTOR in trainer.page.links
    trainer.get(PROJECTOR)
    code = training.room.code
    assert f"{code[:4]} {code[4:]}" in trainer.page.text and 'data-count="joined">1<' in trainer.page.html
    assert ADDRESS.findall(trainer.page.html) == address and "/training/class/code.svg" in trainer.page.html
    assert trainer.page.title.startswith("ĆWICZENIE") and "ĆWICZENIE" in trainer.page.text


def test_the_projector_shows_nothing_else_of_the_trainers(training, trainer):
    release(trainer)
    trainer.get(PROJECTOR)
    assert not trainer.page.forms and set(trainer.page.links) == {"/training/class"}
    assert "Szklarnia" not in trainer.page.text


def test_the_projector_goes_on_with_the_class_with_and_without_script(training, trainer):
    trainer.get(PROJECTOR)
    assert '<noscript><meta http-equiv="refresh"' in trainer.page.html
    assert 'data-state="/training/class/state"' in trainer.page.html and "data-reload" in trainer.page.html
    act(trainer, "end")
    trainer.get(PROJECTOR)
    assert trainer.path == "/training/class"


def test_the_picture_code_has_no_size_of_its_own_so_that_a_page_sets_it(trainer):
    picture = trainer.client.get("/training/class/code.svg", base_url=HERE).text
    assert "viewBox=" in picture and "width=" not in picture.partition(">")[0]


# The choice


def test_exercises_are_filtered_by_form_service_time_and_level(training, trainer, content):
    every = content.exercises.by_id
    trainer.get("/training/class")
    assert set(offered(trainer)) == set(every)
    trainer.get("/training/class?form=begging&service=social_worker&minutes=8&level=2")
    expected = {
        id_
        for id_, each in every.items()
        if "begging" in each.given.forms
        and each.given.context.profession == "social_worker"
        and each.minutes <= 8
        and each.difficulty == 2
    }
    assert set(offered(trainer)) == expected and 0 < len(expected) < len(every)
    assert f"Pasuje: {len(expected)} z {len(every)}" in trainer.page.text
    chosen = re.findall(r'<option value="(\w+)" selected>', trainer.page.html)
    assert chosen == ["begging", "social_worker", "8", "2"]


NOT_OFFERED = ["form=nothing", "minutes=%3Cx%3E", "level=-1", "minutes=9999999999", "service=", "x=1"]


@pytest.mark.parametrize("query", NOT_OFFERED)
def test_a_filter_that_is_not_offered_is_no_filter(trainer, content, query):
    assert trainer.get(f"/training/class?{query}").status_code == 200
    assert len(offered(trainer)) == len(content.exercises.by_id) and "<x>" not in trainer.page.html


def test_where_no_exercise_fits_the_page_says_so_and_releases_none(trainer):
    trainer.get("/training/class?form=adoption&service=labour_inspector")
    assert "Żadne ćwiczenie nie pasuje" in trainer.page.text and not offered(trainer)


def test_a_filtered_exercise_is_released_and_the_filters_stay_with_each_press(training, trainer):
    trainer.get("/training/class?form=begging&level=1")
    trainer.press("/class/release", exercise=BEGGING)
    assert training.room.current.exercise == BEGGING
    for command in ("close", "show"):
        trainer.press(f"/class/{command}")
        assert re.findall(r'<option value="(\w+)" selected>', trainer.page.html) == ["begging", "1"]


# Joining, and after the feedback


def test_a_picture_code_leaves_one_press(training, trainer):
    telephone = training.telephone()
    telephone.get(f"/join?code={training.room.code}")
    assert "Kod jest już wpisany" in telephone.page.text
    telephone.press("/join")
    assert telephone.path == "/room"


def test_after_the_feedback_comes_the_next_exercise_that_is_not_done(training, content):
    alone = training.trainer()
    order = [each.id for each in content.exercises.easiest_first()]
    first, second, third = order[:3]
    for done, following in ((second, third), (first, third)):
        alone.get("/training/")
        alone.press(f"/exercises/{done}/begin")
        walk(alone)
        alone.press(f"/exercises/{done}/feedback")
        assert f"Następne ćwiczenie: {content.exercises.by_id[following].title.polish}" in alone.page.text
        actions = [str(form["action"]) for form in alone.page.forms]
        assert actions.count(f"/training/exercises/{following}/begin") == 1


def test_where_all_are_done_no_exercise_follows(content):
    exercises = content.exercises
    some = exercises.by_id[EXERCISE]
    assert exercises.following(some, exercises.by_id) is None
    assert exercises.following(some, exercises.by_id.keys() - {BEGGING}) is exercises.by_id[BEGGING]


# Practice calls nobody


FACTS = {"documents_withheld": "yes", "debt_bondage": "yes"}


def calls_nobody(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 200, path
    assert "tel:" not in visitor.response.text, path


def test_no_page_of_practice_and_class_has_a_number_that_calls(training, trainer):
    rules = [rule for rule in training.app.url_map.iter_rules() if "GET" in rule.methods and "<" not in rule.rule]
    of_the_trainer = [rule.rule for rule in rules if row_of(rule.endpoint).in_training is Role.TRAINER]
    trainee = training.trainee()
    release(trainer)
    address = work(trainee, **FACTS)
    for path in ("/room", "/join", "/contacts", *(f"{address}/{page}" for page in ("overview", "done", "documents"))):
        calls_nobody(trainee, path)
    act(trainer, "show")
    calls_nobody(trainee, "/room")
    for path in (*of_the_trainer, *(f"/training/drills/{id_}" for id_ in training.desk.content.exercises.drills)):
        calls_nobody(trainer, path)
    trainer.get("/training/")
    trainer.press(f"/exercises/{EXERCISE}/begin")
    walk(trainer, **FACTS)
    calls_nobody(trainer, trainer.path)
    trainer.press(f"/exercises/{EXERCISE}/feedback")
    calls_nobody(trainer, trainer.path)
