"""An officer who practises alone: feedback on an exercise, and drills."""

import re

import pytest
from lxml import html

from screening.core.training.exercise import DrillKind
from tests.web.classes import BEGGING, EXERCISE, fields_of, walk
from tests.web.page import Visitor

SCORE = re.compile(r"\d+\s*(%|/|z\s+\d|of\s+\d|pkt|punkt|point)|\b(wynik|score)\b", re.IGNORECASE)


@pytest.fixture
def alone(training) -> Visitor:
    return training.trainer()


def begin(visitor: Visitor, exercise: str = EXERCISE) -> None:
    visitor.get("/training/")
    visitor.press(f"/exercises/{exercise}/begin")


def test_feedback_comes_after_finishing_and_tells_the_four_things(alone, content):
    begin(alone)
    walk(alone, documents_withheld="yes", debt_bondage="no")
    at = alone.path
    for _ in range(2):
        alone.get(f"/training/exercises/{EXERCISE}/feedback")
        assert alone.path == "/training/"
    alone.get(at)
    alone.press(f"/exercises/{EXERCISE}/feedback")
    assert alone.path.endswith("/feedback")
    said = [alone.page.text.index(each) for each in ("Przeoczone", "Odczytane na wyrost", "Nie pytano", "Znalezione")]
    assert said == sorted(said), "what can be learned comes before what was right"
    alone.get("/training/")
    assert f"/training/exercises/{EXERCISE}/feedback" in alone.page.links


def test_each_exercise_stands_once_under_its_form_and_the_easiest_that_is_not_done_is_offered_first(alone, content):
    alone.get("/training/")
    main = html.fromstring(alone.page.html).find(".//main")
    folds = main.xpath("./details[.//table]")
    shown = [each.get("action").split("/")[-2] for fold in folds for each in fold.iter("form")]
    assert sorted(shown) == sorted(content.exercises.by_id)
    counts = [int(fold.find("summary").text_content().rpartition("(")[2].rstrip(")\n ")) for fold in folds]
    assert counts == [len(list(fold.iter("form"))) for fold in folds]
    first = main.xpath("./form")[0].get("action").split("/")[-2]
    assert first == content.exercises.easiest_first()[0].id
    begin(alone, first)
    alone.post(f"/training/exercises/{first}/feedback", fields_of(alone))
    alone.get("/training/")
    then = html.fromstring(alone.page.html).find(".//main").xpath("./form")[0]
    assert then.get("action").split("/")[-2] == content.exercises.easiest_first()[1].id


def test_feedback_is_never_a_number_of_the_person(alone):
    begin(alone)
    walk(alone, documents_withheld="yes", debt_bondage="no")
    alone.press(f"/exercises/{EXERCISE}/feedback")
    said = alone.page.html.partition("<main")[2].partition('<details class="scene"')[0]
    words = re.sub(r"<[^>]+>", " ", re.sub(r'<span class="soft">\(.*?\)</span>', "", said))
    assert "Odczytane na wyrost" in words and not SCORE.search(words), SCORE.search(words)


def test_finishing_what_was_never_begun_leads_back_to_the_exercises(alone):
    alone.get("/training/")
    alone.post(f"/training/exercises/{BEGGING}/feedback", fields_of(alone))
    assert alone.path == "/training/"


def drills(content, kind: DrillKind) -> list[str]:
    return [each.id for each in content.exercises.drills.values() if each.kind is kind]


def placed(visitor: Visitor, places: list[object]) -> int:
    values = {f"step_{n}": str(place) for n, place in enumerate(places)}
    return visitor.press(visitor.path, **values).status_code


def test_the_right_order_is_right_at_every_step(alone, content):
    for drill in drills(content, DrillKind.ORDER):
        steps = len(content.exercises.drills[drill].points)
        alone.get(f"/training/drills/{drill}")
        assert "Właściwa kolejność" not in alone.page.text
        assert placed(alone, list(range(1, steps + 1))) == 200
        assert alone.page.html.count("<b>dobrze</b>") == steps
        assert "Właściwa kolejność" in alone.page.text


def test_a_wrong_order_shows_the_place_of_each_wrong_step(alone, content):
    drill = drills(content, DrillKind.ORDER)[0]
    steps = len(content.exercises.drills[drill].points)
    alone.get(f"/training/drills/{drill}")
    assert placed(alone, [2, 1, *range(3, steps + 1)]) == 200
    assert alone.page.html.count("<b>dobrze</b>") == steps - 2
    assert "<b>miejsce 1</b>" in alone.page.html and "<b>miejsce 2</b>" in alone.page.html


@pytest.mark.parametrize("first", ["", "2"], ids=["missing", "twice"])
def test_a_missing_number_is_asked_for_and_the_others_are_kept(alone, content, first):
    drill = drills(content, DrillKind.ORDER)[0]
    steps = len(content.exercises.drills[drill].points)
    alone.get(f"/training/drills/{drill}")
    assert placed(alone, [first, *range(2, steps + 1)]) == 422
    assert "Daj każdemu krokowi inny numer" in alone.page.text and "Właściwa kolejność" not in alone.page.text
    fields = dict(alone.page.form["fields"])
    assert [fields[f"step_{n}"] for n in range(1, steps)] == [str(n + 1) for n in range(1, steps)]


@pytest.mark.parametrize("kind", [DrillKind.SENTENCE, DrillKind.CALL])
def test_a_sentence_shows_one_good_way_and_what_was_not_heard(alone, content, kind):
    for id_ in drills(content, kind):
        drill = content.exercises.drills[id_]
        alone.get(f"/training/drills/{id_}")
        assert drill.model.polish not in alone.page.text
        fields = [("csrf_token", alone.token), ("ticked", "1"), ("ticked", "2"), ("_end", "1")]
        assert alone.post(alone.path, fields).status_code == 200
        assert drill.model.polish in alone.page.text
        not_heard = alone.page.html.partition("Tego jeszcze zabrakło")[2]
        assert drill.points[0].polish not in not_heard and drill.points[2].polish in not_heard
